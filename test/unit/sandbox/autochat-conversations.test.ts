import { assistantIds, seededIds, tenantIds } from '../../../sandbox/simulators/autochat/index.ts';
import type { TenantEvent } from '../../../sandbox/simulators/autochat/index.ts';
import { call, chat, say, simulator, sms, start, text, widget } from './autochatClient.ts';

const dayMs = 86_400_000;
const contents = (id: string) => simulator.state.conversations.messages(id).map(({ role, content }) => [role, content]);

describe('a chat', () => {
	beforeEach(() => start());

	it('goes on in the newest open conversation of its session', async () => {
		const first = await say({ message: 'One' });
		const other = await say({ sessionId: 'session_2' });
		const second = await say({ message: 'Two' });
		expect(second.body.conversationId).toBe(first.body.conversationId);
		expect(other.body.conversationId).not.toBe(first.body.conversationId);
		expect(second.body.message).toBe('asst-chat answers message 2: You said "Two".');
		expect(contents(first.body.conversationId)).toEqual([
			['user', 'One'],
			['assistant', first.body.message],
			['user', 'Two'],
			['assistant', second.body.message],
		]);
		simulator.state.closeConversation(first.body.conversationId);
		expect((await say()).body.conversationId).not.toBe(first.body.conversationId);
	});

	it.each([
		['its own open conversation', 'session_seed', seededIds.openChat, true],
		['its closed conversation', 'session_closed', seededIds.closedChat, false],
		['a conversation of another session', 'session_1', seededIds.openChat, false],
		['a conversation of another tenant', 'session_shop', seededIds.shopChat, false],
		['an SMS conversation', '+15550300001', seededIds.firstSms, false],
		['a conversation nobody has', 'session_1', 'conv-none', false],
	])('that names %s', async (_case, sessionId, conversationId, resumes) => {
		const reply = await say({ sessionId, conversationId });
		expect(reply.body.conversationId === conversationId).toBe(resumes);
		expect(contents(reply.body.conversationId)).toHaveLength(resumes ? 4 : 2);
	});

	it('can have several conversations of one session', async () => {
		const { conversationId } = (await say({ conversationId: 'x' })).body;
		const newer = (await say({ conversationId: 'y' })).body.conversationId;
		expect(newer).not.toBe(conversationId);
		expect((await say({ conversationId })).body.conversationId).toBe(conversationId);
		expect((await say()).body.conversationId).toBe(newer);
		expect((await say({ conversationId: '' })).body.conversationId).toBe(newer);
		expect((await say({ conversationId: null })).body.conversationId).toBe(newer);
	});

	it.each([
		['the one it names', { assistantId: assistantIds.general, message: 'refund' }, assistantIds.general],
		['that of the active rule of highest priority', { message: 'Hello, I want a REFUND' }, assistantIds.billing],
		['the default of the channel', { message: 'hello' }, assistantIds.chat],
	])('is answered by %s', async (_case, more, assistantId) => {
		const reply = await say(more);
		expect(reply.body.message).toContain(`${assistantId} answers`);
		expect(simulator.state.conversations.get(reply.body.conversationId)?.assistant_id).toBe(assistantId);
		const next = await say({ message: 'invoice' });
		expect(next.body.message).toContain(`${assistantId} answers`);
	});

	it('knows nothing of the visitor and ignores other fields', async () => {
		const { conversationId } = (await say({ name: 'Ana', email: 'ana@example.com', anything: [1] })).body;
		expect(simulator.state.conversations.get(conversationId)?.contact_data).toEqual({});
	});

	it('is the same in every run', async () => {
		const run = async () => [(await say()).body, (await say({ message: 'And now?' })).body];
		const first = await run();
		simulator.reset();
		expect(await run()).toEqual(first);
	});
});

