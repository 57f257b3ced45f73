import { RequestFailure } from '../http/failure';
import { inChunks } from '../runtime/chunks';
import type { Plan, StoredEntry } from './plan';
import { deletionFailed, notMentioned } from './problems';
import type { Sync } from './run';

/** An entry to delete, and why. */
interface Deletion {
	readonly stored: StoredEntry;
	/** The item that the output is paired with. */
	readonly itemIndex: number;
	readonly reason: string;
}

/** What the rules allow to delete, in the order in which it is reported. */
export function deletionsOf(plan: Plan): Deletion[] {
	return [
		...plan.deleteSurplus.map(({ wanted, stored, keptId }) => ({
			stored,
			itemIndex: wanted.itemIndex,
			reason: `A second entry with this question; the one that stays is ${keptId}`,
		})),
		// No input item stands for these. n8n asks for one: the first.
		...plan.deleteMissing.map((stored) => ({ stored, itemIndex: 0, reason: 'No input item has this question' })),
	];
}

/** Deletes and reports. */
export async function deleteEntries(sync: Sync, deletions: readonly Deletion[]): Promise<void> {
	const entries = deletions.map(({ stored }) => stored);
	const gone = await deleteStored(sync, entries, (entry, problem) => {
		sync.report.entryFailed(deletionFailed(entry, problem));
	});
	reportDeletions(
		sync,
		deletions.filter(({ stored }) => gone.has(stored.id)),
	);
}

export function reportDeletions({ report }: Sync, deletions: readonly Deletion[]): void {
	for (const { stored, itemIndex, reason } of deletions) {
		report.entry(itemIndex, { action: 'deleted', question: stored.question, id: stored.id, reason });
	}
}

/** Reports what stays although the rules allow to delete it. */
export function withholdDeletions({ report }: Sync, deletions: readonly Deletion[]): void {
	for (const { stored, itemIndex, reason } of deletions) {
		const why = `${reason}. Not deleted, because other items of this run failed.`;
		report.entry(itemIndex, { action: 'skipped', question: stored.question, id: stored.id, reason: why });
	}
}

/**
 * Deletes entries with as few requests as possible. Returns the ids of those that are gone, and tells `failed` at once
 * about each that is not; of those that were not begun, because the run is to end, it says nothing.
 */
export async function deleteStored(
	{ base, run }: Pick<Sync, 'base' | 'run'>,
	entries: readonly StoredEntry[],
	failed: (entry: StoredEntry, problem: unknown) => void,
): Promise<ReadonlySet<string>> {
	const gone = new Set<string>();
	await run(inChunks(entries, base.deletedPerRequest), async (chunk) => {
		try {
			for (const id of await base.delete(chunk.map(({ id }) => id))) gone.add(id);
			for (const entry of chunk) if (!gone.has(entry.id)) failed(entry, notMentioned(base.name));
		} catch (problem) {
			for (const entry of chunk) {
				if (chunk.length === 1 && isNotFound(problem)) gone.add(entry.id);
				else failed(entry, problem);
			}
		}
	});
	return gone;
}

/** Somebody else was faster: it is as it should be. */
function isNotFound(problem: unknown): boolean {
	return problem instanceof RequestFailure && problem.details.status === 404;
}
