import type { RequestTally } from '../http/account';
import { type Clock, hostClock } from '../http/clock';
import { RequestFailure } from '../http/failure';
import { printable } from '../http/text';
import type { SendOperation } from '../runtime/operation';
import type { Run } from '../runtime/run';
import { attachReport } from './attachReport';
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
export const campaignConcurrency = 192;

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

	if (problem !== undefined) hint(run, `${problem.details.message}. ${problem.details.description}`, 'warning');
	const name = sendOnce?.name() ?? '';
	const endedAt = clock.now();
	if (settings.report) {
		// Messages have been sent: a report that cannot be stored must not make them look as if they had not.
		await attachReport(run, journal, tally, name, endedAt).catch((reason: unknown) => {
			hint(run, `The campaign report could not be stored: ${printable(String(reason), 200)}`, 'warning');
		});
	}
	hint(run, summarise(journal, endedAt, tally.tooManyRequests, name), 'info');
}

function hint({ host }: Run, message: string, type: 'info' | 'warning'): void {
	host.addExecutionHints({ message, type, location: 'outputPane' });
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
