import type { INodeParameters } from 'n8n-workflow';

import { liveChatAiSamples } from '../../samples/liveChatAi/index.ts';
import { type LiveChatAiRig, liveChatAiRig, parametersOf } from './rig.ts';

const names = Object.keys(liveChatAiSamples).filter((name) => name.startsWith('analytics.'));

describe('analytics', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	const week = { startDate: '2025-01-11', endDate: '2025-01-17' };
	const outputOf = async (name: string, more: INodeParameters = {}) => {
		const { outputs, error } = await rig.run({ parameters: parametersOf(name, { ...week, ...more }) });
		expect(error).toBeUndefined();
		return outputs[0]?.[0]?.json;
	};
	const days = () => rig.simulator.requests.map(({ query: { startDate, endDate } }) => [startDate, endDate]);

	describe.each(names)('%s', (name) => {
		it.each<{ what: string; dates: INodeParameters; zone: string; sent: [string, string] }>([
			{
				what: 'the date picker’s values',
				dates: { startDate: '2025-01-11T00:00:00', endDate: '2025-01-17T00:00:00' },
				zone: 'America/Mexico_City',
				sent: ['2025-01-11', '2025-01-17'],
			},
			{ what: 'bare days', dates: week, zone: 'Asia/Tokyo', sent: ['2025-01-11', '2025-01-17'] },
			{
				what: 'dates of expressions',
				dates: {
					startDate: '={{ DateTime.fromISO("2025-01-11T00:30", { zone: "Asia/Tokyo" }) }}',
					endDate: '={{ DateTime.fromISO("2025-01-17T23:30", { zone: "Asia/Tokyo" }) }}',
				},
				zone: 'Asia/Tokyo',
				sent: ['2025-01-11', '2025-01-17'],
			},
			{
				what: 'moments, by the day in the workflow’s zone',
				dates: { startDate: '2025-01-11T05:59:59Z', endDate: '2025-01-17T06:00:00Z' },
				zone: 'America/Mexico_City',
				sent: ['2025-01-10', '2025-01-17'],
			},
		])('sends days for $what', async ({ dates, zone, sent }) => {
			const { error } = await rig.run({ parameters: parametersOf(name, dates), timeZone: zone });
			expect(error).toBeUndefined();
			expect(days()).toEqual([sent]);
			expect(rig.simulator.requests[0]?.query.timezone).toBe(zone);
		});

		it('takes another zone from the options', async () => {
			await outputOf(name, { options: { timezone: ' America/Bogota ' } });
			expect(rig.simulator.requests[0]?.query.timezone).toBe('America/Bogota');
			expect(days()).toEqual([['2025-01-11', '2025-01-17']]);
		});

		it('takes one day', async () => {
			await outputOf(name, { endDate: '2025-01-11' });
			expect(days()).toEqual([['2025-01-11', '2025-01-11']]);
		});

		it.each<{ what: string; more: INodeParameters; error: string }>([
			{
				what: 'dates the wrong way round',
				more: { startDate: '2025-01-18', endDate: '2025-01-17' },
				error: '"End Date" is before the start date',
			},
			{ what: 'no start date', more: { startDate: '={{ "" }}' }, error: '"Start Date" is empty' },
			{ what: 'a date that is none', more: { endDate: 'yesterday' }, error: '"End Date" has to be a date' },
			{
				what: 'a zone that is none',
				more: { options: { timezone: 'Berlin' } },
				error: '"Options > Time Zone" has to be the name of a time zone',
			},
		])('refuses $what before anything is sent', async ({ more, error }) => {
			const result = await rig.run({ parameters: parametersOf(name, { ...week, ...more }) });
			expect(result.error?.message).toContain(error);
			expect(rig.simulator.requests).toEqual([]);
		});
	});

	it('the overview: figures, days and changes; raw, the period before too', async () => {
		const simple = await outputOf('analytics.getOverview');
		expect(simple).toMatchObject({
			agentId: 'clxsupport0001',
			...week,
			totalConversationCount: 14,
			closedConversationCount: 7,
			humanizedAverageChatDuration: '1m 51s',
			changes: { totalConversationCount: 100 },
		});
		expect(simple?.dailyData).toHaveLength(7);
		const raw = await outputOf('analytics.getOverview', { simplify: false });
		expect(raw).toMatchObject({
			currentPeriod: { totalConversationCount: 14 },
			previousPeriod: { totalConversationCount: 0 },
		});
	});

	it('the human agents: all or one, with LiveChatAI’s spelling put right', async () => {
		const all = await outputOf('analytics.getAgent', { filters: {} });
		const one = await outputOf('analytics.getAgent', { filters: { userId: 'user_ben' } });
		expect([all?.totalConversationCount, one?.totalConversationCount]).toEqual([3, 2]);
		expect(all).toHaveProperty('averageMessagesPerConversation', 3);
		expect(all).toHaveProperty('changes.averageMessagesPerConversation');
		const raw = await outputOf('analytics.getAgent', { simplify: false });
		expect(raw).toHaveProperty('currentPeriod.avarageMessagesPerConversation');
	});

	it('the AI’s functions: their changes stand beside the periods', async () => {
		const simple = await outputOf('analytics.getAiFunctions');
		expect(simple).toMatchObject({ total: 14, totalFailed: 1, changes: { total: 100 } });
		expect(simple?.functions).toHaveLength(2);
		expect(await outputOf('analytics.getAiFunctions', { simplify: false })).toHaveProperty('previousPeriod.total', 0);
	});

	it('CSAT: the figures of the first page with the scores of all pages', async () => {
		const { ratings } = rig.simulator.state;
		const [first] = ratings;
		if (first === undefined) throw new Error('There is no rating');
		for (let index = 0; index < 150; index += 1) ratings.push({ ...first, id: `more_${index}`, score: 5 });
		const simple = await outputOf('analytics.getCsat', { returnAll: true });
		expect(simple).toMatchObject({ ...week, totalResponses: 157, averageScore: 4.89 });
		expect(simple?.scores).toHaveLength(157);
		const raw = await outputOf('analytics.getCsat', { returnAll: true, simplify: false });
		expect((raw?.currentPeriod as { scores: unknown[] }).scores).toHaveLength(157);
		expect(raw).toHaveProperty('previousPeriod.totalResponses', 0);
	});

	it('sentiments: totals by name, and days; raw, as LiveChatAI lists them', async () => {
		const simple = await outputOf('analytics.getSentiments');
		expect(simple?.totals).toEqual({ POSITIVE: 4, NEGATIVE: 4, NEUTRAL: 3, UNSPECIFIED: 3 });
		expect(simple?.days).toHaveLength(7);
		const raw = await outputOf('analytics.getSentiments', { simplify: false });
		expect(raw).toMatchObject({ status: 'success', allSentimentsCounts: [{ name: 'POSITIVE', count: 4 }, {}, {}, {}] });
	});

	it('topics: the six most frequent ones or all, with totals of all', async () => {
		const topics = async (showAllTopics: boolean) => await outputOf('analytics.getTopics', { showAllTopics });
		const some = await topics(false);
		const all = await topics(true);
		const firstDay = (output: typeof all) => Object.keys((output?.days as object[])[0] ?? {}).length;
		expect([firstDay(some), firstDay(all)]).toEqual([7, 9]);
		expect([some?.areAllTopicsVisible, all?.areAllTopicsVisible]).toEqual([false, true]);
		expect(some?.totals).toEqual(all?.totals);
	});
});
