import type { INodeProperties } from 'n8n-workflow';

import { holdsDates, withTimeZone } from '../../../nodes/shared/runtime/localDates.ts';

const date: INodeProperties = { displayName: 'Due', name: 'due', type: 'dateTime', default: '' };
const text: INodeProperties = { displayName: 'Note', name: 'note', type: 'string', default: '' };
const collection: INodeProperties = {
	displayName: 'More',
	name: 'more',
	type: 'collection',
	default: {},
	options: [date, text],
};
const rows: INodeProperties = {
	displayName: 'Rows',
	name: 'rows',
	type: 'fixedCollection',
	default: {},
	options: [{ displayName: 'Row', name: 'row', values: [date, text] }],
};

describe('withTimeZone', () => {
	it.each([
		['what the date picker stores', '2026-03-01T09:00:00', 'Europe/Berlin', '2026-03-01T09:00:00.000+01:00'],
		['summer time', '2026-07-01T09:00:00', 'Europe/Berlin', '2026-07-01T09:00:00.000+02:00'],
		['a space between', '2026-03-01 09:00', 'America/Santiago', '2026-03-01T09:00:00.000-03:00'],
		['a day', '2026-03-01', 'Asia/Tokyo', '2026-03-01T00:00:00.000+09:00'],
		['a zone of its own', '2026-03-01T09:00:00Z', 'Europe/Berlin', '2026-03-01T09:00:00Z'],
		['an offset of its own', '2026-03-01T09:00:00-05:00', 'Europe/Berlin', '2026-03-01T09:00:00-05:00'],
		['no date', 'tomorrow', 'Europe/Berlin', 'tomorrow'],
		['a day that does not exist', '2026-02-30', 'Europe/Berlin', '2026-02-30'],
		['nothing', undefined, 'Europe/Berlin', undefined],
	])('%s', (_, value, zone, expected) => {
		expect(withTimeZone(date, value, zone)).toBe(expected);
	});

	it('reaches the dates inside collections and rows, and nothing else', () => {
		const given = { due: '2026-03-01', note: '2026-03-01' };
		const expected = { due: '2026-03-01T00:00:00.000+01:00', note: '2026-03-01' };
		expect(withTimeZone(collection, given, 'Europe/Berlin')).toEqual(expected);
		expect(withTimeZone(rows, { row: [given, given] }, 'Europe/Berlin')).toEqual({ row: [expected, expected] });
		expect(withTimeZone(text, '2026-03-01', 'Europe/Berlin')).toBe('2026-03-01');
	});
});

it.each([
	[date, true],
	[text, false],
	[collection, true],
	[rows, true],
])('holdsDates of %j', (property, expected) => {
	expect(holdsDates(property)).toBe(expected);
});
