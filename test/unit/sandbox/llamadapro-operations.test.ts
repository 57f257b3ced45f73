import { operations, readOnlyKey, sandboxKey } from '../../../sandbox/simulators/llamadapro/index.ts';
import type { Operation, OperationName } from '../../../sandbox/simulators/llamadapro/index.ts';
import { call, operate, simulator, start } from './llamadaproClient.ts';
import { fieldsOf, samples } from './llamadaproOperations.ts';

const names = Object.keys(operations) as OperationName[];

describe('the 37 operations', () => {
	it('are all there', async () => {
		await start();
		expect(names).toHaveLength(37);
		expect(names.filter((name) => operations[name].mark === 'STATED')).toHaveLength(7);
		expect(Object.keys(samples)).toEqual(names);
	});

	it.each(names)('%s works and answers every field', async (name) => {
		await start();
		const { at = {}, json, answers, list } = samples[name];
		const reply = await operate(operations[name], at, json);
		expect(reply.status).toBe(operations[name].status);
		if (answers === undefined) return expect(reply.body).toEqual({});
		const shown = list === true ? reply.body.items[0] : reply.body;
		expect(Object.keys(shown ?? {}).sort()).toEqual(fieldsOf[answers].split(/\s+/).sort());
		if (list === true) expect(Object.keys(reply.body).sort()).toEqual(['items', 'nextPageToken', 'totalCount']);
		expect(simulator.requests.at(-1)).toMatchObject({ processed: true });
	});

	const refusals = names.flatMap((name) =>
		samples[name].refused.map(([at, json, status, detail = '']) => ({ name, at, json, status, detail })),
	);

	it.each(refusals)('$name with $at and $json is refused with $status $detail', async (sample) => {
		await start();
		const reply = await operate(operations[sample.name], sample.at, sample.json);
		expect([reply.status, reply.body.code]).toEqual([sample.status, sample.status]);
		expect(reply.body).toMatchObject({ error: expect.any(String) as string, message: expect.any(String) as string });
		if (sample.detail !== '') expect(Object.keys(reply.body.details)).toContain(sample.detail);
		else expect(reply.body.details).toEqual({});
	});

	const alternatives = names.flatMap((name) => {
		const operation: Operation = operations[name];
		return (operation.instead ?? []).map((instead) => [name, instead] as const);
	});

	it.each(alternatives)('%s lives elsewhere with %j', async (name, { when, method, path }) => {
		await start({ assumptions: when });
		const { at = {}, json } = samples[name];
		const operation: Operation = operations[name];
		const moved = { ...operation, method: method ?? operation.method, path: path ?? operation.path };
		expect((await operate(moved, at, json)).status).toBe(operation.status);
	});
});

describe('keys', () => {
	beforeEach(() => start());

	it.each([
		['no header', {}],
		['a Bearer token', { Authorization: `Bearer ${sandboxKey}` }],
		['an unknown key', { 'x-api-key': 'lp_nope' }],
		['an empty key', { 'x-api-key': '' }],
	])('answers %s with 401 before anything else', async (_case, headers) => {
		for (const path of ['/api/v1/contacts', '/api/v1/nowhere', '/mediator']) {
			const response = await fetch(simulator.url + path, { headers });
			expect(response.status).toBe(401);
			expect(await response.json()).toMatchObject({ code: 401, error: 'Unauthorized' });
		}
	});

	it.each(names)('lets the read-only key only read: %s', async (name) => {
		const { method, path } = operations[name];
		const at = path.replaceAll(/:\w+/g, 'nonsense');
		const reply = await call(method, at, undefined, readOnlyKey);
		if (method === 'get') expect(reply.status).not.toBe(403);
		else expect([reply.status, reply.body.error]).toEqual([403, 'Forbidden']);
	});

	it.each([
		['GET', '/api/v1/calls'],
		['GET', '/api/v1/contacts/'],
		['GET', '/v1/contacts'],
		['PATCH', '/api/v1/contacts/1'],
		['GET', '/api/v1/conversations/1'],
		['GET', '/api/v1/%zz'],
	])('knows no %s %s', async (method, path) => {
		const reply = await call(method, path);
		expect([reply.status, reply.body.error]).toEqual([404, 'NotFound']);
	});

	it('keeps keys out of the control routes', async () => {
		await call('GET', '/api/v1/contacts');
		const shown = await fetch(`${simulator.url}/__sandbox/requests`);
		expect(await shown.text()).not.toContain(sandboxKey);
	});
});

describe('too many requests', () => {
	beforeEach(() => start());

	it('has no limit of its own, and only Retry-After when one is set', async () => {
		simulator.setRateLimit({ limit: 1, windowMs: 3_600_000 });
		expect((await call('GET', '/api/v1/contacts')).status).toBe(200);
		const reply = await call('GET', '/api/v1/contacts');
		expect([reply.status, reply.body.error]).toEqual([429, 'TooManyRequests']);
		expect(Number(reply.headers.get('Retry-After'))).toBeGreaterThan(0);
		expect([...reply.headers.keys()].filter((name) => name.startsWith('x-'))).toEqual([]);
	});

	it('can be a fault', async () => {
		simulator.faults.add({
			match: { path: '/api/v1/contacts/search' },
			times: 1,
			fault: { type: 'rateLimited', retryAfter: { seconds: 2, as: 'seconds' } },
		});
		const reply = await call('POST', '/api/v1/contacts/search', {});
		expect([reply.status, reply.headers.get('Retry-After')]).toEqual([429, '2']);
		expect((await call('POST', '/api/v1/contacts/search', {})).status).toBe(200);
	});
});
