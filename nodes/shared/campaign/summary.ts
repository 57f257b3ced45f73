import { spokenDuration } from '../http/text';
import { type Journal, type Outcome, outcomes } from './journal';

/** What users read for an outcome. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
	sent: 'sent',
	failed: 'failed',
	skipped: 'skipped',
	unknown: 'unknown',
	deferred: 'deferred',
	notSent: 'not sent',
	forgotten: 'forgotten',
};

/** "9,870 sent, 12 failed, 118 skipped": what there is, in a fixed order. */
export function spokenCounts(journal: Journal): string {
	const parts = outcomes
		.filter((outcome) => journal.count(outcome) > 0)
		.map((outcome) => `${journal.count(outcome).toLocaleString('en')} ${outcomeWords[outcome]}`);
	return parts.length === 0 ? 'nobody' : parts.join(', ');
}

/** How fast messages went, as a person would say it: per second, or per minute where that is more than a fraction. */
export function spokenRate(sent: number, milliseconds: number): string {
	const perSecond = sent / Math.max(0.001, milliseconds / 1_000);
	const [rate, unit] = perSecond < 1 ? [perSecond * 60, 'minute'] : [perSecond, 'second'];
	return `${rate >= 10 ? Math.round(rate).toLocaleString('en') : rate.toFixed(1)} per ${unit}`;
}

/** One sentence about a run, for the hint at its output. */
export function summarise(journal: Journal, endedAt: number, tooManyRequests: number, name: string): string {
	const duration = endedAt - journal.startedAt;
	const title = name === '' ? 'Campaign' : `Campaign “${name}”`;
	const sent = journal.count('sent');
	const rate = sent === 0 ? '' : ` (${spokenRate(sent, duration)})`;
	const refused =
		tooManyRequests === 0
			? ''
			: ` The service said ${tooManyRequests.toLocaleString('en')} times that it was too fast; those were sent again later.`;
	const people = journal.total === 1 ? '1 recipient' : `${journal.total.toLocaleString('en')} recipients`;
	return `${title}: ${people} in ${spokenDuration(duration)}${rate}: ${spokenCounts(journal)}.${refused}`;
}
