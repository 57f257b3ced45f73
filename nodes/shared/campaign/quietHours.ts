import { DateTime } from 'luxon';

import { zonesOfNumber } from './callingCodes';

/** Hours and minutes of a 24-hour clock: "08:00". */
export type ClockTime = `${string}:${string}`;

/** When nothing is to be sent. */
export interface QuietHours {
	readonly from: ClockTime;
	/** Not included. Earlier than `from` means the next day. */
	readonly until: ClockTime;
	/** IANA name. */
	readonly timeZone: string;
	/** Whether the country of the recipient's number counts instead, where it is known. */
	readonly byRecipient: boolean;
}

/** Why a recipient is not sent to now. */
export interface Quiet {
	/** The zone whose clock it is, an IANA name. */
	readonly timeZone: string;
	/** The first moment at which it is quiet nowhere, in milliseconds since the epoch; undefined when there is none. */
	readonly until: number | undefined;
}

/** Reads "8:00", "08.00" or "08:00:00"; undefined for anything else. */
export function clockTime(text: string): ClockTime | undefined {
	const match = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?::00)?$/.exec(text.trim());
	const [, hours = '', minutes = ''] = match ?? [];
	return match === null ? undefined : `${hours.padStart(2, '0')}:${minutes}`;
}

/** Where it is quiet at this moment of the day; clock times compare as texts. */
function isWithin({ from, until }: QuietHours, time: string): boolean {
	return from < until ? time >= from && time < until : time >= from || time < until;
}

/** When the quiet hours end that a moment lies in. A time that a clock change skips counts as the next that exists. */
function endOf({ until }: QuietHours, moment: DateTime): DateTime {
	const [hour = 0, minute = 0] = until.split(':').map(Number);
	const sameDay = moment.set({ hour, minute, second: 0, millisecond: 0 });
	return sameDay > moment ? sameDay : moment.plus({ days: 1 }).set({ hour, minute, second: 0, millisecond: 0 });
}

/** The zones whose clocks count for a recipient. */
function zonesOf({ byRecipient, timeZone }: QuietHours, recipient: string): readonly string[] {
	return (byRecipient ? zonesOfNumber(recipient) : undefined) ?? [timeZone];
}

function quietZone(hours: QuietHours, zones: readonly string[], epochMs: number): string | undefined {
	return zones.find((zone) => isWithin(hours, DateTime.fromMillis(epochMs, { zone }).toFormat('HH:mm')));
}

/** Whether it is quiet for a recipient at a moment, and until when; undefined when a message may leave. */
export function quietAt(hours: QuietHours, recipient: string, epochMs: number): Quiet | undefined {
	const zones = zonesOf(hours, recipient);
	const timeZone = quietZone(hours, zones, epochMs);
	if (timeZone === undefined) return undefined;
	// From one end to the next: each step leaves one zone's quiet hours. After two days it will not become better.
	let next = epochMs;
	for (let step = 0; step < 2 * zones.length + 2; step += 1) {
		const zone = quietZone(hours, zones, next);
		if (zone === undefined) return { timeZone, until: next };
		next = endOf(hours, DateTime.fromMillis(next, { zone })).toMillis();
	}
	return { timeZone, until: undefined };
}

/** Answers for many recipients: within a minute, the same zones have the same answer. */
export function quietClock(hours: QuietHours): (recipient: string, epochMs: number) => Quiet | undefined {
	const answers = new Map<string, Quiet | undefined>();
	let minute = Number.NaN;
	return (recipient, epochMs) => {
		const now = Math.floor(epochMs / 60_000);
		if (now !== minute) answers.clear();
		minute = now;
		const zones = zonesOf(hours, recipient).join();
		if (!answers.has(zones)) answers.set(zones, quietAt(hours, recipient, epochMs));
		return answers.get(zones);
	};
}
