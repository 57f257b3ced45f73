import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import { campaignOptions } from '../../nodes/shared/campaign/options.ts';
import { campaignOptionsSchema } from '../../nodes/shared/campaign/settings.ts';
import { isSend } from '../../nodes/shared/runtime/operation.ts';
import { runOptions, runOptionsSchema } from '../../nodes/shared/runtime/runSettings.ts';
import { nodesUnderTest } from '../nodes.ts';
import { schemaKeys, type SchemaTree } from './schemaKeys.ts';

/** Field names as declared: nested for collections, leaves otherwise. */
function declared(properties: readonly INodeProperties[]): SchemaTree {
	return Object.fromEntries(
		properties
			.filter(({ type }) => type !== 'notice' && type !== 'callout')
			.map(({ name, type, options = [] }) => {
				if (type === 'collection') return [name, declared(options as INodeProperties[])];
				if (type === 'fixedCollection') {
					return [
						name,
						Object.fromEntries(options.map((group) => [group.name, 'values' in group ? declared(group.values) : {}])),
					];
				}
				return [name, {}];
			}),
	);
}

/** Every property at every depth. */
function flatten(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...(property.type === 'collection' ? flatten((property.options ?? []) as INodeProperties[]) : []),
		...(property.type === 'fixedCollection'
			? (property.options ?? []).flatMap((group) => ('values' in group ? flatten(group.values) : []))
			: []),
	]);
}

const operations = nodesUnderTest.flatMap(({ name, registry }) =>
	Object.entries(registry).flatMap(([resource, { operations: all }]) =>
		all.map((operation) => ({ label: `${name} ${resource}.${operation.value}`, resource, operation })),
	),
);

describe.each(operations)('$label', ({ operation }) => {
	it('reads exactly the fields that it declares', () => {
		const { options, ...read } = schemaKeys(operation.parameters);
		expect(read).toEqual(declared(operation.properties));
		expect(options ?? {}).toEqual(declared(operation.options ?? []));
	});

	it('says what it does, in a form that fits a list, a canvas and an AI tool', () => {
		expect(operation.name).toMatch(/^[A-Z]/);
		expect(operation.action).toMatch(/^[A-Z][^.]*$/);
		expect(operation.action.length).toBeLessThan(60);
		expect(operation.description.length).toBeGreaterThan(15);
	});

	it('describes its output', () => {
		expect(Object.keys(schemaKeys(operation.output)).length).toBeGreaterThan(0);
	});

	it('every field has a label, a default, and a word of help', () => {
		for (const property of flatten([...operation.properties, ...(operation.options ?? [])])) {
			expect(property.displayName).toMatch(/^[A-Z]/);
			expect(property.default).toBeDefined();
			const helped = [
				property.description,
				property.hint,
				property.placeholder,
				// A notice is nothing but a word of help; of a choice every entry is one.
				property.type === 'notice' || property.type === 'options' || undefined,
			];
			expect([property.name, helped.some((help) => help !== undefined && help !== '')]).toEqual([property.name, true]);
		}
	});

	it('does not ask for another option of the same name as the common ones', () => {
		const common = new Set([...runOptions, ...campaignOptions].map(({ name }) => name));
		expect((operation.options ?? []).filter(({ name }) => common.has(name))).toEqual([]);
	});
});

it.each(nodesUnderTest)('$name has every method that its fields name', ({ node, registry }) => {
	const named = Object.values(registry)
		.flatMap(({ operations: all }) =>
			all.flatMap(({ properties, options = [] }) => flatten([...properties, ...options])),
		)
		.flatMap((property) => [property, ...(property.modes ?? [])])
		.flatMap(({ typeOptions = {} }) => {
			const { searchListMethod, loadOptionsMethod, resourceMapper } = typeOptions as Record<string, unknown>;
			const mapper = resourceMapper as { resourceMapperMethod?: string } | undefined;
			return [
				['listSearch', searchListMethod],
				['loadOptions', loadOptionsMethod],
				['resourceMapping', mapper?.resourceMapperMethod],
			].filter(([, method]) => method !== undefined);
		});
	expect(named.length).toBeGreaterThan(0);
	const methods = node.methods as Record<string, Record<string, unknown> | undefined>;
	expect(named.filter(([kind, method]) => typeof methods[String(kind)]?.[String(method)] !== 'function')).toEqual([]);
});

const lists = operations.filter(({ operation }) => operation.value === 'getAll');

