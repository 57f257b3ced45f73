import { z } from 'zod';
import { requireAgent } from './agentEntity.ts';
import {
	dailyFigures,
	functionFigures,
	humanFigures,
	overviewFigures,
	overviewNames,
	ratingFigures,
} from './analyticsFigures.ts';
import { success } from './call.ts';
import type { Call, Handlers } from './call.ts';
import { sentiments } from './conversationEntity.ts';
import type { Conversation } from './conversationEntity.ts';
import { changes } from './figures.ts';
import { inListOrder, metadataOf, pageOf } from './paging.ts';
import { day, optionalText, pageParameters, readQuery, text } from './parameters.ts';
import { readPeriod } from './period.ts';
import type { Period } from './period.ts';
import { countPerDay } from './series.ts';

const common = { agentId: text, startDate: day, endDate: day, timezone: optionalText };
const plainSchema = z.object(common);
const undatedSchema = z.object({
	...common,
	startDate: day.default('2025-01-01'),
	endDate: day.default('2025-12-31'),
});
const humanSchema = z.object({ ...common, userId: optionalText });
const csatSchema = z.object({ ...common, ...pageParameters('pageSize') });
const topicSchema = z.object({ ...common, showAllTopics: z.enum(['true', 'false']).default('false') });

/** The analytics, computed from what there is (section 6.6). */
export const analyticsHandlers: Handlers<
	| 'overviewAnalytics'
	| 'agentAnalytics'
	| 'aiFunctionAnalytics'
	| 'csatAnalytics'
	| 'sentimentAnalytics'
	| 'topicAnalytics'
> = {
	overviewAnalytics: (call) => {
		const isDated = call.assumptions.overviewDates === 'required';
		const query = isDated ? readQuery(call, plainSchema) : readQuery(call, undatedSchema);
		const { agentId, period, before } = scope(call, query);
		const current = overviewFigures(agentId, period, call);
		const previous = overviewFigures(agentId, before, call);
		const dailyData = dailyFigures(agentId, period, call);
		return success({
			currentPeriod: { ...current, dailyData, changes: changes(overviewNames, current, previous) },
			previousPeriod: previous,
		});
	},

	agentAnalytics: (call) => {
		const query = readQuery(call, humanSchema);
		const { agentId, period, before } = scope(call, query);
		const current = humanFigures(agentId, query.userId, period, call);
		const previous = humanFigures(agentId, query.userId, before, call);
		const names = Object.keys(current) as Array<keyof typeof current>;
		return success({
			currentPeriod: { ...current, changes: changes(names, current, previous) },
			previousPeriod: previous,
		});
	},

	aiFunctionAnalytics: (call) => {
		const { agentId, period, before } = scope(call, readQuery(call, plainSchema));
		const current = functionFigures(agentId, period, call);
		const previous = functionFigures(agentId, before, call);
		return success({
			currentPeriod: current,
			previousPeriod: { total: previous.total, totalFailed: previous.totalFailed },
			changes: changes(['total', 'totalFailed'], current, previous),
		});
	},

	csatAnalytics: (call) => {
		const { agentId, period, before } = scope(call, readQuery(call, csatSchema));
		const { ratings, ...current } = ratingFigures(agentId, period, call);
		const { ratings: earlier, ...previous } = ratingFigures(agentId, before, call);
		const page = pageOf(call, inListOrder(ratings, call), { size: 'pageSize', defaultSize: 10 });
		return success({
			currentPeriod: { ...current, scores: page.rows.map(scoreRow) },
			previousPeriod: { ...previous, scores: inListOrder(earlier, call).slice(0, page.size).map(scoreRow) },
			changes: changes(['averageScore', 'totalResponses'], current, previous),
			metadata: metadataOf(page),
		});
	},

	sentimentAnalytics: (call) => {
		const { agentId, period } = scope(call, readQuery(call, plainSchema));
		const found = conversationsIn(agentId, period, call);
		const { data, totals } = countPerDay(found, period, sentiments, ({ sentiment }) => sentiment);
		return { status: 200, json: { status: 'success', data, keys: sentiments, allSentimentsCounts: totals } };
	},

	topicAnalytics: (call) => {
		const query = readQuery(call, topicSchema);
		const { agentId, period } = scope(call, query);
		const found = conversationsIn(agentId, period, call);
		const all = [...new Set(found.map(({ topic }) => topic))];
		const { totals } = countPerDay(found, period, all, ({ topic }) => topic);
		const allTopics = totals.sort((one, other) => other.count - one.count);
		const isAll = query.showAllTopics === 'true' || allTopics.length <= 6;
		const keys = allTopics.slice(0, isAll ? undefined : 6).map(({ name }) => name);
		const { data } = countPerDay(found, period, keys, ({ topic }) => topic);
		return { status: 200, json: { status: 'success', data, keys, allTopics, areAllTopicsVisible: isAll } };
	},
};

function scope(
	call: Call,
	query: { agentId: string; startDate: string; endDate: string; timezone?: string },
): { agentId: string; period: Period; before: Period } {
	const { id } = requireAgent(call, query.agentId);
	const period = readPeriod(query, call);
	return { agentId: id, period, before: period.previous(call) };
}

function conversationsIn(agentId: string, period: Period, { state }: Call): Conversation[] {
	return state.conversations.all().filter((item) => item.agentId === agentId && period.has(item));
}

function scoreRow(rating: Call['state']['ratings'][number]) {
	const { id, score, comment, email, name, triggerReason, createdAt } = rating;
	return { id, score, comment, email, name, triggerReason, createdAt };
}
