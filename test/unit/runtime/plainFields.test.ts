import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { Operation } from '../../../nodes/shared/runtime/operation.ts';
import { parameterReader } from '../../../nodes/shared/runtime/parameters.ts';
import { plainReader } from '../../../nodes/shared/runtime/plainFields.ts';

const json: IDataObject = {
	phone: '+15550001',
	'Phone Number': '+15550002',
	"it's": 'a quote',
	count: 0,
	isVip: false,
	nothing: null,
	empty: '',
	expression: '={{ $json.phone }}',
	contact: { name: 'Ann', tags: ['a', 'b'] },
	constructor: 'a field of that name',
};

describe('what is read from the item itself', () => {
	it.each<[stored: unknown, value: unknown]>([
		['={{ $json.phone }}', '+15550001'],
		['={{$json.phone}}', '+15550001'],
		['={{  $json["phone"]  }}', '+15550001'],
		["={{ $json['Phone Number'] }}", '+15550002'],
		['={{ $json["it\'s"] }}', 'a quote'],
		['={{ $json.contact.name }}', 'Ann'],
		["={{ $json['contact']['name'] }}", 'Ann'],
		['={{ $json.contact.tags[1] }}', 'b'],
		['={{ $json.count }}', 0],
		['={{ $json.isVip }}', false],
		['={{ $json.nothing }}', null],
		['={{ $json.empty }}', ''],
		['={{ $json.expression }}', '={{ $json.phone }}'],
		['a text', 'a text'],
		[7, 7],
		[
			{
				parameter: [
					{ type: 'text', text: '={{ $json.contact.name }}' },
					{ type: 'text', text: 'A-1' },
				],
			},
			{
				parameter: [
					{ type: 'text', text: 'Ann' },
					{ type: 'text', text: 'A-1' },
				],
			},
		],
	])('%j', (stored, value) => expect(plainReader(stored)?.(json)).toEqual(value));
});

describe('what is left to n8n whatever the item holds', () => {
	it.each([
		'={{ $json.phone.trim() }}',
		'={{ $json.phone + "" }}',
		'={{ $json.phone }} ',
		'=+{{ $json.phone }}',
		'={{ $json.phone }}{{ $json.phone }}',
		'={{ $json }}',
		'={{ $json[$json.phone] }}',
		'={{ $json["a\\"b"] }}',
		'={{ $json?.phone }}',
		'={{ $json.constructor }}',
		'={{ $json.__proto__ }}',
		'={{ $json["prototype"] }}',
		"={{ $('Edit Fields').item.json.phone }}",
		"={{ $fromAI('phone') }}",
		'={{ $input.item.json.phone }}',
		'={{ $jsonphone }}',
		'=',
	])('%s', (expression) => {
		expect(plainReader(expression)).toBeUndefined();
		expect(plainReader({ parameter: [{ text: expression }] })).toBeUndefined();
	});
});

describe('what is left to n8n for this item', () => {
	it.each([
		'={{ $json.missing }}',
		'={{ $json.missing.name }}',
		'={{ $json.phone.length }}',
		'={{ $json.toString }}',
		'={{ $json.contact }}',
		'={{ $json.contact.tags }}',
		'={{ $json.contact.tags[2] }}',
		'={{ $json.nothing.name }}',
	])('%s', (expression) => {
		expect(plainReader(expression)?.(json)).toBeUndefined();
		expect(plainReader({ a: ['b', expression] })?.(json)).toBeUndefined();
	});
});

describe('the reader of an operation', () => {
	const operation = {
		name: 'Test',
		value: 'test',
		action: 'Test',
		description: '',
		properties: [{ displayName: 'To', name: 'to', type: 'string', default: '' }],
		parameters: z.object({ to: z.unknown() }),
		output: z.object({}),
		execute: () => ({}),
	} satisfies Operation;
	const items = [{ json: { to: 'first' } }, { json: { to: 'second' } }];

	/** Reads the field for both items where the host reads it as `answers` says, and counts what the host was asked. */
	const readBoth = (answers: readonly string[]) => {
		const asked: number[] = [];
		const node = { id: '1', name: 'Test', type: 'test', typeVersion: 1, position: [0, 0] as [number, number] };
		const host = {
			getTimezone: () => 'UTC',
			getInputData: () => items,
			getNodeParameter: (_name: string, itemIndex: number) => {
				asked.push(itemIndex);
				return answers[itemIndex];
			},
		};
		const reader = parameterReader(
			host as unknown as IExecuteFunctions,
			{ ...node, parameters: { to: '={{ $json.to }}' } },
			operation,
		);
		return { values: items.map((_, itemIndex) => reader(itemIndex).to), asked };
	};

	it('asks the host about the first item only, where it agrees', () =>
		expect(readBoth(['first', 'second'])).toEqual({ values: ['first', 'second'], asked: [0] }));

	it('asks the host about every item, where its item is another one', () => {
		const { values, asked } = readBoth(['agent input', 'agent input 2']);
		expect(values).toEqual(['agent input', 'agent input 2']);
		expect(asked).toContain(1);
	});
});
