import { salesAgentId, supportAgentId, userHashOf } from '../../../sandbox/simulators/livechatai/index.ts';
import { addConversation, byId, failures, hoursAgo, rows, sending, step, steps } from './conversationRig.ts';
import { type LiveChatAiRig, liveChatAiRig, sentTo } from './rig.ts';

const first = [step.upsert, step.ofContact, step.open, step.ofContact, step.send];
const next = [step.upsert, step.ofContact, step.send];

describe('liveChatAi conversation.sendMessage: continues the conversation of a contact', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const again = async (...options: Parameters<typeof liveChatAiRig>) => {
		await rig.simulator.close();
		rig = await liveChatAiRig(...options);
	};
	const say = async (visitor: string, question = 'Hello', more = {}) =>
		rows(await rig.run({ parameters: sending.visitor(more), items: [{ visitor, question }] }))[0];
	const conversationsOf = (visitor: string) => {
		const { contacts, conversations } = rig.simulator.state;
		const { id } = contacts.all().find(({ distinctId }) => distinctId === visitor) ?? {};
		return conversations.all().filter(({ contactId }) => contactId === id);
	};
	/** The contact of the seed that has no conversation. */
	const silent = 'contact_0020';
	const toSilent = { visitor: 'customer-0020', contact: silent, question: 'Hello' };

	describe('by the user’s own visitor id', () => {
		it('a first message makes the contact, opens a conversation and is sent to it', async () => {
			const additionalFields = { integrationType: 'WHATSAPP', country: 'DE' };
			const contactFields = { name: 'Ann', email: 'ann@example.com', phone: '+49151', userHash: 'abc' };
			const answer = await say('+49151', 'Hello', { contactFields, additionalFields });
			expect(sentTo(rig)).toEqual([
				{ request: step.upsert, body: { agentId: supportAgentId, distinctId: '+49151', ...contactFields } },
				{ request: 'GET /contacts/contact_new0001/conversations?page=1&perPage=100', body: undefined },
				{
					request: step.open,
					body: { agentId: supportAgentId, contactId: 'contact_new0001', integrationType: 'WHATSAPP' },
				},
				{ request: 'GET /contacts/contact_new0001/conversations?page=1&perPage=100', body: undefined },
				{
					request: step.send,
					body: {
						question: 'Hello',
						agentId: supportAgentId,
						conversationId: 'chat_new0001',
						messageType: 'TEXT',
						streaming: false,
						...additionalFields,
					},
				},
			]);
			expect(answer).toMatchObject({
				conversationId: 'chat_new0001',
				contactId: 'contact_new0001',
				isNewConversation: true,
				answered: true,
			});
		});

		it('the next message, in another run, goes on with it', async () => {
			const one = await say('v-1');
			const two = await say('v-1', 'Hola');
			expect(two).toMatchObject({
				conversationId: one?.conversationId,
				contactId: one?.contactId,
				isNewConversation: false,
			});
			expect(steps(rig)).toEqual([...first, ...next]);
			expect(conversationsOf('v-1').map(({ messages }) => messages.map(({ content }) => content))).toEqual([
				['Hello', 'Hello! How can I help you?', 'Hola', 'Hello! How can I help you?'],
			]);
		});

		it('a number of a sheet is the same id as its text; spaces around it do not count', async () => {
			const parameters = sending.visitor();
			const items = [
				{ visitor: 4915112, question: 'Hello' },
				{ visitor: ' 4915112 ', question: 'Hola' },
			];
			const answers = rows(await rig.run({ parameters, items }));
			expect(new Set(answers.map(({ conversationId }) => conversationId)).size).toBe(1);
		});

		it('further messages of the run need no look-ups', async () => {
			const items = ['v-1', 'v-2', 'v-1', 'v-1', 'v-2'].map((visitor) => ({ visitor, question: 'Hello' }));
			const answers = rows(await rig.run({ parameters: sending.visitor(), items }));
			expect(new Set(answers.map(({ conversationId }) => conversationId)).size).toBe(2);
			expect(answers.map(({ isNewConversation }) => isNewConversation)).toEqual([true, true, false, false, false]);
			const counts = Object.fromEntries(
				Object.entries(Object.groupBy(steps(rig), (one) => one)).map(([one, all]) => [one, all?.length]),
			);
			expect(counts).toEqual({ [step.upsert]: 2, [step.ofContact]: 4, [step.open]: 2, [step.send]: 5 });
		});

		it('what is newly known of the visitor is told within the run too', async () => {
			const parameters = sending.visitor({ contactFields: { name: '={{ $json.name }}' } });
			const items = ['', 'Ann', 'Ann'].map((name) => ({ visitor: 'v-1', question: 'Hello', name }));
			await rig.run({ parameters, items });
			expect(steps(rig)).toEqual([...first, step.upsert, step.send, step.send]);
			const [contact] = rig.simulator.state.contacts.all().filter(({ distinctId }) => distinctId === 'v-1');
			expect(contact?.name).toBe('Ann');
		});

		it('secure identification: the hash is passed on, and without it nothing is sent', async () => {
			const agent = rig.simulator.state.agents.get(salesAgentId);
			if (agent === undefined) throw new Error('The seed has no sales agent');
			rig.simulator.state.agents.put({ ...agent, isIdentificationSecure: true });
			const parameters = (userHash: string) =>
				sending.visitor({ agentId: byId(salesAgentId), contactFields: { userHash } });
			const items = [{ visitor: 'v-1', question: 'Hello' }];
			const refused = await rig.run({ parameters: parameters(''), items, onError: 'continueErrorOutput' });
			expect(failures(refused)).toEqual([expect.objectContaining({ outcome: 'failed', httpStatus: 403 })]);
			expect(failures(refused)[0]?.advice).toMatch(/^The message was not sent\. .*user hash/);
			expect(rows(await rig.run({ parameters: parameters(userHashOf('v-1')), items }))).toHaveLength(1);
		});
	});

	describe('by a contact', () => {
		it('opens a conversation, then goes on with it', async () => {
			const parameters = sending.contact();
			await rig.run({ parameters, items: [toSilent] });
			const [answer] = rows(await rig.run({ parameters, items: [toSilent, toSilent] }));
			expect(answer).toMatchObject({ conversationId: 'chat_new0001', contactId: silent, isNewConversation: false });
			expect(steps(rig)).toEqual([
				...[step.contact, step.ofContact, step.open, step.ofContact, step.send],
				...[step.contact, step.ofContact, step.send],
				step.send,
			]);
		});

		it('a contact that nobody knows', async () => {
			const result = await rig.run({
				parameters: sending.contact(),
				items: [{ contact: 'contact_none', question: 'Hello' }],
				onError: 'continueErrorOutput',
			});
			expect(failures(result)).toEqual([
				expect.objectContaining({
					error: 'LiveChatAI: Contact contact_none was not found.',
					outcome: 'failed',
					httpStatus: 404,
				}),
			]);
			expect(failures(result)[0]?.advice).toMatch(/^The message was not sent\./);
			expect(steps(rig)).toEqual([step.contact]);
		});

		it('a contact of another AI agent is refused before sending', async () => {
			const parameters = sending.contact({ agentId: byId(salesAgentId) });
			const result = await rig.run({ parameters, items: [toSilent], onError: 'continueErrorOutput' });
			expect(failures(result)).toEqual([
				expect.objectContaining({ error: 'The contact belongs to another AI agent', outcome: 'notSent' }),
			]);
			expect(steps(rig)).toEqual([step.contact]);
		});
	});

	describe('which conversation', () => {
		const silentFor = (hours: number, id: string, more = {}) =>
			addConversation(rig, {
				id,
				contactId: silent,
				createdAt: hoursAgo(hours + 1),
				lastMessageDate: hoursAgo(hours),
				...more,
			});
		const chosen = async (idleHours?: number) =>
			(await say('customer-0020', 'Hello', idleHours === undefined ? {} : { idleHours }))?.conversationId;

		it('the one with the newest message', async () => {
			silentFor(5, 'chat_old');
			silentFor(3, 'chat_newest', { createdAt: hoursAgo(20) });
			silentFor(4, 'chat_older');
			expect(await chosen()).toBe('chat_newest');
			expect(steps(rig)).toEqual(next);
		});

		it('not a resolved one', async () => {
			silentFor(2, 'chat_resolved', { isResolved: true });
			silentFor(3, 'chat_open');
			expect(await chosen()).toBe('chat_open');
		});

		it('one that a human has taken over is gone on with: the human reads it', async () => {
			silentFor(1, 'chat_open');
			rig.simulator.state.takeOver('chat_open');
			expect(await say('customer-0020')).toMatchObject({ conversationId: 'chat_open', answered: false });
		});

		it.each([
			{ hours: 23.9, idleHours: undefined, conversation: 'chat_silent' },
			{ hours: 24.1, idleHours: undefined, conversation: 'chat_new0001' },
			{ hours: 24.1, idleHours: 48, conversation: 'chat_silent' },
			{ hours: 0.6, idleHours: 0.5, conversation: 'chat_new0001' },
			{ hours: 9_000, idleHours: 0, conversation: 'chat_silent' },
		])(
			'silent for $hours hours, a new one after $idleHours: $conversation',
			async ({ hours, idleHours, conversation }) => {
				silentFor(hours, 'chat_silent');
				expect(await chosen(idleHours)).toBe(conversation);
			},
		);

		it('hundreds of old conversations cost one request: the list comes newest first', async () => {
			for (let day = 1; day <= 250; day += 1) silentFor(day * 24, `chat_${day}`);
			silentFor(1, 'chat_now');
			expect(await chosen()).toBe('chat_now');
			expect(steps(rig)).toEqual(next);
		});

		it('a list in another order is read to its end', async () => {
			for (let day = 1; day <= 150; day += 1) silentFor(day * 24, `chat_${day}`);
			silentFor(1, 'chat_now');
			const { conversations } = rig.simulator.state;
			const row = ({ id, isResolved, createdAt, lastMessageDate }: ReturnType<typeof silentFor>) => ({
				id,
				isResolved,
				createdAt,
				lastMessageDate,
			});
			const oldestFirst = conversations
				.all()
				.filter(({ contactId }) => contactId === silent)
				.map(row)
				.toSorted((one, other) => (one.lastMessageDate < other.lastMessageDate ? -1 : 1));
			for (const [index, page] of [oldestFirst.slice(0, 100), oldestFirst.slice(100)].entries()) {
				rig.simulator.faults.add({
					match: { path: `/api/v2/contacts/${silent}/conversations` },
					times: 1,
					fault: {
						type: 'wrongShape',
						json: { status: 'success', data: { conversations: page, meta: { currentPage: index + 1, totalPages: 2 } } },
					},
				});
			}
			expect(await chosen()).toBe('chat_now');
			expect(steps(rig)).toEqual([step.upsert, step.ofContact, step.ofContact, step.send]);
		});
	});

	describe('where the list of a contact’s conversations, whose address is inferred, does not exist', () => {
		beforeEach(async () => await again({ assumptions: { contactConversationsRoute: 'absent' } }));

		it('the list of the AI agent takes its place, and is asked first from then on', async () => {
			const open = addConversation(rig, { id: 'chat_open', contactId: silent, lastMessageDate: hoursAgo(1) });
			const items = [toSilent, { ...toSilent, visitor: 'customer-0021' }];
			const options = { concurrency: 1 };
			const answers = rows(await rig.run({ parameters: { ...sending.visitor(), options }, items }));
			expect(answers.map(({ conversationId }) => conversationId)).toEqual([open.id, 'chat_new0001']);
			expect(steps(rig)).toEqual([
				...[step.upsert, step.ofContact, step.ofAgent, step.send],
				...[step.upsert, step.ofAgent, step.open, step.ofAgent, step.send],
			]);
			const [list] = sentTo(rig).filter(({ request }) => request.startsWith('GET /conversations?'));
			expect(list?.request).toBe(
				`GET /conversations?agentId=${supportAgentId}&type=all&sort=desc&status=open&page=1&perPage=100`,
			);
		});

		it('it is read only as far as conversations may still be gone on with', async () => {
			for (let count = 1; count <= 250; count += 1) {
				addConversation(rig, {
					id: `chat_other${count}`,
					contactId: 'contact_0019',
					createdAt: hoursAgo(24 * 365),
					lastMessageDate: hoursAgo(count / 5),
				});
			}
			await say('customer-0020');
			// 120 of them had a message within the day: the second page ends with older ones.
			expect(steps(rig).filter((one) => one === step.ofAgent)).toHaveLength(4);
		});
	});

	describe('what goes wrong before the message is sent', () => {
		const failing = async () => {
			const result = await rig.run({
				parameters: sending.visitor(),
				items: [{ visitor: 'v-1', question: 'Hello' }],
				onError: 'continueErrorOutput',
			});
			const [failed] = failures(result);
			expect(rows(result)).toEqual([]);
			return failed;
		};

		it('the opened conversation’s answer is lost: unknown, never opened a second time, and nothing was sent', async () => {
			rig.simulator.faults.add({
				match: { path: '/api/v2/conversations/create' },
				times: 1,
				fault: { type: 'cutAfter' },
			});
			const failed = await failing();
			expect(failed?.error).toMatch(/^Outcome unknown: /);
			expect(failed?.outcome).toBe('unknown');
			expect(failed?.advice).toMatch(
				/^The message was not sent, but a conversation may have been opened for it\. Look in LiveChatAI/,
			);
			expect(steps(rig)).toEqual([step.upsert, step.ofContact, step.open]);
			// As the text says: the next run goes on with what was opened.
			expect(await say('v-1')).toMatchObject({ conversationId: 'chat_new0001', isNewConversation: false });
			expect(conversationsOf('v-1')).toHaveLength(1);
		});

		it('the contact’s answer is lost: the same contact is sent again, it is known by its id', async () => {
			rig.simulator.faults.add({ match: { path: '/api/v2/contacts' }, times: 1, fault: { type: 'cutAfter' } });
			expect(await say('v-1')).toMatchObject({ answered: true });
			expect(steps(rig)).toEqual([step.upsert, ...first]);
			expect(rig.simulator.state.contacts.all().filter(({ distinctId }) => distinctId === 'v-1')).toHaveLength(1);
		});

		it.each([
			{ name: 'the list is a web page', fault: { type: 'html', status: 200 } },
			{ name: 'the list has another shape', fault: { type: 'wrongShape', json: { status: 'success', data: [] } } },
			{ name: 'the list is forbidden', fault: { type: 'status', status: 403 } },
		] as const)('$name', async ({ fault }) => {
			rig.simulator.faults.add({ match: { path: /\/contacts\/.*\/conversations/ }, fault });
			const failed = await failing();
			expect(failed).toMatchObject({ outcome: 'failed' });
			expect(failed?.advice).toMatch(/^The message was not sent\. /);
			expect(steps(rig)).toEqual([step.upsert, step.ofContact]);
		});

		it('a list that ignores its page parameter', async () => {
			await again({ assumptions: { pageParameter: 'ignored' } });
			await say('v-1');
			for (let count = 1; count <= 120; count += 1) {
				addConversation(rig, {
					id: `chat_a${count}`,
					contactId: 'contact_new0001',
					isResolved: true,
					lastMessageDate: hoursAgo(1),
				});
			}
			const failed = await failing();
			expect(failed?.error).toContain('sent the same part of the list again');
			expect(steps(rig).filter((one) => one === step.send)).toHaveLength(1);
		});
	});

	describe('after a message that got no answer', () => {
		it('the next one of the run looks where it belongs', async () => {
			rig.simulator.faults.add({
				match: { path: '/api/v2/conversations', bodyIncludes: 'First' },
				fault: { type: 'cutAfter' },
			});
			const items = ['First', 'Hello', 'Hola'].map((question) => ({ visitor: 'v-1', question }));
			const result = await rig.run({ parameters: sending.visitor(), items, onError: 'continueErrorOutput' });
			expect(failures(result)).toEqual([expect.objectContaining({ outcome: 'unknown' })]);
			expect(steps(rig)).toEqual([...first, ...next, step.send]);
			expect(conversationsOf('v-1')).toHaveLength(1);
		});
	});
});
