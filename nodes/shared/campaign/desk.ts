import { DateTime } from 'luxon';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Clock } from '../http/clock';
import { type FailureOutcome, RequestFailure } from '../http/failure';
import { spokenTime } from '../http/text';
import { toNodeError } from '../runtime/nodeErrors';
import { ParameterProblem } from '../runtime/fieldChecks';
import type { Run } from '../runtime/run';
import type { Journal, JournalEntry } from './journal';
import { openItem, passedItem, sentItem } from './outcomeItems';
import type { Quiet } from './quietHours';

/** An item whose recipient is known. */
export interface Addressee {
	readonly itemIndex: number;
	readonly recipient: string;
}

/** Errors that n8n itself throws before anything leaves: an expression, a missing file. */
const hostErrors = new Set(['NodeOperationError', 'ExpressionError']);

/** What is known about a send after it threw. Of what nobody foresaw, nothing is known. */
function outcomeOf(problem: unknown, known: FailureOutcome): FailureOutcome {
	if (problem instanceof RequestFailure || problem instanceof ParameterProblem) return known;
	return problem instanceof Error && hostErrors.has(problem.name) ? known : 'unknown';
}

/** Takes down what became of each item: its place in the output, and its line in the journal. */
export class Desk {
	private readonly run: Run;
	private readonly journal: Journal;
	private readonly clock: Clock;
	private readonly inputs: readonly INodeExecutionData[];

	constructor(run: Run, journal: Journal, clock: Clock) {
		this.run = run;
		this.journal = journal;
		this.clock = clock;
		this.inputs = run.host.getInputData();
	}

	sent({ itemIndex, recipient }: Addressee, items: readonly INodeExecutionData[]): void {
		this.run.settle(itemIndex, { items: items.map((item) => sentItem(item, recipient)) });
		this.note({ itemIndex, recipient, outcome: 'sent' });
	}

	/** Notes a failure and returns what is known about it. */
	failed(itemIndex: number, recipient: string | undefined, problem: unknown): FailureOutcome {
		const { error, details } = toNodeError(this.run.node, problem, itemIndex);
		const outcome = outcomeOf(problem, details.outcome);
		this.run.settle(itemIndex, { error, details: { ...details, outcome }, recipient });
		const reason = { message: error.message, advice: error.description ?? '', code: details.code };
		this.note({ itemIndex, recipient, outcome, reason });
		return outcome;
	}

	skipped(addressee: Addressee, message: string): void {
		this.pass(addressee, 'skipped', { message, advice: '' });
	}

	forgotten(addressee: Addressee): void {
		this.pass(addressee, 'forgotten', { message: 'Forgotten: the next run sends to this recipient again', advice: '' });
	}

	deferred(addressee: Addressee, { timeZone, until }: Quiet): void {
		const [message, advice] =
			until === undefined
				? [
						`Quiet hours in ${timeZone}, and at no time is it quiet nowhere in this country`,
						'Shorten the quiet hours, or choose another clock for them.',
					]
				: [`Quiet hours until ${spokenTime(until, timeZone)}`, 'Send to this recipient again after that time.'];
		const resumeAt = until === undefined ? null : DateTime.fromMillis(until, { zone: timeZone }).toISO();
		this.pass(addressee, 'deferred', { message, advice }, { resumeAt });
	}

	/** Notes a recipient of whom an earlier run does not know what became. */
	unknownSince({ itemIndex, recipient }: Addressee): void {
		const reason = {
			message: 'Outcome unknown since an earlier run',
			advice: `That run ended, or an answer was lost, while a message to this recipient was on its way; or another n8n process is sending to it at this moment. Check in ${this.run.client.vendor.name} whether it arrived. To send again to everybody in this state, switch on Options > Send Once > Send Again If Unknown.`,
		};
		this.run.settle(itemIndex, { items: [openItem(itemIndex, recipient, reason)] });
		this.note({ itemIndex, recipient, outcome: 'unknown', reason });
	}

	/** Notes everybody who has not been noted: the run ended before their turn. */
	rest(problem: RequestFailure | undefined): void {
		const reason =
			problem === undefined
				? { message: 'The run ended before', advice: 'Run the workflow again to send to those that are missing.' }
				: { message: problem.details.message, advice: problem.details.description };
		this.run.results.forEach((result, itemIndex) => {
			if (result !== undefined) return;
			if (problem !== undefined) this.run.settle(itemIndex, toNodeError(this.run.node, problem, itemIndex));
			this.note({ itemIndex, outcome: 'notSent', reason });
		});
	}

	private pass(
		{ itemIndex, recipient }: Addressee,
		outcome: JournalEntry['outcome'],
		reason: { readonly message: string; readonly advice: string },
		more: Readonly<Record<string, unknown>> = {},
	): void {
		const input = this.inputs[itemIndex] ?? { json: {} };
		const details = { outcome, recipient, reason: reason.message, ...more };
		this.run.settle(itemIndex, { items: [passedItem(input, itemIndex, details)] });
		this.note({ itemIndex, recipient, outcome, reason });
	}

	private note(entry: Omit<JournalEntry, 'at'>): void {
		this.journal.note({ ...entry, at: this.clock.now() });
	}
}
