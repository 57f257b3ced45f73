import {
	assistantIds,
	routes,
	seededIds,
	tenantIds,
	widgetTokenOf,
} from '../../../sandbox/simulators/autochat/index.ts';
import type { RouteName } from '../../../sandbox/simulators/autochat/index.ts';
import { bearer, call, chat, samples, simulator, sms, start, text, widget } from './autochatClient.ts';

const names = Object.keys(routes) as RouteName[];

/** What each route answers to its sample. */
const answers: Record<RouteName, { status: number; body: unknown }> = {
	sendChat: {
		status: 200,
		body: {
			success: true,
			conversationId: 'conv-66',
			message: `${assistantIds.chat} answers message 1: You said "Hi there".`,
			metadata: { model: 'gpt-4o-mini', tokens: 15 },
		},
	},
	trackEvent: { status: 200, body: { success: true } },
	startVoice: {
		status: 200,
		body: {
			success: true,
			conversationId: 'conv-66',
			assistantId: assistantIds.voice,
			phoneNumber: '+15550100001',
		},
	},
	getConfig: {
		status: 200,
		body: {
			success: true,
			config: {
				name: 'Sandbox Company',
				assistantId: assistantIds.chat,
				widget: { primaryColor: '#4f46e5', position: 'bottom-right' },
				branding: { logo: 'https://cdn.example.com/tenant-sandbox/logo.png' },
			},
		},
	},
	startSms: {
		status: 201,
		body: { success: true, conversation_id: 'conv-66', message_id: 'msg-70', is_new_conversation: true },
	},
	sendSms: { status: 200, body: { success: true, message_id: 'msg-70' } },
	listSms: {
		status: 200,
		body: { conversations: expect.any(Array) as unknown[], total: 60, limit: 50, offset: 0 },
	},
	setAiGuide: { status: 200, body: { success: true } },
};

describe('the routes', () => {
	beforeEach(() => start());

	it('all have a sample', () => {
		expect(Object.keys(samples)).toEqual(names);
		expect(Object.keys(answers)).toEqual(names);
	});

	it.each(names)('%s answers as documented', async (name) => {
		const { method, path, json } = samples[name];
		const { status, body } = await call(method, path, json);
		expect({ status, body }).toEqual(answers[name]);
		expect(simulator.requests.at(-1)).toMatchObject({ processed: true, status });
	});

	it.each([
		['GET', widget('chat')],
		['POST', widget('config')],
		['POST', widget('voice')],
		['POST', widget('chat/')],
		['POST', `/api${widget('chat')}`],
		['POST', '/widgets/tenant-sandbox/chat'],
		['POST', sms],
		['GET', `${sms}/${seededIds.firstSms}`],
		['PATCH', `${sms}/${seededIds.firstSms}/ai-guide`],
		['GET', '/api/ws/chat'],
		['GET', '/api/widgets/%zz/config'],
	])('there is no %s %s', async (method, path) => {
		const { status, body } = await call(method, path);
		expect({ status, body }).toEqual({ status: 404, body: { success: false, error: 'Not found' } });
	});
});

