import {
	allowedDomains,
	expiredJwt,
	expiredWidgetToken,
	jwtOf,
	routes,
	sandboxJwt,
	sandboxWidgetToken,
	seededIds,
	signToken,
	tenantIds,
	widgetTokenOf,
} from '../../../sandbox/simulators/autochat/index.ts';
import type { RouteName } from '../../../sandbox/simulators/autochat/index.ts';
import { bearer, call, chat, samples, say, simulator, sms, start, text, widget } from './autochatClient.ts';

const names = Object.keys(routes) as RouteName[];
const widgetNames = names.filter((name) => routes[name].token !== 'dashboard');
const statusOf = async (name: RouteName, headers: Record<string, string | undefined>) => {
	const { method, path, json } = samples[name];
	return (await call(method, path, json, headers)).status;
};

describe('tokens', () => {
	beforeEach(() => start());

	const soon = (kind: 'widget' | 'dashboard') => signToken(kind, tenantIds.sandbox, Date.now() / 1000 + 3600);
	const tampered = (token: string) => token.replace(/\.[^.]+\./, (part) => `${part.slice(0, -2)}x.`);

	const rightOf = (name: RouteName) => (routes[name].token === 'dashboard' ? sandboxJwt : sandboxWidgetToken);
	const otherOf = (name: RouteName) => (routes[name].token === 'dashboard' ? sandboxWidgetToken : sandboxJwt);
	const expiredOf = (name: RouteName) => (routes[name].token === 'dashboard' ? expiredJwt : expiredWidgetToken);

	it.each(names)('%s refuses every token but the right one with 401', async (name) => {
		const wrong = [
			'Bearer ',
			`Basic ${rightOf(name)}`,
			rightOf(name),
			'Bearer nonsense',
			`Bearer a.b.c`,
			`Bearer ${tampered(rightOf(name))}`,
			`Bearer ${rightOf(name)}.x`,
			`Bearer ${otherOf(name)}`,
			`Bearer ${expiredOf(name)}`,
		];
		for (const Authorization of wrong)
			expect([Authorization, await statusOf(name, { Authorization })]).toEqual([Authorization, 401]);
		expect(simulator.requests.every(({ processed }) => !processed)).toBe(true);
		expect(await statusOf(name, { Authorization: `bearer ${rightOf(name)}` })).toBeLessThan(300);
	});

	it.each(names)('%s without a token', async (name) => {
		const without = await statusOf(name, { Authorization: undefined });
		expect(without).toBe(name === 'getConfig' ? 200 : 401);
	});

	it.each(widgetNames)("%s refuses another tenant's token", async (name) => {
		expect(await statusOf(name, bearer(widgetTokenOf(tenantIds.shop)))).toBe(401);
		expect(await statusOf(name, bearer(widgetTokenOf('nobody')))).toBe(401);
	});

	it('a JWT shows nothing of other tenants', async () => {
		const { body } = await call('GET', sms, undefined, bearer(jwtOf(tenantIds.shop)));
		expect(body.conversations.map(({ id }) => id)).toEqual([seededIds.shopSms]);
	});

	it('expire on the clock of the simulator, or all at once', async () => {
		const statuses = async (tokens: { widget: string; dashboard: string }) => [
			await statusOf('sendChat', bearer(tokens.widget)),
			await statusOf('listSms', bearer(tokens.dashboard)),
		];
		const lasting = { widget: sandboxWidgetToken, dashboard: sandboxJwt };
		const brief = { widget: soon('widget'), dashboard: soon('dashboard') };
		expect(await statuses(brief)).toEqual([200, 200]);
		simulator.state.passTime(3_600_000);
		expect(await statuses(brief)).toEqual([401, 401]);
		expect(await statuses(lasting)).toEqual([200, 200]);
		simulator.state.expireTokens();
		expect(await statuses(lasting)).toEqual([401, 401]);
		simulator.reset();
		expect(await statuses(brief)).toEqual([200, 200]);
	});

	it('are no part of what the control routes show', async () => {
		await say();
		const shown = await (await fetch(`${simulator.url}/__sandbox/requests`)).text();
		expect(shown).toContain('[redacted]');
		expect(shown).not.toContain(sandboxWidgetToken);
	});
});

