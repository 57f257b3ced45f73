import type { INodeParameters } from 'n8n-workflow';

import { salesAgentId, supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import { byId } from '../../samples/liveChatAi/locators.ts';
import { type LiveChatAiRig, liveChatAiRig, parametersOf, sentTo } from './rig.ts';

const parameters = (options: INodeParameters = {}): INodeParameters =>
	parametersOf('dataSource.delete', { agentId: byId('={{ $json.agent }}'), options });

/** Knowledge of the simulator's support agent. */
const source = (id: string, type = 'QA', agent = supportAgentId) => ({ agent, source: type, id });
const question = (number: number) => source(`source_${String(number).padStart(5, '0')}`);

describe('deleting data sources', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const left = (): number => rig.simulator.state.dataSourcesOf().length;

	it('puts those of one AI agent and type into one request, and answers in the order of the items', async () => {
		const items = [question(1), source('source_00010', 'PDF'), question(2), question(3)];
		const { outputs, error } = await rig.run({ parameters: parameters(), items });
		expect(error).toBeUndefined();
		expect(sentTo(rig).map(({ body }) => body)).toEqual([
			{ agentId: supportAgentId, source: 'QA', ids: ['source_00001', 'source_00002', 'source_00003'] },
			{ agentId: supportAgentId, source: 'PDF', ids: ['source_00010'] },
		]);
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.deleted, json.dataSourceId, pairedItem])).toEqual(
			items.map(({ id }, item) => [true, id, { item }]),
		);
		expect(left()).toBe(8);
	});

	it('deleted and not found in one request: every item says what became of it', async () => {
		const items = [
			question(1),
			question(77),
			// It is there, but of another type: it goes on answering.
			source('source_00010', 'QA'),
			source('source_00002', 'QA', salesAgentId),
			question(2),
		];
		const { outputs } = await rig.run({ parameters: parameters(), items, onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ json }) => json.dataSourceId)).toEqual(['source_00001', 'source_00002']);
		expect(outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['LiveChatAI has no such data source: source_00077', { item: 1 }],
			['LiveChatAI has no such data source: source_00010', { item: 2 }],
			['LiveChatAI has no such data source: source_00002', { item: 3 }],
		]);
		expect(outputs[1]?.[1]?.json.details).toEqual(
			expect.objectContaining({
				outcome: 'failed',
				advice: expect.stringContaining('of another type than Source says'),
			}),
		);
		expect(rig.simulator.requests).toHaveLength(2);
		expect(left()).toBe(10);
	});

	it('the same one twice is asked for once, and both items say that it is gone', async () => {
		const { outputs } = await rig.run({ parameters: parameters(), items: [question(1), question(1)] });
		expect(sentTo(rig).map(({ body }) => body)).toEqual([expect.objectContaining({ ids: ['source_00001'] })]);
		expect(outputs[0]?.map(({ json }) => json.deleted)).toEqual([true, true]);
	});

	it('sends no more in one request than the chunk size', async () => {
		const items = [1, 2, 3, 4, 5].map(question);
		await rig.run({ parameters: parameters({ chunkSize: 2, concurrency: 1 }), items });
		expect(rig.simulator.requests.map(({ body }) => (body as { ids: string[] }).ids.length)).toEqual([2, 2, 1]);
	});

	it('a request that fails is the error of its own items only', async () => {
		rig.simulator.faults.add({ match: { bodyIncludes: 'PDF' }, fault: { type: 'status', status: 403 } });
		const items = [question(1), source('source_00010', 'PDF'), question(2)];
		const { outputs } = await rig.run({ parameters: parameters(), items, onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ json }) => json.dataSourceId)).toEqual(['source_00001', 'source_00002']);
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual(['LiveChatAI does not allow this']);
	});

	it('an answer that does not mention an item leaves it open', async () => {
		rig.simulator.faults.add({
			match: {},
			fault: { type: 'wrongShape', json: { status: 'success', data: { deleted: ['source_00001'] } } },
		});
		const items = [question(1), question(2)];
		const { outputs } = await rig.run({ parameters: parameters(), items, onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ json }) => json.dataSourceId)).toEqual(['source_00001']);
		expect(outputs[1]?.[0]?.json).toMatchObject({ id: 'source_00002', details: { outcome: 'unknown' } });
	});

	it('a lost answer is asked for again: deleting twice does no harm, and the text fits both cases', async () => {
		rig.simulator.faults.add({ match: {}, times: 1, fault: { type: 'cutAfter' } });
		const { outputs } = await rig.run({
			parameters: parameters(),
			items: [question(1)],
			onError: 'continueRegularOutput',
		});
		expect(rig.simulator.requests).toHaveLength(2);
		expect(outputs[0]?.[0]?.json.details).toEqual(
			expect.objectContaining({ advice: expect.stringContaining('It may be deleted already') }),
		);
		expect(left()).toBe(11);
	});
});
