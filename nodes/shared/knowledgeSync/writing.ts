import { inChunks } from '../runtime/chunks';
import { deleteStored } from './deleting';
import type { NewEntry } from './knowledgeBase';
import type { Plan, WantedEntry } from './plan';
import { creationFailed, deletionFailed, earlierStays, notMentioned } from './problems';
import type { Sync } from './run';

type Update = Plan['update'][number];

/** Creates and updates, and reports. */
export async function writeEntries(sync: Sync): Promise<void> {
	const { base, plan, report } = sync;
	const { update } = base;
	const created = async (wanted: readonly WantedEntry[], done: (entry: WantedEntry, id: string) => void) =>
		await sync.run(inChunks(wanted, base.createdPerRequest), async (chunk) => await create(sync, chunk, done));
	const creations = created(plan.create, ({ itemIndex, question }, id) => {
		report.item(itemIndex, { action: 'created', question, id });
	});
	if (update !== undefined) {
		await Promise.all([creations, sync.run(plan.update, async (entry) => await change(sync, entry, update))]);
		return;
	}
	const newIds = new Map<WantedEntry, string>();
	const replacements = created(
		plan.update.map(({ wanted }) => wanted),
		(wanted, id) => newIds.set(wanted, id),
	);
	await Promise.all([creations, replacements]);
	await deleteEarlier(sync, newIds);
}

async function create(
	{ base, report }: Sync,
	chunk: readonly WantedEntry[],
	done: (entry: WantedEntry, id: string) => void,
): Promise<void> {
	try {
		const results = await base.create(chunk.map(toNewEntry));
		chunk.forEach((wanted, position) => {
			const result = results[position];
			if (result === undefined) report.itemFailed(wanted.itemIndex, creationFailed(notMentioned(base.name)));
			else if ('id' in result) done(wanted, result.id);
			else report.itemRefused(wanted.itemIndex, result);
		});
	} catch (problem) {
		for (const { itemIndex } of chunk) report.itemFailed(itemIndex, creationFailed(problem));
	}
}

async function change(
	{ report }: Sync,
	{ wanted, stored, changes }: Update,
	update: NonNullable<Sync['base']['update']>,
): Promise<void> {
	const { itemIndex, question } = wanted;
	const entry = toNewEntry(wanted);
	try {
		await update(stored.id, Object.fromEntries(changes.map((field) => [field, entry[field]])));
		report.item(itemIndex, { action: 'updated', question, id: stored.id, changes });
	} catch (problem) {
		report.itemFailed(itemIndex, problem);
	}
}

/** Deletes the earlier entries of what has a new one now, and those that a run that was cut short has left. */
async function deleteEarlier(sync: Sync, newIds: ReadonlyMap<WantedEntry, string>): Promise<void> {
	const { plan, report } = sync;
	const replaced = plan.update.filter(({ wanted }) => newIds.has(wanted));
	const owners = new Map(replaced.map(({ wanted, stored }) => [stored.id, wanted]));
	const entries = [...replaced, ...plan.outdated].map(({ stored }) => stored);
	const failed = new Set<string>();
	const gone = await deleteStored(sync, entries, (entry, problem) => {
		const owner = owners.get(entry.id);
		failed.add(entry.id);
		if (owner === undefined) report.entryFailed(deletionFailed(entry, problem));
		else report.itemFailed(owner.itemIndex, earlierStays(entry, problem));
	});
	for (const { wanted, stored, changes } of replaced) {
		if (failed.has(stored.id)) continue;
		const { itemIndex, question } = wanted;
		const id = newIds.get(wanted);
		const reason = gone.has(stored.id)
			? undefined
			: 'The run was stopped before the earlier entry was deleted: run it again';
		report.item(itemIndex, { action: 'updated', question, id, changes, reason });
	}
	for (const surplus of plan.outdated) if (gone.has(surplus.stored.id)) report.outdatedDeleted(surplus);
}

function toNewEntry({ question, answer, tags }: WantedEntry): NewEntry {
	return { question, answer, ...(tags === undefined ? {} : { tags: [...tags] }) };
}
