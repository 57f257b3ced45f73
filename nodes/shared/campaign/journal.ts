/**
 * What became of a recipient.
 * - sent: the vendor took it
 * - failed: the vendor refused it
 * - skipped: sent before, or twice in the list
 * - unknown: it may have been sent; an answer was lost, now or in an earlier run
 * - deferred: it was quiet hours
 * - notSent: nothing left: a field was wrong, the limit would have taken too long, or the run ended
 * - forgotten: the run was to forget, and did
 */
export const outcomes = ['sent', 'failed', 'skipped', 'unknown', 'deferred', 'notSent', 'forgotten'] as const;

export type Outcome = (typeof outcomes)[number];

/** One line of the journal. */
export interface JournalEntry {
	readonly itemIndex: number;
	readonly outcome: Outcome;
	/** Who it is, where that is known. */
	readonly recipient?: string;
	/** When it was known, in milliseconds since the epoch. */
	readonly at: number;
	/** Why it was not sent: what happened, and what to do. */
	readonly reason?: { readonly message: string; readonly advice: string; readonly code?: string };
}

/** What became of everybody in one run. */
export class Journal {
	readonly startedAt: number;
	/** How many recipients came in. */
	readonly total: number;
	readonly entries: JournalEntry[] = [];
	private readonly counts = new Map<Outcome, number>();
	private readonly progress: (journal: Journal) => void;

	/** @param progress is told after every entry */
	constructor(total: number, startedAt: number, progress: (journal: Journal) => void) {
		this.total = total;
		this.startedAt = startedAt;
		this.progress = progress;
	}

	note(entry: JournalEntry): void {
		this.entries.push(entry);
		this.counts.set(entry.outcome, this.count(entry.outcome) + 1);
		this.progress(this);
	}

	count(outcome: Outcome): number {
		return this.counts.get(outcome) ?? 0;
	}
}
