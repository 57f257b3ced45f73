import type { Assumptions } from './assumptions.ts';

/** One entry of the knowledge base (section 6.2). */
export interface KnowledgeEntry {
	readonly id: string;
	readonly question: string;
	readonly answer: string;
	readonly tags: string[];
	readonly created_at: string;
	readonly updated_at: string;
}

interface PageRequest {
	limit: number;
	/** Position in the list's order to begin at, see `positionOf`. */
	from: number;
	/** Entries need any or all of these (see `tagsMatch`); none asks for every entry. */
	tags: string[];
}

/** The knowledge entries of one mode. */
export class KnowledgeStore {
	readonly #assumptions: Pick<Assumptions, 'knowledgeOrder' | 'tagsMatch'>;
	readonly #entries = new Map<string, KnowledgeEntry>();
	// sorting at every page would make reading a large list quadratic
	#sorted: { entries: KnowledgeEntry[]; positions: Map<string, number> } | undefined;

	constructor(assumptions: Pick<Assumptions, 'knowledgeOrder' | 'tagsMatch'>) {
		this.#assumptions = assumptions;
	}

	/** All entries in insertion order. */
	all(): KnowledgeEntry[] {
		return [...this.#entries.values()];
	}

	get(id: string): KnowledgeEntry | undefined {
		return this.#entries.get(id);
	}

	/** Adds the entry, or replaces the one with its id in place. */
	put(entry: KnowledgeEntry): void {
		this.#entries.set(entry.id, entry);
		this.#sorted = undefined;
	}

	/** Tells whether there was such an entry. */
	delete(id: string): boolean {
		this.#sorted = undefined;
		return this.#entries.delete(id);
	}

	clear(): void {
		this.#entries.clear();
		this.#sorted = undefined;
	}

	/** Whether an entry other than `exceptId` has this question. */
	hasQuestion(question: string, exceptId?: string): boolean {
		return this.all().some((entry) => entry.question === question && entry.id !== exceptId);
	}

	/** Where an entry stands in the list's order, counted from 0. */
	positionOf(id: string): number | undefined {
		return this.#inOrder().positions.get(id);
	}

	/** One page of the list, and whether more entries follow it (section 6.2). */
	page({ limit, from, tags }: PageRequest): { data: KnowledgeEntry[]; hasMore: boolean } {
		const { entries } = this.#inOrder();
		const data: KnowledgeEntry[] = [];
		for (let position = from; position < entries.length; position += 1) {
			const entry = entries[position];
			if (entry === undefined || !this.#hasTags(entry, tags)) continue;
			if (data.length === limit) return { data, hasMore: true };
			data.push(entry);
		}
		return { data, hasMore: false };
	}

	#hasTags(entry: KnowledgeEntry, tags: string[]): boolean {
		if (tags.length === 0) return true;
		const has = (tag: string) => entry.tags.includes(tag);
		return this.#assumptions.tagsMatch === 'any' ? tags.some(has) : tags.every(has);
	}

	#inOrder(): { entries: KnowledgeEntry[]; positions: Map<string, number> } {
		if (this.#sorted === undefined) {
			const direction = this.#assumptions.knowledgeOrder === 'newestFirst' ? -1 : 1;
			const entries = this.all().sort((a, b) => direction * compare(a.created_at, b.created_at));
			const positions = new Map(entries.map((entry, position) => [entry.id, position]));
			this.#sorted = { entries, positions };
		}
		return this.#sorted;
	}
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
