import { liveKey, startLiveTokSimulator, testKey } from '../../../sandbox/simulators/livetok/index.ts';
import type { LiveTokSimulator } from '../../../sandbox/simulators/livetok/index.ts';
import type { FaultRule } from '../../../sandbox/simulators/faults.ts';

let simulator: LiveTokSimulator;

beforeEach(async () => {
	simulator = await startLiveTokSimulator();
});

afterEach(() => simulator.close());

function request(path = '/v1/knowledge', init: RequestInit = {}, key = testKey): Promise<Response> {
	const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
	return fetch(simulator.url + path, { headers, ...init });
}

function sendMessage(): Promise<Response> {
	return request('/v1/messages/templates', {
		method: 'POST',
		body: JSON.stringify({
			to: '+1234567890',
			template_name: 'order_update',
			template_language: 'en_US',
		}),
	});
}

function control(method: string, route: string, json?: unknown): Promise<Response> {
	return fetch(`${simulator.url}/__sandbox/${route}`, {
		method,
		headers: { 'Content-Type': 'application/json' },
		body: json === undefined ? undefined : JSON.stringify(json),
	});
}

describe('faults that answer', () => {
	const cases: Array<[FaultRule['fault'], number, string | RegExp, boolean]> = [
		[{ type: 'status', status: 502, text: 'oops' }, 502, 'oops', false],
		[{ type: 'status', status: 503, json: { a: 1 } }, 503, '{"a":1}', false],
		[{ type: 'status', status: 503 }, 503, /"code":"service_unavailable"/, false],
		[{ type: 'rateLimited' }, 429, /"code":"rate_limit_exceeded"/, false],
		[{ type: 'html' }, 200, /^<!DOCTYPE html>/, false],
		[{ type: 'empty', status: 503 }, 503, '', false],
		[{ type: 'wrongShape', json: { ok: true } }, 200, '{"ok":true}', false],
		[{ type: 'wrongShape' }, 200, '[]', false],
		[{ type: 'truncatedJson' }, 200, /^\{"id":"msg_00000001"[^}]*$/, true],
	];

	it.each(cases)('%j', async (fault, status, body, processed) => {
		simulator.faults.add({ fault });
		const response = await sendMessage();
		expect(response.status).toBe(status);
		const text = await response.text();
		if (typeof body === 'string') expect(text).toBe(body);
		else expect(text).toMatch(body);
		expect(simulator.state.messages()).toHaveLength(processed ? 1 : 0);
		expect(simulator.requests).toMatchObject([{ status, processed, fault: fault.type }]);
	});
});

describe('faults of the connection', () => {
	it.each([
		['cut' as const, undefined, false],
		['cutAfter' as const, undefined, true],
		['truncated' as const, 200, true],
	])('%s', async (type, status, processed) => {
		simulator.faults.add({ fault: { type } });
		const outcome = sendMessage().then((response) => response.text());
		await expect(outcome).rejects.toThrow();
		expect(simulator.state.messages()).toHaveLength(processed ? 1 : 0);
		expect(simulator.requests).toMatchObject([{ status, processed, fault: type }]);
		expect(simulator.stats().unanswered).toBe(status === undefined ? 1 : 0);
	});

	it('slow answers late, as usual', async () => {
		simulator.faults.add({ fault: { type: 'slow', ms: 80 } });
		expect((await sendMessage()).status).toBe(200);
		const [entry] = simulator.requests;
		expect((entry?.answeredAt ?? 0) - (entry?.receivedAt ?? 0)).toBeGreaterThanOrEqual(75);
	});

	it('hang never answers and does not hold up closing', async () => {
		simulator.faults.add({ fault: { type: 'hang' } });
		const outcome = expect(request()).rejects.toThrow();
		while (simulator.stats().openRequests === 0) await new Promise(setImmediate);
		await simulator.close();
		await outcome;
	});

	it('carries a request out although its client has given up waiting', async () => {
		simulator.setLatency(60);
		const signal = AbortSignal.timeout(20);
		const init = { method: 'POST', body: '{"question":"Q","answer":"A"}', signal };
		await expect(request('/v1/knowledge', init)).rejects.toThrow();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(simulator.requests).toMatchObject([{ processed: true, status: undefined }]);
		expect(simulator.state.knowledge()).toHaveLength(46);
	});
});

