import { IANAZone } from 'luxon';

import { callingCodes, zonesOfNumber } from '../../../nodes/shared/campaign/callingCodes.ts';
import { clockTime, type QuietHours, quietAt, quietClock } from '../../../nodes/shared/campaign/quietHours.ts';

const at = (iso: string): number => Date.parse(iso);
const hours = (more: Partial<QuietHours> = {}): QuietHours => ({
	from: '21:00',
	until: '08:00',
	timeZone: 'Europe/Berlin',
	byRecipient: false,
	...more,
});
const untilOf = (settings: QuietHours, recipient: string, iso: string): string | undefined => {
	const quiet = quietAt(settings, recipient, at(iso));
	return quiet?.until === undefined ? undefined : new Date(quiet.until).toISOString();
};

describe('calling codes', () => {
	it('have zones that exist', () => {
		const zones = callingCodes.flatMap((code) => zonesOfNumber(`+${code}0000000`) ?? []);
		expect(callingCodes.length).toBeGreaterThan(220);
		expect(zones.filter((zone) => !IANAZone.isValidZone(zone))).toEqual([]);
	});

	it.each([
		['+4915112345678', ['Europe/Berlin']],
		['+34612345678', ['Europe/Madrid', 'Atlantic/Canary']],
		['+18085550123', ['Pacific/Honolulu']],
		['+18095550123', ['America/Santo_Domingo']],
		['+77015550123', ['Asia/Almaty', 'Asia/Aqtobe']],
		['+3581234567', ['Europe/Helsinki']],
		['+883510000000', undefined],
		['not a number', undefined],
		['', undefined],
	])('%s', (number, zones) => {
		expect(zonesOfNumber(number)).toEqual(zones);
	});

	it('a Russian number has all its clocks, a North American one those of the mainland', () => {
		expect(zonesOfNumber('+79161234567')).toHaveLength(11);
		expect(zonesOfNumber('+14155550123')).toContain('America/Los_Angeles');
		expect(zonesOfNumber('+14155550123')).not.toContain('Pacific/Honolulu');
	});
});

describe('clockTime', () => {
	it.each([
		['8:00', '08:00'],
		['21:30', '21:30'],
		[' 9.15 ', '09:15'],
		['08:00:00', '08:00'],
		['24:00', undefined],
		['8', undefined],
		['8:60', undefined],
		['noon', undefined],
		['', undefined],
	])('%j is %j', (text, time) => {
		expect(clockTime(text)).toBe(time);
	});
});

describe('quietAt', () => {
	it.each([
		['before midnight', '2026-01-15T20:30:00Z', '2026-01-16T07:00:00.000Z'],
		['after midnight', '2026-01-16T03:00:00Z', '2026-01-16T07:00:00.000Z'],
		['at the first minute', '2026-01-15T20:00:00Z', '2026-01-16T07:00:00.000Z'],
		['at the last moment', '2026-01-16T06:59:59.999Z', '2026-01-16T07:00:00.000Z'],
		['in the night of the clock change', '2026-03-28T22:00:00Z', '2026-03-29T06:00:00.000Z'],
	])('%s', (_, moment, until) => {
		expect(untilOf(hours(), '', moment)).toBe(until);
	});

	it.each(['2026-01-16T07:00:00Z', '2026-01-15T19:59:59Z', '2026-07-01T06:00:00Z'])('not at %s', (moment) => {
		expect(quietAt(hours(), '', at(moment))).toBeUndefined();
	});

	it('hours within one day', () => {
		const lunch = hours({ from: '12:00', until: '14:00' });
		expect(untilOf(lunch, '', '2026-01-15T11:30:00Z')).toBe('2026-01-15T13:00:00.000Z');
		expect(quietAt(lunch, '', at('2026-01-15T13:00:00Z'))).toBeUndefined();
	});

	it('by the recipient: nine in the morning in Berlin is night in Bogota', () => {
		const byRecipient = hours({ byRecipient: true });
		expect(quietAt(byRecipient, '+4915112345678', at('2026-01-15T08:00:00Z'))).toBeUndefined();
		expect(quietAt(byRecipient, '+573001234567', at('2026-01-15T08:00:00Z'))).toEqual({
			timeZone: 'America/Bogota',
			until: at('2026-01-15T13:00:00Z'),
		});
	});

	it('a country with several zones is quiet as long as one of them is', () => {
		const byRecipient = hours({ byRecipient: true });
		// Eight in Madrid is seven on the Canary Islands.
		expect(untilOf(byRecipient, '+34612345678', '2026-01-15T07:30:00Z')).toBe('2026-01-15T08:00:00.000Z');
		expect(quietAt(byRecipient, '+34612345678', at('2026-01-15T20:30:00Z'))?.timeZone).toBe('Europe/Madrid');
	});

	it('a country in which it is always night somewhere is never sent to, and that is said', () => {
		const long = hours({ byRecipient: true, from: '18:00', until: '09:00' });
		expect(quietAt(long, '+79161234567', at('2026-01-15T12:00:00Z'))).toEqual({
			timeZone: expect.any(String),
			until: undefined,
		});
	});

	it('without a country the zone of the setting counts', () => {
		const byRecipient = hours({ byRecipient: true });
		expect(quietAt(byRecipient, 'customer-7', at('2026-01-15T23:00:00Z'))?.timeZone).toBe('Europe/Berlin');
	});
});

it('quietClock answers like quietAt, for every minute anew', () => {
	const clock = quietClock(hours());
	expect(clock('', at('2026-01-16T06:59:59Z'))?.until).toBe(at('2026-01-16T07:00:00Z'));
	expect(clock('', at('2026-01-16T07:00:00Z'))).toBeUndefined();
	expect(clock('', at('2026-01-16T20:00:00Z'))).toBeDefined();
});
