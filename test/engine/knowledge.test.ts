import type { INodeParameters } from 'n8n-workflow';

import { liveTokRig } from './liveTokRig.ts';

type Rig = Awaited<ReturnType<typeof liveTokRig>>;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const list = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'knowledge',
	operation: 'getAll',
	returnAll: true,
	filters: {},
	options: {},
	...more,
});
const bulk = (options: INodeParameters = {}): INodeParameters => ({
	resource: 'knowledge',
	operation: 'bulkImport',
	question: '={{ $json.question }}',
	answer: '={{ $json.answer }}',
	additionalFields: { tags: 'imported' },
	options,
});
const entries = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ question: `Question ${index}?`, answer: `Answer ${index}` }));

describe('liveTok knowledge in the engine', () => {
	let rig: Rig;
	beforeEach(async () => {
		rig = await liveTokRig();
	});
	afterEach(async () => await rig.simulator.close());

	const firstEntry = () => {
		const [entry] = rig.simulator.state.knowledge();
		if (entry === undefined) throw new Error('The simulator has no entries');
		return entry;
	};

	it('creates an entry', async () => {
		const { outputs } = await rig.run({
			parameters: {
				resource: 'knowledge',
				operation: 'create',
				question: 'How long?',
				answer: '  Two days  ',
				additionalFields: { tags: 'shipping, orders, shipping,' },
				options: {},
			},
		});
		expect(rig.simulator.requests[0]?.body).toEqual({
			question: 'How long?',
			answer: '  Two days  ',
			tags: ['shipping', 'orders'],
		});
		expect(outputs[0]).toEqual([
			{
				json: expect.objectContaining({ id: expect.stringMatching(/^kb_/), question: 'How long?' }),
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		{ name: 'one field leaves the others', fields: { answer: 'New' }, body: { answer: 'New' } },
		{ name: 'empty tags remove them all', fields: { tags: '' }, body: { tags: [] } },
		{ name: 'tags from a list', fields: { tags: '={{ ["a", "b"] }}' }, body: { tags: ['a', 'b'] } },
		{
			name: 'all fields',
			fields: { question: 'Q?', answer: 'A', tags: 'x' },
			body: { question: 'Q?', answer: 'A', tags: ['x'] },
		},
	])('updates: $name', async ({ fields, body }) => {
		const { id } = firstEntry();
		const { outputs } = await rig.run({
			parameters: {
				resource: 'knowledge',
				operation: 'update',
				knowledgeId: byId(id),
				updateFields: fields,
				options: {},
			},
		});
		expect(rig.simulator.requests[0]?.body).toEqual(body);
		expect(outputs[0]?.[0]?.json).toEqual(expect.objectContaining({ id, ...body }));
	});

	it('deletes an entry chosen from the list', async () => {
		const { id } = firstEntry();
		const { outputs } = await rig.run({
			parameters: {
				resource: 'knowledge',
				operation: 'delete',
				knowledgeId: { __rl: true, mode: 'list', value: id, cachedResultName: 'A question' },
				options: {},
			},
		});
		expect(outputs[0]?.[0]?.json).toEqual({ id, deleted: true });
		expect(rig.simulator.state.knowledge().some((entry) => entry.id === id)).toBe(false);
	});

	it('an unknown id is an error with LiveTok’s code', async () => {
		const result = await rig.run({
			parameters: { resource: 'knowledge', operation: 'delete', knowledgeId: byId('kb_none'), options: {} },
		});
		expect(result.error?.httpCode).toBe('404');
		expect(result.error?.description).toContain('knowledge_not_found');
	});

	it.each([
		{ name: 'all', parameters: list(), count: 45, queries: ['limit=100'] },
		{ name: 'the first 7', parameters: list({ returnAll: false, limit: 7 }), count: 7, queries: ['limit=7'] },
		{
			name: 'more than there are',
			parameters: list({ returnAll: false, limit: 60 }),
			count: 45,
			queries: ['limit=60'],
		},
	])('lists $name', async ({ parameters, count, queries }) => {
		const { outputs } = await rig.run({ parameters });
		expect(outputs[0]).toHaveLength(count);
		expect(outputs[0]?.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(rig.simulator.requests.map(({ rawQuery }) => rawQuery)).toEqual(queries);
	});

	it.each([
		{ name: 'a word of the question, in any case', search: ' SHIPPING ', limit: 500, found: 50, pages: 3 },
		{ name: 'words of answer and tag, in any order', search: 'orders days return', limit: 500, found: 50, pages: 3 },
		{ name: 'no further page once there are enough', search: 'shipping', limit: 25, found: 25, pages: 2 },
		{ name: 'nothing where one word is missing', search: 'shipping Norway', limit: 500, found: 0, pages: 3 },
	])('searches: $name', async ({ search, limit, found, pages }) => {
		rig.simulator.state.seedKnowledge(250);
		const { outputs } = await rig.run({ parameters: list({ returnAll: false, limit, filters: { search } }) });
		expect(outputs[0]).toHaveLength(found);
		expect(rig.simulator.requests.map(({ query }) => query.limit)).toEqual(Array<string>(pages).fill('100'));
	});

	it('reads every page once, in the service’s order, and asks for no more than the limit', async () => {
		rig.simulator.state.seedKnowledge(250);
		const all = await rig.run({ parameters: list() });
		const ids = all.outputs[0]?.map(({ json }) => json.id);
		expect(new Set(ids).size).toBe(250);
		expect(rig.simulator.requests.map(({ query }) => query.starting_after)).toEqual([undefined, ids?.[99], ids?.[199]]);

		const some = await rig.run({ parameters: list({ returnAll: false, limit: 130 }) });
		expect(some.outputs[0]?.map(({ json }) => json.id)).toEqual(ids?.slice(0, 130));
		expect(rig.simulator.requests.slice(3).map(({ query }) => query.limit)).toEqual(['100', '30']);
	});

	it('filters by tags, as one comma-separated value', async () => {
		const tag = rig.simulator.state.knowledge().flatMap(({ tags }) => tags)[0] ?? '';
		const { outputs } = await rig.run({ parameters: list({ filters: { tags: ` ${tag} , nothing` } }) });
		expect(rig.simulator.requests[0]?.query.tags).toBe(`${tag},nothing`);
		expect(outputs[0]?.length).toBe(rig.simulator.state.knowledge().filter(({ tags }) => tags.includes(tag)).length);
	});

	it('a list that never ends is an error', async () => {
		const page = { object: 'list', has_more: true, data: [{ id: 'kb_same', question: 'Q', answer: 'A', tags: [] }] };
		rig.simulator.faults.add({ match: { method: 'GET' }, fault: { type: 'wrongShape', json: page } });
		const result = await rig.run({ parameters: list() });
		expect(result.error?.message).toContain('sent the same part of the list again');
		expect(rig.simulator.requests).toHaveLength(2);
	});

	it('lists once per input item and pairs the rows', async () => {
		const { outputs } = await rig.run({ parameters: list({ returnAll: false, limit: 2 }), items: [{}, {}] });
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	describe('bulk import', () => {
		it('all items in chunks of at most 100, one paired output each with its own id', async () => {
			const { outputs } = await rig.run({ parameters: bulk(), items: entries(230) });
			const sizes = rig.simulator.requests.map(({ body }) => (body as { entries: unknown[] }).entries.length);
			expect(sizes.sort((a, b) => b - a)).toEqual([100, 100, 30]);
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.question, json.status, pairedItem])).toEqual(
				entries(230).map(({ question }, item) => [question, 'created', { item }]),
			);
			expect(new Set(outputs[0]?.map(({ json }) => json.id)).size).toBe(230);
		});

		it('chunk size is an option', async () => {
			await rig.run({ parameters: bulk({ chunkSize: 7 }), items: entries(15) });
			expect(rig.simulator.requests).toHaveLength(3);
		});

		it.each([
			{ chunkSize: 0, error: '"Options > Chunk Size" has to be 1 or more, not 0' },
			{ chunkSize: 101, error: '"Options > Chunk Size" has to be 100 or less, not 101' },
		])('a chunk size of $chunkSize is refused', async ({ chunkSize, error }) => {
			const result = await rig.run({ parameters: bulk({ chunkSize }), items: entries(1) });
			expect(result.error?.message).toBe(error);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('a partly failed chunk fails only its failed entries', async () => {
			rig.simulator.faults.add({
				match: { method: 'POST' },
				fault: {
					type: 'status',
					status: 200,
					json: {
						imported: 2,
						failed: 1,
						entries: [
							{ id: 'kb_1', question: 'Question 0?', status: 'created' },
							{
								id: null,
								question: 'Question 1?',
								status: 'failed',
								error: { code: 'parameter_invalid', message: 'Too long', param: 'answer' },
							},
							{ id: 'kb_3', question: 'Question 2?', status: 'created' },
						],
					},
				},
			});
			const { outputs } = await rig.run({ parameters: bulk(), items: entries(3), onError: 'continueErrorOutput' });
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
				['kb_1', { item: 0 }],
				['kb_3', { item: 2 }],
			]);
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						question: 'Question 1?',
						error: 'LiveTok did not import this entry: Too long (answer)',
						details: expect.objectContaining({ outcome: 'failed', code: 'parameter_invalid' }),
					}),
					pairedItem: { item: 1 },
				},
			]);
		});

		it('an item without answer is refused before sending and does not sink the others', async () => {
			const items = entries(3).map((entry, index) => (index === 1 ? { ...entry, answer: '' } : entry));
			const { outputs } = await rig.run({ parameters: bulk(), items, onError: 'continueErrorOutput' });
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
			expect(outputs[1]?.[0]?.json.error).toBe('"Answer" is empty');
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('a chunk whose answer is lost: its entries are unknown, the other chunks are not', async () => {
			rig.simulator.faults.add({ match: { bodyIncludes: 'Question 2?' }, times: 1, fault: { type: 'cutAfter' } });
			const { outputs } = await rig.run({
				parameters: bulk({ chunkSize: 2 }),
				items: entries(6),
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 4, 5].map((item) => ({ item })));
			expect(
				outputs[1]?.map(({ json, pairedItem }) => [(json.details as { outcome: string }).outcome, pairedItem]),
			).toEqual([
				['unknown', { item: 2 }],
				['unknown', { item: 3 }],
			]);
			expect(rig.simulator.requests).toHaveLength(3);
		});

		it('an answer with too few entries leaves the rest unknown, not "imported"', async () => {
			rig.simulator.faults.add({
				match: {},
				fault: {
					type: 'status',
					status: 200,
					json: { imported: 1, failed: 0, entries: [{ id: 'kb_1', question: 'Question 0?', status: 'created' }] },
				},
			});
			const { outputs } = await rig.run({ parameters: bulk(), items: entries(2), onError: 'continueErrorOutput' });
			expect(outputs[1]?.[0]?.json).toEqual(
				expect.objectContaining({
					error: 'LiveTok said nothing about this entry',
					details: expect.objectContaining({ outcome: 'unknown' }),
				}),
			);
		});
	});
});