describe('the allow list', () => {
	beforeEach(() => start());

	const cases: Array<[headers: Record<string, string>, status: number]> = [
		[{}, 403],
		[{ Origin: 'https://shop.example' }, 200],
		[{ Origin: 'http://www.shop.example:8080' }, 200],
		[{ Origin: 'https://SHOP.example' }, 200],
		[{ Referer: 'https://shop.example/page?x=1' }, 200],
		[{ Origin: 'https://evil.example', Referer: 'https://shop.example/' }, 403],
		[{ Origin: 'https://blog.shop.example' }, 403],
		[{ Origin: 'https://shop.example.evil.example' }, 403],
		[{ Origin: 'null' }, 403],
		[{ Origin: 'shop.example' }, 403],
	];

	it.each(cases)('lets %j through with %i', async (headers, status) => {
		const reply = await say({}, tenantIds.shop, { ...bearer(widgetTokenOf(tenantIds.shop)), ...headers });
		expect(reply.status).toBe(status);
		if (status === 403) expect(reply.body).toEqual({ success: false, error: 'Domain not authorized' });
	});

	it.each(widgetNames)('protects %s and can be changed', async (name) => {
		const Origin = 'https://new.example';
		expect(await statusOf(name, { Origin })).toBe(200);
		simulator.state.allowDomains([...allowedDomains]);
		expect(await statusOf(name, { Origin })).toBe(403);
		simulator.state.allowDomains(['new.example']);
		expect(await statusOf(name, { Origin })).toBe(200);
		simulator.reset();
		expect(await statusOf(name, { Origin: 'https://other.example' })).toBe(200);
	});

	it('does not concern the dashboard', async () => {
		simulator.state.allowDomains([...allowedDomains]);
		expect(await statusOf('listSms', {})).toBe(200);
	});
});

describe('limits', () => {
	beforeEach(() => start());

	const spent = bearer(widgetTokenOf(tenantIds.spent));
	const limited = { status: 429, error: 'Usage limit exceeded' };
	const outcome = ({ status, body }: Awaited<ReturnType<typeof call>>) => ({ status, error: body.error });

	it('of the plan concern what is new: conversations of chat and SMS, and calls', async () => {
		expect(outcome(await say({}, tenantIds.spent, spent))).toEqual(limited);
		const voice = await call('POST', widget('voice/start', tenantIds.spent), { sessionId: 's' }, spent);
		expect(outcome(voice)).toEqual(limited);
		const started = await call('POST', `${sms}/start`, text, bearer(jwtOf(tenantIds.spent)));
		expect(outcome(started)).toEqual(limited);
		expect((await say({ sessionId: 'session_spent' }, tenantIds.spent, spent)).status).toBe(200);
	});

	it('of the plan are reached by using it', async () => {
		const tenant = simulator.state.tenant(tenantIds.sandbox);
		tenant.plan.conversations = 2;
		await say();
		await say();
		await call('POST', `${sms}/start`, text);
		await call('POST', `${sms}/start`, text);
		expect(tenant.used).toEqual({ conversations: 2, voiceMinutes: 0 });
		expect(outcome(await say({ sessionId: 'another' }))).toEqual(limited);
		simulator.reset();
		simulator.state.spendPlan('voiceMinutes');
		expect(await statusOf('startVoice', {})).toBe(429);
		expect(await statusOf('sendChat', {})).toBe(200);
	});

	it.each(names)('of the rate concern %s as documented', async (name) => {
		simulator.setRateLimit({ limit: 1, windowMs: 3_600_000 });
		expect(await statusOf(name, {})).toBeLessThan(300);
		expect(await statusOf(name, {})).toBe(name === 'trackEvent' ? 200 : 429);
	});

	it('of the rate are not used up by events', async () => {
		simulator.setRateLimit({ limit: 1, windowMs: 3_600_000 });
		for (let count = 0; count < 3; count += 1) await statusOf('trackEvent', {});
		expect(await statusOf('sendChat', {})).toBe(200);
		const refused = await call('POST', widget('chat'), chat);
		expect(outcome(refused)).toEqual({ status: 429, error: 'Too many requests' });
		expect(refused.headers.has('Retry-After')).toBe(false);
	});

	it('do not exist unless they are set', async () => {
		const replies = await Promise.all(Array.from({ length: 200 }, (_, n) => say({ sessionId: `s${n}` })));
		expect(replies.every(({ status }) => status === 200)).toBe(true);
		expect(new Set(replies.map(({ body }) => body.conversationId)).size).toBe(200);
	});
});
