import { supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import { at, call, get, ids, send, simulator, start } from './liveChatAiClient.ts';

const conversationOf = (id: string) => simulator.state.conversations.get(id);

describe('the answers of the AI', () => {
	beforeEach(() => start());

	it.each([
		['what are your OPENING hours', {}, 'We are open **Monday to Friday**, 9:00 to 18:00.'],
		['What are your opening hours?', { responseFormat: 'PLAIN' }, 'We are open Monday to Friday, 9:00 to 18:00.'],
		['Tell me about shipping', {}, 'Shipping takes two days. See [Shipping](https://example.com/shipping).'],
		['Hello!', {}, 'Hello! How can I help you?'],
		['Who are you?', {}, 'I do not know the answer to "Who are you?".'],
		['https://example.com/a.png', { messageType: 'IMAGE' }, 'Thank you, I have received your image.'],
	])('%s %j', async (question, more, response) => {
		const first = await send(question, more);
		expect(first.body.data.response).toBe(response);
		expect((await send(question, more)).body.data.response).toBe(response);
	});

	it('follow the knowledge, the newest first, and what a test has scripted', async () => {
		const add = (answer: string) =>
			call('POST', '/data-sources/qa', { agentId: supportAgentId, question: 'Where is my order?', answer });
		await add('On its way.');
		await add('In the van.');
		expect((await send('Where is my order?')).body.data.response).toBe('In the van.');
		simulator.state.scriptedAnswers.push({ questionIncludes: 'order', answer: 'Scripted.' });
		expect((await send('Where is my order?')).body.data.response).toBe('Scripted.');
	});

	it('bring links, and a suggestion where the AI did not know', async () => {
		expect((await send('About warranty')).body.data.links).toEqual([
			{ link: 'https://example.com/warranty', type: 'WEBSITE' },
		]);
		const reply = await send('Who are you?');
		const newest = await get('/ai-suggestions', 'limit=1');
		expect(at(newest, 'data.suggestions.0')).toMatchObject({
			id: reply.body.data.responseMessageId,
			chatId: reply.body.data.conversationId,
			evaluationTag: 'OUT_OF_CONTEXT',
		});
	});

	it('tell moods and wishes apart', async () => {
		const first = await send('This is terrible, I want a human');
		const id = first.body.data.conversationId;
		expect(conversationOf(id)).toMatchObject({ sentiment: 'NEGATIVE', resolutionStatus: 'TalkToAgent' });
		expect(ids(await get('/conversations', 'sentiment=NEGATIVE&perPage=100'), 'data.conversations')).toContain(id);
		expect(ids(await get('/conversations', 'viewId=view_negative'), 'data.conversations')).toContain(id);
		simulator.state.judge(id, { sentiment: 'POSITIVE' });
		expect(ids(await get('/conversations', 'sentiment=NEGATIVE&perPage=100'), 'data.conversations')).not.toContain(id);
	});

	it('stream as a guess', async () => {
		const reply = await send('Hello', { streaming: true });
		expect(reply.headers.get('Content-Type')).toBe('text/event-stream');
		expect(reply.text).toContain('"status":"success"');
	});
});

describe('the life of a conversation', () => {
	beforeEach(() => start());

	it('keeps messages in order and goes on where it was', async () => {
		const { conversationId, contactId } = (await send('Hello', { ip: '10.0.0.1', country: 'MX' })).body.data;
		const second = await send('Where is my order?', { conversationId });
		expect(second.body.data).toMatchObject({ conversationId, contactId });
		expect(simulator.state.contacts.get(contactId)).toMatchObject({ ip: '10.0.0.1', country: 'MX' });
		const messages = at(await call('GET', `/conversations/${conversationId}`), 'data.messages') as Array<{
			role: string;
			createdAt: string;
		}>;
		expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
		expect(new Set(messages.map(({ createdAt }) => createdAt)).size).toBe(4);
	});

	it('is silent while a human has it, and reopens when it was resolved', async () => {
		await call('POST', '/conversations/chat_0002/reply', { message: 'Hi', userId: 'user_cleo' });
		expect(conversationOf('chat_0002')).toMatchObject({ isAgent: true, isResolved: false, agent: { id: 'user_cleo' } });
		const silent = await send('Where is my order?', { conversationId: 'chat_0002' });
		expect(silent.body.data).toMatchObject({ response: '', responseMessageId: null });
		const ended = await call('POST', '/conversations/chat_0002/end');
		expect(ended.body.data).toMatchObject({ userId: 'user_cleo', contactId: 'contact_0002' });
		simulator.state.handBack('chat_0002');
		const ownersEnd = await call('POST', '/conversations/chat_0002/end', {});
		expect(ownersEnd.body.data.userId).toBe('user_ana');
		await send('Hello', { conversationId: 'chat_0002' });
		expect(conversationOf('chat_0002')?.isResolved).toBe(false);
		simulator.state.takeOver('chat_0002');
		simulator.state.resolve('chat_0002');
		expect(conversationOf('chat_0002')).toMatchObject({ isAgent: true, isResolved: true, agent: { id: 'user_ben' } });
	});

	it('costs units until the quota is spent', async () => {
		simulator.state.setMessageUnits(3);
		expect((await send('Hello')).status).toBe(200);
		const refused = await send('Hello');
		expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
		expect(simulator.state.conversations.size).toBe(31);
		simulator.state.scriptedAnswers.push({ questionIncludes: 'long', answer: 'word '.repeat(201) });
		simulator.state.setMessageUnits(3);
		await send('long');
		expect(simulator.state.messageUnits).toBe(0);
		const reply = await call('POST', '/conversations/chat_0001/reply', { message: 'Hi', userId: 'user_ben' });
		expect(reply.status).toBe(403);
	});

	it('is found by its contact, newest message first, as time passes', async () => {
		const contact = { agentId: supportAgentId, contactId: 'contact_0020' };
		const older = (await call('POST', '/conversations/create', contact)).body.data.conversationId;
		simulator.state.passTime(3_600_000);
		const newer = (await call('POST', '/conversations/create', contact)).body.data.conversationId;
		const list = () => call('GET', '/contacts/contact_0020/conversations');
		expect(ids(await list(), 'data.conversations')).toEqual([newer, older]);
		simulator.state.passTime(3_600_000);
		await send('Hello', { conversationId: older });
		expect(ids(await list(), 'data.conversations')).toEqual([older, newer]);
		const { createdAt = '', updatedAt = '' } = conversationOf(older) ?? {};
		expect(Date.parse(updatedAt) - Date.parse(createdAt)).toBeGreaterThanOrEqual(7_200_000);
	});

	it('keeps two sends of one moment in order of arrival, and the log shows that they overlap', async () => {
		simulator.setLatency(30);
		const both = [send('First', { conversationId: 'chat_0002' }), send('Second', { conversationId: 'chat_0002' })];
		await Promise.all([...both, send('Other', { conversationId: 'chat_0004' })]);
		const asked = conversationOf('chat_0002')
			?.messages.filter(({ role }) => role === 'user')
			.slice(-2);
		const arrived = simulator.requests.map(({ body }) => (body as { question: string }).question);
		expect(asked?.map(({ content }) => content)).toEqual(arrived.filter((question) => question !== 'Other'));
		expect(simulator.overlappingTurns()).toMatchObject([{ group: 'chat_0002' }]);
	});

	it('shows no overlap of sends that wait for each other', async () => {
		for (const question of ['One', 'Two', 'Three']) await send(question, { conversationId: 'chat_0002' });
		expect(simulator.overlappingTurns()).toEqual([]);
	});

	it('starts anew at a reset', async () => {
		await send('Hello');
		simulator.reset();
		expect(simulator.state.conversations.size).toBe(30);
		expect((await send('Hello')).body.data.conversationId).toBe('chat_new0001');
	});
});

describe('listing conversations', () => {
	beforeEach(() => start());

	it.each([
		['', 30],
		['type=unassigned', 24],
		['type=your-inbox', 3],
		['status=open', 15],
		['status=close', 15],
		['assignedAgentId=user_ben', 3],
		['assignedAgentId=ai', 24],
		['sentiment=NEGATIVE', 8],
		['topic=Billing', 4],
		['channel=SLACK', 4],
		['resolutionStatus=TalkToAgent', 14],
		['viewId=view_money', 8],
		['viewId=view_money&status=open', 4],
		['startDate=2025-01-12&endDate=2025-01-13', 4],
		[`startDate=${Date.UTC(2025, 0, 12) / 1000}&endDate=${Date.UTC(2025, 0, 14) / 1000 - 1}`, 4],
		['startDate=2025-01-25T00:00:00Z', 2],
		['no=such', 30],
	])('%s finds %i', async (query, total) => {
		expect(at(await get('/conversations', query), 'data.meta.total')).toBe(total);
	});

	it('sorts both ways', async () => {
		const newest = ids(await get('/conversations', 'perPage=2'), 'data.conversations');
		const oldest = ids(await get('/conversations', 'perPage=2&sort=asc'), 'data.conversations');
		expect([newest, oldest]).toEqual([
			['chat_0030', 'chat_0029'],
			['chat_0001', 'chat_0002'],
		]);
	});
});
