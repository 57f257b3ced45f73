import { liveKey } from '../../../sandbox/simulators/livetok/index.ts';
import { simulator, start, call, ids, entry } from './liveTokClient.ts';

describe('listing knowledge', () => {
	beforeEach(() => start());

	it('pages newest first, ties in insertion order, and ends', async () => {
		const first = await call('GET', '/v1/knowledge');
		expect(first.body).toMatchObject({ object: 'list', has_more: true });
		expect(ids(first)).toHaveLength(20);
		expect(ids(first).slice(0, 4)).toEqual(['kb_test0043', 'kb_test0044', 'kb_test0045', 'kb_test0040']);
		const seen = ids(first);
		for (let more = true; more;) {
			const page = await call('GET', `/v1/knowledge?starting_after=${seen.at(-1)}`);
			seen.push(...ids(page));
			more = page.body.has_more;
		}
		expect(new Set(seen).size).toBe(45);
		expect(seen).toHaveLength(45);
	});

	it('says there is no more when the last page is full', async () => {
		simulator.state.seedKnowledge(200);
		const first = await call('GET', '/v1/knowledge?limit=100');
		const last = await call('GET', `/v1/knowledge?limit=100&starting_after=${ids(first).at(-1)}`);
		expect([first.body.has_more, last.body.has_more, ids(last).length]).toEqual([true, false, 100]);
	});

	it.each(['tags=hours,billing', 'tags=hours&tags=billing', 'tags[]=hours&tags%5B%5D=billing'])(
		'understands %s as either tag',
		async (query) => {
			const reply = await call('GET', `/v1/knowledge?limit=100&${query}`);
			expect(ids(reply)).toHaveLength(18);
		},
	);

	it.each([
		['limit=0', 'limit'],
		['limit=101', 'limit'],
		['limit=ten', 'limit'],
		['limit=', 'limit'],
		['starting_after=kb_nope', 'starting_after'],
	])('refuses %s', async (query, param) => {
		const reply = await call('GET', `/v1/knowledge?${query}`);
		expect(reply.status).toBe(400);
		expect(reply.body.error).toMatchObject({ code: 'parameter_invalid', param });
	});

	it('keeps test and live data apart', async () => {
		const reply = await call('GET', '/v1/knowledge', undefined, liveKey);
		expect(ids(reply)).toEqual(['kb_live0001', 'kb_live0002', 'kb_live0003']);
	});
});

describe('changing knowledge', () => {
	beforeEach(() => start());

	it('creates, also twice the same, and lists the new entries first', async () => {
		const one = await call('POST', '/v1/knowledge', entry);
		const two = await call('POST', '/v1/knowledge', { question: 'Q?', answer: 'A.' });
		expect(one.body).toMatchObject({ ...entry, id: 'kb_00000001' });
		expect(one.body.created_at).toBe(one.body.updated_at);
		expect(two.body.tags).toEqual([]);
		const newest = ids(await call('GET', '/v1/knowledge?limit=2')).sort();
		expect(newest).toEqual(['kb_00000001', 'kb_00000002']);
	});

	it.each([
		['POST', { answer: 'A' }, 'parameter_missing', 'question'],
		['POST', { question: 'Q', answer: '  ' }, 'parameter_missing', 'answer'],
		['POST', { question: 5, answer: 'A' }, 'parameter_invalid', 'question'],
		['POST', { question: 'Q', answer: 'A', tags: 'a,b' }, 'parameter_invalid', 'tags'],
		['POST', { question: 'Q', answer: 'A', tags: ['a', 1] }, 'parameter_invalid', 'tags[1]'],
		['PATCH', { question: '' }, 'parameter_missing', 'question'],
		['PATCH', { tags: null }, 'parameter_invalid', 'tags'],
	])('refuses %s of %j', async (method, json, code, param) => {
		const path = method === 'POST' ? '/v1/knowledge' : '/v1/knowledge/kb_test0001';
		const before = simulator.state.knowledge();
		const reply = await call(method, path, json);
		expect(reply.status).toBe(400);
		expect(reply.body.error).toMatchObject({ code, param });
		expect(simulator.state.knowledge()).toEqual(before);
	});

	it('updates only what is given', async () => {
		const path = '/v1/knowledge/kb_test0002';
		const old = simulator.state.knowledge()[1];
		expect((await call('PATCH', path, {})).body).toEqual(old);
		const changed = (await call('PATCH', path, { answer: 'New', tags: [] })).body;
		expect(changed).toEqual({
			...old,
			answer: 'New',
			tags: [],
			updated_at: expect.not.stringContaining('2025-01-01') as string,
		});
		expect(simulator.state.knowledge()[1]).toEqual(changed);
	});

	it('deletes once', async () => {
		const path = '/v1/knowledge/kb_test0002';
		expect((await call('DELETE', path)).body).toEqual({ id: 'kb_test0002', deleted: true });
		for (const method of ['DELETE', 'PATCH']) {
			const reply = await call(method, path);
			expect(reply.status).toBe(404);
			expect(reply.body.error).toMatchObject({ code: 'knowledge_not_found', param: 'id' });
		}
	});

	it('imports what it can and reports the rest in place', async () => {
		const reply = await call('POST', '/v1/knowledge/bulk', {
			entries: [entry, { question: 'No answer' }, 'nonsense', entry],
		});
		expect(reply.status).toBe(200);
		expect(reply.body).toMatchObject({ imported: 2, failed: 2 });
		expect(reply.body.entries).toEqual([
			{ id: 'kb_00000001', question: 'Q?', status: 'created' },
			{
				id: null,
				question: 'No answer',
				status: 'failed',
				error: { code: 'parameter_missing', message: expect.any(String) as string, param: 'answer' },
			},
			{
				id: null,
				question: null,
				status: 'failed',
				error: { code: 'parameter_invalid', message: expect.any(String) as string },
			},
			{ id: 'kb_00000002', question: 'Q?', status: 'created' },
		]);
		expect(simulator.state.knowledge()).toHaveLength(47);
	});

	it.each([
		[{}, 'parameter_missing'],
		[{ entries: {} }, 'parameter_invalid'],
		[{ entries: [] }, 'parameter_invalid'],
	])('refuses a bulk import of %j', async (json, code) => {
		const reply = await call('POST', '/v1/knowledge/bulk', json);
		expect(reply.status).toBe(400);
		expect(reply.body.error).toMatchObject({ code, param: 'entries' });
	});
});
