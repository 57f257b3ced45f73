import { actions, deleting, rows, type SyncRig, syncRig } from './rig.ts';

type Fault = Parameters<SyncRig['simulator']['faults']['add']>[0]['fault'];

/** Resolves when the condition holds; the test's own time limit ends the wait. */
async function waitUntil(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('liveTok knowledge sync: faults in the middle', () => {
	let rig: SyncRig;
	beforeEach(async () => {
		rig = await syncRig();
	});
	afterEach(async () => await rig.simulator.close());

	/** What has to be done: 6 to create in chunks of 2, one to update, one to delete. */
	const items = [...rows(6), { question: 'Update?', answer: 'New' }];
	const more = { ...deleting, options: { chunkSize: 2, concurrency: 1 } };
	beforeEach(() => {
		rig.store({ question: 'Update?', answer: 'Old' }, { question: 'Delete?', answer: 'A' });
	});
	const isDone = () => {
		expect(
			rig
				.stored()
				.map(([question, answer]) => `${question} ${answer}`)
				.sort(),
		).toEqual(items.map(({ question, answer }) => `${question} ${answer}`).sort());
	};

	it.each([
		{ name: 'creating', method: 'POST' },
		{ name: 'updating', method: 'PATCH' },
		{ name: 'deleting', method: 'DELETE' },
		{ name: 'reading', method: 'GET' },
	])('too many requests while $name: waits and finishes', async ({ method }) => {
		const fault: Fault = { type: 'rateLimited', retryAfter: { seconds: 0, as: 'seconds' } };
		rig.simulator.faults.add({ match: { method }, times: 1, fault });
		const result = await rig.sync(items, more);
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]).toHaveLength(items.length + 1);
		isDone();
	});

	describe('a chunk whose outcome is unknown', () => {
		const faults: Array<{ name: string; fault: Fault; wasStored: boolean }> = [
			{ name: 'cut after it was stored', fault: { type: 'cutAfter' }, wasStored: true },
			{ name: 'cut before it was stored', fault: { type: 'cut' }, wasStored: false },
			{ name: 'answered with half a text', fault: { type: 'truncatedJson' }, wasStored: true },
			{ name: 'answered with 500', fault: { type: 'status', status: 500 }, wasStored: false },
			{ name: 'answered with 503', fault: { type: 'status', status: 503 }, wasStored: false },
			{
				name: 'answered without its entries',
				fault: { type: 'wrongShape', json: { imported: 2, failed: 0, entries: [] } },
				wasStored: false,
			},
		];
		it.each(faults)('$name: is not sent again, and the next run heals it', async ({ fault, wasStored }) => {
			rig.simulator.faults.add({ match: { bodyIncludes: 'Question 2?' }, times: 1, fault });
			const { outputs } = await rig.sync(items, more, { onError: 'continueErrorOutput' });
			expect(outputs[1]?.map(({ json, pairedItem }) => [json.question, pairedItem])).toEqual([
				['Question 2?', { item: 2 }],
				['Question 3?', { item: 3 }],
			]);
			for (const { json } of outputs[1] ?? []) {
				expect(json.error).toMatch(/^Outcome unknown: /);
				expect(json.details).toEqual(
					expect.objectContaining({
						outcome: 'unknown',
						advice: expect.stringContaining('adds only what is missing'),
					}),
				);
			}
			// Nothing is deleted by a run in which something failed.
			expect(rig.writes()).toEqual([
				'POST /v1/knowledge/bulk',
				'POST /v1/knowledge/bulk',
				'POST /v1/knowledge/bulk',
				expect.stringMatching(/^PATCH /),
			]);

			const healed = await rig.sync(items, more);
			expect(actions(healed).filter((action) => action.startsWith('created'))).toEqual(
				wasStored ? [] : ['created Question 2?', 'created Question 3?'],
			);
			isDone();
		});
	});

	it.each<{ name: string; method: string; fault: Fault }>([
		{ name: 'an update that is cut', method: 'PATCH', fault: { type: 'cutAfter' } },
		{ name: 'an update that a gateway refuses', method: 'PATCH', fault: { type: 'status', status: 502 } },
		{ name: 'a deletion that is cut after it was done', method: 'DELETE', fault: { type: 'cutAfter' } },
		{ name: 'a list that is cut', method: 'GET', fault: { type: 'cut' } },
	])('$name is tried again', async ({ method, fault }) => {
		rig.simulator.faults.add({ match: { method }, times: 1, fault });
		const { error } = await rig.sync(items, more);
		expect(error).toBeUndefined();
		isDone();
	});

	it('an entry that LiveTok refuses fails alone', async () => {
		rig.simulator.faults.add({
			match: { bodyIncludes: 'Question 2?' },
			times: 1,
			fault: {
				type: 'wrongShape',
				json: {
					imported: 1,
					failed: 1,
					entries: [
						{
							id: null,
							question: 'Question 2?',
							status: 'failed',
							error: { code: 'parameter_invalid', message: 'Too long' },
						},
						{ id: 'kb_3', question: 'Question 3?', status: 'created' },
					],
				},
			},
		});
		const { outputs } = await rig.sync(items, more, { onError: 'continueErrorOutput' });
		expect(outputs[1]?.map(({ json }) => [json.question, json.error])).toEqual([
			['Question 2?', 'LiveTok did not import this entry: Too long'],
		]);
		expect(outputs[0]?.filter(({ json }) => json.action === 'created')).toHaveLength(5);
	});

	it('a list that cannot be read to its end: every item fails, and nothing is written', async () => {
		const page = { object: 'list', has_more: true, data: [{ id: 'kb_same', question: 'Q', answer: 'A', tags: [] }] };
		rig.simulator.faults.add({ match: { method: 'GET' }, fault: { type: 'wrongShape', json: page } });
		const { outputs } = await rig.sync(items, more, { onError: 'continueErrorOutput' });
		expect(outputs.map((output) => output.length)).toEqual([0, items.length]);
		expect(outputs[1]?.[0]?.json.error).toContain('could not be read to its end');
		expect(rig.writes()).toEqual([]);
	});

	it('without continue the first failure ends the run and says how far it got; the next run finishes', async () => {
		rig.simulator.faults.add({ match: { bodyIncludes: 'Question 2?' }, times: 1, fault: { type: 'cut' } });
		const { error } = await rig.sync(items, more);
		expect(error?.message).toMatch(/^Outcome unknown: /);
		expect(error?.description).toContain('2 of 7 items were done before the run ended');
		expect(rig.writes()).toEqual(['POST /v1/knowledge/bulk', 'POST /v1/knowledge/bulk']);
		await rig.sync(items, more);
		isDone();
	});

	it('a stop ends the run after what is on its way; the next run finishes', async () => {
		rig.simulator.faults.add({ match: { bodyIncludes: 'Question 2?' }, times: 1, fault: { type: 'hang' } });
		const run = rig.start(items, more);
		await waitUntil(() => rig.writes().length === 2);
		run.cancel();
		await run.result;
		expect(rig.writes()).toHaveLength(2);
		await rig.sync(items, more);
		isDone();
	});
});
