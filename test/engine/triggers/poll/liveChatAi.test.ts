import { salesAgentId } from '../../../../sandbox/simulators/livechatai/index.ts';
import { liveChatAiRig, type LiveChatAiRig } from './liveChatAiRig.ts';
import { idsOf, times } from './llamadaProRig.ts';

const second = 1_000;
const events = [
	'newConversation',
	'newMessage',
	'conversationResolved',
	'newContact',
	'newCsatScore',
	'newAiSuggestion',
] as const;

/** The ids of the messages that were emitted. */
const messageIds = (items: ReadonlyArray<Record<string, unknown>>): unknown[] =>
	items.map(({ message }) => (message as { id: string }).id);

describe('liveChatAiTrigger', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	it.each(events)('%s: starts from now, then costs one request a poll', async (event) => {
		const trigger = rig.trigger(event);
		expect(await trigger.activate()).toEqual([]);
		rig.asked();
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
		expect(rig.asked()).toHaveLength(2);
	});

	it.each(events)('%s: shows a sample and remembers nothing of it', async (event) => {
		const trigger = rig.trigger(event, { writtenBy: 'anyone' });
		rig.addRating();
		expect((await trigger.fetchTestEvent()).length).toBeGreaterThan(0);
		expect(trigger.stored).toBe('{}');
	});

	it.each([
		{ event: 'newConversation', add: (createdAt: string) => rig.addConversation({ createdAt }) },
		{ event: 'conversationResolved', add: (createdAt: string) => rig.addConversation({ createdAt, isResolved: true }) },
		{ event: 'newContact', add: (createdAt: string) => rig.addContact({ createdAt }) },
		{ event: 'newCsatScore', add: (createdAt: string) => rig.addRating({ createdAt }) },
		{ event: 'newAiSuggestion', add: (createdAt: string) => rig.addSuggestion({ createdAt }) },
	])('$event: 500 once each, half of them of one moment, with a poll that fails half way', async ({ event, add }) => {
		const trigger = rig.trigger(event);
		await trigger.activate();
		const moment = rig.ago(0);
		const added = times(500, (index) => add(index % 2 === 0 ? moment : rig.ago(500 * second - index * second)));
		rig.simulator.faults.add({ after: 2, times: 1, fault: { type: 'status', status: 500 } });
		await expect(trigger.poll()).rejects.toThrow();
		expect(idsOf(await trigger.poll()).sort()).toEqual([...added].sort());
		expect(await trigger.restart()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
		rig.asked();
		expect(await trigger.poll()).toEqual([]);
		expect(rig.asked()).toHaveLength(1);
		const more = [add(rig.ago(0)), add(rig.ago(60 * second))];
		expect(idsOf(await trigger.poll()).sort()).toEqual([...more].sort());
	});

	it.each(['newestFirst', 'oldestFirst'] as const)(
		'finds everything and costs one request with nothing new among 10,000 contacts, listed %s',
		async (listOrder) => {
			await rig.simulator.close();
			rig = await liveChatAiRig({ listOrder });
			times(9_975, (index) => rig.addContact({ createdAt: rig.ago((9_975 - index) * 60 * second) }));
			const trigger = rig.trigger('newContact');
			await trigger.activate();
			rig.asked();
			expect(await trigger.poll()).toEqual([]);
			expect(rig.asked()).toHaveLength(1);
			const id = rig.addContact();
			expect(idsOf(await trigger.poll())).toEqual([id]);
			expect(await trigger.poll()).toEqual([]);
		},
		60_000,
	);

	it('emits a new conversation once, however many messages follow, and no old one with new messages', async () => {
		const trigger = rig.trigger('newConversation');
		await trigger.activate();
		rig.write('chat_0003');
		const id = rig.addConversation();
		expect(idsOf(await trigger.poll())).toEqual([id]);
		rig.write(id);
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.restart()).toEqual([]);
	});

	it('emits each new message once, with its conversation, and asks for those conversations alone', async () => {
		const trigger = rig.trigger('newMessage', { writtenBy: 'anyone' });
		await trigger.activate();
		const first = rig.write('chat_0003');
		const answer = rig.write('chat_0003', { role: 'assistant' });
		rig.asked();
		const emitted = await trigger.poll();
		expect(messageIds(emitted)).toEqual([first, answer]);
		expect(emitted[0]).toMatchObject({
			message: { id: first, role: 'user', content: 'Where is my order?' },
			conversation: { id: 'chat_0003', agentId: 'clxsupport0001', contact: { id: 'contact_0003' } },
		});
		expect(emitted[0]?.conversation).not.toHaveProperty('messages');
		expect(rig.asked()).toEqual(['/conversations', '/conversations/chat_0003']);
		const second_ = rig.write('chat_0003');
		expect(messageIds(await trigger.poll())).toEqual([second_]);
		expect(await trigger.restart()).toEqual([]);
	});

	it.each(['oldestFirst', 'newestFirst'] as const)(
		'emits messages of one moment in the order in which they were written, where the service lists them %s',
		async (messageOrder) => {
			await rig.simulator.close();
			rig = await liveChatAiRig({ messageOrder });
			const trigger = rig.trigger('newMessage', { writtenBy: 'anyone' });
			await trigger.activate();
			const first = rig.write('chat_0003');
			const createdAt = rig.simulator.state.clock.next();
			const together = times(3, () => rig.write('chat_0003', { createdAt }));
			expect(messageIds(await trigger.poll())).toEqual([first, ...together]);
		},
	);

	it('emits no message from before the activation with one that follows it', async () => {
		const trigger = rig.trigger('newMessage', { writtenBy: 'anyone' });
		await trigger.activate();
		const { state } = rig.simulator;
		const latest = state.conversations
			.all()
			.sort((a, b) => a.lastMessageDate.localeCompare(b.lastMessageDate))
			.at(-1);
		const id = rig.write(latest?.id ?? '');
		expect(messageIds(await trigger.poll())).toEqual([id]);
	});

	it.each([
		{ writtenBy: undefined, roles: ['user'] },
		{ writtenBy: 'visitor', roles: ['user'] },
		{ writtenBy: 'aiAgent', roles: ['assistant'] },
		{ writtenBy: 'human', roles: ['agent'] },
		{ writtenBy: 'anyone', roles: ['user', 'assistant', 'agent'] },
	])('messages written by $writtenBy', async ({ writtenBy, roles }) => {
		const trigger = rig.trigger('newMessage', writtenBy === undefined ? {} : { writtenBy });
		await trigger.activate();
		for (const role of ['user', 'assistant', 'agent'] as const) rig.write('chat_0003', { role });
		const emitted = await trigger.poll();
		expect(emitted.map(({ message }) => (message as { role: string }).role)).toEqual(roles);
	});

	it('500 messages in 250 conversations once each, over polls without time and one that fails half way', async () => {
		rig.simulator.setLatency(10);
		const trigger = rig.trigger('newMessage', {}, 800);
		await trigger.activate();
		const added = times(250, () => {
			const id = rig.addConversation();
			return [rig.simulator.state.conversations.get(id)?.messages[0]?.id, rig.write(id)];
		}).flat();
		rig.simulator.faults.add({ after: 120, times: 1, fault: { type: 'status', status: 500 } });
		const emitted: unknown[] = [];
		let polls = 0;
		let failed = 0;
		while (emitted.length < added.length && polls < 60) {
			polls += 1;
			const found = messageIds(await trigger.poll().catch(() => ((failed += 1), [])));
			// Less than one page of conversations.
			expect(found.length).toBeLessThan(200);
			emitted.push(...found);
		}
		expect(failed).toBe(1);
		expect(polls).toBeGreaterThan(2);
		expect([...emitted].sort()).toEqual([...added].sort());
		expect(await trigger.poll()).toEqual([]);
	}, 60_000);

	it('goes on when a conversation is deleted between the list and its messages', async () => {
		const trigger = rig.trigger('newMessage');
		await trigger.activate();
		rig.write('chat_0003');
		const kept = rig.write('chat_0004');
		rig.simulator.faults.add({
			match: { path: '/api/v2/conversations/chat_0003' },
			times: 1,
			fault: { type: 'status', status: 404 },
		});
		expect(messageIds(await trigger.poll())).toEqual([kept]);
	});

	it('a message that arrives while the conversations are read is emitted once', async () => {
		const trigger = rig.trigger('newMessage');
		await trigger.activate();
		const first = rig.write('chat_0003');
		rig.simulator.faults.add({
			match: { path: '/api/v2/conversations/chat_0003' },
			times: 1,
			fault: { type: 'slow', ms: 200 },
		});
		const polled = trigger.poll();
		const deadline = Date.now() + 4_000;
		while (!rig.asked().includes('/conversations/chat_0003') && Date.now() < deadline) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		const late = rig.write('chat_0003');
		const emitted = [...messageIds(await polled), ...messageIds(await trigger.poll())];
		expect(emitted).toEqual([first, late]);
	});

	it('emits a conversation when it is resolved, again when it was opened by a message in between', async () => {
		const { state } = rig.simulator;
		const trigger = rig.trigger('conversationResolved');
		await trigger.activate();
		state.resolve('chat_0001');
		expect(await trigger.poll()).toMatchObject([{ id: 'chat_0001', isResolved: true }]);
		const old = state.conversations.get('chat_0001');
		Object.assign(old ?? {}, { isStarred: true, updatedAt: state.clock.next() });
		expect(await trigger.restart()).toEqual([]);
		rig.write('chat_0001');
		Object.assign(old ?? {}, { isResolved: false });
		expect(await trigger.poll()).toEqual([]);
		state.resolve('chat_0001');
		expect(idsOf(await trigger.poll())).toEqual(['chat_0001']);
	});

	it('finds a score of a quiet account, and asks for whole days', async () => {
		rig.simulator.state.ratings.length = 0;
		const trigger = rig.trigger('newCsatScore');
		await trigger.activate();
		const id = rig.addRating({ score: 1 });
		expect(await trigger.poll()).toMatchObject([{ id, score: 1, name: 'Ana' }]);
		expect(rig.simulator.requests.at(-1)?.query).toMatchObject({
			startDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
			endDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
			timezone: 'UTC',
		});
	});

	it('starts from now for another AI agent', async () => {
		const trigger = rig.trigger('newContact');
		await trigger.activate();
		const agentId = { __rl: true, mode: 'id', value: salesAgentId };
		rig.addContact({ agentId: salesAgentId });
		expect(await trigger.edit({ event: 'newContact', agentId })).toEqual([]);
		rig.addContact();
		const id = rig.addContact({ agentId: salesAgentId });
		expect(idsOf(await trigger.poll())).toEqual([id]);
	});

	it('without an AI agent the activation says so and asks nothing', async () => {
		const agentId = { __rl: true, mode: 'list', value: '' };
		await expect(rig.trigger('newContact', { agentId }).activate()).rejects.toThrow('AI Agent');
		expect(rig.asked()).toEqual([]);
	});

	it('a list that ignores which page is asked for stops the poll with an explanation', async () => {
		await rig.simulator.close();
		rig = await liveChatAiRig({ pageParameter: 'ignored' });
		const trigger = rig.trigger('newContact');
		await trigger.activate();
		times(150, () => rig.addContact());
		await expect(trigger.poll()).rejects.toThrow('same part of the list');
	});
});
