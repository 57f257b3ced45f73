import type { INodeParameters } from 'n8n-workflow';

import { otherWorkspaceKey, readOnlyKey, sandboxKey } from '../../../sandbox/simulators/livechatai/index.ts';
import { liveChatAiSamples } from '../../samples/liveChatAi/index.ts';
import { byId } from '../../samples/liveChatAi/locators.ts';
import { type LiveChatAiRig, liveChatAiRig, parametersOf } from './rig.ts';

type Fault = Parameters<LiveChatAiRig['simulator']['faults']['add']>[0]['fault'];

interface Case {
	readonly name: string;
	readonly fault: Fault;
}

const text = 'dataSource.addText';

describe('when LiveChatAI does not do what it is asked', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const run = async (name: string, more: INodeParameters = {}, apiKey = sandboxKey) => {
		const items = [...(liveChatAiSamples[name]?.items ?? [])];
		return await rig.run({ parameters: parametersOf(name, more), items, apiKey, onError: 'continueErrorOutput' });
	};

	describe('what was added with a lost answer is not added twice', () => {
		it.each<Case & { added: number }>([
			{ name: 'cut after it was added', fault: { type: 'cutAfter' }, added: 1 },
			{ name: 'cut before', fault: { type: 'cut' }, added: 0 },
			{ name: 'JSON cut in half', fault: { type: 'truncatedJson' }, added: 1 },
			{ name: 'a web page', fault: { type: 'html' }, added: 0 },
			{ name: 'another shape', fault: { type: 'wrongShape', json: { status: 'success', data: {} } }, added: 0 },
			{ name: 'a 500', fault: { type: 'status', status: 500 }, added: 0 },
			{ name: 'a 502 with a web page', fault: { type: 'html', status: 502 }, added: 0 },
			{ name: 'a 503', fault: { type: 'status', status: 503 }, added: 0 },
		])('$name', async ({ fault, added }) => {
			const before = rig.simulator.state.dataSourcesOf().length;
			rig.simulator.faults.add({ match: { bodyIncludes: 'Gifts' }, fault });
			const { outputs } = await run(text);
			expect(outputs[0]?.map(({ json }) => json.source)).toEqual(['TEXT']);
			expect(outputs[1]?.map(({ json }) => json)).toEqual([
				expect.objectContaining({
					error: expect.stringMatching(/^Outcome unknown: /),
					title: 'Gifts',
					details: expect.objectContaining({
						outcome: 'unknown',
						advice: expect.stringContaining('the data source may or may not have been added. Check in LiveChatAI'),
					}),
				}),
			]);
			expect(rig.simulator.requests).toHaveLength(2);
			expect(rig.simulator.state.dataSourcesOf()).toHaveLength(before + 1 + added);
		});

		it('no answer in time', async () => {
			rig.simulator.faults.add({ match: { bodyIncludes: 'Gifts' }, fault: { type: 'hang' } });
			const { outputs } = await run(text, { options: { timeout: 1 } });
			expect(outputs[1]?.[0]?.json.error).toBe('Outcome unknown: LiveChatAI did not answer in time');
			expect(rig.simulator.requests).toHaveLength(2);
		});

		it('an AI agent neither', async () => {
			rig.simulator.faults.add({ match: { bodyIncludes: 'Shop' }, times: 1, fault: { type: 'cutAfter' } });
			const { outputs } = await run('agent.create');
			expect(outputs[1]?.[0]?.json.details).toMatchObject({ outcome: 'unknown' });
			expect(rig.simulator.requests).toHaveLength(2);
		});
	});

	it.each(['contact.upsert', 'agent.delete', 'aiSuggestion.dismiss', 'contact.get', 'analytics.getTopics'])(
		'%s is tried again after a lost answer: doing it twice leaves the same',
		async (name) => {
			rig.simulator.faults.add({ match: {}, times: 1, fault: { type: 'cutAfter' } });
			const { outputs } = await run(name);
			expect([outputs[0]?.length, outputs[1]?.length]).toEqual([2, 0]);
			expect(rig.simulator.requests).toHaveLength(3);
		},
	);

	it('a create or update whose answer was lost makes one contact', async () => {
		rig.simulator.faults.add({ match: { bodyIncludes: '9001' }, times: 1, fault: { type: 'cutAfter' } });
		await run('contact.upsert');
		expect(rig.simulator.state.contacts.all().filter(({ distinctId }) => distinctId === 'customer-9001')).toHaveLength(
			1,
		);
	});

	it.each<Case & { requests: number }>([
		{
			name: 'a 429 with Retry-After',
			fault: { type: 'rateLimited', retryAfter: { seconds: 1, as: 'seconds' } },
			requests: 3,
		},
		{ name: 'a 429 without a time', fault: { type: 'rateLimited' }, requests: 3 },
	])('$name is waited for, also where it adds something', async ({ fault, requests }) => {
		rig.simulator.faults.add({ match: {}, times: 1, fault });
		const { outputs } = await run(text, { options: { concurrency: 1 } });
		expect(outputs[0]).toHaveLength(2);
		expect(rig.simulator.requests).toHaveLength(requests);
	});

	it('a 429 that asks for a long wait ends with the time', async () => {
		rig.simulator.faults.add({
			match: {},
			fault: { type: 'rateLimited', retryAfter: { seconds: 3_000, as: 'seconds' } },
		});
		const { outputs } = await run(text, { options: { longestWait: 1 } });
		expect(outputs[1]?.map(({ json }) => json)).toEqual(
			Array(2).fill(
				expect.objectContaining({
					error: 'LiveChatAI received too many requests',
					details: expect.objectContaining({
						outcome: 'notSent',
						advice: expect.stringMatching(/It may be asked again at .*Longest Wait option/),
					}),
				}),
			),
		);
	});

	it('a wrong key: says so, and shows it nowhere', async () => {
		const result = await run(text, {}, 'lca_wrong_0815');
		expect(result.outputs[1]?.map(({ json }) => json)).toEqual(
			Array(2).fill(
				expect.objectContaining({
					error: 'LiveChatAI does not accept the API key',
					details: {
						outcome: 'failed',
						code: 'unauthorized',
						httpStatus: 401,
						advice: expect.stringContaining('in the LiveChatAI dashboard'),
					},
				}),
			),
		);
		expect(rig.simulator.requests).toHaveLength(2);
		expect(result.stored).not.toContain('lca_wrong_0815');
	});

	it.each([
		{ name: 'may only read', apiKey: readOnlyKey },
		{ name: 'belongs to another workspace', apiKey: otherWorkspaceKey },
	])('a key that $name: says what it may be', async ({ apiKey }) => {
		const { outputs } = await run(text, {}, apiKey);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error: 'LiveChatAI does not allow this',
			details: {
				httpStatus: 403,
				advice: expect.stringMatching(/another workspace or lack the permission.*quota.*LiveChatAI says: This API key/),
			},
		});
	});

	it('a contact of an AI agent with secure identification needs the user hash', async () => {
		const { outputs } = await run('contact.upsert', { agentId: byId('clxsecure0001') });
		expect(outputs[1]?.[0]?.json.details).toMatchObject({ advice: expect.stringContaining('user hash') });
	});

	it.each([
		{ name: 'agent.get', more: { agentId: byId('nobody') }, error: 'LiveChatAI: Agent nobody was not found.' },
		{ name: 'contact.get', more: { contactId: byId('c9') }, error: 'LiveChatAI: Contact c9 was not found.' },
		{ name: 'aiSuggestion.get', more: { suggestionId: byId('m9') }, error: 'LiveChatAI: Suggestion m9 was not found.' },
		{ name: 'dataSource.getAll', more: { agentId: byId('a9') }, error: 'LiveChatAI: Agent a9 was not found.' },
		{ name: 'analytics.getCsat', more: { agentId: byId('a9') }, error: 'LiveChatAI: Agent a9 was not found.' },
	])('$name of something unknown: LiveChatAI’s words, and what to check', async ({ name, more, error }) => {
		const { outputs } = await run(name, more);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error,
			details: { httpStatus: 404, outcome: 'failed', advice: expect.stringContaining('belongs to this AI agent') },
		});
		expect(rig.simulator.requests).toHaveLength(2);
	});

	it.each<{ name: string; status: number; body: { json?: unknown; text?: string }; error: string }>([
		{ name: 'a good status', status: 200, body: { json: { status: 'error', message: 'No' } }, error: 'LiveChatAI: No' },
		{ name: 'no message', status: 400, body: { json: { status: 'error' } }, error: 'HTTP status 400' },
		{
			name: 'several messages',
			status: 400,
			body: { json: { message: ['One', 'Two'] } },
			error: 'LiveChatAI: One. Two',
		},
		{ name: 'other words', status: 400, body: { json: { error: 'Bad' } }, error: 'LiveChatAI: Bad' },
		{ name: 'plain text', status: 400, body: { text: 'Bad request' }, error: 'LiveChatAI: Bad request' },
	])('a refusal with $name', async ({ status, body, error }) => {
		rig.simulator.faults.add({ match: {}, fault: { type: 'status', status, ...body } });
		const { outputs } = await run(text);
		expect(outputs[1]?.[0]?.json.error).toContain(error);
		expect(outputs[1]?.[0]?.json.details).toMatchObject({ outcome: 'failed' });
	});

	it.each<Case & { error: string }>([
		{ name: 'a web page', fault: { type: 'html' }, error: 'LiveChatAI answered with a web page instead of data' },
		{
			name: 'another shape',
			fault: { type: 'wrongShape', json: { status: 'success', data: [] } },
			error: "LiveChatAI's answer is not what its documentation describes",
		},
	])('nothing is made up from $name', async ({ fault, error }) => {
		rig.simulator.faults.add({ match: {}, fault });
		for (const name of ['agent.get', 'contact.get', 'aiSuggestion.get', 'analytics.getOverview']) {
			const { outputs } = await run(name);
			expect([name, outputs[0], outputs[1]?.map(({ json }) => json.error)]).toEqual([name, [], [error, error]]);
		}
	});

	it('the list of conversations of a contact that is not where it was inferred', async () => {
		await rig.simulator.close();
		rig = await liveChatAiRig({ assumptions: { contactConversationsRoute: 'absent' } });
		const { outputs } = await run('contact.getConversations');
		expect(outputs[1]?.map(({ json }) => (json.details as { httpStatus: number }).httpStatus)).toEqual([404, 404]);
	});
});
