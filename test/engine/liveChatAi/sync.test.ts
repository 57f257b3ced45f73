import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { salesAgentId, supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import { byId } from '../../samples/liveChatAi/locators.ts';
import { type LiveChatAiRig, liveChatAiRig, type LiveChatAiRun, parametersOf, sentTo } from './rig.ts';

interface Row {
	readonly question: string;
	readonly answer: string;
}

const deleting = { deleteMissing: true, largestDeletedShare: 100 };

/** What the simulator generates: "Question 1?" with "Answer 1." and so on. */
const generated = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({ question: `Question ${index + 1}?`, answer: `Answer ${index + 1}.` }));

describe('liveChatAi dataSource sync in the engine', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
		rig.simulator.state.seedDataSources(5);
	});
	afterEach(async () => await rig.simulator.close());

	const sync = async (items: readonly Row[], more: INodeParameters = {}, run: Partial<LiveChatAiRun> = {}) =>
		await rig.run({
			parameters: parametersOf('dataSource.sync', more),
			items: items as unknown as IDataObject[],
			...run,
		});
	const known = (): string[] =>
		rig.simulator.state
			.dataSourcesOf()
			.filter(({ source }) => source === 'QA')
			.map(({ title, text }) => `${title} ${text}`)
			.sort();
	const asWanted = (items: readonly Row[]): string[] =>
		items.map(({ question, answer }) => `${question} ${answer}`).sort();
	/** Requests that write, in their order: what was added and what was deleted. */
	const writes = () =>
		sentTo(rig)
			.filter(({ request }) => !request.startsWith('GET'))
			.map(({ body }) => {
				const { question, answer, ids } = body as Partial<Row> & { ids?: string[] };
				return ids === undefined ? `add ${question} ${answer}` : `delete ${ids.join()}`;
			});

	it('adds, replaces and leaves; the new one is there before the earlier one goes', async () => {
		const items = [
			{ question: 'New?', answer: 'Yes.' },
			{ question: 'Question 1?', answer: 'Other.' },
			{ question: 'question 2', answer: 'Answer 2.' },
			{ question: 'Question 3?', answer: 'Answer 3.' },
		];
		const { outputs, error, task } = await sync(items, { options: { concurrency: 1 } });
		expect(error).toBeUndefined();
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.action, json.question, json.changes, pairedItem])).toEqual([
			['created', 'New?', '', { item: 0 }],
			['updated', 'Question 1?', 'answer', { item: 1 }],
			['updated', 'question 2', 'question', { item: 2 }],
			['unchanged', 'Question 3?', '', { item: 3 }],
		]);
		expect(sentTo(rig)[0]?.request).toBe(`GET /data-sources?agentId=${supportAgentId}&source=QA&page=1&limit=100`);
		expect(writes()).toEqual([
			'add New? Yes.',
			'add Question 1? Other.',
			'add question 2 Answer 2.',
			'delete qa_00001,qa_00002',
		]);
		expect(sentTo(rig).find(({ request }) => request.startsWith('POST'))?.body).toEqual({
			agentId: supportAgentId,
			question: 'New?',
			answer: 'Yes.',
			isGeneratedByAI: false,
		});
		const byQuestion = new Map(rig.simulator.state.dataSourcesOf().map(({ id, title }) => [title, id]));
		expect(outputs[0]?.map(({ json }) => json.id)).toEqual(items.map(({ question }) => byQuestion.get(question)));
		expect(task?.hints?.[0]?.message).toBe(
			'1 created, 2 updated, 1 unchanged. Entries in LiveChatAI that the input does not have, and that stay: 2.',
		);
	});

	it('a second run writes nothing', async () => {
		const items = [...generated(5), { question: 'New?', answer: ' One\r\nTwo ' }];
		await sync(items);
		const before = rig.simulator.requests.length;
		const { outputs } = await sync(items);
		expect(new Set(outputs[0]?.map(({ json }) => json.action))).toEqual(new Set(['unchanged']));
		expect(rig.simulator.requests).toHaveLength(before + 1);
	});

	it('1,000 entries take one list request per 100, one write per change, and one deletion per 100', async () => {
		rig.simulator.state.seedDataSources(1_000);
		const items = generated(1_100)
			.slice(150)
			.map((row, index) => (index < 150 ? { ...row, answer: 'Other.' } : row));
		await sync(items, { ...deleting, options: { concurrency: 50 } });
		const counted = Map.groupBy(rig.simulator.requests, ({ method }) => method);
		expect([...counted].map(([method, all]) => [method, all.length])).toEqual([
			['GET', 10],
			// 100 to create, 150 to replace.
			['POST', 250],
			// 150 earlier ones, 150 that the input does not have.
			['DELETE', 4],
		]);
		expect(known()).toEqual(asWanted(items));
	}, 60_000);

	it('deletes only questions and answers of this AI agent', async () => {
		const { state } = rig.simulator;
		const [first] = state.dataSourcesOf();
		if (first === undefined) throw new Error('The simulator has no data sources');
		state.dataSources.put({ ...first, id: 'text_1', source: 'TEXT', title: 'Company' });
		state.dataSources.put({ ...first, id: 'sales_1', agentId: salesAgentId, title: 'Price?' });
		const before = state.dataSourcesOf(salesAgentId).length;
		await sync(generated(1), deleting);
		expect(state.dataSourcesOf().map(({ id }) => id)).toEqual(['qa_00001', 'text_1']);
		expect(state.dataSourcesOf(salesAgentId)).toHaveLength(before);
	});

	it('what LiveChatAI lists although it is no question is neither matched nor deleted', async () => {
		const items = [
			{ id: 'a', title: 'Question 1?', text: 'A', source: 'TEXT' },
			{ id: 'b', title: 'Other', text: 'B', source: 'WEBSITE' },
		];
		const json = { status: 'success', data: { items, totalCount: 2, pages: { page: 1, totalPages: 1 } } };
		rig.simulator.faults.add({ match: { method: 'GET' }, fault: { type: 'wrongShape', json } });
		await sync(generated(1), deleting);
		expect(writes()).toEqual(['add Question 1? Answer 1.']);
	});

	it('refuses items for different AI agents before anything is asked', async () => {
		const items = [supportAgentId, salesAgentId].map((agent) => ({ ...generated(1)[0], agent }));
		const { error } = await sync(items as unknown as Row[], { agentId: byId('={{ $json.agent }}') });
		expect(error?.message).toBe('The input items name different AI agents');
		expect(rig.simulator.requests).toEqual([]);
	});

	it('more than 20 % are refused before anything is written; replaced ones do not count', async () => {
		const others = generated(5).map((row) => ({ ...row, answer: 'Other.' }));
		expect((await sync(others.slice(2), { deleteMissing: true })).error?.message).toContain(
			'would delete 2 of 5 entries',
		);
		expect(writes()).toEqual([]);
		await sync(others, { deleteMissing: true });
		expect(known()).toEqual(asWanted(others));
	});

	describe('a run that is cut short', () => {
		const items = generated(5).map((row) => ({ ...row, answer: 'Other.' }));

		it.each([
			{ name: 'after it was added', fault: { type: 'cutAfter' as const }, repeated: [] },
			{ name: 'before it was added', fault: { type: 'cut' as const }, repeated: ['add Question 2? Other.'] },
		])('an answer that is lost $name: the earlier one stays, and the next run heals', async ({ fault, repeated }) => {
			rig.simulator.faults.add({ match: { bodyIncludes: 'Question 2?' }, times: 1, fault });
			const { outputs } = await sync(items, {}, { onError: 'continueErrorOutput' });
			expect(outputs[1]?.map(({ json }) => [json.question, (json.details as IDataObject).outcome])).toEqual([
				['Question 2?', 'unknown'],
			]);
			expect(known()).toContain('Question 2? Answer 2.');
			const before = writes().length;

			const healed = await sync(items);
			expect(writes().slice(before)).toEqual([...repeated, 'delete qa_00002']);
			expect(healed.error).toBeUndefined();
			expect(known()).toEqual(asWanted(items));
		});

		it('earlier ones that could not be deleted: says so, and the next run deletes them', async () => {
			rig.simulator.faults.add({ match: { method: 'DELETE' }, times: 1, fault: { type: 'status', status: 403 } });
			const more = { options: { chunkSize: 2, concurrency: 1 } };
			const { outputs } = await sync(items, more, { onError: 'continueErrorOutput' });
			expect(outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual(
				[1, 2].map((number): unknown[] => [
					expect.stringContaining(`The new answer was added, but the earlier one (qa_0000${number}) was not deleted`),
					{ item: number - 1 },
				]),
			);
			expect(outputs[1]?.[0]?.json.details).toEqual(
				expect.objectContaining({ advice: expect.stringContaining('Running the sync again deletes it.') }),
			);
			expect(known()).toHaveLength(7);

			const healed = await sync(items, more);
			expect(healed.outputs[0]?.slice(5).map(({ json, pairedItem }) => [json.action, json.reason, pairedItem])).toEqual(
				[0, 1].map((item) => ['deleted', 'An earlier answer to this question', { item }]),
			);
			expect(known()).toEqual(asWanted(items));
		});

		it('a deletion whose answer is lost is asked for again', async () => {
			rig.simulator.faults.add({ match: { method: 'DELETE' }, times: 1, fault: { type: 'cutAfter' } });
			const { error } = await sync(items);
			expect(error).toBeUndefined();
			expect(known()).toEqual(asWanted(items));
		});

		it('an entry that the answer to a deletion does not mention is not called deleted', async () => {
			const json = { status: 'success', data: { deleted: ['qa_00001'], notFound: [] } };
			rig.simulator.faults.add({ match: { method: 'DELETE' }, fault: { type: 'wrongShape', json } });
			const { outputs } = await sync(generated(3), deleting, { onError: 'continueErrorOutput' });
			expect(outputs[1]?.map(({ json: { error } }) => error)).toEqual([
				'"Question 5?" (qa_00005) was not deleted: Outcome unknown: LiveChatAI said nothing about this entry',
				'"Question 4?" (qa_00004) was not deleted: Outcome unknown: LiveChatAI said nothing about this entry',
			]);
		});
	});

	it('dry run: the same plan, and nothing written', async () => {
		const items = [...generated(3), { question: 'Question 4?', answer: 'Other.' }, { question: 'New?', answer: 'A' }];
		const { outputs } = await sync(items, { ...deleting, dryRun: true });
		expect(outputs[0]?.map(({ json }) => [json.action, json.question])).toEqual([
			['unchanged', 'Question 1?'],
			['unchanged', 'Question 2?'],
			['unchanged', 'Question 3?'],
			['updated', 'Question 4?'],
			['created', 'New?'],
			['deleted', 'Question 5?'],
		]);
		expect(writes()).toEqual([]);
	});
});