describe('requests that are refused', () => {
	beforeEach(() => start());

	const track = widget('track');
	const voice = widget('voice/start');
	const messages = `${sms}/${seededIds.firstSms}/messages`;
	const guide = `${sms}/${seededIds.firstSms}/ai-guide`;
	const notObject = 'The body is not a JSON object';
	const opened = { sessionId: 's', event: 'widget_opened' };

	const cases: Array<[method: string, path: string, json: unknown, status: number, error: string]> = [
		['POST', widget('chat'), { message: 'Hi' }, 400, 'sessionId is required'],
		['POST', widget('chat'), { sessionId: 's' }, 400, 'message is required'],
		['POST', widget('chat'), undefined, 400, 'sessionId is required'],
		['POST', widget('chat'), { ...chat, sessionId: null }, 400, 'sessionId is required'],
		['POST', widget('chat'), { ...chat, message: '' }, 400, 'message is required'],
		['POST', widget('chat'), { ...chat, message: ' \n' }, 400, 'message is required'],
		['POST', widget('chat'), { ...chat, message: 5 }, 400, 'message must be a string'],
		['POST', widget('chat'), { ...chat, assistantId: 5 }, 400, 'assistantId must be a string'],
		['POST', widget('chat'), { ...chat, assistantId: 'nope' }, 400, 'Assistant nope not found'],
		['POST', widget('chat'), { ...chat, assistantId: 'asst-tenant-shop' }, 400, 'Assistant asst-tenant-shop not found'],
		['POST', widget('chat'), { ...chat, conversationId: {} }, 400, 'conversationId must be a string'],
		['POST', widget('chat'), '{"sessionId":', 400, notObject],
		['POST', widget('chat'), '[]', 400, notObject],
		['POST', widget('chat', 'nope'), chat, 404, 'Widget not found'],
		['POST', track, { event: 'x' }, 400, 'sessionId is required'],
		['POST', track, { sessionId: 's' }, 400, 'event is required'],
		['POST', track, { ...opened, timestamp: 'yesterday' }, 400, 'timestamp must be an ISO 8601 date and time'],
		[
			'POST',
			track,
			{ ...opened, timestamp: '2025-13-01T00:00:00Z' },
			400,
			'timestamp must be an ISO 8601 date and time',
		],
		['POST', track, { ...opened, timestamp: 1 }, 400, 'timestamp must be a string'],
		['POST', track, { ...opened, metadata: [] }, 400, 'metadata must be an object'],
		['POST', widget('track', 'nope'), opened, 404, 'Widget not found'],
		['POST', voice, {}, 400, 'sessionId is required'],
		['POST', voice, { sessionId: 's', assistantId: 'nope' }, 400, 'Assistant nope not found'],
		['POST', widget('voice/start', 'nope'), { sessionId: 's' }, 404, 'Widget not found'],
		['GET', widget('config', 'nope'), undefined, 404, 'Widget not found'],
		['POST', `${sms}/start`, { message: 'Hi' }, 400, 'phone_number is required'],
		['POST', `${sms}/start`, { phone_number: text.phone_number }, 400, 'message is required'],
		['POST', `${sms}/start`, { ...text, phone_number: '12345' }, 400, 'phone_number must be in E.164 format'],
		['POST', `${sms}/start`, { ...text, phone_number: '+0123456789' }, 400, 'phone_number must be in E.164 format'],
		['POST', `${sms}/start`, { ...text, phone_number: '+1555CALLNOW' }, 400, 'phone_number must be in E.164 format'],
		['POST', `${sms}/start`, { ...text, contact_name: 5 }, 400, 'contact_name must be a string'],
		['POST', `${sms}/start`, { ...text, assistant_id: 'nope' }, 400, 'Assistant nope not found'],
		['POST', messages, {}, 400, 'message is required'],
		['POST', messages, { message: ' ' }, 400, 'message is required'],
		['POST', `${sms}/nope/messages`, { message: 'Hi' }, 404, 'Conversation not found'],
		['POST', `${sms}/${seededIds.shopSms}/messages`, { message: 'Hi' }, 404, 'Conversation not found'],
		['POST', `${sms}/${seededIds.openChat}/messages`, { message: 'Hi' }, 404, 'Conversation not found'],
		['PUT', guide, {}, 400, 'ai_guide is required'],
		['PUT', guide, { ai_guide: 5 }, 400, 'ai_guide must be a string'],
		['PUT', `${sms}/nope/ai-guide`, { ai_guide: 'x' }, 404, 'Conversation not found'],
		['PUT', `${sms}/${seededIds.shopSms}/ai-guide`, { ai_guide: 'x' }, 404, 'Conversation not found'],
	];

	it.each(cases)('%s %s %j: %i %s', async (method, path, json, status, error) => {
		const before = simulator.state.conversations.all().length;
		const reply = await call(method, path, json);
		expect({ status: reply.status, body: reply.body }).toEqual({ status, body: { success: false, error } });
		expect(simulator.requests.at(-1)).toMatchObject({ processed: false });
		expect(simulator.state.conversations.all()).toHaveLength(before);
		expect(simulator.state.tracked).toEqual([]);
	});

	it('among them a body that is not declared as JSON', async () => {
		const reply = await call('POST', widget('chat'), chat, { 'Content-Type': 'text/plain' });
		expect([reply.status, reply.body.error]).toEqual([400, 'sessionId is required']);
	});

	it('and those of a tenant without assistants', async () => {
		const headers = bearer(widgetTokenOf(tenantIds.bare));
		const send = async (route: string, json: unknown) => {
			const { status, body } = await call('POST', widget(route, tenantIds.bare), json, headers);
			return [status, body.error];
		};
		expect(await send('chat', chat)).toEqual([400, 'No assistant configured']);
		expect(await send('voice/start', { sessionId: 's' })).toEqual([400, 'Voice is not configured']);
	});
});