describe('an SMS', () => {
	beforeEach(() => start());

	it('resumes the conversation of 30 days', async () => {
		const first = await call('POST', `${sms}/start`, { ...text, contact_name: 'Ana' });
		simulator.state.passTime(29 * dayMs);
		const resumed = await call('POST', `${sms}/start`, { ...text, contact_company: 'Acme' });
		expect(resumed.status).toBe(201);
		expect(resumed.body).toMatchObject({
			conversation_id: first.body.conversation_id,
			is_new_conversation: false,
		});
		expect(simulator.state.conversations.get(first.body.conversation_id)?.contact_data).toEqual({
			name: 'Ana',
			company: 'Acme',
			phone: text.phone_number,
		});
		// counted from the last message
		simulator.state.passTime(29 * dayMs);
		expect((await call('POST', `${sms}/start`, text)).body.is_new_conversation).toBe(false);
		simulator.state.passTime(31 * dayMs);
		expect((await call('POST', `${sms}/start`, text)).body.is_new_conversation).toBe(true);
	});

	it('to a number of another tenant begins a conversation', async () => {
		const reply = await call('POST', `${sms}/start`, { ...text, phone_number: '+15550200001' });
		expect(reply.body.is_new_conversation).toBe(true);
		expect(reply.body.conversation_id).not.toBe(seededIds.shopSms);
	});
});

describe('the seed', () => {
	it('is as the ids say', async () => {
		await start();
		const { conversations } = simulator.state;
		expect(conversations.get(seededIds.openChat)).toMatchObject({ status: 'active', tenantId: tenantIds.sandbox });
		expect(conversations.get(seededIds.closedChat)).toMatchObject({ status: 'closed', tenantId: tenantIds.sandbox });
		expect(conversations.get(seededIds.shopChat)).toMatchObject({ channel: 'chat', tenantId: tenantIds.shop });
		expect(conversations.get(seededIds.spentChat)).toMatchObject({ tenantId: tenantIds.spent });
		expect(conversations.get(seededIds.shopSms)).toMatchObject({ channel: 'sms', tenantId: tenantIds.shop });
		expect(conversations.get(seededIds.firstSms)).toMatchObject({ channel_identifier: '+15550300001' });
	});

	it('has as many SMS conversations as asked for, also after a reset', async () => {
		await start({ smsConversations: 3 });
		simulator.reset();
		expect((await call('GET', sms)).body.conversations).toHaveLength(3);
	});
});

describe('the events of the dashboard', () => {
	const events: TenantEvent[] = [];
	const heard = () => events.splice(0).map(({ type, data }) => [type, data.role ?? data.status]);

	beforeEach(async () => {
		events.length = 0;
		await start({ onEvent: (event) => events.push(event) });
	});

	it('say what happened in its order, seed data and refusals aside', async () => {
		expect(heard()).toEqual([]);
		await say({ message: '' });
		expect(heard()).toEqual([]);
		const { conversationId } = (await say()).body;
		const turn = [
			['message:new', 'user'],
			['message:new', 'assistant'],
			['conversation:updated', 'active'],
		];
		expect(heard()).toEqual([['conversation:new', 'active'], ...turn]);
		await say();
		expect(heard()).toEqual(turn);
		await call('POST', `${sms}/start`, text);
		expect(heard()).toEqual([
			['conversation:new', 'active'],
			['message:new', 'assistant'],
			['conversation:updated', 'active'],
		]);
		await call('POST', widget('voice/start'), { sessionId: 's' });
		expect(heard()).toEqual([['conversation:new', 'active']]);
		simulator.state.qualifyConversation(conversationId);
		simulator.state.closeConversation(conversationId);
		expect(heard()).toEqual([
			['conversation:qualified', 'active'],
			['conversation:updated', 'closed'],
		]);
		simulator.reset();
		expect(heard()).toEqual([]);
		await say();
		expect(heard()).toHaveLength(4);
	});

	it('carry what is assumed of them', async () => {
		const { conversationId, message } = (await say()).body;
		simulator.state.qualifyConversation(conversationId);
		const time = expect.stringMatching(/^\d{4}-.*Z$/) as string;
		const conversation = {
			id: conversationId,
			channel: 'chat',
			channel_identifier: chat.sessionId,
			contact_data: {},
			assistant_id: assistantIds.chat,
			status: 'active',
			qualified: false,
			started_at: time,
			last_message_at: time,
		};
		const answer = { conversation_id: conversationId, channel: 'chat', role: 'assistant', content: message };
		expect(events.every(({ tenantId }) => tenantId === tenantIds.sandbox)).toBe(true);
		expect(events[0]?.data).toEqual(conversation);
		expect(events[2]?.data).toEqual({ ...answer, id: 'msg-71', created_at: time });
		expect(events.at(-1)?.data).toEqual({ ...conversation, qualified: true, qualified_at: time });
	});
});
