import type { SendOperation } from '../runtime/operation';
import type { Run } from '../runtime/run';
import { type Candidate, readCandidates, takeCandidates } from './candidates';
import type { Desk } from './desk';
import type { Ledger } from './ledger';
import type { SendOnceSettings } from './settings';

const inOneWrite = 500;
const busy = 'Not forgotten: another run of this campaign is working on this recipient at this moment';

/** Carries out "Forget This Campaign" and "Forget All Campaigns": sends nothing. */
export async function forget(
	run: Run,
	operation: SendOperation,
	sendOnce: SendOnceSettings,
	desk: Desk,
	ledger: Ledger,
): Promise<void> {
	const candidates = readCandidates(run, operation, sendOnce, desk);
	const isAllForgotten = sendOnce.whatToDo === 'forgetAll' && (await ledger.forgetEverything());
	for (let isOver = false; !isOver && run.mayGoOn();) {
		const taken = takeCandidates(candidates, inOneWrite);
		({ isOver } = taken);
		const kept = isAllForgotten ? new Set<string>() : await keptOf(taken.batch);
		for (const candidate of taken.batch) {
			if (kept.has(candidate.key)) desk.skipped(candidate, busy);
			else desk.forgotten(candidate);
		}
	}

	/** Forgets these recipients; returns the keys of those that it could not. */
	async function keptOf(batch: readonly Candidate[]): Promise<Set<string>> {
		const keys = batch.map(({ key }) => key);
		return new Set(sendOnce.whatToDo === 'forgetAll' ? keys : await ledger.forget(keys));
	}
}
