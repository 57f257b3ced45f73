import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { registry as liveTok } from '../../../nodes/LiveTok/actions/index.ts';
import { describeFields } from '../../../nodes/shared/runtime/describe.ts';
import { itemOperation, type Operation, type Registry } from '../../../nodes/shared/runtime/operation.ts';
import { runOptions } from '../../../nodes/shared/runtime/runSettings.ts';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	...{ name, displayName: name, type: 'string', default: '' },
	...more,
});

const operation = (
	value: string,
	name: string,
	more: Partial<Pick<Operation, 'properties' | 'options'>> = {},
): Operation =>
	itemOperation({
		...{ name, value, action: `Do ${value}`, description: `Does ${value}` },
		...{ properties: [], parameters: z.object({}), output: z.unknown(), execute: () => ({}) },
		...more,
	});

const registry: Registry = {
	task: {
		name: 'Task',
		operations: [
			operation('getAll', 'Get Many', {
				properties: [field('limit', { displayOptions: { show: { returnAll: [false] } } })],
			}),
			operation('create', 'Create', {
				properties: [field('title'), field('due', { displayOptions: { hide: { kind: ['note'] } } })],
				options: [field('notify', { displayName: 'Notify' })],
			}),
		],
	},
	call: { name: 'Call', operations: [operation('get', 'Get')] },
};

const fields = describeFields(registry);
const named = (name: string): INodeProperties[] => fields.filter((candidate) => candidate.name === name);
const shownFor = (property: INodeProperties) => property.displayOptions?.show;

describe('describeFields', () => {
	it('begins with the resource: by name, the first of the registry as default', () => {
		expect(fields[0]).toEqual({
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Call', value: 'call' },
				{ name: 'Task', value: 'task' },
			],
			default: 'task',
		});
	});

	it('the Timeout option begins with what the vendor needs, or with the usual time', () => {
		const begins = (properties: INodeProperties[]) =>
			properties
				.filter(({ name }) => name === 'options')
				.map(({ options = [] }) => options.find(({ name }) => name === 'timeout'))
				.map((option) => option !== undefined && 'default' in option && option.default);
		expect(begins(fields)).toEqual([60, 60, 60]);
		expect(begins(describeFields(registry, 120_000))).toEqual([120, 120, 120]);
	});

	it('has one operation field per resource: by name, the first of the resource as default', () => {
		expect(named('operation')).toEqual([
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['task'] } },
				options: [
					{ name: 'Create', value: 'create', action: 'Do create', description: 'Does create' },
					{ name: 'Get Many', value: 'getAll', action: 'Do getAll', description: 'Does getAll' },
				],
				default: 'getAll',
			},
			expect.objectContaining({ displayOptions: { show: { resource: ['call'] } }, default: 'get' }),
		]);
	});

	it.each([
		['title', { show: { resource: ['task'], operation: ['create'] } }],
		['limit', { show: { resource: ['task'], operation: ['getAll'], returnAll: [false] } }],
		['due', { show: { resource: ['task'], operation: ['create'] }, hide: { kind: ['note'] } }],
	])('shows %s for its operation and under its own conditions', (name, displayOptions) => {
		expect(named(name).map((property) => property.displayOptions)).toEqual([displayOptions]);
	});

	it('gives every operation an Options collection', () => {
		expect(named('options').map(shownFor)).toEqual([
			{ resource: ['task'], operation: ['getAll'] },
			{ resource: ['task'], operation: ['create'] },
			{ resource: ['call'], operation: ['get'] },
		]);
	});

	it('puts an operation’s own options among the common ones, in alphabetical order', () => {
		const labels = named('options').map(({ options }) =>
			options?.map((option) => 'displayName' in option && option.displayName),
		);
		const common = runOptions.map(({ displayName }) => displayName);
		expect(labels).toEqual([common, [...common, 'Notify'].sort(), common]);
		expect(common).toEqual([...common].sort());
	});

	it('leaves the registry as it was', () => {
		expect(registry.task?.operations[0]?.properties[0]?.displayOptions).toEqual({ show: { returnAll: [false] } });
		expect(describeFields(registry)).toEqual(fields);
	});

	it('describes an empty registry without failing', () => {
		expect(describeFields({})).toEqual([expect.objectContaining({ name: 'resource', options: [], default: '' })]);
	});
});

describe('the LiveTok registry', () => {
	const operations = Object.entries(liveTok).flatMap(([resource, { operations: list }]) =>
		list.map((entry) => [`${resource}: ${entry.value}`, entry] as const),
	);

	it('has the operations that workflows store', () => {
		expect(operations.map(([name]) => name).sort()).toEqual(
			expect.arrayContaining([
				...[
					'knowledge: bulkImport',
					'knowledge: create',
					'knowledge: delete',
					'knowledge: getAll',
					'knowledge: update',
				],
				'message: sendTemplate',
			]),
		);
	});

	it.each(operations)(
		'%s: its schema knows every field, and every key has a field',
		(_, { properties, options, parameters }) => {
			const keys = parameters instanceof z.ZodObject ? Object.keys((parameters as z.AnyZodObject).shape as object) : [];
			const names = new Set(properties.map(({ name }) => name));
			expect(keys.filter((key) => key !== 'options' && !names.has(key))).toEqual([]);
			expect([...names].filter((name) => !keys.includes(name))).toEqual([]);
			expect(keys.includes('options')).toBe(options !== undefined);
		},
	);

	it('offers every value of every list once', () => {
		const lists = describeFields(liveTok).filter(({ type }) => type === 'options');
		const values = lists.map(({ options }) => options?.map((option) => (option as INodePropertyOptions).value) ?? []);
		expect(values.filter((list) => list.length === 0 || new Set(list).size !== list.length)).toEqual([]);
	});
});