describe('fault rules', () => {
	const status = async (path?: string, init?: RequestInit) => (await request(path, init)).status;
	const fault = { type: 'empty' as const, status: 500 };

	it('let the first ones through and stop after their number', async () => {
		const rule = simulator.faults.add({ after: 1, times: 2, fault });
		const seen = [await status(), await status(), await status(), await status()];
		expect(seen).toEqual([200, 500, 500, 200]);
		expect(rule.applied).toBe(2);
	});

	it('apply in the order they were added', async () => {
		simulator.faults.add({ times: 1, fault });
		simulator.faults.add({ times: 1, fault: { type: 'rateLimited' } });
		expect([await status(), await status(), await status()]).toEqual([500, 429, 200]);
	});

	it.each<[FaultRule['match'], boolean]>([
		[{}, true],
		[{ method: 'post' }, true],
		[{ method: 'GET' }, false],
		[{ path: '/v1/knowledge' }, true],
		[{ path: '/v1' }, false],
		[{ path: /knowledge$/g }, true],
		[{ path: /^\/v1\/webhooks/ }, false],
		[{ bodyIncludes: 'needle' }, true],
		[{ bodyIncludes: 'hay' }, false],
	])('match %p: %s', async (match, strikes) => {
		simulator.faults.add({ match, fault });
		const body = JSON.stringify({ question: 'needle', answer: 'A' });
		expect(await status('/v1/knowledge', { method: 'POST', body })).toBe(strikes ? 500 : 200);
	});

	it('refuses a rule that makes no sense', () => {
		const rule = { fault: { type: 'meteorite' } } as unknown as FaultRule;
		expect(() => simulator.faults.add(rule)).toThrow();
	});

	it('can be removed by name or all at once', () => {
		simulator.faults.add({ name: 'one', fault });
		simulator.faults.add({ fault });
		simulator.faults.remove('one');
		expect(simulator.faults.list()).toMatchObject([{ name: 'empty' }]);
		simulator.faults.clear();
		expect(simulator.faults.list()).toEqual([]);
	});
});

describe('headers of an injected 429', () => {
	const headersOf = async (fault: Omit<Extract<FaultRule['fault'], { type: 'rateLimited' }>, 'type'>) => {
		simulator.faults.add({ fault: { type: 'rateLimited', ...fault } });
		return (await request()).headers;
	};

	it('are none when not asked for', async () => {
		const headers = await headersOf({});
		expect([...headers.keys()].filter((name) => /rate|retry/.test(name))).toEqual([]);
	});

	it('give seconds, a date and the reset as asked', async () => {
		expect((await headersOf({ retryAfter: { seconds: 7, as: 'seconds' } })).get('Retry-After')).toBe('7');
		simulator.faults.clear();
		const headers = await headersOf({ retryAfter: { seconds: 5, as: 'date' }, resetInSeconds: 30 });
		const inMs = Date.parse(headers.get('Retry-After') ?? '') - Date.now();
		expect(inMs).toBeGreaterThan(4000);
		expect(inMs).toBeLessThanOrEqual(6000);
		const resetIn = Number(headers.get('X-RateLimit-Reset')) - Date.now() / 1000;
		expect(resetIn).toBeGreaterThan(28);
		expect(resetIn).toBeLessThanOrEqual(31);
		expect(headers.get('X-RateLimit-Remaining')).toBe('0');
	});
});

describe('rate limit', () => {
	const standing = (response: Response) => [
		response.status,
		response.headers.get('X-RateLimit-Limit'),
		response.headers.get('X-RateLimit-Remaining'),
	];

	it('counts per key, never below 0, and refuses before anything is carried out', async () => {
		simulator.setRateLimit({ limit: 2, windowMs: 3_600_000 });
		expect(standing(await sendMessage())).toEqual([200, '2', '1']);
		expect(standing(await request('/v1/nowhere'))).toEqual([404, '2', '0']);
		expect(standing(await sendMessage())).toEqual([429, '2', '0']);
		expect(standing(await sendMessage())).toEqual([429, '2', '0']);
		expect(simulator.state.messages()).toHaveLength(1);
		expect(standing(await request('/v1/knowledge', {}, liveKey))).toEqual([200, '2', '1']);
	});

	it('names the end of the clock window in Unix seconds, rounded up, without Retry-After', async () => {
		const windowMs = 1_000_300;
		simulator.setRateLimit({ limit: 0, windowMs });
		const { headers } = await request();
		const windowEnd = (Math.floor(Date.now() / windowMs) + 1) * windowMs;
		expect(headers.get('X-RateLimit-Reset')).toBe(String(Math.ceil(windowEnd / 1000)));
		expect(headers.has('Retry-After')).toBe(false);
	});

	it('lets requests pass again in the next window', async () => {
		simulator.setRateLimit({ limit: 1, windowMs: 100, sendRetryAfter: true });
		let refused = await request();
		while (refused.status === 200) refused = await request();
		expect(refused.headers.get('Retry-After')).toBe('1');
		await new Promise((resolve) => setTimeout(resolve, 110));
		expect((await request()).status).toBe(200);
	});

	it.each<[FaultRule['fault'], string | null, string]>([
		[{ type: 'status', status: 500 }, '9999', '9998'],
		[{ type: 'html' }, null, '9999'],
	])('with %j in between', async (fault, inBetween, afterwards) => {
		simulator.faults.add({ times: 1, fault });
		expect((await request()).headers.get('X-RateLimit-Remaining')).toBe(inBetween);
		expect((await request()).headers.get('X-RateLimit-Remaining')).toBe(afterwards);
	});

	it('can be off', async () => {
		simulator.setRateLimit('off');
		expect(standing(await request())).toEqual([200, null, null]);
	});
});

