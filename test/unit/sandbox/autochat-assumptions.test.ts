import {
	assumptions as switches,
	expiredJwt,
	jwtOf,
	seededIds,
	startAutochatSimulator,
	tenantIds,
	widgetTokenOf,
} from '../../../sandbox/simulators/autochat/index.ts';
import type { AutochatSimulatorOptions } from '../../../sandbox/simulators/autochat/index.ts';
import { socketCases } from './autochatSocketCases.ts';
import { bearer, call, chat, samples, say, simulator, sms, start, text, widget } from './autochatClient.ts';

type Overrides = NonNullable<AutochatSimulatorOptions['assumptions']>;

const statusOf = async (method: string, path: string, json?: unknown, headers = {}) =>
	(await call(method, path, json, headers)).status;
const shop = bearer(widgetTokenOf(tenantIds.shop));
const bare = bearer(widgetTokenOf(tenantIds.bare));
const spent = bearer(widgetTokenOf(tenantIds.spent));
const listed = async (query = '') => (await call('GET', sms + query)).body;
const track = (json: unknown) => statusOf('POST', widget('track'), json);
const voice = (json: unknown) => statusOf('POST', widget('voice/start'), json);
const firstSms = `${sms}/${seededIds.firstSms}`;
const refused = async (): Promise<unknown> => {
	const { status, text: body } = await say({ message: '' });
	return [status, body];
};
const spentStatuses = async () => [
	(await say({}, tenantIds.spent, spent)).status,
	(await say({ sessionId: 'session_spent' }, tenantIds.spent, spent)).status,
	await statusOf('POST', widget('voice/start', tenantIds.spent), { sessionId: 's' }, spent),
	await statusOf('POST', `${sms}/start`, text, bearer(jwtOf(tenantIds.spent))),
];

