import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../../samples/liveChatAi/locators.ts';
import { type LiveChatAiRig, liveChatAiRig, parametersOf, sentTo } from './rig.ts';

describe('filters that the LiveChatAI node applies itself', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const idsOf = async (name: string, more: INodeParameters): Promise<unknown[]> => {
		const { outputs, error } = await rig.run({ parameters: parametersOf(name, { returnAll: true, ...more }) });
		expect(error).toBeUndefined();
		return (outputs[0] ?? []).map(({ json }) => json.id);
	};

	describe('the conversations of a contact', () => {
		const conversations = async (filters: INodeParameters) =>
			await idsOf('contact.getConversations', { contactId: byId('contact_0001'), filters });

		// The contact has an open one with a human and without a channel, and a resolved one on Slack.
		beforeEach(() => {
			const { conversations: all } = rig.simulator.state;
			const later = all.get('chat_0016');
			if (later === undefined) throw new Error('There is no chat_0016');
			all.put({ ...later, integrationType: 'SLACK' });
		});

		it.each<{ filters: INodeParameters; ids: string[] }>([
			{ filters: {}, ids: ['chat_0016', 'chat_0001'] },
			{ filters: { status: 'open' }, ids: ['chat_0001'] },
			{ filters: { status: 'close' }, ids: ['chat_0016'] },
			{ filters: { status: '' }, ids: ['chat_0016', 'chat_0001'] },
			{ filters: { integrationType: 'SLACK' }, ids: ['chat_0016'] },
			{ filters: { integrationType: 'WHATSAPP' }, ids: [] },
			{ filters: { assignedUserId: 'user_ben' }, ids: ['chat_0001'] },
			{ filters: { startDate: '2025-01-12' }, ids: ['chat_0016'] },
			{ filters: { endDate: '2025-01-12' }, ids: ['chat_0001'] },
			{ filters: { status: 'open', integrationType: 'SLACK' }, ids: [] },
		])('$filters', async ({ filters, ids }) => {
			expect(await conversations(filters)).toEqual(ids);
			// A filter whose name is a guess never goes to the service: a wrong guess would return everything.
			expect(sentTo(rig).map(({ request }) => request)).toEqual([
				'GET /contacts/contact_0001/conversations?page=1&perPage=100',
			]);
		});

		it('nobody has it: the AI answers', async () => {
			rig.simulator.state.handBack('chat_0001');
			expect(await conversations({ assignedUserId: 'ai', status: 'open' })).toEqual(['chat_0001']);
		});

		it('the limit counts what passed the filters', async () => {
			const { outputs } = await rig.run({
				parameters: parametersOf('contact.getConversations', {
					contactId: byId('contact_0001'),
					returnAll: false,
					limit: 1,
					filters: { status: 'open' },
				}),
			});
			expect(outputs[0]?.map(({ json }) => json.id)).toEqual(['chat_0001']);
		});
	});

	it.each([
		{ search: 'CUSTOMER0007@example', ids: ['contact_0007'] },
		{ search: ' lars olsen ', ids: ['contact_0019', 'contact_0014', 'contact_0004'] },
		{ search: '+15550100005', ids: ['contact_0005'] },
		{ search: 'customer-0003', ids: ['contact_0003'] },
		{ search: 'nobody', ids: [] },
	])('contacts that contain "$search"', async ({ search, ids }) => {
		expect(await idsOf('contact.getAll', { filters: { search } })).toEqual(ids);
	});

	it.each([
		{ filters: { search: 'SHIP' }, titles: ['Shipping', 'Do you ship abroad?'] },
		{ filters: { search: 'ship', source: 'QA' }, titles: ['Do you ship abroad?'] },
		{ filters: { search: 'example.com/warranty' }, titles: ['Warranty'] },
		{ filters: { source: 'IMAGE' }, titles: ['Map'] },
	])('knowledge with $filters', async ({ filters, titles }) => {
		const { outputs } = await rig.run({
			parameters: parametersOf('dataSource.getAll', { returnAll: true, filters }),
		});
		expect(outputs[0]?.map(({ json }) => json.title)).toEqual(titles);
	});

	it('a search reads no further than it has to', async () => {
		rig.simulator.state.seedDataSources(250);
		const { outputs } = await rig.run({
			parameters: parametersOf('dataSource.getAll', {
				returnAll: false,
				limit: 1,
				filters: { search: 'Question 120?' },
			}),
		});
		expect(outputs[0]?.map(({ json }) => json.title)).toEqual(['Question 120?']);
		expect(rig.simulator.requests.map(({ query }) => query.page)).toEqual(['1', '2']);
	});
});
