import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { salesAgentId, supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import { addConversation, byId, failures, rows, sending, step, steps } from './conversationRig.ts';
import { type LiveChatAiRig, liveChatAiRig, sentTo } from './rig.ts';

describe('liveChatAi conversation.sendMessage: one message', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const again = async (...options: Parameters<typeof liveChatAiRig>) => {
		await rig.simulator.close();
		rig = await liveChatAiRig(...options);
	};

	/** Sends to a conversation and returns what became of it. */
	const failing = async (parameters: INodeParameters, item: IDataObject) => {
		const result = await rig.run({ parameters, items: [item], onError: 'continueErrorOutput' });
		expect(rows(result)).toEqual([]);
		const [failed] = failures(result);
		if (failed === undefined) throw new Error('Nothing failed');
		return failed;
	};

	it('begins a conversation, without streaming', async () => {
		const result = await rig.run({ parameters: sending.newConversation(), items: [{ question: ' Hello ' }] });
		expect(sentTo(rig)).toEqual([
			{
				request: step.send,
				body: { question: ' Hello ', agentId: supportAgentId, messageType: 'TEXT', streaming: false },
			},
		]);
		expect(rows(result)).toEqual([
			{
				conversationId: 'chat_new0001',
				contactId: 'contact_new0001',
				isNewConversation: true,
				answered: true,
				response: 'Hello! How can I help you?',
				messageId: 'msg_new0001',
				responseMessageId: 'msg_new0002',
				links: [],
			},
		]);
	});

	it('sends everything that is set', async () => {
		addConversation(rig, { id: 'chat_a', contactId: 'contact_0001' });
		const additionalFields = { country: 'NO', integrationType: 'WHATSAPP', ip: '203.0.113.7', responseFormat: 'PLAIN' };
		await rig.run({
			parameters: sending.conversation({ additionalFields }),
			items: [{ question: 'Hi', conversation: 'chat_a' }],
		});
		expect(sentTo(rig).map(({ body }) => body)).toEqual([
			{
				question: 'Hi',
				agentId: supportAgentId,
				conversationId: 'chat_a',
				messageType: 'TEXT',
				streaming: false,
				...additionalFields,
			},
		]);
	});

	it('an image is sent as its address', async () => {
		const parameters = sending.newConversation({ messageType: 'IMAGE' });
		const result = await rig.run({ parameters, items: [{ question: ' https://example.com/photo.jpg ' }] });
		expect(sentTo(rig)[0]?.body).toMatchObject({ question: 'https://example.com/photo.jpg', messageType: 'IMAGE' });
		expect(rows(result)[0]).toMatchObject({ answered: true });
	});

	it('everything that the service says, where it is not to be simplified', async () => {
		rig.simulator.faults.add({
			match: {},
			fault: {
				type: 'wrongShape',
				json: { status: 'success', data: { conversationId: 'chat_x', response: 'Yes', confidence: 0.9 } },
			},
		});
		const { outputs } = await rig.run({
			parameters: sending.newConversation({ simplify: false }),
			items: [{ question: 'Hi' }],
		});
		expect(outputs[0]?.[0]?.json).toEqual({
			conversationId: 'chat_x',
			response: 'Yes',
			confidence: 0.9,
			isNewConversation: true,
			answered: true,
		});
	});

	describe('a conversation', () => {
		it.each(['emptyText', 'null'] as const)(
			'that a human has taken over: no answer, and it says so (%s)',
			async (takenOver) => {
				await again({ assumptions: { takenOver } });
				rig.simulator.state.takeOver('chat_0003');
				const result = await rig.run({
					parameters: sending.conversation(),
					items: [{ question: 'Hello', conversation: 'chat_0003' }],
				});
				expect(rows(result)).toEqual([
					expect.objectContaining({
						conversationId: 'chat_0003',
						isNewConversation: false,
						answered: false,
						response: '',
						responseMessageId: null,
					}),
				]);
			},
		);

		it('that is resolved is opened again by the service', async () => {
			const result = await rig.run({
				parameters: sending.conversation(),
				items: [{ question: 'Hello', conversation: 'chat_0002' }],
			});
			expect(rows(result)[0]).toMatchObject({ conversationId: 'chat_0002', isNewConversation: false, answered: true });
			expect(rig.simulator.state.conversations.get('chat_0002')?.isResolved).toBe(false);
		});

		it('that is resolved, where the service begins another: it says so', async () => {
			await again({ assumptions: { resolvedConversation: 'newConversation' } });
			const result = await rig.run({
				parameters: sending.conversation(),
				items: [{ question: 'Hello', conversation: 'chat_0002' }],
			});
			expect(rows(result)[0]).toMatchObject({ conversationId: 'chat_new0001', isNewConversation: true });
		});

		it('that is resolved, where the service refuses', async () => {
			await again({ assumptions: { resolvedConversation: 'refused' } });
			const failed = await failing(sending.conversation(), { question: 'Hello', conversation: 'chat_0002' });
			expect(failed).toMatchObject({
				error: 'LiveChatAI: The conversation is resolved.',
				outcome: 'failed',
				httpStatus: 400,
			});
			expect(steps(rig)).toEqual([step.send]);
		});

		it('that nobody knows', async () => {
			const failed = await failing(sending.conversation(), { question: 'Hello', conversation: 'chat_none' });
			expect(failed).toMatchObject({ error: 'LiveChatAI: Conversation chat_none was not found.', outcome: 'failed' });
			expect(failed.advice).toContain('belongs to this AI agent');
		});

		it.each(['404', '403'] as const)('of another AI agent: %s', async (conversationOfOtherAgent) => {
			await again({ assumptions: { conversationOfOtherAgent } });
			const parameters = sending.conversation({ agentId: byId(salesAgentId) });
			const failed = await failing(parameters, { question: 'Hello', conversation: 'chat_0001' });
			expect(failed).toMatchObject({ outcome: 'failed', httpStatus: Number(conversationOfOtherAgent) });
		});
	});

	it('an AI agent that nobody knows', async () => {
		const failed = await failing(sending.newConversation({ agentId: byId('clxnone') }), { question: 'Hello' });
		expect(failed).toMatchObject({
			error: 'LiveChatAI: Agent clxnone was not found.',
			outcome: 'failed',
			httpStatus: 404,
		});
	});

	describe('a spent message quota', () => {
		it('as the service is assumed to say it', async () => {
			rig.simulator.state.setMessageUnits(1);
			const failed = await failing(sending.newConversation(), { question: 'Hello' });
			expect(failed).toMatchObject({ error: 'LiveChatAI does not allow this', outcome: 'failed', httpStatus: 403 });
			expect(failed.advice).toContain('the monthly message quota of the plan may be used up');
			expect(failed.advice).toContain('The message quota of this month is spent.');
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('as a 429: the message was refused, so it is tried again as long as the user allows', async () => {
			await again({ assumptions: { quotaSpent: '429' } });
			rig.simulator.state.setMessageUnits(1);
			const parameters = { ...sending.newConversation(), options: { longestWait: 0 } };
			const failed = await failing(parameters, { question: 'Hello' });
			expect(failed).toMatchObject({ outcome: 'notSent', httpStatus: 429 });
			expect(failed.advice).toContain('The message quota of this month is spent.');
			expect(rig.simulator.state.conversations.get('chat_new0001')).toBeUndefined();
		});
	});

	describe('a lost answer is an unknown outcome, never a second question', () => {
		it.each([
			{ name: 'the connection is cut after the question', fault: { type: 'cutAfter' } },
			{ name: 'the connection is cut before', fault: { type: 'cut' } },
			{ name: 'a gateway gives up', fault: { type: 'status', status: 504 } },
			{ name: 'the service breaks', fault: { type: 'status', status: 500 } },
			{ name: 'the answer is cut in half', fault: { type: 'truncatedJson' } },
			{ name: 'the answer is a web page', fault: { type: 'html', status: 200 } },
			{ name: 'the answer is empty', fault: { type: 'empty', status: 200 } },
			{ name: 'the answer has no conversation', fault: { type: 'wrongShape', json: { status: 'success', data: {} } } },
		] as const)('$name', async ({ fault }) => {
			rig.simulator.faults.add({ match: {}, fault });
			const failed = await failing(sending.newConversation(), { question: 'Hello' });
			expect(failed.error).toMatch(/^Outcome unknown: /);
			expect(failed.outcome).toBe('unknown');
			expect(failed.advice).toContain('the AI agent may or may not have got the message and answered it');
			expect(steps(rig)).toEqual([step.send]);
		});

		it('no answer within the Timeout option', async () => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'hang' } });
			const failed = await failing({ ...sending.newConversation(), options: { timeout: 0.2 } }, { question: 'Hello' });
			expect(failed).toMatchObject({
				error: 'Outcome unknown: LiveChatAI did not answer in time',
				outcome: 'unknown',
			});
			expect(steps(rig)).toEqual([step.send]);
		});
	});

	it('a question that was refused for the moment is asked again', async () => {
		rig.simulator.faults.add({
			match: {},
			times: 2,
			fault: { type: 'rateLimited', retryAfter: { seconds: 0, as: 'seconds' } },
		});
		const result = await rig.run({ parameters: sending.newConversation(), items: [{ question: 'Hello' }] });
		expect(rows(result)[0]).toMatchObject({ answered: true });
		expect(rig.simulator.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
	});

	describe('is refused before anything is sent', () => {
		const nothing = '={{ "" }}';
		const cases: ReadonlyArray<{ name: string; parameters: INodeParameters; message: string; item?: IDataObject }> = [
			{
				name: 'no AI agent',
				parameters: sending.newConversation({ agentId: byId(nothing) }),
				message: '"AI Agent" is empty',
			},
			{
				name: 'an empty question',
				parameters: sending.newConversation({ question: nothing }),
				message: '"Question" is empty',
			},
			{
				name: 'a question of spaces',
				parameters: sending.newConversation(),
				item: { question: ' \n\t' },
				message: '"Question" is empty',
			},
			{
				name: 'a question that the item does not have',
				parameters: sending.newConversation(),
				item: {},
				message: '"Question" is required',
			},
			...['A photo', 'photo.jpg', 'ftp://example.com/a.jpg', 'data:image/png;base64,AAAA', 'https://'].map((text) => ({
				name: `an image without a web address: ${text}`,
				parameters: sending.newConversation({ messageType: 'IMAGE' }),
				item: { question: text },
				message: '"Question" has to be the web address of the image',
			})),
			{
				name: 'an empty conversation',
				parameters: sending.conversation({ conversationId: byId(nothing) }),
				message: '"Conversation" is empty',
			},
			{
				name: 'an empty contact',
				parameters: sending.contact({ contactId: byId(nothing) }),
				message: '"Contact" is empty',
			},
			{
				name: 'an empty visitor',
				parameters: sending.visitor({ distinctId: nothing }),
				message: '"Visitor ID" is empty',
			},
			{
				name: 'a visitor that the item does not have',
				parameters: sending.visitor(),
				message: '"Visitor ID" is empty',
			},
			{
				name: 'a time that lies in the future',
				parameters: sending.visitor({ idleHours: '={{ -1 }}' }),
				item: { question: 'Hi', visitor: 'v' },
				message: '"New Conversation After (Hours)" has to be 0 or more',
			},
			{
				name: 'a time that is none',
				parameters: sending.visitor({ idleHours: '={{ "a day" }}' }),
				item: { question: 'Hi', visitor: 'v' },
				message: '"New Conversation After (Hours)" has to be a number',
			},
			{
				name: 'a channel that does not exist',
				parameters: sending.newConversation({ additionalFields: { integrationType: 'FAX' } }),
				message: '"Additional Fields > Integration Type" has to be one of WHATSAPP, SLACK',
			},
			{
				name: 'a conversation that is a path',
				parameters: sending.contact({ contactId: byId('..') }),
				message: 'incomplete or has a wrong value',
			},
		];

		it.each(cases)('$name', async ({ parameters, message, item }) => {
			const { error } = await rig.run({ parameters, items: [item ?? { question: 'Hello' }] });
			expect(error?.message).toContain(message);
			expect(rig.simulator.requests).toEqual([]);
		});
	});
});
