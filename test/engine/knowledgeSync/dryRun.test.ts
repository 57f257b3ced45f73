import { actions, deleting, type SyncRig, syncRig } from './rig.ts';

describe('liveTok knowledge sync: dry run', () => {
	let rig: SyncRig;
	beforeEach(async () => {
		rig = await syncRig();
	});
	afterEach(async () => await rig.simulator.close());

	it('returns the plan, and writes nothing', async () => {
		rig.store({ question: 'Q1?', answer: 'A' }, { question: 'Q2?', answer: 'Old' }, { question: 'Gone?', answer: 'A' });
		const items = [
			{ question: 'Q0?', answer: 'A' },
			{ question: 'Q1?', answer: 'A' },
			{ question: 'Q2?', answer: 'New' },
		];
		const dry = await rig.sync(items, { ...deleting, dryRun: true });
		expect(rig.writes()).toEqual([]);
		expect(dry.outputs[0]?.every(({ json }) => json.dryRun === true)).toBe(true);
		expect(dry.outputs[0]?.[0]?.json.id).toBe('');
		expect(dry.task?.hints?.[0]?.message).toBe(
			'Dry run, nothing was written. Planned: 1 created, 1 updated, 1 unchanged, 1 deleted.',
		);
		expect(actions(dry)).toEqual(['created Q0?', 'unchanged Q1?', 'updated Q2?', 'deleted Gone?']);
		expect(actions(await rig.sync(items, deleting))).toEqual(actions(dry));
	});

	it('returns the plan even where a real run would be refused, and says so', async () => {
		rig.store({ question: 'Q1?', answer: 'A' }, { question: 'Q2?', answer: 'A' });
		const { outputs, task } = await rig.sync([{ question: 'Q1?', answer: 'A' }], { deleteMissing: true, dryRun: true });
		expect(outputs[0]?.map(({ json }) => json.action)).toEqual(['unchanged', 'deleted']);
		expect(task?.hints?.[0]?.message).toContain(
			'A real run would write nothing either. This run would delete 1 of 2 entries',
		);
	});

	it.each([
		{ name: 'no dry run', field: 'dryRun', value: '={{ $json.question === "Q1?" }}' },
		{ name: 'to delete', field: 'deleteMissing', value: '={{ $json.question === "Q1?" }}' },
	])('where items do not agree on $name, the careful one counts', async ({ field, value }) => {
		rig.store({ question: 'Gone?', answer: 'A' });
		const items = ['Q0?', 'Q1?'].map((question) => ({ question, answer: 'A' }));
		await rig.sync(items, { ...deleting, [field]: value });
		expect(rig.stored().map(([question]) => question)).toContain('Gone?');
	});
});
