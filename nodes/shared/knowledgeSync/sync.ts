import pLimit from 'p-limit';

import { RequestFailure } from '../http/failure';
import type { AllItemsContext } from '../runtime/operation';
import type { KnowledgeBase, NewEntry } from './knowledgeBase';
import { makePlan, type Plan, type StoredEntry, type WantedEntry } from './plan';
import { contradiction, creationFailed, deletionFailed, notMentioned, tooManyDeletions } from './problems';
import { SyncReport } from './report';
import { settingsOf, type SyncParameters } from './syncFields';
import { answerDigest, textToSend } from './text';

/** What a sync works with. */
interface Sync {
	readonly base: KnowledgeBase;
	readonly plan: Plan;
	readonly report: SyncReport;
	/** Works one after the other on as many tasks as the user allows at the same time; leaves them when the run is to end. */
	run<Task>(tasks: readonly Task[], work: (task: Task) => Promise<void>): Promise<void>;
}

/** An entry to delete, and why. */
interface Deletion {
	readonly stored: StoredEntry;
	readonly itemIndex: number;
	readonly reason: string;
}

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
	const { entries, refused, concurrency } = context;
	const settings = settingsOf(entries.map(({ parameters }) => parameters));
	const wanted = entries.map(({ itemIndex, parameters }): WantedEntry => {
		const { question, answer, tags } = entryOf(parameters);
		return { itemIndex, question: textToSend(question), answer: textToSend(answer), tags };
	});
	const plan = makePlan(wanted, await readStored(base), {
		deleteMissing: settings.deleteMissing,
		onlyWithTag: settings.deleteOnlyTag,
	});
	const report = new SyncReport(context, settings.dryRun);
	const limit = pLimit(concurrency);
	const sync: Sync = {
		base,
		plan,
		report,
		run: async (tasks, work) => {
			const one = async (task: (typeof tasks)[number]) => (context.mayGoOn() ? await work(task) : undefined);
			await Promise.all(tasks.map(async (task) => await limit(one, task)));
		},
	};

	const deletions = deletionsOf(plan);
	const isIncomplete = refused > 0 || plan.contradictory.length > 0;
	const isTooMany = deletions.length * 100 > settings.largestDeletedShare * plan.deletable;
	const refusal =
		isTooMany && !isIncomplete && tooManyDeletions(deletions.length, plan.deletable, settings.largestDeletedShare);
	if (refusal && !settings.dryRun) throw refusal;

	reportWhatNeedsNothing(sync);
	if (settings.dryRun) reportPlan(sync);
	else await write(sync);
	if (!context.mayGoOn()) return;

	if (report.failed > 0) withhold(sync, deletions);
	else if (settings.dryRun) reportDeletions(sync, deletions);
	else await carryOut(sync, deletions);
	report.summarise([
		...(plan.left > 0 ? [`Entries in ${base.name} that the input does not have, and that stay: ${plan.left}.`] : []),
		...(refusal ? [`A real run would end before it writes anything: ${refusal.message}.`] : []),
	]);
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

function deletionsOf(plan: Plan): Deletion[] {
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
		report.item(itemIndex, { action: 'updated', question, id: stored.id, changes: [...changes] });
	}
}

/** Creates and updates. */
async function write(sync: Sync): Promise<void> {
	const { base, plan } = sync;
	const size = base.createdPerRequest;
	const chunks = Array.from({ length: Math.ceil(plan.create.length / size) }, (_, chunk) =>
		plan.create.slice(chunk * size, (chunk + 1) * size),
	);
	await Promise.all([
		sync.run(chunks, async (chunk) => await create(sync, chunk)),
		sync.run(plan.update, async (update) => await carryOutUpdate(sync, update)),
	]);
}

async function create({ base, report }: Sync, chunk: readonly WantedEntry[]): Promise<void> {
	try {
		const results = await base.create(chunk.map(toNewEntry));
		chunk.forEach(({ itemIndex, question }, position) => {
			const result = results[position];
			if (result === undefined) report.itemFailed(itemIndex, notMentioned(base.name));
			else if ('id' in result) report.item(itemIndex, { action: 'created', question, id: result.id });
			else report.itemRefused(itemIndex, result);
		});
	} catch (problem) {
		for (const { itemIndex } of chunk) report.itemFailed(itemIndex, creationFailed(problem));
	}
}

async function carryOutUpdate(
	{ base, report }: Sync,
	{ wanted, stored, changes }: Plan['update'][number],
): Promise<void> {
	const { itemIndex, question } = wanted;
	const entry = toNewEntry(wanted);
	try {
		await base.update(stored.id, Object.fromEntries(changes.map((change) => [change, entry[change]])));
		report.item(itemIndex, { action: 'updated', question, id: stored.id, changes: [...changes] });
	} catch (problem) {
		report.itemFailed(itemIndex, problem);
	}
}

function toNewEntry({ question, answer, tags }: WantedEntry): NewEntry {
	return { question, answer, ...(tags === undefined ? {} : { tags: [...tags] }) };
}

async function carryOut(sync: Sync, deletions: readonly Deletion[]): Promise<void> {
	const { base, report } = sync;
	const deleted = new Set<Deletion>();
	await sync.run(deletions, async (deletion) => {
		try {
			await base.delete(deletion.stored.id);
			deleted.add(deletion);
		} catch (problem) {
			if (isGone(problem)) deleted.add(deletion);
			else report.entryFailed(deletionFailed(deletion.stored, problem));
		}
	});
	reportDeletions(
		sync,
		deletions.filter((deletion) => deleted.has(deletion)),
	);
}

/** Somebody else was faster: it is as it should be. */
function isGone(problem: unknown): boolean {
	return problem instanceof RequestFailure && problem.details.status === 404;
}

function reportDeletions({ report }: Sync, deletions: readonly Deletion[]): void {
	for (const { stored, itemIndex, reason } of deletions) {
		report.entry(itemIndex, { action: 'deleted', question: stored.question, id: stored.id, reason });
	}
}

function withhold({ report }: Sync, deletions: readonly Deletion[]): void {
	for (const { stored, itemIndex, reason } of deletions) {
		const why = `${reason}. Not deleted, because other items of this run failed.`;
		report.entry(itemIndex, { action: 'skipped', question: stored.question, id: stored.id, reason: why });
	}
}
