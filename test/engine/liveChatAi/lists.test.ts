import { setImmediate } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import type { Assumptions } from '../../../sandbox/simulators/livechatai/index.ts';
import { supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import { byId } from '../../samples/liveChatAi/locators.ts';
import { liveChatAiRig, type LiveChatAiRig } from './rig.ts';

type State = LiveChatAiRig['simulator']['state'];

const agentId = byId(supportAgentId);
const moment = (index: number): string => new Date(Date.UTC(2025, 5, 1) + index * 1_000).toISOString();
const padded = (index: number): string => String(index).padStart(4, '0');

interface List {
	readonly name: string;
	readonly style: string;
	readonly parameters: INodeParameters;
	/** Makes the list have so many rows. */
	readonly fill: (state: State, count: number) => void;
	/** The size of a page in a request. */
	readonly size: string;
	readonly path: string;
	/** What a good answer with other rows than a list would be. */
	readonly wrong: object;
}

/** Every list of the node outside conversations. Together they have the page styles A, B, C, D and E. */
const lists: readonly List[] = [
	{
		name: 'agent.getAll',
		style: 'A',
		parameters: {},
		fill: (state, count) => {
			const [first] = state.agents.all();
			if (first === undefined) throw new Error('There is no agent');
			for (const { id } of state.agents.all()) state.agents.delete(id);
			for (let index = 0; index < count; index += 1) {
				state.agents.put({ ...first, id: `clx${padded(index)}`, slug: `s${index}`, createdAt: moment(index) });
			}
		},
		size: 'limit',
		path: '/agents',
		wrong: { status: 'success', data: 'none' },
	},
	{
		name: 'contact.getAll',
		style: 'A',
		parameters: { agentId, filters: {} },
		fill: (state, count) => {
			const [first] = state.contacts.all();
			if (first === undefined) throw new Error('There is no contact');
			for (const { id } of state.contacts.all()) state.contacts.delete(id);
			for (let index = 0; index < count; index += 1) {
				state.contacts.put({ ...first, id: `contact_${padded(index)}`, createdAt: moment(index) });
			}
		},
		size: 'limit',
		path: '/contacts',
		wrong: { status: 'success', agentId: 'x' },
	},
	{
		name: 'dataSource.getAll',
		style: 'B',
		parameters: { agentId, filters: {} },
		fill: (state, count) => state.seedDataSources(count),
		size: 'limit',
		path: '/data-sources',
		wrong: { status: 'success', data: [] },
	},
	{
		name: 'contact.getConversations',
		style: 'C',
		parameters: { agentId, contactId: byId('contact_0001'), filters: {} },
		fill: (state, count) => {
			const [first] = state.conversations.all();
			if (first === undefined) throw new Error('There is no conversation');
			for (const { id } of state.conversations.all()) state.conversations.delete(id);
			for (let index = 0; index < count; index += 1) {
				state.conversations.put({ ...first, id: `chat_${padded(index)}`, lastMessageDate: moment(index) });
			}
		},
		size: 'perPage',
		path: '/contacts/contact_0001/conversations',
		wrong: { status: 'success', data: { conversations: null } },
	},
	{
		name: 'aiSuggestion.getAll',
		style: 'D',
		parameters: { agentId, simplify: true, filters: {} },
		fill: (state, count) => {
			const [first] = state.suggestions.all();
			if (first === undefined) throw new Error('There is no suggestion');
			for (const { id } of state.suggestions.all()) state.suggestions.delete(id);
			for (let index = 0; index < count; index += 1) {
				state.suggestions.put({ ...first, id: `msg_${padded(index)}`, createdAt: moment(index) });
			}
		},
		size: 'limit',
		path: '/ai-suggestions',
		wrong: { status: 'success', data: { items: [] } },
	},
	{
		name: 'analytics.getCsat',
		style: 'E',
		parameters: { agentId, startDate: '2025-06-01', endDate: '2025-06-30', simplify: true },
		fill: (state, count) => {
			const [first] = state.ratings;
			if (first === undefined) throw new Error('There is no rating');
			state.ratings.length = 0;
			for (let index = 0; index < count; index += 1) {
				state.ratings.push({ ...first, id: `csat_${padded(index)}`, createdAt: moment(index) });
			}
		},
		size: 'pageSize',
		path: '/analytics/csat',
		wrong: { status: 'success', data: { currentPeriod: {} } },
	},
];

describe.each(lists)('$name, page style $style', ({ name, parameters, fill, size, path, wrong }) => {
	const [resource = '', operation = ''] = name.split('.');
	let rig: LiveChatAiRig;
	const open = async (assumptions: Partial<Assumptions> = {}, count = 230) => {
		rig = await liveChatAiRig({ assumptions });
		fill(rig.simulator.state, count);
	};
	afterEach(async () => await rig.simulator.close());

	const list = async (more: INodeParameters) =>
		await rig.run({ parameters: { resource, operation, options: {}, ...parameters, ...more } });
	const idsOf = ({ outputs }: Awaited<ReturnType<typeof list>>): unknown[] =>
		(outputs[0] ?? []).flatMap(({ json }) =>
			Array.isArray(json.scores) ? json.scores.map((score) => (score as { id: string }).id) : json.id,
		);
	const asked = () =>
		rig.simulator.requests.map(
			(request) =>
				`${request.path.replace('/api/v2', '')} ${String(request.query.page)}×${String(request.query[size])}`,
		);

	it('returns all, each row once, with one request per 100', async () => {
		await open();
		const ids = idsOf(await list({ returnAll: true }));
		expect([ids.length, new Set(ids).size]).toEqual([230, 230]);
		expect(asked()).toEqual([1, 2, 3].map((page) => `${path} ${page}×100`));
	});

	it.each([
		{ limit: 7, pages: ['1×7'] },
		{ limit: 100, pages: ['1×100'] },
		// The pages keep their size: a smaller second one would be another part of the list.
		{ limit: 150, pages: ['1×100', '2×100'] },
	])('returns the first $limit', async ({ limit, pages }) => {
		await open();
		const all = idsOf(await list({ returnAll: true }));
		const before = rig.simulator.requests.length;
		expect(idsOf(await list({ returnAll: false, limit }))).toEqual(all.slice(0, limit));
		expect(asked().slice(before)).toEqual(pages.map((page) => `${path} ${page}`));
	});

	it.each<{ name: string; assumptions: Partial<Assumptions> }>([
		{ name: 'says 0 pages', assumptions: { emptyTotalPages: '0' } },
		{ name: 'says 1 page', assumptions: { emptyTotalPages: '1' } },
	])('an empty list that $name', async ({ assumptions }) => {
		await open(assumptions, 0);
		const result = await list({ returnAll: true });
		expect(result.error).toBeUndefined();
		expect(idsOf(result)).toEqual([]);
		expect(rig.simulator.requests).toHaveLength(1);
	});

	it.each([
		{ returnAll: true },
		// The limit ends inside the page that came again.
		{ returnAll: false, limit: 150 },
	])('a list that ignores its page parameter is an error, not the same rows again: %j', async (more) => {
		await open({ pageParameter: 'ignored' });
		const result = await list(more);
		expect(result.error?.message).toBe(
			'LiveChatAI sent the same part of the list again, so the list could not be read to its end',
		);
		expect(result.error?.description).toContain('Nothing was changed');
		expect(result.outputs.flat()).toEqual([]);
		expect(rig.simulator.requests).toHaveLength(2);
	});

	it.each(['empty', 'lastPage'] as const)(
		'rows that vanish while the list is read: past the end comes %s',
		async (pastTheEnd) => {
			await open({ pastTheEnd });
			rig.simulator.faults.add({ match: {}, after: 1, times: 1, fault: { type: 'slow', ms: 500 } });
			const running = list({ returnAll: true });
			while (rig.simulator.requests.length < 2) await setImmediate();
			fill(rig.simulator.state, 80);
			const result = await running;
			expect(result.error).toBeUndefined();
			const ids = idsOf(result);
			expect([ids.length, new Set(ids).size]).toEqual([100, 100]);
			expect(rig.simulator.requests).toHaveLength(2);
		},
	);

	it.each([
		{ fault: { type: 'html' } as const, message: 'LiveChatAI answered with a web page instead of data' },
		{
			fault: { type: 'wrongShape', json: wrong } as const,
			message: "LiveChatAI's answer is not what its documentation describes",
		},
		{
			fault: { type: 'empty', status: 200 } as const,
			message: "LiveChatAI's answer is not what its documentation describes",
		},
		{ fault: { type: 'truncatedJson' } as const, message: "LiveChatAI's answer broke off or is not valid JSON" },
	])('never lies: $fault.type on the second page is an error, not a shorter list', async ({ fault, message }) => {
		await open();
		rig.simulator.faults.add({ match: {}, after: 1, fault });
		const result = await list({ returnAll: true });
		expect(result.error?.message).toBe(message);
		expect(result.outputs.flat()).toEqual([]);
	});
});
