import type { IDataObject } from 'n8n-workflow';

import {
	allowedDomains,
	expiredJwt,
	expiredWidgetToken,
	jwtOf,
	sandboxJwt,
	sandboxWidgetToken,
	signToken,
	tenantIds,
	widgetTokenOf,
} from '../../../sandbox/simulators/autochat/index.ts';
import { type AutochatRig, type AutochatRun, autochatRig, parametersOf, sentTo } from './rig.ts';

interface Details {
	readonly outcome: string;
	readonly httpStatus: number | null;
	readonly advice: string;
}

describe('autochat: what can go wrong', () => {
	let rig: AutochatRig;
	beforeEach(async () => {
		rig = await autochatRig();
	});
	afterEach(async () => await rig.simulator.close());

	const again = async (...options: Parameters<typeof autochatRig>) => {
		await rig.simulator.close();
		rig = await autochatRig(...options);
	};

	/** Runs an operation over one item that fails, and returns its error item. */
	const failing = async (operation: string, more: Partial<AutochatRun> = {}) => {
		const item: IDataObject = { visitor: 'v-1', question: 'Hello?', phone: '+14155550101', id: 'conv-6' };
		const run = {
			parameters: parametersOf(operation),
			items: [item],
			onError: 'continueErrorOutput' as const,
			...more,
		};
		const { outputs, stored } = await rig.run(run);
		expect(outputs[0]).toEqual([]);
		const [failed] = outputs[1] ?? [];
		expect(stored).not.toContain(sandboxWidgetToken);
		expect(stored).not.toContain(sandboxJwt);
		return { error: failed?.json.error as string, ...(failed?.json.details as unknown as Details) };
	};

	const all = [
		'chat.sendMessage',
		'event.track',
		'voice.startCall',
		'widget.getConfig',
		'sms.startConversation',
		'sms.sendMessage',
		'sms.getConversations',
		'sms.setAiGuide',
	];

	describe('success: false with HTTP 200 is a failure', () => {
		it.each(all)('%s', async (operation) => {
			const json = { success: false, error: 'Not today' };
			rig.simulator.faults.add({ match: {}, fault: { type: 'status', status: 200, json } });
			const { error, outcome, httpStatus, advice } = await failing(operation);
			expect(error).toBe('Autochat: Not today');
			expect([outcome, httpStatus]).toEqual(['failed', 200]);
			expect(advice).toContain('answered that it did not do this');
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('without a word of explanation', async () => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'status', status: 200, json: { success: false } } });
			expect((await failing('chat.sendMessage')).error).toBe('Autochat refused and gave no explanation');
		});

		it('as a service that answers every refusal so', async () => {
			await again({ assumptions: { refusalStatus: 'always200' } });
			const { error, outcome } = await failing('sms.sendMessage', { items: [{ id: 'conv-999' }] });
			expect([error, outcome]).toEqual(['Autochat: Conversation not found', 'failed']);
		});
	});

	it.each([
		['errorText', 'Autochat: Conversation not found'],
		['errorObject', 'Autochat: Conversation not found'],
		['message', 'Autochat: Conversation not found'],
		['plainText', 'Autochat: Conversation not found'],
		['empty', 'Autochat answered with HTTP status 404 and no explanation'],
	] as const)('reads errors in every likely form: %s', async (errorBody, message) => {
		await again({ assumptions: { errorBody } });
		const { error, outcome, httpStatus } = await failing('sms.sendMessage', { items: [{ id: 'conv-999' }] });
		expect([error, outcome, httpStatus]).toEqual([message, 'failed', 404]);
	});

	describe('the list of allowed domains', () => {
		const shop = { tenantId: tenantIds.shop, widgetToken: widgetTokenOf(tenantIds.shop) };

		it('403 explains it', async () => {
			const { error, outcome, httpStatus, advice } = await failing('chat.sendMessage', { widget: shop });
			expect(error).toBe('Autochat’s list of allowed domains does not let this request in');
			expect([outcome, httpStatus]).toEqual(['failed', 403]);
			expect(advice).toContain('as Origin in the credential');
			expect(advice).toContain('Domain not authorized');
		});

		it.each(['', '/', '/shop?a=1'])('the Origin of the credential opens it, without its path: "%s"', async (ending) => {
			const origin = `https://${allowedDomains[0] ?? ''}`;
			const { error } = await rig.run({
				parameters: parametersOf('widget.getConfig'),
				widget: { ...shop, origin: ` ${origin}${ending} ` },
			});
			expect(error).toBeUndefined();
			expect(sentTo(rig).map((request) => request.origin)).toEqual([origin]);
		});

		it.each(['shop.example', 'ftp://shop.example', 'not an address'])(
			'an Origin that is none is refused before sending: %s',
			async (origin) => {
				const { error, outcome, advice } = await failing('chat.sendMessage', { widget: { ...shop, origin } });
				expect([error, outcome]).toEqual(['The Autochat credential cannot be used', 'notSent']);
				expect(advice).toContain('Enter the site as https://www.example.com');
				expect(rig.simulator.requests).toEqual([]);
			},
		);
	});

	describe('429', () => {
		it('says usage or rate limit, after a few tries', async () => {
			rig.simulator.state.spendPlan('conversations');
			const { error, outcome, httpStatus, advice } = await failing('chat.sendMessage');
			expect(error).toBe('The usage or rate limit of Autochat is reached');
			expect([outcome, httpStatus]).toEqual(['notSent', 429]);
			expect(advice).toContain('Usage limit exceeded');
			expect(advice).toContain('It was tried 3 times');
			expect(rig.simulator.requests).toHaveLength(3);
		}, 20_000);

		it('waits as long as it is told', async () => {
			rig.simulator.faults.add({
				match: {},
				times: 4,
				fault: { type: 'rateLimited', retryAfter: { seconds: 0, as: 'seconds' } },
			});
			const { error } = await rig.run({ parameters: parametersOf('widget.getConfig') });
			expect(error).toBeUndefined();
			expect(rig.simulator.requests).toHaveLength(5);
		}, 30_000);
	});

	describe('a lost answer', () => {
		const writes = ['chat.sendMessage', 'event.track', 'voice.startCall', 'sms.startConversation', 'sms.sendMessage'];

		it.each(writes)('%s: unknown, and never repeated', async (operation) => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'cutAfter' } });
			const { error, outcome, advice } = await failing(operation);
			expect(error).toMatch(/^Outcome unknown: /);
			expect(outcome).toBe('unknown');
			expect(advice).toContain('may or may not');
			expect(rig.simulator.requests.map(({ processed }) => processed)).toEqual([true]);
		});

		it.each(writes)('%s: a gateway’s word is no answer either', async (operation) => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'status', status: 504 } });
			expect((await failing(operation)).outcome).toBe('unknown');
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('an answer without its yes is unknown too', async () => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json: { hello: 'world' } } });
			const { error, outcome } = await failing('chat.sendMessage');
			expect(error).toContain('not what its documentation describes');
			expect(outcome).toBe('unknown');
		});

		it.each(['widget.getConfig', 'sms.getConversations', 'sms.setAiGuide'])('%s is tried again', async (operation) => {
			rig.simulator.faults.add({ match: {}, times: 1, fault: { type: 'cutAfter' } });
			const { error } = await rig.run({ parameters: parametersOf(operation), items: [{ id: 'conv-6' }] });
			expect(error).toBeUndefined();
			expect(rig.simulator.requests).toHaveLength(2);
		});
	});

	describe('the tokens', () => {
		it.each([
			{ name: 'expired', widget: { widgetToken: expiredWidgetToken } },
			{ name: 'of another tenant', widget: { widgetToken: widgetTokenOf(tenantIds.shop) } },
			{ name: 'wrong', widget: { widgetToken: 'wt_nonsense' } },
		])('a widget token: $name', async ({ widget }) => {
			const { error, outcome, httpStatus, advice } = await failing('chat.sendMessage', { widget });
			expect(error).toBe('Autochat does not accept the widget token');
			expect([outcome, httpStatus]).toEqual(['failed', 401]);
			expect(advice).toContain('30 days');
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it.each([
			{ name: 'empty', tenant: { jwt: '' }, error: 'The Autochat credential is incomplete' },
			{ name: 'no JWT', tenant: { jwt: 'sk_live_123456' }, advice: 'is not a JWT' },
			{ name: 'with the word Bearer', tenant: { jwt: `Bearer ${sandboxJwt}` }, advice: 'without the word Bearer' },
			{ name: 'three parts without sense', tenant: { jwt: 'aaa.bbb.ccc' }, advice: 'is not a JWT' },
			{ name: 'expired', tenant: { jwt: expiredJwt }, advice: 'expired on 2025-01-31 at 00:00 UTC' },
		])('a dashboard token that is refused before sending: $name', async ({ tenant, error: expected, advice: part }) => {
			const { error, outcome, advice } = await failing('sms.sendMessage', { tenant });
			expect([error, outcome]).toEqual([expected ?? 'The Autochat credential cannot be used', 'notSent']);
			expect(advice).toContain(part ?? 'Its key is empty');
			expect(rig.simulator.requests).toEqual([]);
		});

		it('a dashboard token that is ended early says how to get a new one', async () => {
			rig.simulator.state.expireTokens();
			const { error, httpStatus, advice } = await failing('sms.sendMessage');
			expect([error, httpStatus]).toEqual(['Autochat does not accept the dashboard token', 401]);
			expect(advice).toContain('Sign in to the Autochat dashboard again');
		});

		it('a dashboard token that expires during the run: the rest is not sent, and nothing is unknown', async () => {
			const jwt = signToken('dashboard', tenantIds.sandbox, Math.floor(Date.now() / 1_000) + 2);
			rig.simulator.setLatency(1_500);
			const { outputs } = await rig.run({
				parameters: parametersOf('sms.sendMessage'),
				items: Array.from({ length: 4 }, () => ({ id: 'conv-6' })),
				onError: 'continueErrorOutput',
				tenant: { jwt },
			});
			const outcomes = (outputs[1] ?? []).map(({ json }) => (json.details as unknown as Details).outcome);
			expect(outputs[0]?.length).toBe(rig.simulator.requests.length);
			expect(outcomes.length).toBeGreaterThan(0);
			expect(new Set(outcomes)).toEqual(new Set(['notSent']));
		}, 20_000);

		it('one credential is enough for each resource', async () => {
			await rig.run({ parameters: parametersOf('widget.getConfig'), tenant: { jwt: 'none' } });
			await rig.run({
				parameters: parametersOf('sms.getConversations'),
				widget: { widgetToken: '', tenantId: '' },
				tenant: { jwt: jwtOf(tenantIds.shop) },
			});
			expect(rig.simulator.requests.map(({ status }) => status)).toEqual([200, 200]);
		});
	});

	it.each<{ name: string; widget: Readonly<Record<string, string>>; error: string; advice: string }>([
		{ name: 'no tenant', widget: { tenantId: ' ' }, error: 'incomplete', advice: 'Its tenant ID is empty' },
		{ name: 'a tenant that is a path', widget: { tenantId: '..' }, error: 'wrong value', advice: 'Nothing was sent' },
		{
			name: 'plain http',
			widget: { baseUrl: 'http://autochat.example' },
			error: 'unusable base URL',
			advice: 'https://',
		},
	])('a widget credential that cannot be used: $name', async ({ widget, error: part, advice: what }) => {
		const { error, outcome, advice } = await failing('chat.sendMessage', { widget });
		expect(error).toContain(part);
		expect(advice).toContain(what);
		expect(outcome).toBe('notSent');
		expect(rig.simulator.requests).toEqual([]);
	});

	it('an unknown tenant', async () => {
		const { httpStatus, advice } = await failing('widget.getConfig', {
			widget: { tenantId: 'nobody', widgetToken: widgetTokenOf('nobody') },
		});
		expect(httpStatus).toBe(404);
		expect(advice).toContain('knows no widget with this tenant ID');
	});

	it.each(['400', '500'] as const)('no assistant, with status %s', async (noAssistant) => {
		await again({ assumptions: { noAssistant } });
		const bare = { tenantId: tenantIds.bare, widgetToken: widgetTokenOf(tenantIds.bare) };
		const { httpStatus, advice } = await failing('chat.sendMessage', { widget: bare });
		expect(httpStatus).toBe(Number(noAssistant));
		expect(advice).toContain('under Assistants in Autochat');
	});
});
