/** Entities of one kind by id, in insertion order. Entities are replaced, never changed. */
export class Store<Id extends string | number, Item extends { readonly id: Id }> {
	readonly #items = new Map<Id, Item>();
	readonly #idOf: (number: number) => Id;
	#last = 0;

	/** `idOf` makes the id of the entity that was created first, second and so on. */
	constructor(idOf: (number: number) => Id) {
		this.#idOf = idOf;
	}

	get size(): number {
		return this.#items.size;
	}

	/** All entities, oldest first. */
	all(): Item[] {
		return [...this.#items.values()];
	}

	get(id: Id): Item | undefined {
		return this.#items.get(id);
	}

	/** A new id; ids of deleted entities do not come back. */
	nextId(): Id {
		this.#last += 1;
		return this.#idOf(this.#last);
	}

	/** Adds the entity, or replaces the one with its id in place. */
	put<Kept extends Item>(item: Kept): Kept {
		this.#items.set(item.id, item);
		return item;
	}

	/** Adds an entity whose id is the next one already, as generated data has it. */
	add(item: Item): void {
		const next = this.nextId();
		if (next !== item.id) throw new Error(`Expected the id ${next}, not ${item.id}`);
		this.put(item);
	}

	/** Tells whether there was such an entity. */
	delete(id: Id): boolean {
		return this.#items.delete(id);
	}

	/** Forgets everything and numbers from the beginning. */
	clear(): void {
		this.#items.clear();
		this.#last = 0;
	}
}
