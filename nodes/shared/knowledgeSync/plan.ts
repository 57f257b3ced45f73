import { answerDigest, comparableQuestion, comparableTags, questionKey } from './text';

/** An entry that the knowledge base is to have: one input item. */
export interface WantedEntry {
	readonly itemIndex: number;
	readonly question: string;
	readonly answer: string;
	/** Undefined leaves the tags as they are. */
	readonly tags?: readonly string[];
}

/** An entry that the knowledge base has. Its answer is not kept: a digest tells whether it is the wanted one. */
export interface StoredEntry {
	readonly id: string;
	readonly question: string;
	readonly answerDigest: string;
	readonly tags: readonly string[];
}

/** What may be done. */
export interface SyncRules {
	/** Whether entries that the input does not have are deleted. */
	readonly deleteMissing: boolean;
	/** Only entries with this tag may be deleted. */
	readonly onlyWithTag?: string;
	/**
	 * Whether the service cannot change an entry, so that an update is a new entry in place of the earlier one. Entries
	 * that say something else to a wanted question are then earlier ones, which a run that was cut short has left.
	 */
	readonly replaces?: boolean;
}

export type Change = 'question' | 'answer' | 'tags';

interface Match {
	readonly wanted: WantedEntry;
	readonly stored: StoredEntry;
}

/** Another entry with a question that the input has: one is enough. */
export interface Surplus extends Match {
	/** The one that stays. */
	readonly keptId: string;
}

/** What has to be done so that the knowledge base says what the input says, and what needs nothing. */
export interface Plan {
	readonly create: WantedEntry[];
	readonly update: Array<Match & { readonly changes: readonly Change[] }>;
	readonly unchanged: Match[];
	/** Items that say the same as an earlier one. */
	readonly repeated: Array<{ readonly wanted: WantedEntry; readonly firstItem: number }>;
	/** Items with the question of another one and something else to say. Nothing is written for their question. */
	readonly contradictory: Array<{ readonly wanted: WantedEntry; readonly items: readonly number[] }>;
	/** Entries in whose place there is another one already. */
	readonly outdated: Surplus[];
	/** Surplus entries that stay, because they may not be deleted. */
	readonly surplus: Surplus[];
	readonly deleteSurplus: Surplus[];
	/** Entries that the input does not have, to be deleted. */
	readonly deleteMissing: StoredEntry[];
	/** How many entries that the input does not have stay as they are. */
	readonly left: number;
	/** How many entries there are that the rules would allow to delete, were they not in the input. */
	readonly deletable: number;
}

/** Input items with the same question, in input order. */
type Group = [WantedEntry, ...WantedEntry[]];

/**
 * The least that has to be written, from what is wanted and what is there. Pure. An entry that the service lists twice
 * under one id counts once; stored entries without a question take no part.
 */
export function makePlan(wanted: readonly WantedEntry[], listed: Iterable<StoredEntry>, rules: SyncRules): Plan {
	const { byQuestion: stored, deletable } = groupStored(listed, rules);
	const groups = groupWanted(wanted);
	const missing = [...stored].filter(([key]) => !groups.has(key)).flatMap(([, entries]) => entries);
	const deleteMissing = missing.filter((entry) => mayDelete(entry, rules));
	const plan: Plan = {
		create: [],
		update: [],
		unchanged: [],
		repeated: [],
		contradictory: [],
		outdated: [],
		surplus: [],
		deleteSurplus: [],
		deleteMissing,
		left: missing.length - deleteMissing.length,
		deletable,
	};
	for (const [key, group] of groups) planQuestion(plan, group, stored.get(key) ?? [], rules);
	return plan;
}

function groupWanted(wanted: readonly WantedEntry[]): Map<string, Group> {
	const groups = new Map<string, Group>();
	for (const entry of wanted) {
		const key = questionKey(entry.question);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [entry]);
		else group.push(entry);
	}
	return groups;
}

function groupStored(
	listed: Iterable<StoredEntry>,
	rules: SyncRules,
): { readonly byQuestion: Map<string, StoredEntry[]>; readonly deletable: number } {
	const byQuestion = new Map<string, StoredEntry[]>();
	const ids = new Set<string>();
	let deletable = 0;
	for (const entry of listed) {
		const key = questionKey(entry.question);
		if (key === '' || ids.has(entry.id)) continue;
		ids.add(entry.id);
		if (isInScope(entry, rules)) deletable += 1;
		const others = byQuestion.get(key);
		if (others === undefined) byQuestion.set(key, [entry]);
		else others.push(entry);
	}
	return { byQuestion, deletable };
}

/** Adds what one question needs. */
function planQuestion(plan: Plan, group: Group, stored: readonly StoredEntry[], rules: SyncRules): void {
	const [first, ...others] = group;
	if (others.some((other) => !saysTheSame(first, other))) {
		const items = group.map(({ itemIndex }) => itemIndex);
		plan.contradictory.push(...group.map((wanted) => ({ wanted, items })));
		return;
	}
	plan.repeated.push(...others.map((wanted) => ({ wanted, firstItem: first.itemIndex })));
	const kept = stored.find((entry) => changesOf(first, entry).length === 0) ?? stored[0];
	if (kept === undefined) {
		plan.create.push(first);
		return;
	}
	const changes = changesOf(first, kept);
	if (changes.length === 0) plan.unchanged.push({ wanted: first, stored: kept });
	else plan.update.push({ wanted: first, stored: kept, changes });
	for (const entry of stored) {
		if (entry === kept) continue;
		const surplus = { wanted: first, stored: entry, keptId: kept.id };
		if (rules.replaces && changesOf(first, entry).length > 0) plan.outdated.push(surplus);
		else if (mayDelete(entry, rules)) plan.deleteSurplus.push(surplus);
		else plan.surplus.push(surplus);
	}
}

function saysTheSame(first: WantedEntry, other: WantedEntry): boolean {
	return (
		answerDigest(first.answer) === answerDigest(other.answer) &&
		comparableTags(first.tags ?? []) === comparableTags(other.tags ?? [])
	);
}

/** What of a stored entry has to change so that it says what is wanted. */
function changesOf(wanted: WantedEntry, stored: StoredEntry): Change[] {
	const differs: Record<Change, boolean> = {
		question: comparableQuestion(wanted.question) !== comparableQuestion(stored.question),
		answer: answerDigest(wanted.answer) !== stored.answerDigest,
		tags: wanted.tags !== undefined && comparableTags(wanted.tags) !== comparableTags(stored.tags),
	};
	return (['question', 'answer', 'tags'] as const).filter((change) => differs[change]);
}

function isInScope({ tags }: StoredEntry, { onlyWithTag }: SyncRules): boolean {
	return onlyWithTag === undefined || tags.includes(onlyWithTag);
}

function mayDelete(entry: StoredEntry, rules: SyncRules): boolean {
	return rules.deleteMissing && isInScope(entry, rules);
}
