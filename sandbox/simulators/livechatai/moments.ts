import type { Assumptions } from './assumptions.ts';
import { invalid } from './errors.ts';

const isoDateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const dayMs = 86_400_000;

/**
 * A date of the conversation lists in epoch milliseconds (section 6.3): UNIX seconds or ISO 8601. As the end of
 * a range, a second or a bare day counts as a whole.
 */
export function readMoment(name: 'startDate' | 'endDate', value: string, assumptions: Assumptions): number {
	const isEnd = name === 'endDate';
	if (/^\d{1,11}$/.test(value)) return Number(value) * 1000 + (isEnd ? 999 : 0);
	if (assumptions.dateFormat === 'secondsOnly') throw invalid(name, 'must be in UNIX seconds');
	if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return readDateTime(name, value);
	const start = readDateTime(name, `${value}T00:00:00Z`);
	return isEnd && assumptions.bareEndDate === 'endOfDay' ? start + dayMs - 1 : start;
}

/** An ISO 8601 date-time with its zone, in epoch milliseconds. */
export function readDateTime(name: string, value: string): number {
	const moment = Date.parse(value);
	if (!isoDateTime.test(value) || Number.isNaN(moment)) throw invalid(name, 'must be an ISO 8601 date');
	return moment;
}
