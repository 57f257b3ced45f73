import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { sandboxJwt, sandboxWidgetToken } from '../../../sandbox/simulators/autochat/index.ts';
import { type AutochatRig, autochatRig, parametersOf, sentTo } from './rig.ts';

const widget = '/api/widgets/tenant-sandbox';
const sms = '/api/sms/conversations';

/** A value that the host lets through although the field is required. */
const empty = '={{ "" }}';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('autochat: what is sent and what comes back', () => {
	let rig: AutochatRig;
	beforeEach(async () => {
		rig = await autochatRig();
	});
	afterEach(async () => await rig.simulator.close());

	const cases: ReadonlyArray<{
		name: string;
		operation: string;
		more?: INodeParameters;
		item?: IDataObject;
		request: string;
		body?: unknown;
		output: unknown;
	}> = [
		{
			name: 'a chat message',
			operation: 'chat.sendMessage',
			item: { visitor: 'v-1', question: ' Hello?' },
			request: `POST ${widget}/chat`,
			body: { sessionId: 'v-1', message: ' Hello?' },
			output: {
				success: true,
				conversationId: expect.stringMatching(/^conv-/),
				message: 'asst-chat answers message 1: You said " Hello?".',
				metadata: { model: 'gpt-4o-mini', tokens: expect.any(Number) },
			},
		},
		{
			name: 'a chat message with everything; named fields come before extra ones',
			operation: 'chat.sendMessage',
			more: {
				additionalFields: {
					assistantId: 'asst-billing',
					conversationId: 'conv-1',
					extraBodyFields: '{ "email": "ann@example.com", "sessionId": "other" }',
				},
			},
			item: { visitor: 'session_seed', question: 'Invoice?' },
			request: `POST ${widget}/chat`,
			body: {
				email: 'ann@example.com',
				sessionId: 'session_seed',
				message: 'Invoice?',
				assistantId: 'asst-billing',
				conversationId: 'conv-1',
			},
			output: expect.objectContaining({ conversationId: 'conv-1', message: expect.stringContaining('asst-billing') }),
		},
		{
			name: 'an event with details in fields, its time in the workflow’s zone',
			operation: 'event.track',
			more: { additionalFields: { timestamp: '2026-03-01T09:00:00' } },
			item: { visitor: 'v-1', page: 'pricing' },
			request: `POST ${widget}/track`,
			body: {
				sessionId: 'v-1',
				event: 'widget_opened',
				timestamp: '2026-03-01T08:00:00.000Z',
				metadata: { source: 'pricing' },
			},
			output: { success: true },
		},
		{
			name: 'an event with details as JSON',
			operation: 'event.track',
			more: { metadataInput: 'json', metadataJson: '{ "value": 3, "tags": ["a"] }', additionalFields: {} },
			item: { visitor: 'v-1' },
			request: `POST ${widget}/track`,
			body: { sessionId: 'v-1', event: 'widget_opened', metadata: { value: 3, tags: ['a'] } },
			output: { success: true },
		},
		{
			name: 'an event without details',
			operation: 'event.track',
			more: { metadata: {}, additionalFields: {} },
			item: { visitor: 7 },
			request: `POST ${widget}/track`,
			body: { sessionId: '7', event: 'widget_opened' },
			output: { success: true },
		},
		{
			name: 'a voice call',
			operation: 'voice.startCall',
			more: { additionalFields: { assistantId: 'asst-general' } },
			item: { visitor: 'v-1' },
			request: `POST ${widget}/voice/start`,
			body: { sessionId: 'v-1', assistantId: 'asst-general' },
			output: {
				success: true,
				conversationId: expect.stringMatching(/^conv-/),
				assistantId: 'asst-general',
				phoneNumber: '+15550100001',
			},
		},
		{
			name: 'the widget’s configuration',
			operation: 'widget.getConfig',
			request: `GET ${widget}/config`,
			output: {
				name: 'Sandbox Company',
				assistantId: 'asst-chat',
				widget: { primaryColor: '#4f46e5', position: 'bottom-right' },
				branding: { logo: 'https://cdn.example.com/tenant-sandbox/logo.png' },
			},
		},
		{
			name: 'a first SMS',
			operation: 'sms.startConversation',
			more: {
				additionalFields: { contactName: 'Ann', contactCompany: 'Acme', assistantId: 'asst-sms' },
			},
			item: { phone: '0014 (155) 550-199' },
			request: `POST ${sms}/start`,
			body: {
				phone_number: '+14155550199',
				message: 'Your order is on its way.',
				contact_name: 'Ann',
				contact_company: 'Acme',
				assistant_id: 'asst-sms',
			},
			output: {
				success: true,
				conversation_id: expect.stringMatching(/^conv-/),
				message_id: expect.stringMatching(/^msg-/),
				is_new_conversation: true,
			},
		},
		{
			name: 'a further SMS',
			operation: 'sms.sendMessage',
			item: { id: 'conv-6' },
			request: `POST ${sms}/conv-6/messages`,
			body: { message: 'It arrives tomorrow.' },
			output: { success: true, message_id: expect.stringMatching(/^msg-/) },
		},
		{
			name: 'a guide',
			operation: 'sms.setAiGuide',
			item: { id: 'conv-6' },
			request: `PUT ${sms}/conv-6/ai-guide`,
			body: { ai_guide: 'Offer an appointment.' },
			output: { success: true, conversation_id: 'conv-6' },
		},
	];

	it.each(cases)('$name', async ({ operation, more, item, request, body, output }) => {
		const parameters = parametersOf(operation, more);
		const { error, outputs } = await rig.run({ parameters, items: [item ?? {}], timeZone: 'Europe/Berlin' });
		expect(error).toBeUndefined();
		const token = operation.startsWith('sms.') ? sandboxJwt : sandboxWidgetToken;
		expect(sentTo(rig)).toEqual([{ request, body, authorization: `Bearer ${token}`, origin: undefined }]);
		expect(outputs[0]).toEqual([{ json: output, pairedItem: { item: 0 } }]);
	});

	it.each(['/', '/api', '/api/'])('a base URL that ends with "%s" makes no difference', async (ending) => {
		const baseUrl = `${rig.simulator.url}${ending}`;
		await rig.run({ parameters: parametersOf('widget.getConfig'), widget: { baseUrl } });
		await rig.run({ parameters: parametersOf('sms.getConversations'), tenant: { baseUrl } });
		expect(sentTo(rig).map(({ request }) => request)).toEqual([`GET ${widget}/config`, `GET ${sms}?limit=3&offset=0`]);
	});

	it('passes settings of the widget on that are not documented', async () => {
		await rig.simulator.close();
		rig = await autochatRig({ assumptions: { configFields: 'extended' } });
		const { outputs } = await rig.run({ parameters: parametersOf('widget.getConfig') });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			proactiveMessages: [{ delaySeconds: 30 }],
			widget: { theme: 'light' },
		});
	});

	it.each(['success', 'withGuide', 'noContent'] as const)(
		'a guide is set, whatever the answer looks like: %s',
		async (aiGuideAnswer) => {
			await rig.simulator.close();
			rig = await autochatRig({ assumptions: { aiGuideAnswer } });
			const { outputs, error } = await rig.run({
				parameters: parametersOf('sms.setAiGuide'),
				items: [{ id: 'conv-6' }],
			});
			expect(error).toBeUndefined();
			expect(outputs[0]?.[0]?.json).toMatchObject({ success: true, conversation_id: 'conv-6' });
		},
	);

	describe('the list of SMS conversations', () => {
		const ids = async (more: INodeParameters) => {
			const { outputs, error } = await rig.run({ parameters: parametersOf('sms.getConversations', more) });
			expect(error).toBeUndefined();
			return (outputs[0] ?? []).map(({ json }) => json.id);
		};
		const asked = () => sentTo(rig).map(({ request }) => request.replace(`GET ${sms}?`, ''));

		it('all of them, page by page', async () => {
			expect(new Set(await ids({ returnAll: true })).size).toBe(60);
			expect(asked()).toEqual(['limit=50&offset=0', 'limit=50&offset=50']);
		});

		it('up to the limit', async () => {
			expect(await ids({ returnAll: false, limit: 55 })).toHaveLength(55);
			expect(asked()).toEqual(['limit=50&offset=0', 'limit=5&offset=50']);
		});

		it('when the number of all is not said', async () => {
			const page = (from: number, count: number) => ({
				conversations: Array.from({ length: count }, (_, index) => ({ id: `c-${from + index}` })),
			});
			for (const json of [page(0, 50), page(50, 3), page(0, 0)]) {
				rig.simulator.faults.add({ match: {}, times: 1, fault: { type: 'wrongShape', json } });
			}
			expect(await ids({ returnAll: true })).toHaveLength(53);
		});

		it('a service that ignores where to begin is an error, not a longer list', async () => {
			const conversations = Array.from({ length: 50 }, (_, index) => ({ id: `c-${index}` }));
			rig.simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json: { conversations, total: 120 } } });
			const { error } = await rig.run({ parameters: parametersOf('sms.getConversations', { returnAll: true }) });
			expect(error?.message).toContain('sent the same part of the list again');
		});
	});

	describe('values that are refused before anything is sent', () => {
		it.each<{ name: string; operation: string; more?: INodeParameters; item?: IDataObject; message: string }>([
			{
				name: 'no session',
				operation: 'chat.sendMessage',
				more: { sessionId: empty },
				message: '"Session ID" is empty',
			},
			{
				name: 'a session that the item does not have',
				operation: 'chat.sendMessage',
				item: { question: 'Hi' },
				message: '"Session ID" is required',
			},
			{
				name: 'a blank message',
				operation: 'chat.sendMessage',
				more: { message: '={{ " " }}' },
				message: '"Message" is empty',
			},
			{
				name: 'extra fields that are no object',
				operation: 'chat.sendMessage',
				more: { additionalFields: { extraBodyFields: '[1]' } },
				message: '"Additional Fields > Extra Body Fields (JSON)" has to be an object',
			},
			{
				name: 'extra fields that are no JSON',
				operation: 'chat.sendMessage',
				more: { additionalFields: { extraBodyFields: '{ email }' } },
				message: '"Additional Fields > Extra Body Fields (JSON)" is not valid JSON',
			},
			{ name: 'no event', operation: 'event.track', more: { event: empty }, message: '"Event" is empty' },
			{
				name: 'a date that is none',
				operation: 'event.track',
				more: { additionalFields: { timestamp: 'yesterday' } },
				message: '"Additional Fields > Timestamp" has to be a date',
			},
			{
				name: 'a detail twice',
				operation: 'event.track',
				more: {
					metadata: {
						entry: [
							{ name: 'source', value: 'a' },
							{ name: 'source', value: 'b' },
						],
					},
				},
				message: 'is there twice: "source"',
			},
			{
				name: 'no session of a call',
				operation: 'voice.startCall',
				more: { sessionId: empty },
				message: '"Session ID" is empty',
			},
			{
				name: 'a number without a country',
				operation: 'sms.startConversation',
				item: { phone: '0151 123' },
				message: '"Phone Number" has to be',
			},
			{
				name: 'an empty SMS',
				operation: 'sms.sendMessage',
				item: { id: 'conv-6' },
				more: { message: empty },
				message: '"Message" is empty',
			},
			{
				name: 'no conversation',
				operation: 'sms.sendMessage',
				more: { conversationId: byId(empty) },
				message: '"Conversation" is empty',
			},
			{
				name: 'an address instead of an id',
				operation: 'sms.sendMessage',
				more: { conversationId: byId('..') },
				message: 'incomplete or has a wrong value',
			},
			{
				name: 'an empty guide',
				operation: 'sms.setAiGuide',
				item: { id: 'conv-6' },
				more: { aiGuide: empty },
				message: '"AI Guide" is empty',
			},
			{ name: 'a limit of zero', operation: 'sms.getConversations', more: { limit: 0 }, message: '"Limit" has to be' },
		])('$name', async ({ operation, more, item, message }) => {
			const full = { visitor: 'v-1', question: 'Hello?' };
			const { error } = await rig.run({ parameters: parametersOf(operation, more), items: [item ?? full] });
			expect(error?.message).toContain(message);
			expect(rig.simulator.requests).toEqual([]);
		});
	});
});
