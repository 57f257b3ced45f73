import type { INodeParameters } from 'n8n-workflow';

import type { Assumptions } from '../../../sandbox/simulators/livechatai/index.ts';
import { liveChatAiSamples } from '../../samples/liveChatAi/index.ts';
import { type LiveChatAiRig, liveChatAiRig, parametersOf, sentTo } from './rig.ts';

const agentId = 'clxsupport0001';

/** What leaves the node for the first item of every operation's sample, and nothing else. */
const requests: ReadonlyArray<{ name: string; request: string; body?: object }> = [
	{
		name: 'agent.create',
		request: 'POST /agents',
		body: { name: 'Shop assistant', isLiveChatEnabled: true, isImageSharingEnabled: false },
	},
	{ name: 'agent.get', request: `GET /agents/${agentId}` },
	{ name: 'agent.getAll', request: 'GET /agents?page=1&limit=3' },
	{ name: 'agent.delete', request: 'DELETE /agents/clxsales0001' },
	{
		name: 'contact.upsert',
		request: 'POST /contacts',
		body: {
			agentId,
			distinctId: 'customer-0001',
			name: 'Maria',
			email: 'maria@example.com',
			attributes: { plan: 'pro', customerNumber: 17, isVip: true },
		},
	},
	{ name: 'contact.get', request: 'GET /contacts/contact_0001' },
	// A filter of the node's own needs as much of the list as it takes.
	{ name: 'contact.getAll', request: `GET /contacts?agentId=${agentId}&page=1&limit=100` },
	{ name: 'contact.getConversations', request: 'GET /contacts/contact_0001/conversations?page=1&perPage=100' },
	{
		name: 'dataSource.addText',
		request: 'POST /data-sources/text',
		body: { title: 'Gifts', content: 'We wrap gifts.', agentId },
	},
	{
		name: 'dataSource.addUrl',
		request: 'POST /data-sources/url',
		body: { url: 'https://example.com/gifts', agentId },
	},
	{
		name: 'dataSource.addFile',
		request: 'POST /data-sources/file',
		body: { title: 'Manual', content: 'Press the red button to stop.', agentId, fileType: 'pdf' },
	},
	{
		name: 'dataSource.addQa',
		request: 'POST /data-sources/qa',
		body: {
			question: 'Do you wrap gifts?',
			answer: 'Yes.',
			agentId,
			isGeneratedByAI: true,
			relatedMessageId: 'msg_0002b',
		},
	},
	{ name: 'dataSource.getAll', request: `GET /data-sources?agentId=${agentId}&source=QA&page=1&limit=3` },
	{
		name: 'dataSource.delete',
		request: 'DELETE /data-sources',
		body: { agentId, source: 'QA', ids: ['source_00001'] },
	},
	{
		name: 'aiSuggestion.getAll',
		request: `GET /ai-suggestions?agentId=${agentId}&startDate=2024-12-31T23%3A00%3A00.000Z&endDate=2025-12-30T23%3A00%3A00.000Z&page=1&limit=2`,
	},
	{ name: 'aiSuggestion.get', request: 'GET /ai-suggestions/msg_0002b' },
	{ name: 'aiSuggestion.dismiss', request: 'DELETE /ai-suggestions/msg_0002b' },
	...[
		{ name: 'analytics.getOverview', path: '/analytics' },
		{ name: 'analytics.getAgent', path: '/analytics/agent', more: '&userId=user_ben' },
		{ name: 'analytics.getAiFunctions', path: '/analytics/ai-functions' },
		{ name: 'analytics.getCsat', path: '/analytics/csat', more: '&page=1&pageSize=2' },
		{ name: 'analytics.getSentiments', path: '/analytics/sentiments' },
		{ name: 'analytics.getTopics', path: '/analytics/topics', more: '&showAllTopics=true' },
	].map(({ name, path, more = '' }) => ({
		name,
		request: `GET ${path}?agentId=${agentId}&startDate=2025-01-11&endDate=2025-01-17&timezone=Europe%2FBerlin${more}`,
	})),
];

