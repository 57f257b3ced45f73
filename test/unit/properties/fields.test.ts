import { z } from 'zod';

import { jsonValue } from '../../../nodes/shared/properties/json.ts';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../nodes/shared/properties/returnAll.ts';
import { tagList } from '../../../nodes/shared/properties/tags.ts';
import { optionalText, requiredName, requiredText } from '../../../nodes/shared/properties/text.ts';

describe('tagList', () => {
	it.each<[string, unknown, string[]]>([
		['one', 'billing', ['billing']],
		['several', 'billing, refund,shipping', ['billing', 'refund', 'shipping']],
		['blanks around and between', '  billing ,, , refund, ', ['billing', 'refund']],
		['repetitions', 'a,b,a, b', ['a', 'b']],
		['capitals make a difference', 'A,a', ['A', 'a']],
		['blanks within', 'two words', ['two words']],
		['an empty text clears', '', []],
		['only commas', ' , ,', []],
		['a list', ['a', 'b'], ['a', 'b']],
		['a list with blanks and repetitions', [' a', 'a ', '', 'b'], ['a', 'b']],
		['a list with numbers', [2_024, 'a'], ['2024', 'a']],
		['a comma within an entry of a list', ['a,b'], ['a,b']],
		['an empty list', [], []],
		['line breaks', 'a,\nb', ['a', 'b']],
		['a cell that is a number', 2_024, ['2024']],
		['a list with empty cells', ['a', null, undefined], ['a']],
	])('reads %s', (_, value, tags) => {
		expect(tagList.parse(value)).toEqual(tags);
	});

	it.each<[string, unknown]>([
		['an object', { a: 1 }],
		['a list of objects', [{ name: 'a' }]],
		['a list of lists', [['a']]],
	])('refuses %s', (_, value) => {
		expect(tagList.safeParse(value).success).toBe(false);
	});

	it.each([undefined, null])('counts %s as not set where tags are optional', (value) => {
		expect(z.object({ tags: tagList.optional() }).parse({ tags: value }).tags).toBeUndefined();
	});
});

describe('text fields', () => {
	it.each<[value: unknown, required: string | undefined, optional: string | undefined, name: string | undefined]>([
		['text', 'text', 'text', 'text'],
		[' text ', ' text ', ' text ', 'text'],
		['a\nb', 'a\nb', 'a\nb', 'a\nb'],
		[5, '5', '5', '5'],
		[0, '0', '0', '0'],
		[false, 'false', 'false', 'false'],
		['', undefined, undefined, undefined],
		[' \t\n', undefined, undefined, undefined],
		['\u00a0', undefined, undefined, undefined],
		[null, undefined, undefined, undefined],
		[undefined, undefined, undefined, undefined],
	])('%j: required %j, optional %j, name %j', (value, required, optional, name) => {
		expect(requiredText.safeParse(value).data).toBe(required);
		expect(optionalText.safeParse(value)).toEqual({ success: true, data: optional });
		expect(requiredName.safeParse(value).data).toBe(name);
	});

	it.each<unknown>([{ a: 1 }, ['a'], new Date(0)])('%j is no text', (value) => {
		expect(requiredText.safeParse(value).success).toBe(false);
		expect(optionalText.safeParse(value).success).toBe(false);
		expect(requiredName.safeParse(value).success).toBe(false);
	});

	it.each(['', '  '])('says that %j is empty', (value) => {
		expect(requiredText.safeParse(value).error?.issues[0]?.message).toBe('is empty');
		expect(requiredName.safeParse(value).error?.issues[0]?.message).toBe('is empty');
	});
});

describe('jsonValue', () => {
	it.each<[unknown, unknown]>([
		['{"a":[1,"x",null]}', { a: [1, 'x', null] }],
		[' [1] ', [1]],
		['"text"', 'text'],
		['5', 5],
		['null', null],
		['', undefined],
		[' \n', undefined],
		[null, undefined],
		[undefined, undefined],
		[{ a: 1 }, { a: 1 }],
		[[1], [1]],
		[0, 0],
		[false, false],
	])('reads %j as %j', (value, expected) => {
		expect(jsonValue.parse(value)).toEqual(expected);
	});

	it.each(['{', "{'a':1}", '{a:1}', '[1,]', 'undefined', '{"a":1} x', '={{ $json }}'])('refuses %s', (value) => {
		expect(jsonValue.safeParse(value).error?.issues[0]?.message).toMatch(/^is not valid JSON \(.+\)$/);
	});

	it('keeps its refusal short and clean', () => {
		const message = jsonValue.safeParse(`{\u202e\u0000${'x'.repeat(5_000)}`).error?.issues[0]?.message ?? '';
		expect(message).toMatch(/^is not valid JSON/);
		expect(message.length).toBeLessThan(150);
		expect(message).not.toMatch(/[\u0000\u202e]/);
	});
});

describe('returnAll', () => {
	const schema = z.object(returnAllParameters);

	it.each<[unknown, number]>([
		[{}, 50],
		[{ returnAll: false }, 50],
		[{ limit: 1 }, 1],
		[{ limit: 5_000 }, 5_000],
		[{ returnAll: true }, Number.POSITIVE_INFINITY],
		[{ returnAll: true, limit: 5 }, Number.POSITIVE_INFINITY],
	])('%j lists at most %d', (parameters, most) => {
		expect(mostResults(schema.parse(parameters))).toBe(most);
	});

	it.each([{ limit: 0 }, { limit: -1 }, { limit: 1.5 }, { limit: '5' }, { limit: Number.NaN }, { returnAll: 'yes' }])(
		'refuses %j',
		(parameters) => {
			expect(schema.safeParse(parameters).success).toBe(false);
		},
	);

	it('has one field per schema key, the limit only where it counts', () => {
		expect(returnAllProperties.map(({ name }) => name)).toEqual(Object.keys(returnAllParameters));
		expect(returnAllProperties.find(({ name }) => name === 'limit')?.displayOptions).toEqual({
			show: { returnAll: [false] },
		});
	});
});
