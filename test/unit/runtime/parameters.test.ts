import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { tagList } from '../../../nodes/shared/properties/tags.ts';
import { itemOperation } from '../../../nodes/shared/runtime/operation.ts';
import { ParameterProblem } from '../../../nodes/shared/runtime/fieldChecks.ts';
import { fieldNames } from '../../../nodes/shared/runtime/parameters.ts';
import { read, refusal } from './standIn.ts';

const field = (name: string, displayName: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	...{ name, displayName, type: 'string', default: '' },
	...more,
});

const operation = itemOperation({
	name: 'Test',
	value: 'test',
	action: 'Test',
	description: 'Test',
	properties: [
		field('note', 'Note', { type: 'notice' }),
		field('hint', 'Hint', { type: 'callout' }),
		field('name', 'Full Name'),
		field('age', 'Age', { type: 'number' }),
		// Two fields of one name, each shown in another case.
		field('name', 'Full Name'),
		field('colour', 'Colour'),
		field('more', 'Additional Fields', {
			type: 'collection',
			options: [field('tags', 'Tags'), field('nick', 'Nick Name')],
		}),
		field('rows', 'Rows', {
			type: 'fixedCollection',
			options: [{ name: 'row', displayName: 'Row', values: [field('text', 'Text'), field('size', 'Size')] }],
		}),
	],
	options: [field('chunk', 'Chunk Size', { type: 'number' })],
	parameters: z.object({
		name: z.string(),
		age: z.number().int().min(1).max(120).optional(),
		colour: z.enum(['red', 'blue']).optional(),
		more: z
			.object({ tags: tagList.optional(), nick: z.string().min(2, { message: 'is too short' }).optional() })
			.optional(),
		rows: z
			.object({
				row: z.array(
					z.object({ text: z.string({ required_error: 'is empty: say something' }), size: z.number().optional() }),
				),
			})
			.optional(),
		options: z.object({ chunk: z.number().max(100).optional() }).optional(),
	}),
	output: z.unknown(),
	execute: () => ({}),
});

describe('fieldNames', () => {
	it('names every field once, without those that only show a text', () => {
		expect(fieldNames(operation)).toEqual(['name', 'age', 'colour', 'more', 'rows']);
	});
});

describe('readParameters', () => {
	it('hands on what the schema makes of the fields', () => {
		expect(read(operation, { name: 'Ann', age: 5, more: { tags: 'a, b' }, unknown: 1 })).toEqual({
			name: 'Ann',
			age: 5,
			more: { tags: ['a', 'b'] },
		});
	});

	it.each([undefined, null])('counts %s as not set', (age) => {
		expect(read(operation, { name: 'Ann', age })).toEqual({ name: 'Ann' });
	});

	it.each<[string, Record<string, unknown>, string]>([
		['a missing field', {}, '"Full Name" is required'],
		['a field that is null', { name: null }, '"Full Name" is required'],
		['a wrong kind', { name: 5 }, '"Full Name" has to be a text, not a number'],
		['too small a number', { name: 'A', age: 0 }, '"Age" has to be 1 or more, not 0'],
		['too large a number', { name: 'A', age: 121 }, '"Age" has to be 120 or less, not 121'],
		['a value that is no choice', { name: 'A', colour: 'green' }, '"Colour" has to be one of red, blue, not "green"'],
		['a field of a collection', { name: 'A', more: { nick: 'x' } }, '"Additional Fields > Nick Name" is too short'],
		[
			'a row',
			{ name: 'A', rows: { row: [{ text: 'x' }, { text: 5 }] } },
			'"Rows > Row 2 > Text" has to be a text, not a number',
		],
		['an option', { name: 'A', options: { chunk: 101 } }, '"Options > Chunk Size" has to be 100 or less, not 101'],
		['words of the field itself', { name: 'A', rows: { row: [{}] } }, '"Rows > Row 1 > Text" is empty: say something'],
	])('words %s', (_, values, message) => {
		expect(refusal(operation, values)).toBe(message);
	});

	it.each<[string, Record<string, unknown>, RegExp]>([
		['a text', { name: 'A', age: '5' }, /^"Age" has to be a number, not a text$/],
		['a fraction', { name: 'A', age: 1.5 }, /^"Age" has to be a whole number/],
		['something else than a list', { name: 'A', rows: { row: 5 } }, /^"Rows > Row" has to be a list, not a number$/],
		['something else than a group', { name: 'A', more: 'x' }, /^"Additional Fields" has to be an object, not a text$/],
		['a list in place of a text', { name: ['A'] }, /^"Full Name" has to be a text, not a list$/],
		['a number that is none', { name: 'A', age: Number.NaN }, /^"Age" has to be a number/],
	])('words %s in plain English', (_, values, message) => {
		expect(refusal(operation, values)).toMatch(message);
	});

	it('shows what it received without control characters and not at any length', () => {
		const message = refusal(operation, { name: 'A', colour: `\u0000\u202e${'x'.repeat(5_000)}` }) ?? '';
		expect(message).toContain('"Colour" has to be one of red, blue, not "xxx');
		expect(message).not.toMatch(/[\u0000\u202e]/);
		expect(message.length).toBeLessThanOrEqual(300);
	});

	it('puts the first problem into the message and the others beside it', () => {
		expect.assertions(3);
		try {
			read(operation, { age: 0, colour: 'green' });
		} catch (problem) {
			expect(problem).toBeInstanceOf(ParameterProblem);
			expect(problem).toHaveProperty('message', '"Full Name" is required');
			expect(problem).toHaveProperty(
				'description',
				'Nothing was sent for this item. "Age" has to be 1 or more, not 0. "Colour" has to be one of red, blue, not "green"',
			);
		}
	});
});
