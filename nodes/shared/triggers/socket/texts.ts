import { RequestFailure } from '../../http/failure';
import { spokenDuration, spokenTime } from '../../http/text';
import type { OutageCause, OutageReport } from './outage';

const causes: Readonly<Record<OutageCause, (vendor: string) => string>> = {
	lost: (vendor) => `The live connection to ${vendor} was lost`,
	silent: (vendor) => `The live connection to ${vendor} was silent and no other one could be made`,
	dead: (vendor) => `The live connection to ${vendor} had gone dead unnoticed`,
	neverMade: (vendor) => `${vendor} could not be reached when n8n started to listen`,
};

/** Why there is no connection, in one sentence without its full stop. */
export function spokenCause(cause: OutageCause, vendor: string): string {
	return causes[cause](vendor);
}

/** What a failed execution says about an outage: what happened, what may be missing, what to do. */
export function describeOutage(report: OutageReport, vendor: string, timeZone: string): RequestFailure {
	const { cause, lostAt, backAt, isFinal, failure } = report;
	const happened = spokenCause(cause, vendor);
	const time = (epochMs: number): string => spokenTime(epochMs, timeZone);
	const why = failure === undefined ? [] : [`${failure.message}.`, failure.details.description];
	if (isFinal) {
		return new RequestFailure({
			message: `n8n has stopped listening to ${vendor}`,
			description: [`${happened}, at ${time(lostAt)}.`, ...why, 'Then publish the workflow again.'].join(' '),
			outcome: 'notSent',
		});
	}
	if (backAt === undefined) {
		return new RequestFailure({
			message: happened,
			description: [
				`It is not back yet. The last sign of life came at ${time(lostAt)}.`,
				'n8n goes on trying by itself, about once a minute; you do not have to do anything here.',
				`${vendor} does not send again what happens meanwhile.`,
				...why,
			].join(' '),
			outcome: 'notSent',
		});
	}
	return new RequestFailure({
		message: `${happened}, for about ${spokenDuration(backAt - lostAt)}`,
		description: `n8n is listening again. Events from ${time(lostAt)} to ${time(backAt)} may be missing, as ${vendor} does not send them again: look there for what happened in that time.`,
		outcome: 'notSent',
	});
}
