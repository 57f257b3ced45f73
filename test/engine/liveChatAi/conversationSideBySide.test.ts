import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { LiveChatAiApi } from '../../../credentials/LiveChatAiApi.credentials.ts';
import { sandboxKey } from '../../../sandbox/simulators/livechatai/index.ts';
import { runNode } from '../engine.ts';
import { addConversation, failures, hoursAgo, rows, sending, step, steps, until } from './conversationRig.ts';
import { type LiveChatAiRig, liveChatAiRig } from './rig.ts';

const first = [step.upsert, step.ofContact, step.open, step.ofContact, step.send];
const next = [step.upsert, step.ofContact, step.send];

describe('liveChatAi conversation.sendMessage: messages at the same moment', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig({ latencyMs: 30 });
	});
	afterEach(async () => await rig.simulator.close());

	const questionsIn = (conversationId: unknown) =>
		rig.simulator.state.conversations
			.get(String(conversationId))
			?.messages.filter(({ role }) => role === 'user')
			.map(({ content }) => content);

	describe('of one run', () => {
		const visitors = ['a', 'b', 'c'];
		const items = Array.from({ length: 12 }, (_, index) => ({
			visitor: visitors[index % visitors.length] ?? '',
			question: `Question ${index}`,
		}));

		it('turns of one visitor go one after the other in the order of the input, visitors side by side', async () => {
			const answers = rows(await rig.run({ parameters: sending.visitor(), items }));
			for (const [index, visitor] of visitors.entries()) {
				expect(questionsIn(answers[index]?.conversationId)).toEqual(
					items.filter((item) => item.visitor === visitor).map(({ question }) => question),
				);
			}
			expect(new Set(answers.map(({ conversationId }) => conversationId)).size).toBe(3);
			expect(answers.map(({ response }) => response)).toEqual(
				items.map(({ question }) => `I do not know the answer to "${question}".`),
			);
			expect(rig.simulator.overlappingTurns()).toEqual([]);
			expect(rig.simulator.stats().mostOpenRequests).toBeGreaterThan(1);
		});

		it('so do turns of one conversation, also after one that failed', async () => {
			const ids = ['chat_0001', 'chat_0003'];
			const inConversations = items.map(({ question }, index) => ({ question, conversation: ids[index % 2] ?? '' }));
			rig.simulator.faults.add({ match: { bodyIncludes: 'Question 2"' }, fault: { type: 'cutAfter' } });
			const parameters = sending.conversation();
			const result = await rig.run({ parameters, items: inConversations, onError: 'continueErrorOutput' });
			expect([rows(result).length, failures(result).length]).toEqual([11, 1]);
			expect(questionsIn('chat_0001')?.slice(1)).toEqual(
				inConversations.filter(({ conversation }) => conversation === 'chat_0001').map(({ question }) => question),
			);
			expect(rig.simulator.overlappingTurns()).toEqual([]);
			expect(rig.simulator.stats().mostOpenRequests).toBeGreaterThan(1);
		});

		it('messages that begin conversations do not wait for each other', async () => {
			rig.simulator.setLatency(200);
			await rig.run({ parameters: sending.newConversation(), items });
			expect(rig.simulator.stats().mostOpenRequests).toBeGreaterThan(1);
		});
	});

	describe('of two executions in one process', () => {
		const together = async (runs: ReadonlyArray<readonly [INodeParameters, IDataObject]>) =>
			(
				await Promise.all(runs.map(async ([parameters, item]) => rows(await rig.run({ parameters, items: [item] }))))
			).flat();

		it('a new visitor: one conversation is opened, and the turns follow one another', async () => {
			const answers = await together([
				[sending.visitor(), { visitor: 'v-1', question: 'One' }],
				[sending.visitor(), { visitor: 'v-1', question: 'Two' }],
			]);
			expect(answers.map(({ conversationId }) => conversationId)).toEqual(['chat_new0001', 'chat_new0001']);
			expect(questionsIn('chat_new0001')).toEqual(['One', 'Two']);
			expect(steps(rig)).toEqual([...first, ...next]);
			expect(rig.simulator.stats().mostOpenRequests).toBe(1);
		});

		it('the same person by visitor id and by contact', async () => {
			await together([
				[sending.visitor(), { visitor: 'customer-0020', question: 'One' }],
				[sending.contact(), { contact: 'contact_0020', question: 'Two' }],
			]);
			expect(steps(rig).filter((one) => one === step.open)).toHaveLength(1);
			expect(rig.simulator.overlappingTurns()).toEqual([]);
		});

		it('the same conversation by its id and by its visitor', async () => {
			addConversation(rig, { id: 'chat_open', contactId: 'contact_0020', lastMessageDate: hoursAgo(1) });
			await together([
				[sending.conversation(), { conversation: 'chat_open', question: 'One' }],
				[sending.conversation(), { conversation: 'chat_open', question: 'Two' }],
				[sending.visitor(), { visitor: 'customer-0020', question: 'Three' }],
			]);
			expect(questionsIn('chat_open')?.toSorted()).toEqual(['One', 'Three', 'Two']);
			expect(rig.simulator.overlappingTurns()).toEqual([]);
		});

		it('two visitors do not wait for each other', async () => {
			rig.simulator.faults.add({ match: { bodyIncludes: 'Slow' }, fault: { type: 'hang' } });
			const slow = rig.start({ parameters: sending.visitor(), items: [{ visitor: 'v-1', question: 'Slow' }] });
			await until(() => steps(rig).includes(step.send));
			const [answer] = await together([[sending.visitor(), { visitor: 'v-2', question: 'Hello' }]]);
			expect(answer).toMatchObject({ answered: true });
			slow.cancel();
			await slow.result;
		});

		it('a stop while waiting for the other one ends at once and sends nothing', async () => {
			rig.simulator.faults.add({ match: { bodyIncludes: 'Slow' }, times: 1, fault: { type: 'hang' } });
			const conversation = 'chat_0001';
			const slow = rig.start({ parameters: sending.conversation(), items: [{ conversation, question: 'Slow' }] });
			await until(() => rig.simulator.requests.length === 1);
			const waiting = rig.start({ parameters: sending.conversation(), items: [{ conversation, question: 'Quick' }] });
			await new Promise(setImmediate);
			waiting.cancel();
			expect((await waiting.result).status).toBe('canceled');
			expect(steps(rig)).toEqual([step.send]);
			slow.cancel();
			await slow.result;
			// The place in the line is free again.
			await rig.run({ parameters: sending.conversation(), items: [{ conversation, question: 'Hello' }] });
			expect(steps(rig)).toEqual([step.send, step.send]);
		});
	});

	describe('of two processes, which share nothing but the service', () => {
		// Every process loads the node anew.
		jest.setTimeout(30_000);

		/** The node as another process has it: with module state of its own. */
		function nodeOfItsOwn(): INodeType {
			let node: INodeType | undefined;
			jest.isolateModules(() => {
				const { LiveChatAi } = jest.requireActual<{ LiveChatAi: new () => INodeType }>(
					'../../../nodes/LiveChatAi/LiveChatAi.node.ts',
				);
				node = new LiveChatAi();
			});
			if (node === undefined) throw new Error('The node could not be loaded');
			return node;
		}

		const say = async (node: INodeType, question: string) =>
			rows(
				await runNode({
					node,
					credentialTypes: [new LiveChatAiApi()],
					credentialId: `process of ${question}`,
					credentials: { liveChatAiApi: { apiKey: sandboxKey, baseUrl: `${rig.simulator.url}/api/v2` } },
					parameters: sending.visitor(),
					items: [{ visitor: 'v-1', question }],
				}),
			)[0];
		/** Each question in a process of its own, all at the same moment. */
		const together = async (...questions: string[]) => {
			const nodes = questions.map((question) => [question, nodeOfItsOwn()] as const);
			return await Promise.all(nodes.map(async ([question, node]) => await say(node, question)));
		};
		/** Lets opening a conversation take so long that all have looked for one before. */
		const openSlowly = (ms: number, times = 10) =>
			rig.simulator.faults.add({
				match: { path: '/api/v2/conversations/create' },
				times,
				fault: { type: 'slow', ms },
			});
		const opened = () => steps(rig).filter((one) => one === step.open).length;

		it('all open a conversation, all settle on the earliest one; the others stay empty', async () => {
			openSlowly(1_000);
			const answers = await together('One', 'Two', 'Three');
			// Otherwise they have not met, and nothing is shown.
			expect(opened()).toBe(3);
			expect(answers.map((answer) => answer?.conversationId)).toEqual(Array(3).fill('chat_new0001'));
			expect(answers.filter((answer) => answer?.isNewConversation)).toHaveLength(1);
			expect(questionsIn('chat_new0001')?.toSorted()).toEqual(['One', 'Three', 'Two']);
			expect([questionsIn('chat_new0002'), questionsIn('chat_new0003')]).toEqual([[], []]);
		});

		it('one opens long after the other has sent its message: it settles on the other’s', async () => {
			openSlowly(1_000, 1);
			openSlowly(3_000, 1);
			const answers = await together('One', 'Two');
			const order = steps(rig);
			expect(opened()).toBe(2);
			expect(order.indexOf(step.send)).toBeLessThan(order.lastIndexOf(step.ofContact));
			expect(answers.map((answer) => answer?.conversationId)).toEqual(['chat_new0001', 'chat_new0001']);
			expect(questionsIn('chat_new0002')).toEqual([]);
		});

		it('what was left empty is not gone on with while the other one is open', async () => {
			openSlowly(1_000);
			await together('One', 'Two');
			expect(opened()).toBe(2);
			expect(await together('Three')).toEqual([
				expect.objectContaining({ conversationId: 'chat_new0001', isNewConversation: false }),
			]);
		});
	});
});