const cases: Array<[Overrides, () => Promise<unknown>, unknown]> = [
	[
		{ domainHeader: 'originOnly' },
		async () => [
			(await say({}, tenantIds.shop, { ...shop, Referer: 'https://shop.example/' })).status,
			(await say({}, tenantIds.shop, { ...shop, Origin: 'https://shop.example' })).status,
		],
		[403, 200],
	],
	[
		{ unknownDomain: 'accepted' },
		async () => [
			(await say({}, tenantIds.shop, shop)).status,
			(await say({}, tenantIds.shop, { ...shop, Origin: 'https://evil.example' })).status,
		],
		[200, 403],
	],
	[
		{ domainScope: 'chatOnly' },
		async () => [
			await statusOf('GET', widget('config', tenantIds.shop), undefined, shop),
			await statusOf('POST', widget('chat', tenantIds.shop), chat, shop),
		],
		[200, 403],
	],
	[
		{ foreignToken: '403' },
		async () => {
			const { status, body } = await say({}, tenantIds.sandbox, shop);
			return [status, body.error];
		},
		[403, 'This token belongs to another widget'],
	],
	[
		{ badJwt: '403' },
		async () => [
			await statusOf('GET', sms, undefined, bearer(expiredJwt)),
			await statusOf('GET', sms, undefined, { Authorization: undefined }),
			await statusOf('POST', widget('chat'), chat, bearer('x')),
		],
		[403, 403, 401],
	],
	[
		{ blankText: 'accepted' },
		async () => [(await say({ message: ' ' })).status, (await say({ message: undefined })).status],
		[200, 400],
	],
	[
		{ visitorFields: 'copied' },
		async () => {
			const { conversationId } = (await say({ name: 'Ana', company: 5 })).body;
			await say({ email: 'ana@example.com', phone: '+1' });
			return simulator.state.conversations.get(conversationId)?.contact_data;
		},
		{ name: 'Ana', email: 'ana@example.com', phone: '+1' },
	],
	[
		{ omittedConversation: 'alwaysNew' },
		async () => {
			const { conversationId } = (await say()).body;
			const again = (await say({ conversationId })).body.conversationId === conversationId;
			return [(await say()).body.conversationId === conversationId, again];
		},
		[false, true],
	],
	[
		{ unknownConversation: 'notFound' },
		async () => [
			(await say({ conversationId: 'conv-none' })).status,
			(await say({ conversationId: seededIds.openChat })).status,
			(await say({ conversationId: seededIds.openChat, sessionId: 'session_seed' })).status,
		],
		[404, 404, 200],
	],
	[
		{ closedConversation: 'reopened' },
		async () => {
			const reply = await say({ conversationId: seededIds.closedChat, sessionId: 'session_closed' });
			return [reply.body.conversationId, simulator.state.conversations.get(seededIds.closedChat)?.status];
		},
		[seededIds.closedChat, 'active'],
	],
	[
		{ unknownAssistant: 'defaultInstead' },
		async () => [
			(await say({ assistantId: 'nope' })).body.message.split(' ')[0],
			await voice({ sessionId: 's', assistantId: 'nope' }),
			await statusOf('POST', `${sms}/start`, { ...text, assistant_id: 'nope' }),
		],
		['asst-chat', 200, 201],
	],
	[
		{ noAssistant: '500' },
		async () => {
			const { status, body } = await say({}, tenantIds.bare, bare);
			return [status, body.error];
		},
		[500, 'No assistant configured'],
	],
	[{ routingRules: 'ignored' }, async () => (await say({ message: 'refund' })).body.message.split(' ')[0], 'asst-chat'],
	[
		{ trackFields: 'eventOnly' },
		async () => [await track({ event: 'e' }), await track({ sessionId: 's' })],
		[200, 400],
	],
	[{ trackFields: 'none' }, async () => [await track({}), await track({ event: 5 })], [200, 400]],
	[
		{ trackFields: 'all' },
		async () => {
			const whole = { sessionId: 's', event: 'e', timestamp: '2025-01-01T00:00:00Z', metadata: {} };
			const without = Object.keys(whole).map((field) => track({ ...whole, [field]: undefined }));
			return [await track(whole), ...(await Promise.all(without))];
		},
		[200, 400, 400, 400, 400],
	],
	[
		{ voiceFields: 'sessionAndAssistant' },
		async () => [await voice({ sessionId: 's' }), await voice({ sessionId: 's', assistantId: 'asst-chat' })],
		[400, 200],
	],
	[{ voiceFields: 'none' }, () => voice({}), 200],
	[{ noVoice: '500' }, () => statusOf('POST', widget('voice/start', tenantIds.bare), { sessionId: 's' }, bare), 500],
	[
		{ configToken: 'required' },
		async () => [
			await statusOf('GET', widget('config'), undefined, { Authorization: undefined }),
			await statusOf('GET', widget('config')),
		],
		[401, 200],
	],
	[
		{ configToken: 'ignored' },
		async () => [
			await statusOf('GET', widget('config'), undefined, bearer('x')),
			await statusOf('GET', widget('config'), undefined, shop),
			await statusOf('GET', widget('config', 'nope')),
		],
		[200, 200, 404],
	],
	[
		{ configFields: 'extended' },
		async () => {
			const { config } = (await call('GET', widget('config'))).body;
			return [Object.keys(config), Object.keys(config.widget as object)];
		},
		[
			['name', 'assistantId', 'widget', 'branding', 'proactiveMessages'],
			['primaryColor', 'position', 'theme', 'greetingMessage'],
		],
	],
	[
		{ errorBody: 'errorObject' },
		refused,
		[400, '{"success":false,"error":{"message":"message is required","code":"bad_request"}}'],
	],
	[{ errorBody: 'message' }, refused, [400, '{"success":false,"message":"message is required"}']],
	[{ errorBody: 'plainText' }, refused, [400, 'message is required']],
	[{ errorBody: 'empty' }, refused, [400, '']],
	[
		{ errorBody: 'message' },
		async () => {
			simulator.faults.add({ fault: { type: 'status', status: 503 } });
			return [(await say()).text, (await call('GET', widget('config'))).status];
		},
		['{"success":false,"message":"Internal server error"}', 503],
	],
	[
		{ refusalStatus: 'always200' },
		async () => {
			const answers = [await refused(), (await say({}, 'nope')).body, (await say({}, undefined, bearer('x'))).status];
			return [...answers, simulator.requests.map(({ status, processed }) => [status, processed])];
		},
		[
			[200, '{"success":false,"error":"message is required"}'],
			{ success: false, error: 'Widget not found' },
			401,
			[
				[200, false],
				[200, false],
				[401, false],
			],
		],
	],
	[
		{ retryAfter: 'sent' },
		async () => {
			simulator.setRateLimit({ limit: 0, windowMs: 3_600_000 });
			return Number((await say()).headers.get('Retry-After')) > 0;
		},
		true,
	],
	[{ spentPlan: 'everyMessage' }, spentStatuses, [429, 429, 429, 429]],
	[{ spentPlan: 'billed' }, spentStatuses, [200, 200, 200, 201]],
	[
		{ phoneFormat: 'e164Only' },
		async () => [
			await statusOf('POST', `${sms}/start`, { ...text, phone_number: '555 999 0001' }),
			await statusOf('POST', `${sms}/start`, text),
		],
		[400, 201],
	],
	[
		{ resumedSms: '200' },
		async () => [await statusOf('POST', `${sms}/start`, text), await statusOf('POST', `${sms}/start`, text)],
		[201, 200],
	],
	[
		{ smsOrder: 'oldestFirst' },
		async () => (await listed('?limit=2')).conversations.map(({ id }) => id),
		[seededIds.firstSms, 'conv-7'],
	],
	[{ smsMaxLimit: '100' }, async () => (await listed('?limit=101')).limit, 100],
	[
		{ badPaging: 'refused' },
		async () => [
			await statusOf('GET', `${sms}?limit=0`),
			await statusOf('GET', `${sms}?offset=-1`),
			await statusOf('GET', `${sms}?limit=1&offset=0`),
		],
		[400, 400, 200],
	],
	[
		{ aiGuideAnswer: 'withGuide' },
		async () => (await call('PUT', `${firstSms}/ai-guide`, samples.setAiGuide.json)).body,
		{ success: true, ai_guide: 'Be brief' },
	],
	[
		{ aiGuideAnswer: 'noContent' },
		async () => {
			const reply = await call('PUT', `${firstSms}/ai-guide`, samples.setAiGuide.json);
			return [reply.status, reply.text, simulator.state.conversations.get(seededIds.firstSms)?.ai_guide];
		},
		[204, '', 'Be brief'],
	],
	...socketCases,
];

describe('assumptions in another position', () => {
	it.each(cases)('%j', async (assumptions, observe, expected) => {
		await start({ assumptions });
		expect(await observe()).toEqual(expected);
	});

	it('all have been tried', async () => {
		await start();
		const tried = cases.flatMap(([overrides]) => Object.entries(overrides).map((entry) => entry.join(' ')));
		const others = Object.entries(switches).flatMap(([name, { positions }]) =>
			positions.slice(1).map((position) => `${name} ${position}`),
		);
		expect([...new Set(tried)].sort()).toEqual(others.sort());
	});

	it.each([
		[{ badJwt: '402' }, /badJwt.*401, 403/],
		[{ nope: 'x' }, /no assumption "nope"/],
	])('%j is refused', async (overrides, problem) => {
		await start();
		const assumptions = overrides as unknown as Overrides;
		await expect(startAutochatSimulator({ assumptions })).rejects.toThrow(problem);
	});
});
