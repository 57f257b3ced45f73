import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import { addConversation, byId, failures, rows } from './conversationRig.ts';
import { type LiveChatAiRig, liveChatAiRig, parametersOf, sentTo } from './rig.ts';

const nothing = '={{ "" }}';

describe('liveChatAi conversation: reading and everything but sending', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const again = async (...options: Parameters<typeof liveChatAiRig>) => {
		await rig.simulator.close();
		rig = await liveChatAiRig(...options);
	};
	const run = async (operation: string, more: INodeParameters = {}, item: IDataObject = {}, timeZone = 'UTC') =>
		await rig.run({ parameters: parametersOf(`conversation.${operation}`, more), items: [item], timeZone });
	const asked = () => sentTo(rig).map(({ request }) => request);

	describe('getAll', () => {
		const all: INodeParameters = { returnAll: true, filters: {} };

		it('sends exactly the filters whose names are known; dates as UNIX seconds in the workflow’s zone', async () => {
			const filters = {
				type: 'unassigned',
				sort: 'asc',
				status: 'close',
				startDate: '2025-01-12T00:00:00',
				endDate: '2025-01-31T23:59:59',
			};
			const viewId = byId('view_money');
			await run('getAll', { returnAll: false, limit: 5, filters, viewId }, {}, 'Europe/Berlin');
			expect(Object.fromEntries(new URLSearchParams(asked()[0]?.split('?')[1]))).toEqual({
				agentId: supportAgentId,
				page: '1',
				perPage: '5',
				type: 'unassigned',
				sort: 'asc',
				status: 'close',
				startDate: String(Date.parse('2025-01-11T23:00:00Z') / 1_000),
				endDate: String(Date.parse('2025-01-31T22:59:59Z') / 1_000),
				viewId: 'view_money',
			});
		});

		it('asks for all types where none is chosen', async () => {
			await again({ assumptions: { defaultType: 'unassigned' } });
			expect(rows(await run('getAll', all))).toHaveLength(30);
			expect(asked()).toEqual([`GET /conversations?agentId=${supportAgentId}&type=all&page=1&perPage=100`]);
		});

		it('rows with their contact, flat, the latest first', async () => {
			const [latest, ...others] = rows(await run('getAll', all));
			expect(latest).toEqual({
				id: 'chat_0030',
				isResolved: true,
				isAgent: false,
				integrationType: 'SLACK',
				assignedUser: null,
				lastMessageDate: '2025-01-25T12:01:00.000Z',
				createdAt: '2025-01-25T12:00:00.000Z',
				contactId: 'contact_0015',
				distinctId: 'customer-0015',
				contactName: null,
				contactEmail: null,
				contactPhone: null,
			});
			expect(others.find(({ id }) => id === 'chat_0001')).toMatchObject({
				contactName: 'Maria Lopez',
				contactEmail: 'customer0001@example.com',
				assignedUser: { id: 'user_ben', name: 'Ben Support', email: 'ben@example.com' },
			});
		});

		it('as they are, where they are not to be simplified', async () => {
			const [first] = rows(await run('getAll', { ...all, simplify: false }));
			expect(first).toMatchObject({
				id: 'chat_0030',
				isStarred: false,
				contact: { id: 'contact_0015', attributes: {} },
			});
		});

		it('where values are left out', async () => {
			await again({ assumptions: { absentValues: 'omitted' } });
			const found = rows(await run('getAll', all)).find(({ id }) => id === 'chat_0027');
			expect(found).toMatchObject({ integrationType: null, assignedUser: null });
		});

		it.each<{ name: string; filters: INodeParameters; count: number }>([
			{ name: 'a human', filters: { assignedUserId: 'user_ana' }, count: 3 },
			{ name: 'nobody', filters: { assignedUserId: 'ai' }, count: 24 },
			{ name: 'a channel', filters: { integrationType: 'WHATSAPP' }, count: 4 },
			{ name: 'both', filters: { integrationType: 'SLACK', assignedUserId: 'ai' }, count: 3 },
			{ name: 'a channel that an expression did not find', filters: { integrationType: nothing }, count: 30 },
		])('filters the rows itself where the name of the filter is not known: $name', async ({ filters, count }) => {
			const found = rows(await run('getAll', { ...all, filters }));
			expect(found).toHaveLength(count);
			for (const row of found) {
				const { assignedUserId, integrationType } = filters;
				const assigned = (row.assignedUser as { id: string } | null)?.id ?? 'ai';
				if (assignedUserId !== undefined) expect(assigned).toBe(assignedUserId);
				if (integrationType !== undefined && integrationType !== nothing)
					expect(row.integrationType).toBe(integrationType);
			}
			expect(asked()).toEqual([`GET /conversations?agentId=${supportAgentId}&type=all&page=1&perPage=100`]);
		});

		describe('of 250 conversations, every tenth on WhatsApp', () => {
			beforeEach(() => {
				for (const { id } of rig.simulator.state.conversations.all()) {
					if (id !== 'chat_0001') rig.simulator.state.conversations.delete(id);
				}
				for (let count = 0; count < 249; count += 1) {
					const createdAt = new Date(Date.UTC(2026, 0, 1, count)).toISOString();
					addConversation(rig, {
						id: `chat_${count}`,
						createdAt,
						integrationType: count % 10 === 0 ? 'WHATSAPP' : 'SLACK',
					});
				}
				rig.simulator.state.conversations.delete('chat_0001');
			});
			const pages = () => asked().map((request) => request.replace(/.*&page=/, ''));
			const filters = { integrationType: 'WHATSAPP' };

			it('all, page by page', async () => {
				expect(new Set(rows(await run('getAll', all)).map(({ id }) => id)).size).toBe(249);
				expect(pages()).toEqual(['1&perPage=100', '2&perPage=100', '3&perPage=100']);
			});

			it('a limit', async () => {
				expect(rows(await run('getAll', { returnAll: false, limit: 120, filters: {} }))).toHaveLength(120);
				expect(pages()).toEqual(['1&perPage=100', '2&perPage=100']);
			});

			it('a limit counts the rows that fit, and ends the reading', async () => {
				const found = rows(await run('getAll', { returnAll: false, limit: 12, filters }));
				expect(found.map(({ integrationType }) => integrationType)).toEqual(Array(12).fill('WHATSAPP'));
				expect(pages()).toEqual(['1&perPage=100', '2&perPage=100']);
			});

			it('all that fit', async () => {
				expect(rows(await run('getAll', { ...all, filters }))).toHaveLength(25);
				expect(pages()).toHaveLength(3);
			});

			it.each(['empty', 'lastPage', 'refused'] as const)(
				'an end that says so is not read over: %s',
				async (pastTheEnd) => {
					await again({ assumptions: { pastTheEnd } });
					expect(rows(await run('getAll', all))).toHaveLength(30);
					expect(pages()).toEqual(['1&perPage=100']);
				},
			);
		});

		it('a list that ignores its page parameter is an error, neither twice nor endless', async () => {
			await again({ assumptions: { pageParameter: 'ignored' } });
			for (let count = 0; count < 120; count += 1) addConversation(rig, { id: `chat_${count}` });
			const { error } = await run('getAll', all);
			expect(error?.message).toContain('sent the same part of the list again');
			expect(asked()).toHaveLength(2);
		});

		it.each<{ name: string; more: INodeParameters; message: string }>([
			{
				name: 'dates the wrong way round',
				more: { filters: { startDate: '2026-02-01T00:00:00Z', endDate: '2026-01-01T00:00:00Z' } },
				message: '"Filters > End Date" is before the start date',
			},
			{
				name: 'a date that is none',
				more: { filters: { startDate: 'yesterday' } },
				message: '"Filters > Start Date" has to be a date',
			},
			{
				name: 'a status that does not exist',
				more: { filters: { status: 'closed' } },
				message: '"Filters > Status" has to be one of open, close',
			},
			{ name: 'no AI agent', more: { agentId: byId(nothing) }, message: '"AI Agent" is empty' },
			{ name: 'a limit of zero', more: { returnAll: false, limit: 0 }, message: '"Limit" has to be 1 or more' },
		])('is refused before anything is sent: $name', async ({ more, message }) => {
			const { error } = await run('getAll', { ...all, ...more });
			expect(error?.message).toContain(message);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('one moment may be both ends', async () => {
			const moment = '2025-01-25T12:01:00Z';
			expect(rows(await run('getAll', { ...all, filters: { startDate: moment, endDate: moment } }))).toHaveLength(1);
		});
	});

	describe('get', () => {
		const parameters = { conversationId: byId('chat_0001') };

		it.each(['oldestFirst', 'newestFirst'] as const)(
			'messages oldest first, however they arrive: %s',
			async (messageOrder) => {
				await again({ assumptions: { messageOrder } });
				const [conversation] = rows(await run('get', parameters));
				expect(asked()).toEqual(['GET /conversations/chat_0001']);
				expect(conversation).toEqual({
					id: 'chat_0001',
					isResolved: false,
					isAgent: true,
					integrationType: null,
					assignedUser: { id: 'user_ben', name: 'Ben Support', email: 'ben@example.com' },
					lastMessageDate: '2025-01-11T00:05:00.000Z',
					createdAt: '2025-01-11T00:00:00.000Z',
					agentId: supportAgentId,
					contactId: 'contact_0001',
					messages: [
						expect.objectContaining({ id: 'msg_0001a', role: 'user', author: null }),
						expect.objectContaining({ id: 'msg_0001b', role: 'assistant', author: null }),
						{
							id: 'msg_0001c',
							role: 'agent',
							type: 'TEXT',
							content: 'I can help.',
							author: { id: 'user_ben', name: 'Ben Support', email: 'ben@example.com' },
							createdAt: '2025-01-11T00:05:00.000Z',
						},
					],
				});
			},
		);

		it('everything, where it is not to be simplified; still oldest first', async () => {
			await again({ assumptions: { messageOrder: 'newestFirst' } });
			const [conversation] = rows(await run('get', { ...parameters, simplify: false }));
			expect(conversation).toMatchObject({ isStarred: true, isMuted: false, agent: { avatar: expect.any(String) } });
			const messages = conversation?.messages as IDataObject[];
			expect(messages.map(({ id }) => id)).toEqual(['msg_0001a', 'msg_0001b', 'msg_0001c']);
			expect(messages[0]).toHaveProperty('source');
		});

		it('a conversation without messages', async () => {
			addConversation(rig, { id: 'chat_empty' });
			expect(rows(await run('get', { conversationId: byId('chat_empty') }))[0]).toMatchObject({ messages: [] });
		});

		it('needs no AI agent; one that is chosen only serves the list', async () => {
			await run('get', { ...parameters, agentId: byId('') });
			expect(asked()).toEqual(['GET /conversations/chat_0001']);
		});

		it('an id that nobody knows', async () => {
			const { error } = await run('get', { conversationId: byId('chat_none') });
			expect(error?.message).toBe('LiveChatAI: Conversation chat_none was not found.');
			expect(error?.description).toContain('Check that it still exists');
		});
	});

	describe('getViews', () => {
		it('all, or those whose name contains a text, which the node looks for itself', async () => {
			expect(rows(await run('getViews', { returnAll: true, filters: {} })).map(({ id }) => id)).toEqual([
				'view_negative',
				'view_whatsapp',
				'view_money',
			]);
			expect(rows(await run('getViews', { returnAll: true, filters: { name: ' WHATS ' } }))).toEqual([
				{
					id: 'view_whatsapp',
					name: 'Open on WhatsApp',
					query: { combinator: 'AND', rules: expect.any(Array) },
					createdAt: '2025-01-06T01:00:00.000Z',
				},
			]);
			const query = `agentId=${supportAgentId}&page=1&perPage=100`;
			expect(asked()).toEqual([`GET /conversations/views?${query}`, `GET /conversations/views?${query}`]);
		});

		it('a limit counts those that fit', async () => {
			expect(rows(await run('getViews', { returnAll: false, limit: 1, filters: { name: 'o' } }))).toHaveLength(1);
		});
	});

	describe('create, reply and end', () => {
		it.each([
			{
				operation: 'create',
				more: { contactId: byId('contact_0001'), additionalFields: { integrationType: 'SLACK' } },
				request: 'POST /conversations/create',
				body: { agentId: supportAgentId, contactId: 'contact_0001', integrationType: 'SLACK' },
				output: { conversationId: 'chat_new0001', contactId: 'contact_0001' },
			},
			{
				operation: 'create',
				more: { contactId: byId(''), additionalFields: { ip: '203.0.113.7', country: 'NO' } },
				request: 'POST /conversations/create',
				body: { agentId: supportAgentId, ip: '203.0.113.7', country: 'NO' },
				output: { conversationId: 'chat_new0001', contactId: 'contact_new0001' },
			},
			{
				operation: 'reply',
				more: { conversationId: byId('chat_0003'), message: ' I am here. ' },
				request: 'POST /conversations/chat_0003/reply',
				body: { message: ' I am here. ', userId: 'user_ben', messageType: 'TEXT' },
				output: {
					messageId: 'msg_new0001',
					conversationId: 'chat_0003',
					message: expect.objectContaining({ text: ' I am here. ', sender: 'AGENT' }),
				},
			},
			{
				operation: 'reply',
				more: { conversationId: byId('chat_0003'), message: ' https://example.com/a.png ', messageType: 'IMAGE' },
				request: 'POST /conversations/chat_0003/reply',
				body: { message: 'https://example.com/a.png', userId: 'user_ben', messageType: 'IMAGE' },
				output: expect.objectContaining({ conversationId: 'chat_0003' }),
			},
			{
				operation: 'end',
				more: { conversationId: byId('chat_0003'), additionalFields: { userId: ' user_cleo ' } },
				request: 'POST /conversations/chat_0003/end',
				body: { userId: 'user_cleo' },
				output: { conversationId: 'chat_0003', userId: 'user_cleo', contactId: 'contact_0003' },
			},
			{
				operation: 'end',
				more: { conversationId: byId('chat_0003'), additionalFields: {} },
				request: 'POST /conversations/chat_0003/end',
				body: {},
				output: { conversationId: 'chat_0003', userId: 'user_ana', contactId: 'contact_0003' },
			},
		])('$operation: $body', async ({ operation, more, request, body, output }) => {
			const result = await run(operation, more);
			expect(sentTo(rig)).toEqual([{ request, body }]);
			expect(rows(result)).toEqual([output]);
		});

		it.each([
			['create', 'the conversation may or may not have been opened'],
			['reply', 'may or may not have been sent'],
			['end', 'the conversation may or may not have been ended'],
		])('%s: a lost answer is an unknown outcome, and one request', async (operation, open) => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'cutAfter' } });
			const parameters = parametersOf(`conversation.${operation}`);
			const items = [{ contact: 'contact_0001', conversation: 'chat_0001' }];
			const [failed] = failures(await rig.run({ parameters, items, onError: 'continueErrorOutput' }));
			expect(failed?.outcome).toBe('unknown');
			expect(failed?.advice).toContain(open);
			expect(asked()).toHaveLength(1);
		});

		it('replies to one conversation keep their order', async () => {
			await again({ latencyMs: 30 });
			const items = Array.from({ length: 6 }, (_, index) => ({
				conversation: `chat_000${(index % 2) * 2 + 1}`,
				text: `${index}`,
			}));
			const parameters = parametersOf('conversation.reply', { message: '={{ $json.text }}' });
			await rig.run({ parameters, items });
			const replies = (id: string) =>
				rig.simulator.state.conversations
					.get(id)
					?.messages.slice(-3)
					.map(({ content }) => content);
			expect([replies('chat_0001'), replies('chat_0003')]).toEqual([
				['0', '2', '4'],
				['1', '3', '5'],
			]);
		});

		it.each<{ operation: string; more: INodeParameters; message: string }>([
			{ operation: 'reply', more: { message: nothing }, message: '"Message" is empty' },
			{
				operation: 'reply',
				more: { message: 'a photo', messageType: 'IMAGE' },
				message: '"Message" has to be the web address of the image',
			},
			{ operation: 'reply', more: { userId: nothing }, message: '"User ID" is empty' },
			{ operation: 'reply', more: { conversationId: byId(nothing) }, message: '"Conversation" is empty' },
			{ operation: 'end', more: { conversationId: byId(nothing) }, message: '"Conversation" is empty' },
			{ operation: 'get', more: { conversationId: byId('.') }, message: 'incomplete or has a wrong value' },
			{ operation: 'create', more: { agentId: byId(nothing) }, message: '"AI Agent" is empty' },
			{ operation: 'getViews', more: { agentId: byId(nothing) }, message: '"AI Agent" is empty' },
		])('$operation is refused before anything is sent: $message', async ({ operation, more, message }) => {
			const { error } = await run(operation, more, { conversation: 'chat_0001', contact: 'contact_0001' });
			expect(error?.message).toContain(message);
			expect(rig.simulator.requests).toEqual([]);
		});

		it.each([
			['reply', 'user_none', 'LiveChatAI: User user_none was not found.'],
			['end', 'user_none', 'LiveChatAI: User user_none was not found.'],
		])('%s by somebody whom nobody knows', async (operation, userId, message) => {
			const { error } = await run(operation, { userId, additionalFields: { userId } }, { conversation: 'chat_0001' });
			expect(error?.message).toBe(message);
		});
	});
});
