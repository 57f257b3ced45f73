import pLimit from 'p-limit';

import type { AllItemsContext } from '../runtime/operation';
import { deleteEntries, deletionsOf, reportDeletions, withholdDeletions } from './deleting';
import type { KnowledgeBase, NewEntry } from './knowledgeBase';
import { makePlan, type StoredEntry, type WantedEntry } from './plan';
import { contradiction, tooManyDeletions } from './problems';
import { SyncReport } from './report';
import type { Sync } from './run';
import { settingsOf, type SyncParameters } from './syncFields';
import { answerDigest, textToSend } from './text';
import { writeEntries } from './writing';

/**
 * Makes a knowledge base say what the input items say: reads what is there, plans the least changes and carries them
 * out. Deletions come last, and only when every item could be read and everything before them has succeeded: an input
 * that is partly unreadable, or an answer that could not be added, never leads to a deletion.
 * Nothing is remembered from run to run, so that a run after one that was cut short finishes its work.
 */
export async function syncKnowledge<Parameters extends SyncParameters>(
	context: AllItemsContext<Parameters>,
	base: KnowledgeBase,
	entryOf: (parameters: Parameters) => NewEntry,
): Promise<void> {
	const { entries, refused } = context;
	const settings = settingsOf(entries.map(({ parameters }) => parameters));
	const wanted = entries.map(({ itemIndex, parameters }): WantedEntry => {
		const { question, answer, tags } = entryOf(parameters);
		return { itemIndex, question: textToSend(question), answer: textToSend(answer), tags };
	});
	const plan = makePlan(wanted, await readStored(base), {
		deleteMissing: settings.deleteMissing,
		onlyWithTag: settings.deleteOnlyTag,
		replaces: base.update === undefined,
	});
	const report = new SyncReport(context, settings.dryRun);
	const sync: Sync = { base, plan, report, run: worker(context) };

	const deletions = deletionsOf(plan);
	// Where items cannot be read nothing is deleted anyway, and their entries would be counted as missing.
	const isIncomplete = refused > 0 || plan.contradictory.length > 0;
	const isTooMany = deletions.length * 100 > settings.largestDeletedShare * plan.deletable;
	const refusal =
		isTooMany && !isIncomplete
			? tooManyDeletions(deletions.length, plan.deletable, settings.largestDeletedShare)
			: undefined;
	if (refusal !== undefined && !settings.dryRun) throw refusal;

	reportWhatNeedsNothing(sync);
	if (settings.dryRun) reportPlan(sync);
	else await writeEntries(sync);
	if (!context.mayGoOn()) return;

	if (report.failed > 0) withholdDeletions(sync, deletions);
	else if (settings.dryRun) reportDeletions(sync, deletions);
	else await deleteEntries(sync, deletions);
	report.summarise([
		...(plan.left > 0 ? [`Entries in ${base.name} that the input does not have, and that stay: ${plan.left}.`] : []),
		...(refusal === undefined ? [] : [`A real run would write nothing either. ${refusal.message}.`]),
	]);
}

function worker({ concurrency, mayGoOn }: Pick<AllItemsContext<unknown>, 'concurrency' | 'mayGoOn'>): Sync['run'] {
	const limit = pLimit(concurrency);
	return async (tasks, work) => {
		await Promise.all(
			tasks.map(
				async (task) =>
					await limit(async () => {
						if (mayGoOn()) await work(task);
					}),
			),
		);
	};
}

async function readStored(base: KnowledgeBase): Promise<StoredEntry[]> {
	const stored: StoredEntry[] = [];
	for await (const page of base.read()) {
		for (const { id, question, answer, tags } of page) {
			stored.push({ id, question, answerDigest: answerDigest(answer), tags });
		}
	}
	return stored;
}

function reportWhatNeedsNothing({ plan, report }: Sync): void {
	for (const entry of plan.contradictory) report.itemFailed(entry.wanted.itemIndex, contradiction(entry));
	for (const { wanted, firstItem } of plan.repeated) {
		const reason = `Says the same as input item ${firstItem}, counted from 0`;
		report.item(wanted.itemIndex, { action: 'skipped', question: wanted.question, reason });
	}
	for (const { wanted, stored } of plan.unchanged) {
		report.item(wanted.itemIndex, { action: 'unchanged', question: wanted.question, id: stored.id });
	}
	for (const { wanted, stored, keptId } of plan.surplus) {
		const reason = `A second entry with this question, which may not be deleted; the one that is kept in step is ${keptId}`;
		report.entry(wanted.itemIndex, { action: 'skipped', question: stored.question, id: stored.id, reason });
	}
}

function reportPlan({ plan, report }: Sync): void {
	for (const { itemIndex, question } of plan.create) report.item(itemIndex, { action: 'created', question });
	for (const { wanted, stored, changes } of plan.update) {
		const { itemIndex, question } = wanted;
		report.item(itemIndex, { action: 'updated', question, id: stored.id, changes });
	}
	for (const surplus of plan.outdated) report.outdatedDeleted(surplus);
}