describe('what the LiveChatAI node sends', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const runFirst = async (name: string, more: INodeParameters = {}) =>
		await rig.run({ parameters: parametersOf(name, more), items: [liveChatAiSamples[name]?.items[0] ?? {}] });

	it('has a row for every operation outside conversations', () => {
		// A sync sends many requests, which depend on what is there already: its own test reads them.
		const names = Object.keys(liveChatAiSamples).filter(
			(name) => !name.startsWith('conversation.') && name !== 'dataSource.sync',
		);
		expect(requests.map(({ name }) => name).sort()).toEqual(names.sort());
	});

	it.each(requests)('$name: $request', async ({ name, request, body }) => {
		const result = await runFirst(name);
		expect(result.error).toBeUndefined();
		expect(sentTo(rig)).toEqual([{ request, body }]);
	});

	it('signs every request with the key, and sends JSON', async () => {
		await runFirst('dataSource.addText');
		expect(rig.simulator.requests[0]?.headers).toMatchObject({
			authorization: 'Bearer lca_sandbox_key',
			'content-type': 'application/json',
			accept: 'application/json',
		});
	});

	it.each([
		{ name: 'contact.upsert', more: { attributes: {}, additionalFields: {} }, field: 'attributes' },
		{ name: 'dataSource.addQa', more: { additionalFields: {} }, field: 'relatedMessageId' },
		{ name: 'agent.create', more: { additionalFields: {} }, field: 'isImageSharingEnabled' },
	])('$name leaves $field out when it is not set', async ({ name, more, field }) => {
		expect((await runFirst(name, more)).error).toBeUndefined();
		expect(rig.simulator.requests[0]?.body).not.toHaveProperty(field);
	});

	it('attributes as JSON are sent as they are', async () => {
		await runFirst('contact.upsert', { attributesInput: 'json', attributesJson: '{ "plan": "free", "n": 1.5 }' });
		expect(rig.simulator.requests[0]?.body).toMatchObject({ attributes: { plan: 'free', n: 1.5 } });
	});

	it('two items for one person are sent one after the other, in the order of the input', async () => {
		rig.simulator.faults.add({ match: { bodyIncludes: '"First"' }, fault: { type: 'slow', ms: 150 } });
		const person = (name: string) => ({ customer: 'new-1', name });
		await rig.run({
			parameters: parametersOf('contact.upsert', {
				attributes: {},
				additionalFields: { name: '={{ $json.name }}' },
			}),
			items: [person('First'), person('Second')],
		});
		expect(rig.simulator.state.contacts.all().filter(({ distinctId }) => distinctId === 'new-1')).toEqual([
			expect.objectContaining({ name: 'Second' }),
		]);
	});
});

describe('what the LiveChatAI node returns', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const outputOf = async (name: string, more: INodeParameters = {}) => {
		const { outputs } = await rig.run({
			parameters: parametersOf(name, more),
			items: [liveChatAiSamples[name]?.items[0] ?? {}],
		});
		return outputs[0]?.map(({ json }) => json) ?? [];
	};

	it('a contact’s attributes by their keys; raw, as LiveChatAI lists them', async () => {
		const [simple] = await outputOf('contact.get');
		expect(simple).toMatchObject({ id: 'contact_0001', attributes: { plan: 'pro', customerNumber: 1 } });
		expect(simple).not.toHaveProperty('ip');
		const [raw] = await outputOf('contact.get', { simplify: false });
		expect(raw).toMatchObject({
			ip: null,
			attributes: [
				{ key: 'plan', value: 'pro' },
				{ key: 'customerNumber', value: 1 },
			],
		});
	});

	it('a contact’s conversations as those of the inbox; raw, as LiveChatAI lists them', async () => {
		const [simple] = await outputOf('contact.getConversations');
		expect(simple).toEqual({
			id: 'chat_0001',
			isResolved: false,
			isAgent: true,
			integrationType: null,
			assignedUser: { id: 'user_ben', name: 'Ben Support', email: 'ben@example.com' },
			lastMessageDate: '2025-01-11T00:05:00.000Z',
			createdAt: '2025-01-11T00:00:00.000Z',
			contactId: 'contact_0001',
			distinctId: 'customer-0001',
			contactName: 'Maria Lopez',
			contactEmail: 'customer0001@example.com',
			contactPhone: '+15550100001',
		});
		expect(await outputOf('conversation.getAll', { returnAll: true, filters: {} })).toContainEqual(simple);
		const [raw] = await outputOf('contact.getConversations', { simplify: false });
		expect(raw).toMatchObject({ id: 'chat_0001', isStarred: true, contact: { id: 'contact_0001', attributes: {} } });
	});

	it('a suggestion without nesting; raw, as LiveChatAI has it', async () => {
		const simple = {
			id: 'msg_0002b',
			question: 'A question about orders',
			answer: 'An answer about orders',
			evaluationTag: 'OUT_OF_CONTEXT',
			potentialGap: 'The knowledge says little about orders.',
			suggestedImprovement: 'Add a question and answer about orders.',
			conversationId: 'chat_0002',
			createdAt: '2025-01-11T12:01:00.000Z',
		};
		expect(await outputOf('aiSuggestion.get')).toEqual([simple]);
		const [raw] = await outputOf('aiSuggestion.get', { simplify: false });
		expect(raw).toMatchObject({ chatId: 'chat_0002', userMessage: { text: 'A question about orders' } });
		const listed = await outputOf('aiSuggestion.getAll', { returnAll: true });
		expect(listed).toContainEqual(simple);
		const [rawRow] = await outputOf('aiSuggestion.getAll', { simplify: false });
		expect(rawRow).toHaveProperty('aiMessage.id');
	});

	it('what was added, with its AI agent', async () => {
		expect(await outputOf('dataSource.addFile')).toEqual([
			{ id: 'source_new0001', source: 'PDF', isGeneratedByAI: false, agentId },
		]);
	});

	it('the contact that was created or updated, by all its ids', async () => {
		expect(await outputOf('contact.upsert')).toEqual([
			{ contactId: 'contact_0001', agentId, distinctId: 'customer-0001' },
		]);
	});
});

