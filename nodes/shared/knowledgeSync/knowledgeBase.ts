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
	/** Changes one entry. */
	update(id: string, changes: Partial<Pick<NewEntry, Change>>): Promise<void>;
	/** Deletes one entry. A failure with status 404 says that it is gone already. */
	delete(id: string): Promise<void>;
}
