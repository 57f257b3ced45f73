import { actions, deleting, rows, type SyncRig, syncRig } from './rig.ts';

describe('liveTok knowledge sync: deleting what is not in the input', () => {
	let rig: SyncRig;
	beforeEach(async () => {
		rig = await syncRig();
	});
	afterEach(async () => await rig.simulator.close());

	const five = ['Q0?', 'Q1?', 'Q2?', 'Q3?', 'Q4?'].map((question) => ({ question, answer: 'A' }));
	const refusal = /^This run would delete 2 of 5 entries, more than the 20 % that are allowed$/;

	it('is off by default; what stays is counted', async () => {
		rig.store(...five);
		const { task } = await rig.sync([{ question: 'Q1?', answer: 'A' }]);
		expect(rig.writes()).toEqual([]);
		expect(task?.hints?.[0]?.message).toBe(
			'1 unchanged. Entries in LiveTok that the input does not have, and that stay: 4.',
		);
	});

	it('deletes after everything else, and says why', async () => {
		rig.store(...five);
		const { outputs } = await rig.sync([...five.slice(0, 4), { question: 'New?', answer: 'A' }], {
			deleteMissing: true,
		});
		expect(outputs[0]?.[5]).toEqual({
			json: {
				action: 'deleted',
				question: 'Q4?',
				id: 'kb_00000005',
				changes: '',
				reason: 'No input item has this question',
				dryRun: false,
			},
			pairedItem: { item: 0 },
		});
		expect(rig.writes()).toEqual(['POST /v1/knowledge/bulk', 'DELETE /v1/knowledge/kb_00000005']);
	});

	it('more than 20 % are refused before anything is written', async () => {
		rig.store(...five);
		const items = [...five.slice(0, 3), { question: 'New?', answer: 'A' }];
		const { error } = await rig.sync(items, { deleteMissing: true });
		expect(error?.message).toMatch(refusal);
		expect(error?.description).toContain('Nothing was written');
		const { outputs } = await rig.sync(items, { deleteMissing: true }, { onError: 'continueErrorOutput' });
		expect(outputs[1]?.map(({ json, pairedItem }) => [json.question, pairedItem])).toEqual(
			items.map(({ question }, item) => [question, { item }]),
		);
		expect(rig.writes()).toEqual([]);
	});

	it.each([
		{ share: 39, isAllowed: false },
		{ share: 40, isAllowed: true },
		{ share: 100, isAllowed: true },
	])('2 of 5 with $share % allowed: $isAllowed', async ({ share, isAllowed }) => {
		rig.store(...five);
		await rig.sync(five.slice(0, 3), { deleteMissing: true, largestDeletedShare: share });
		expect(rig.stored()).toHaveLength(isAllowed ? 3 : 5);
	});

	it('can be limited to a tag, and the share is then one of those with the tag', async () => {
		rig.store(...five.map((entry, index) => ({ ...entry, tags: index < 2 ? ['sheet'] : [] })));
		const items = [{ question: 'Q0?', answer: 'A' }];
		const more = { deleteMissing: true, deleteOnlyTag: ' sheet ' };
		expect((await rig.sync(items, more)).error?.message).toContain('would delete 1 of 2 entries');
		await rig.sync(items, { ...more, largestDeletedShare: 50 });
		expect(rig.stored().map(([question]) => question)).toEqual(['Q0?', 'Q2?', 'Q3?', 'Q4?']);
	});

	it.each([
		{
			name: 'items without a question',
			items: [
				{ question: '', answer: 'A' },
				{ question: ' \u200b ', answer: 'A' },
			],
		},
		{ name: 'items without an answer', items: five.map((entry) => ({ ...entry, answer: '  ' })) },
		{ name: 'a single empty item', items: [{}] },
		{ name: 'one bad item among good ones', items: [...five.slice(0, 3), { question: 'Q3?', answer: '' }] },
	])('$name never empty the knowledge base', async ({ items }) => {
		rig.store(...five);
		for (const onError of [undefined, 'continueErrorOutput', 'continueRegularOutput'] as const) {
			await rig.sync(items, deleting, { onError });
			expect(rig.writes()).toEqual([]);
		}
		expect(rig.stored()).toHaveLength(5);
	});

	it('entries of unreadable items do not count as missing: the readable items are written all the same', async () => {
		rig.store(...five);
		const items = [
			...five.slice(0, 2),
			{ question: 'New?', answer: 'A' },
			...five.map(() => ({ question: '', answer: '' })),
		];
		const { outputs } = await rig.sync(items, { deleteMissing: true }, { onError: 'continueErrorOutput' });
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual(Array(5).fill('"Question" is empty'));
		expect(outputs[0]?.map(({ json }) => json.action)).toEqual([
			...['unchanged', 'unchanged', 'created'],
			...['skipped', 'skipped', 'skipped'],
		]);
		expect(rig.writes()).toEqual(['POST /v1/knowledge/bulk']);
	});

	it('no items: nothing is asked and nothing is deleted', async () => {
		rig.store(...five);
		const { outputs, error } = await rig.sync([], deleting);
		expect([outputs.flat(), error, rig.simulator.requests]).toEqual([[], undefined, []]);
	});

	it('an entry that could not be written: nothing is deleted, and each entry says so', async () => {
		rig.store(...five);
		rig.simulator.faults.add({ match: { method: 'POST' }, fault: { type: 'status', status: 400 } });
		const items = [...five.slice(1), { question: 'Q0 in other words?', answer: 'A' }];
		const result = await rig.sync(items, deleting, { onError: 'continueErrorOutput' });
		const last = result.outputs[0]?.at(-1)?.json;
		expect([last?.action, last?.question]).toEqual(['skipped', 'Q0?']);
		expect(last?.reason).toBe('No input item has this question. Not deleted, because other items of this run failed.');
		expect(rig.writes()).toEqual(['POST /v1/knowledge/bulk']);
	});

	it('an entry that cannot be deleted is an error of its own, without the fields of an item', async () => {
		rig.store(...five);
		rig.simulator.faults.add({ match: { method: 'DELETE' }, times: 1, fault: { type: 'status', status: 403 } });
		const { outputs } = await rig.sync(five.slice(2), deleting, { onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ json }) => json.action).sort()).toEqual(['deleted', ...Array(3).fill('unchanged')]);
		expect(outputs[1]).toEqual([
			{
				json: {
					error: expect.stringMatching(/^"Q[01]\?" \(kb_0000000[12]\) was not deleted: The API key is not allowed/),
					details: expect.objectContaining({ outcome: 'failed', httpStatus: 403 }),
				},
				pairedItem: 0,
			},
		]);
		const { error } = await rig.sync(five.slice(3), deleting);
		expect(error).toBeUndefined();
	});

	it('an entry that somebody else has deleted meanwhile is deleted', async () => {
		rig.store(...five);
		rig.simulator.faults.add({ match: { method: 'DELETE' }, times: 1, fault: { type: 'status', status: 404 } });
		expect(actions(await rig.sync(five.slice(1), deleting)).at(-1)).toBe('deleted Q0?');
	});

	it('an entry that LiveTok lists on two pages is one entry, and stays', async () => {
		const other = await syncRig({ assumptions: { startingAfter: 'inclusive' } });
		const items = rows(250);
		other.store(...items.map(({ question, answer }) => ({ question, answer })));
		const result = await other.sync(items, deleting);
		expect(new Set(actions(result).map((action) => action.split(' ')[0]))).toEqual(new Set(['unchanged']));
		expect(other.writes()).toEqual([]);
		await other.simulator.close();
	});
});
