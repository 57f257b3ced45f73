import type { JournalEntry, Outcome } from './journal';

/** Everybody who was not sent to for the same reason. */
export interface Cause {
	readonly outcome: Outcome;
	readonly message: string;
	readonly advice: string;
	readonly code?: string;
	readonly count: number;
	/** The first of them, as the report names them. */
	readonly examples: readonly string[];
}

/** Those who have to be looked at one by one are named more often. */
const mostExamples = (outcome: Outcome): number => (outcome === 'unknown' ? 500 : 20);

/** What a text quotes of an item; the same cause has another one for every item. */
const received = /\s*Received: (.*)$/s;
/** The repetitions of a list name the item that they repeat. */
const repeated = /item \d+ of this list/;

function nameOf({ recipient, itemIndex, reason }: JournalEntry): string {
	const quoted = received.exec(reason?.message ?? '')?.[1];
	const who = recipient ?? `item ${itemIndex}`;
	return quoted === undefined ? who : `${who}: ${quoted}`;
}

/** What needs somebody's attention comes first. */
const attention: readonly Outcome[] = ['unknown', 'failed', 'notSent', 'deferred', 'skipped', 'forgotten'];

/** Groups what was not sent by its cause: what needs attention first, then the most frequent. */
export function groupByCause(entries: readonly JournalEntry[]): Cause[] {
	const groups = new Map<string, Omit<Cause, 'count' | 'examples'> & { count: number; examples: string[] }>();
	for (const entry of entries) {
		if (entry.reason === undefined) continue;
		const { outcome, reason } = entry;
		const message = reason.message.replace(received, '').replace(repeated, 'another item of this list');
		const key = JSON.stringify([outcome, message, reason.code]);
		const group = groups.get(key) ?? {
			outcome,
			message,
			advice: reason.advice,
			code: reason.code,
			count: 0,
			examples: [],
		};
		groups.set(key, group);
		group.count += 1;
		if (group.examples.length < mostExamples(outcome)) group.examples.push(nameOf(entry));
	}
	const rank = ({ outcome }: Pick<Cause, 'outcome'>): number => attention.indexOf(outcome);
	return [...groups.values()].sort((first, second) => rank(first) - rank(second) || second.count - first.count);
}
