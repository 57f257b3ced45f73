import type { RequestTally } from '../http/account';
import { type Clock, hostClock } from '../http/clock';
import { RequestFailure } from '../http/failure';
import type { SendOperation } from '../runtime/operation';
import type { Run } from '../runtime/run';
import { hostClaimStorage } from './claimStorage';
import { Desk } from './desk';
import { forget } from './forget';
import { Journal } from './journal';
import { Ledger } from './ledger';
import { progressTeller } from './progress';
import { Sender } from './sender';
import type { CampaignSettings } from './settings';
import { summarise } from './summary';

/**
 * How many recipients a run with Send Once works on at the same time, where nothing else is said: enough that 10,000
 * of them cost at most 200 writes of n8n's storage.
 */
export const campaignConcurrency = 128;

/**
 * Runs a send over all items as a campaign: to everybody once, outside the quiet hours, with an outcome for each item
 * and a summary. Throws only before anything has begun.
 */
export async function runCampaign(
	run: Run,
	operation: SendOperation,
	settings: CampaignSettings,
	tally: RequestTally,
	clock: Clock = hostClock,
): Promise<void> {
	const { sendOnce } = settings;
	const ledger = sendOnce === undefined ? undefined : new Ledger(hostClaimStorage(run.host), clock);
	const journal = new Journal(run.results.length, clock.now(), progressTeller(run.host, clock));
	const desk = new Desk(run, journal, clock);

	const work =
		ledger === undefined || sendOnce === undefined || sendOnce.whatToDo === 'send'
			? new Sender(run, operation, settings, desk, ledger, clock).sendAll()
			: forget(run, operation, sendOnce, desk, ledger);
	const reason = await work.catch((problem: unknown) => problem);
	const problem = reason === undefined ? undefined : asFailure(reason);
	desk.rest(problem);

	if (problem !== undefined) {
		const { message, description } = problem.details;
		run.host.addExecutionHints({ message: `${message}. ${description}`, type: 'warning', location: 'outputPane' });
	}
	run.host.addExecutionHints({
		message: summarise(journal, clock.now(), tally.tooManyRequests, sendOnce?.name ?? ''),
		type: 'info',
		location: 'outputPane',
	});
}

function asFailure(reason: unknown): RequestFailure {
	if (reason instanceof RequestFailure) return reason;
	const detail = reason instanceof Error ? reason.message : String(reason);
	return new RequestFailure({
		message: 'The campaign ended before everybody had their turn',
		description: `n8n says: ${detail}. Run it again: it sends to those that are still missing.`,
		outcome: 'notSent',
	});
}
