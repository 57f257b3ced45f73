import type { Call } from './call.ts';
import { invalid } from './errors.ts';

const dayMs = 86_400_000;

/** A range of days in a zone, both included. */
export class Period {
	readonly #start: string;
	readonly #end: string;
	readonly #dayOf: (isoDate: string) => string;

	constructor(start: string, end: string, dayOf: (isoDate: string) => string) {
		this.#start = start;
		this.#end = end;
		this.#dayOf = dayOf;
	}

	/** The day of a moment, in the zone of the period. */
	dayOf({ createdAt }: { createdAt: string }): string {
		return this.#dayOf(createdAt);
	}

	/** Whether something was created in the period. */
	has(item: { createdAt: string }): boolean {
		const day = this.dayOf(item);
		return this.#start <= day && day <= this.#end;
	}

	/** Every day of the period. */
	days(): string[] {
		const days: string[] = [];
		for (let day = this.#start; day <= this.#end; day = moved(day, 1)) days.push(day);
		return days;
	}

	/** The period that this one is compared with (section 6.6). */
	previous({ assumptions }: Call): Period {
		if (assumptions.previousPeriod === 'oneMonth') {
			return new Period(monthBefore(this.#start), monthBefore(this.#end), this.#dayOf);
		}
		const length = Math.max(Math.round((Date.parse(this.#end) - Date.parse(this.#start)) / dayMs) + 1, 0);
		return new Period(moved(this.#start, -length), moved(this.#start, -1), this.#dayOf);
	}
}

/** The period a request asks for. */
export function readPeriod(
	{ startDate, endDate, timezone = 'UTC' }: { startDate: string; endDate: string; timezone?: string },
	{ assumptions }: Call,
): Period {
	if (startDate > endDate && assumptions.reversedDates === 'refused') {
		throw invalid('startDate', 'must not be after endDate');
	}
	return new Period(startDate, endDate, dayIn(timezone));
}

function dayIn(timeZone: string): (isoDate: string) => string {
	let format: Intl.DateTimeFormat;
	try {
		// Canadian dates are written YYYY-MM-DD
		format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	} catch {
		throw invalid('timezone', 'is not an IANA zone');
	}
	return (isoDate) => format.format(new Date(isoDate));
}

function moved(day: string, days: number): string {
	return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

function monthBefore(day: string): string {
	const date = new Date(day);
	const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 0));
	const dayOfMonth = Math.min(date.getUTCDate(), lastOfMonth.getUTCDate());
	lastOfMonth.setUTCDate(dayOfMonth);
	return lastOfMonth.toISOString().slice(0, 10);
}
