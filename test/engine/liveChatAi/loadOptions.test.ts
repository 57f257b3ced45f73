import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { methods } from '../../../nodes/LiveChatAi/methods.ts';
import { type LiveChatAiSimulator, startLiveChatAiSimulator } from '../../../sandbox/simulators/livechatai/index.ts';
import { byId } from '../../samples/liveChatAi/locators.ts';
import { loadOptionsHost } from './loadOptions.ts';

type Search = keyof typeof methods.listSearch;

/** The fields of an operation that has all that the drop-downs look at. */
const support: INodeParameters = { resource: 'dataSource', operation: 'delete', agentId: byId('clxsupport0001') };

describe('the drop-downs of LiveChatAI', () => {
	let simulator: LiveChatAiSimulator;
	beforeEach(async () => {
		simulator = await startLiveChatAiSimulator();
	});
	afterEach(async () => await simulator.close());

	const search = async (
		name: Search,
		filter?: string,
		token?: string,
		parameters = support,
	): Promise<INodeListSearchResult> =>
		await methods.listSearch[name].call(loadOptionsHost(simulator.url, parameters), filter, token);
	const asked = () => simulator.requests.map(({ path, rawQuery }) => `${path.replace('/api/v2', '')}?${rawQuery}`);

	it.each<{ name: Search; parameters?: INodeParameters; request: string; count: number; first: object }>([
		{
			name: 'searchAgents',
			parameters: {},
			request: '/agents?limit=100&page=1',
			count: 4,
			first: { name: 'Members assistant', value: 'clxsecure0001' },
		},
		{
			name: 'searchContacts',
			request: '/contacts?agentId=clxsupport0001&limit=100&page=1',
			count: 25,
			first: { name: 'Zoe Martin · customer0025@example.com · customer-0025', value: 'contact_0025' },
		},
		{
			name: 'searchConversations',
			request: '/conversations?agentId=clxsupport0001&type=all&sort=desc&perPage=100&page=1',
			count: 30,
			first: { name: expect.stringMatching(/ · 2025-01-25 12:01 · resolved$/), value: 'chat_0030' },
		},
		{
			name: 'searchDataSources',
			request: '/data-sources?agentId=clxsupport0001&limit=100&page=1',
			count: 12,
			first: { name: 'Map · IMAGE', value: 'source_00012' },
		},
		{
			name: 'searchDataSources',
			parameters: { ...support, source: 'PDF' },
			request: '/data-sources?agentId=clxsupport0001&source=PDF&limit=100&page=1',
			count: 1,
			first: { name: 'Handbook · PDF', value: 'source_00010' },
		},
		{
			name: 'searchSuggestions',
			request: '/ai-suggestions?agentId=clxsupport0001&limit=100&page=1',
			count: 8,
			first: { name: 'A question about opening hours · INCOMPLETE', value: 'msg_0029b' },
		},
		{
			name: 'searchViews',
			request: '/conversations/views?agentId=clxsupport0001&perPage=100&page=1',
			count: 3,
			first: { name: 'Unhappy visitors', value: 'view_negative' },
		},
	])('$name', async ({ name, parameters, request, count, first }) => {
		const { results, paginationToken } = await search(name, '', undefined, parameters);
		expect([results.length, results[0], paginationToken]).toEqual([count, first, undefined]);
		expect(asked().map(sorted)).toEqual([sorted(request)]);
	});

	it('an archived AI agent says so', async () => {
		expect((await search('searchAgents', 'archived')).results).toEqual([
			{ name: 'Old assistant · archived', value: 'clxarchive0001' },
		]);
	});

	it('a long list comes part by part, one request each, every entry once', async () => {
		simulator.state.seedDataSources(250);
		const values: unknown[] = [];
		let token: string | undefined;
		for (let part = 1; part <= 3; part += 1) {
			const { results, paginationToken } = await search('searchDataSources', '', token);
			values.push(...results.map(({ value }) => value));
			token = paginationToken;
			expect(simulator.requests).toHaveLength(part);
		}
		expect([token, new Set(values).size]).toEqual([undefined, 250]);
	});

	it('parts without a match are skipped, up to five requests at a time', async () => {
		simulator.state.seedDataSources(650);
		const first = await search('searchDataSources', 'answer 9.');
		expect(first).toEqual({ results: [], paginationToken: '6' });
		expect(simulator.requests).toHaveLength(5);
		// The title is what people see: the last question is on the seventh page.
		const found = await search('searchDataSources', 'QUESTION 9?', '6');
		expect(found.results).toEqual([{ name: 'Question 9? · QA', value: 'qa_00009' }]);
	});

	it('a list that ignores its page ends in the drop-down too', async () => {
		await simulator.close();
		simulator = await startLiveChatAiSimulator({ assumptions: { pageParameter: 'ignored' } });
		simulator.state.seedDataSources(250);
		const { paginationToken } = await search('searchDataSources');
		expect(await search('searchDataSources', '', paginationToken as string)).toEqual({
			results: [],
			paginationToken: undefined,
		});
	});

	it.each(['searchContacts', 'searchConversations', 'searchDataSources', 'searchSuggestions', 'searchViews'] as const)(
		'%s asks for the AI agent first',
		async (name) => {
			for (const value of ['', ' ', '={{ $json.agent }}']) {
				const parameters = { ...support, agentId: byId(value) };
				await expect(search(name, '', undefined, parameters)).rejects.toMatchObject({
					message: 'Choose the AI agent first',
				});
			}
			expect(simulator.requests).toEqual([]);
		},
	);

	it('a hostile name is readable, and not too long', async () => {
		const contact = simulator.state.contacts.get('contact_0025');
		if (contact === undefined) throw new Error('There is no contact');
		simulator.state.contacts.put({ ...contact, name: `Zoe\u202e\u0000${'Z'.repeat(500)}` });
		const [first] = (await search('searchContacts')).results;
		expect(first?.name).toMatch(/^Zoe Z+…$/);
		expect(first?.name.length).toBeLessThanOrEqual(120);
	});

	it('a wrong key is explained', async () => {
		const host = loadOptionsHost(simulator.url, support, 'wrong');
		await expect(methods.listSearch.searchAgents.call(host)).rejects.toMatchObject({
			message: 'LiveChatAI does not accept the API key',
		});
	});
});

/** The same request, whatever the order of its parameters. */
function sorted(request: string): string {
	const [path = '', query = ''] = request.split('?');
	return `${path}?${query.split('&').sort().join('&')}`;
}
