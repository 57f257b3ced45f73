import type { EntryRefusal } from '../runtime/operation';
import type { Change } from './plan';

/** An entry as it is sent. */
export interface NewEntry {
	readonly question: string;
	readonly answer: string;
	readonly tags?: string[];
}

/** An entry as the service lists it. */
export interface ListedEntry {
	readonly id: string;
	readonly question: string;
	readonly answer: string;
	readonly tags: readonly string[];
}

/** The knowledge base of one service, as the sync needs it. Every function throws a RequestFailure. */
export interface KnowledgeBase {
	/** The name users know, for texts. */
	readonly name: string;
	/** All entries there are, page by page. */
	read(): AsyncIterable<readonly ListedEntry[]>;
	/** How many entries one request may create. */
	readonly createdPerRequest: number;
	/** Creates entries with one request. One result per entry, in the same order. */
	create(entries: readonly NewEntry[]): Promise<ReadonlyArray<{ readonly id: string } | EntryRefusal>>;
	/**
	 * Changes one entry. A service that cannot do this leaves it out: then a new entry takes the place of the earlier one,
	 * which is deleted only once the new one is there, so that an answer is never missing.
	 */
	readonly update?: (id: string, changes: Partial<Pick<NewEntry, Change>>) => Promise<void>;
	/** How many entries one request may delete. */
	readonly deletedPerRequest: number;
	/** Deletes entries with one request. Returns the ids of those that are gone now, whoever has deleted them. */
	delete(ids: readonly string[]): Promise<readonly string[]>;
}
