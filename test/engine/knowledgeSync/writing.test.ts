import { deleting, rows, type SyncRig, syncRig, withTags } from './rig.ts';

describe('liveTok knowledge sync', () => {
	let rig: SyncRig;
	beforeEach(async () => {
		rig = await syncRig();
	});
	afterEach(async () => await rig.simulator.close());

	it('creates, updates and leaves, with one item per entry in the order of the input', async () => {
		rig.store(
			{ id: 'kb_a', question: 'Open on Sunday?', answer: 'No', tags: ['hours'] },
			{ id: 'kb_b', question: 'do you ship', answer: 'Yes', tags: ['b', 'a'] },
			{ id: 'kb_c', question: 'Other?', answer: 'Stays' },
		);
		const result = await rig.sync(
			[
				{ question: ' New? ', answer: 'One\r\nTwo ', tags: 'x' },
				{ question: 'Do you ship?', answer: 'Yes', tags: 'a, b' },
				{ question: 'Open on Sunday?', answer: 'Yes', tags: 'hours' },
				{ question: 'other', answer: 'Stays', tags: '' },
				{ question: 'New, too?', answer: 'Yes', tags: '' },
			],
			withTags,
		);
		expect(result.error).toBeUndefined();
		expect(result.outputs).toEqual([
			[
				{ action: 'created', question: 'New?', id: 'kb_00000001' },
				{ action: 'updated', question: 'Do you ship?', id: 'kb_b', changes: 'question' },
				{ action: 'updated', question: 'Open on Sunday?', id: 'kb_a', changes: 'answer' },
				{ action: 'updated', question: 'other', id: 'kb_c', changes: 'question' },
				{ action: 'created', question: 'New, too?', id: 'kb_00000002' },
			].map((json, item) => ({ json: { changes: '', reason: '', ...json, dryRun: false }, pairedItem: { item } })),
		]);
		expect(rig.simulator.requests.map(({ method, path, body }) => [method, path, body]).sort()).toEqual(
			[
				['GET', '/v1/knowledge', undefined],
				['PATCH', '/v1/knowledge/kb_a', { answer: 'Yes' }],
				['PATCH', '/v1/knowledge/kb_b', { question: 'Do you ship?' }],
				['PATCH', '/v1/knowledge/kb_c', { question: 'other' }],
				[
					'POST',
					'/v1/knowledge/bulk',
					{
						entries: [
							{ question: 'New?', answer: 'One\nTwo', tags: ['x'] },
							{ question: 'New, too?', answer: 'Yes', tags: [] },
						],
					},
				],
			].sort(),
		);
		expect(result.task?.hints?.map(({ message, type }) => [message, type])).toEqual([
			['2 created, 3 updated.', 'info'],
		]);
	});

	it('without the Tags field tags are neither compared nor sent', async () => {
		rig.store({ question: 'Q1?', answer: 'Old', tags: ['a'] });
		await rig.sync([{ question: 'Q1?', answer: 'New' }]);
		expect(rig.stored()).toEqual([['Q1?', 'New', 'a']]);
	});

	it.each([
		{ name: 'with tags', more: { ...withTags, ...deleting } },
		{ name: 'without tags', more: deleting },
	])('a second run reads and writes nothing: $name', async ({ more }) => {
		rig.store({ question: 'Gone?', answer: 'A' }, { question: 'question 1', answer: 'B', tags: ['z'] });
		const items = rows(150).map((row, index) => ({
			...row,
			answer: `\u00a0${row.answer}\r\n\r\nMore cafe\u0301 \u{1f600}\n`,
			tags: index % 3 === 0 ? '' : 'b, a ,b',
		}));
		await rig.sync(items, more);
		expect(rig.stored()).toHaveLength(150);
		const before = rig.simulator.requests.length;

		const again = await rig.sync(items, more);
		expect(new Set(again.outputs[0]?.map(({ json }) => json.action))).toEqual(new Set(['unchanged']));
		expect(rig.simulator.requests.slice(before).map(({ method }) => method)).toEqual(['GET', 'GET']);
	});

	it('10,000 entries take one list request per 100 and less than one write per change', async () => {
		const items = rows(10_000);
		// 9,000 are there: 8,900 as they should be, 100 with another answer; 50 are too many.
		rig.store(
			...items
				.slice(0, 9_000)
				.map((row, index) => ({ question: row.question, answer: index < 100 ? 'Old' : row.answer })),
			...rows(50).map(({ question, answer }) => ({ question: `Not ${question}`, answer })),
		);
		const { outputs } = await rig.sync(items, { ...deleting, options: { concurrency: 50 } });
		const counted = new Map<unknown, number>();
		for (const { json } of outputs[0] ?? []) counted.set(json.action, (counted.get(json.action) ?? 0) + 1);
		expect(Object.fromEntries(counted)).toEqual({ created: 1_000, updated: 100, unchanged: 8_900, deleted: 50 });
		const requests = Object.groupBy(rig.simulator.requests, ({ method }) => method);
		expect(Object.entries(requests).map(([method, all = []]) => [method, all.length])).toEqual(
			expect.arrayContaining([
				['GET', 91],
				['POST', 10],
				['PATCH', 100],
				['DELETE', 50],
			]),
		);
		expect(rig.stored()).toHaveLength(10_000);
	}, 60_000);

	describe('questions that are there twice', () => {
		it('in the input, saying the same: the second is skipped', async () => {
			const { outputs } = await rig.sync([
				{ question: 'Q1?', answer: 'A' },
				{ question: 'q1', answer: 'A ' },
			]);
			expect(outputs[0]?.map(({ json }) => [json.action, json.reason])).toEqual([
				['created', ''],
				['skipped', 'Says the same as input item 0, counted from 0'],
			]);
			expect(rig.stored()).toEqual([['Q1?', 'A', '']]);
		});

		it('in the input, saying something else: both fail, and nothing is written or deleted for them', async () => {
			rig.store({ question: 'Q1?', answer: 'Z' }, { question: 'Other?', answer: 'Z' });
			const items = [
				{ question: 'Q1?', answer: 'A' },
				{ question: 'Q2?', answer: 'B' },
				{ question: 'q1', answer: 'C' },
			];
			const { outputs, task } = await rig.sync(items, deleting, { onError: 'continueErrorOutput' });
			expect(outputs[0]?.map(({ json }) => [json.action, json.question])).toEqual([
				['created', 'Q2?'],
				['skipped', 'Other?'],
			]);
			expect(outputs[1]?.map(({ json, pairedItem }) => [json.error, json.answer, pairedItem])).toEqual([
				['Several input items ask "Q1?" and do not say the same', 'A', { item: 0 }],
				['Several input items ask "q1" and do not say the same', 'C', { item: 2 }],
			]);
			expect(outputs[1]?.[0]?.json.details).toEqual(
				expect.objectContaining({
					outcome: 'notSent',
					advice: expect.stringContaining('the items 0, 2, counted from 0'),
				}),
			);
			expect(rig.stored().map(([question]) => question)).toEqual(['Q1?', 'Other?', 'Q2?']);
			expect(task?.hints?.[0]).toEqual(
				expect.objectContaining({ message: '1 created, 1 skipped, 2 failed.', type: 'warning' }),
			);
		});

		it.each([
			{ name: 'skipped', more: {}, action: 'skipped', left: ['A', 'A'] },
			{ name: 'deleted when that is allowed', more: deleting, action: 'deleted', left: ['A'] },
		])('in LiveTok: one is kept, the other $name', async ({ more, action, left }) => {
			rig.store(
				{ id: 'kb_1', question: 'Q1?', answer: 'A' },
				{ id: 'kb_2', question: 'Q1?', answer: 'A' },
				{ id: 'kb_3', question: 'Q2?', answer: 'A' },
			);
			const { outputs } = await rig.sync(
				[
					{ question: 'Q2?', answer: 'A' },
					{ question: 'q1?', answer: 'A' },
				],
				more,
			);
			const other = outputs[0]?.[2];
			expect([other?.json.action, other?.json.question, other?.pairedItem]).toEqual([action, 'Q1?', { item: 1 }]);
			expect(other?.json.reason).toContain(outputs[0]?.[1]?.json.id);
			expect(
				rig
					.stored()
					.filter(([question]) => question?.toLowerCase() === 'q1?')
					.map(([, answer]) => answer),
			).toEqual(left);
		});
	});
});
