/** Entities of one kind by id, in the order of their creation. */
export class Store<Item extends { readonly id: string }> {
	readonly #items = new Map<string, Item>();

	get size(): number {
		return this.#items.size;
	}

	/** All entities, oldest first. */
	all(): Item[] {
		return [...this.#items.values()];
	}

	get(id: string): Item | undefined {
		return this.#items.get(id);
	}

	/** Adds the entity, or replaces the one with its id in place. */
	put(item: Item): Item {
		this.#items.set(item.id, item);
		return item;
	}

	/** Tells whether there was such an entity. */
	delete(id: string): boolean {
		return this.#items.delete(id);
	}
}