it.each(lists)('$label has Return All and Limit with n8n’s words', ({ operation }) => {
	const fields = operation.properties.filter(({ name }) => name === 'returnAll' || name === 'limit');
	expect(operation.name).toBe('Get Many');
	expect(fields.map(({ displayName, type, default: value }) => [displayName, type, value])).toEqual([
		['Return All', 'boolean', false],
		['Limit', 'number', 50],
	]);
	const schema = operation.parameters as unknown as z.ZodTypeAny;
	expect(schema.safeParse({ limit: 0 }).success).toBe(false);
});

it('the common options are read exactly as they are declared', () => {
	expect(schemaKeys(runOptionsSchema)).toEqual(declared(runOptions));
});

it('the options of campaigns are read exactly as they are declared', () => {
	expect(schemaKeys(campaignOptionsSchema)).toEqual(declared(campaignOptions));
});

it('every field of the campaign options has a label, a default, and a word of help', () => {
	for (const property of flatten(campaignOptions)) {
		expect(property.displayName).toMatch(/^[A-Z]/);
		expect(property.default).toBeDefined();
		expect(property.description).not.toBe('');
	}
});

describe('what workflows store for ever', () => {
	it('the operations that reach people, and the options of their campaigns', () => {
		expect(operations.filter(({ operation }) => isSend(operation)).map(({ label }) => label)).toEqual([
			'autochat voice.startCall',
			'autochat sms.startConversation',
			'autochat sms.sendMessage',
			'liveChatAi conversation.reply',
			'liveTok message.sendTemplate',
			'llamadaPro call.startAgentCall',
			'llamadaPro call.startAgentCallWithBrief',
			'llamadaPro call.startBridgeCall',
			'llamadaPro message.sendTemplate',
			'llamadaPro message.send',
		]);
		expect(declared(campaignOptions)).toEqual({
			campaignReport: {},
			quietHours: { hours: { from: {}, until: {}, clock: {}, timeZone: {} } },
			sendOnce: { campaign: { name: {}, recipientKey: {}, sendAgainWhereUnknown: {}, whatToDo: {} } },
		});
	});

	it('resources and operations', () => {
		const stored = Object.fromEntries(
			nodesUnderTest.map(({ name, registry }) => [
				name,
				Object.fromEntries(
					Object.entries(registry).map(([resource, { operations: all }]) => [
						resource,
						all.map(({ value }) => value).sort(),
					]),
				),
			]),
		);
		expect(stored).toEqual({
			autochat: {
				chat: ['sendMessage'],
				event: ['track'],
				voice: ['startCall'],
				widget: ['getConfig'],
				sms: ['getConversations', 'sendMessage', 'setAiGuide', 'startConversation'],
			},
			liveChatAi: {
				conversation: ['create', 'end', 'get', 'getAll', 'getViews', 'reply', 'sendMessage'],
				agent: ['create', 'delete', 'get', 'getAll'],
				contact: ['get', 'getAll', 'getConversations', 'upsert'],
				dataSource: ['addFile', 'addQa', 'addText', 'addUrl', 'delete', 'getAll', 'sync'],
				aiSuggestion: ['dismiss', 'get', 'getAll'],
				analytics: ['getAgent', 'getAiFunctions', 'getCsat', 'getOverview', 'getSentiments', 'getTopics'],
			},
			liveTok: {
				message: ['sendTemplate'],
				knowledge: ['bulkImport', 'create', 'delete', 'getAll', 'sync', 'update'],
			},
			llamadaPro: {
				contact: ['create', 'delete', 'get', 'getAll', 'search', 'update', 'upsert'],
				task: ['create', 'delete', 'get', 'getAll', 'update'],
				call: [
					'get',
					'getRecording',
					'getTranscription',
					'log',
					'startAgentCall',
					'startAgentCallWithBrief',
					'startBridgeCall',
					'waitForOutcome',
				],
				recording: ['download', 'get', 'load'],
				conversation: ['bulkCreate', 'bulkUpdate', 'create'],
				message: ['get', 'send', 'sendTemplate', 'uploadMedia'],
				customField: ['create', 'delete', 'get', 'getAll', 'update'],
				customFieldOption: ['create', 'delete', 'get', 'getAll', 'update'],
			},
		});
	});

	it('names of fields', () => {
		const names = Object.fromEntries(
			operations.map(({ label, operation }) => [
				label,
				declared([...operation.properties, ...(operation.options ?? [])]),
			]),
		);
		expect(names).toMatchSnapshot();
	});
});