describe('what LiveChatAI does not document', () => {
	it.each<Partial<Assumptions>>([
		{ unknownParameters: 'refused' },
		{ absentValues: 'omitted' },
		{ createStatus: '201' },
		{ listOrder: 'oldestFirst' },
		{ sizeOutOfRange: 'clamped' },
		{ overviewDates: 'optional' },
		{ training: 'atOnce' },
	])('every operation works with %j', async (assumptions) => {
		const rig = await liveChatAiRig({ assumptions });
		for (const { name } of requests) {
			rig.simulator.reset();
			const items = [...(liveChatAiSamples[name]?.items ?? [])];
			const { outputs, error } = await rig.run({ parameters: parametersOf(name), items });
			expect([name, error?.description]).toEqual([name, undefined]);
			expect(new Set(outputs[0]?.map(({ pairedItem }) => (pairedItem as { item: number }).item)).size).toBe(2);
		}
		await rig.simulator.close();
	});
});

describe('answers that are not documented', () => {
	it.each(['envelope', 'bare', 'idOnly'] as const)('the id of a new AI agent is found in a %s', async (agentAnswer) => {
		const rig = await liveChatAiRig({ assumptions: { agentAnswer } });
		const parameters = parametersOf('agent.create');
		const { outputs } = await rig.run({ parameters, items: [{ name: 'Shop' }] });
		expect(outputs[0]?.[0]?.json.id).toBe(rig.simulator.state.agents.all().at(-1)?.id);
		expect(outputs[0]?.[0]?.json).not.toHaveProperty('status');
		await rig.simulator.close();
	});

	it.each(['agent.delete', 'aiSuggestion.dismiss'])('%s needs no body', async (name) => {
		const rig = await liveChatAiRig({ assumptions: { deleteAnswer: 'empty' } });
		const items = [...(liveChatAiSamples[name]?.items ?? [])];
		const { outputs, error } = await rig.run({ parameters: parametersOf(name), items });
		expect([error, outputs[0]?.length]).toEqual([undefined, 2]);
		await rig.simulator.close();
	});

	it('a new question and answer says that no AI wrote it, in case that is required', async () => {
		const rig = await liveChatAiRig();
		const [item = {}] = liveChatAiSamples['dataSource.addQa']?.items ?? [];
		await rig.run({ parameters: parametersOf('dataSource.addQa', { additionalFields: {} }), items: [item] });
		expect(rig.simulator.requests[0]?.body).toMatchObject({ isGeneratedByAI: false });
		await rig.simulator.close();
	});
});
