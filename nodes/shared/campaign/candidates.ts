import type { SendOperation, ParameterValues } from '../runtime/operation';
import { parameterReader } from '../runtime/parameters';
import type { Run } from '../runtime/run';
import type { Addressee, Desk } from './desk';
import type { SendOnceSettings } from './settings';

/** An item that can be sent: its fields are right, and nobody before it in the list is the same recipient. */
export interface Candidate extends Addressee {
	/** Whom the operation reaches, whatever the key of the campaign is: a phone number, where there is one. */
	readonly reached: string;
	readonly parameters: ParameterValues;
	/** What the ledger knows the recipient by; empty where there is no ledger. */
	readonly key: string;
}

/**
 * Goes through the input once. Items that cannot be sent are noted on the way and give undefined, so that the caller
 * can pause between them.
 */
export function* readCandidates(
	run: Run,
	operation: SendOperation,
	sendOnce: SendOnceSettings | undefined,
	desk: Desk,
): Generator<Candidate | undefined, undefined> {
	const read = parameterReader(run.host, run.node, operation);
	const firstWith = new Map<string, number>();
	for (const itemIndex of run.results.keys()) {
		const candidate = address(itemIndex);
		const first = candidate === undefined || sendOnce === undefined ? undefined : firstWith.get(candidate.key);
		if (candidate !== undefined && first !== undefined) {
			desk.skipped(candidate, `The same recipient as item ${first} of this list, counted from 0 as n8n does`);
			yield undefined;
			continue;
		}
		if (candidate !== undefined) firstWith.set(candidate.key, itemIndex);
		yield candidate;
	}
	return undefined;

	function address(itemIndex: number): Candidate | undefined {
		let recipient: string | undefined;
		try {
			const parameters = read(itemIndex);
			const reached = operation.send.recipient(parameters);
			recipient = reached;
			if (sendOnce === undefined) return { itemIndex, parameters, reached, recipient, key: '' };
			const { key, shown } = sendOnce.keyOf(itemIndex, reached);
			return { itemIndex, parameters, reached, recipient: shown, key };
		} catch (problem) {
			desk.failed(itemIndex, recipient, problem);
			return undefined;
		}
	}
}

/** The most items to look at before others get their turn. */
const inOneGo = 500;

/** Takes up to `count` candidates. `isOver` says that the input has ended. */
export function takeCandidates(
	candidates: Generator<Candidate | undefined, undefined>,
	count: number,
): { readonly batch: Candidate[]; readonly isOver: boolean } {
	const batch: Candidate[] = [];
	for (let seen = 0; seen < inOneGo && batch.length < count; seen += 1) {
		const { done, value } = candidates.next();
		if (done === true) return { batch, isOver: true };
		if (value !== undefined) batch.push(value);
	}
	return { batch, isOver: false };
}