describe('log and totals', () => {
	it('keep what was sent', async () => {
		await request('/v1/knowledge?tags=a&tags=b&limit=5');
		await request('/v1/knowledge', { method: 'POST', body: '{"question":' });
		expect(simulator.requests).toMatchObject([
			{
				number: 1,
				method: 'GET',
				path: '/v1/knowledge',
				rawQuery: 'tags=a&tags=b&limit=5',
				query: { tags: ['a', 'b'], limit: '5' },
				headers: { authorization: `Bearer ${testKey}` },
				rawBody: '',
				status: 200,
				processed: true,
			},
			{ number: 2, rawBody: '{"question":', status: 400, processed: false },
		]);
	});

	it('count the requests open at once', async () => {
		simulator.setLatency(30);
		await Promise.all(Array.from({ length: 12 }, () => request()));
		expect(simulator.stats()).toEqual({
			requests: 12,
			openRequests: 0,
			mostOpenRequests: 12,
			statuses: { 200: 12 },
			unanswered: 0,
		});
	});

	it('can leave bodies out and drop old entries', async () => {
		await simulator.close();
		simulator = await startLiveTokSimulator({ keepBodies: false, maxLogEntries: 2 });
		for (let sent = 0; sent < 3; sent += 1) await sendMessage();
		expect(simulator.requests).toMatchObject([
			{ number: 2, rawBody: '' },
			{ number: 3, rawBody: '' },
		]);
		expect(simulator.stats().requests).toBe(3);
	});

	it('are as at the start after a reset, like data, faults and limits', async () => {
		await sendMessage();
		await request('/v1/knowledge/kb_test0001', { method: 'DELETE' });
		simulator.setLatency(500);
		simulator.setRateLimit({ limit: 0, windowMs: 1000 });
		simulator.faults.add({ fault: { type: 'cut' } });
		simulator.reset();
		expect(simulator.requests).toEqual([]);
		expect(simulator.state.messages()).toEqual([]);
		expect(simulator.state.knowledge()).toHaveLength(45);
		const response = await sendMessage();
		expect(response.headers.get('X-RateLimit-Remaining')).toBe('9999');
		expect(await response.json()).toMatchObject({ id: 'msg_00000001' });
		expect(simulator.requests).toMatchObject([{ number: 1 }]);
	});
});

describe('control over HTTP', () => {
	it('shows the log without secrets and does not log itself', async () => {
		await request();
		const response = await control('GET', 'requests');
		const text = await response.text();
		expect(JSON.parse(text)).toMatchObject([{ path: '/v1/knowledge', status: 200 }]);
		expect(text).not.toContain(testKey);
		expect(await (await control('GET', 'stats')).json()).toMatchObject({ requests: 1 });
	});

	it('sets and clears faults, latency and rate limit, and resets', async () => {
		await control('POST', 'faults', { match: { method: 'GET' }, fault: { type: 'cut' } });
		await control('POST', 'latency', { ms: 40 });
		await control('POST', 'rate-limit', { limit: 1, windowMs: 3_600_000 });
		await expect(request()).rejects.toThrow();
		await control('DELETE', 'faults');
		const begun = performance.now();
		expect((await request()).headers.get('X-RateLimit-Remaining')).toBe('0');
		expect(performance.now() - begun).toBeGreaterThan(35);
		await control('POST', 'rate-limit', { off: true });
		expect((await request()).headers.has('X-RateLimit-Limit')).toBe(false);
		await control('POST', 'reset');
		expect(simulator.stats().requests).toBe(0);
	});

	it.each([
		['POST', 'faults', { fault: { type: 'meteorite' } }, 400],
		['POST', 'faults', { match: { pth: '/' }, fault: { type: 'cut' } }, 400],
		['POST', 'latency', { ms: '5' }, 400],
		['POST', 'rate-limit', {}, 400],
		['GET', 'nowhere', undefined, 404],
	])('refuses %s %s %j', async (method, route, json, status) => {
		expect((await control(method, route, json)).status).toBe(status);
	});
});

it('says so when its port is taken', async () => {
	const port = Number(new URL(simulator.url).port);
	await expect(startLiveTokSimulator({ port })).rejects.toThrow(/EADDRINUSE/);
});
