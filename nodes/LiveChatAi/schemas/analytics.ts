import { z } from 'zod';

import { dateTime, id, number, text } from './common';

/** Section 6.6: the query of all six. Dates are days, both included: 2026-03-01. The zone is an IANA name. */
export const periodQuery = z.object({
	agentId: z.string(),
	startDate: z.string(),
	endDate: z.string(),
	timezone: z.string().optional(),
});

export const humanQuery = periodQuery.extend({ userId: z.string().optional() });
export const scoreQuery = periodQuery.extend({
	page: z.number().int().optional(),
	pageSize: z.number().int().optional(),
});
export const topicQuery = periodQuery.extend({ showAllTopics: z.boolean().optional() });

/** Change since the period before, in percent, by the name of the figure. */
export const changes = z.record(z.unknown()).nullish();

export const overviewFigures = {
	totalConversationCount: number,
	openConversationCount: number,
	closedConversationCount: number,
	totalResolutionCount: number,
	agentJoinedConversationRate: number,
	averageResolutionRate: number,
	totalGoodResponse: number,
	totalBadResponse: number,
	goodResponseRate: number,
	badResponseRate: number,
	totalContactsCapture: number,
	/** Seconds (INFERRED). */
	averageChatDuration: number,
	humanizedAverageChatDuration: text,
	averageAIAgentCSATScore: number,
	totalAIAgentCSATResponses: number,
};

export const overviewDay = z
	.object({ date: text, total: number, aiResolved: number, humanInvolved: number })
	.passthrough();

/** Section 6.6, main. */
export const overviewSchema = z
	.object({
		currentPeriod: z.object({ ...overviewFigures, dailyData: z.array(overviewDay).nullish(), changes }).passthrough(),
		previousPeriod: z.object(overviewFigures).passthrough().nullish(),
	})
	.passthrough();

const humanFigures = {
	totalConversationCount: number,
	closedConversationCount: number,
	/** The unit is not documented. */
	agentResponseTime: number,
	/** LiveChatAI's spelling. */
	avarageMessagesPerConversation: number,
	averageAgentCSATScore: number,
	totalAgentCSATResponses: number,
};

/** Section 6.6, agent: the humans of the team, all or one. */
export const humanAnalyticsSchema = z
	.object({
		currentPeriod: z.object({ ...humanFigures, changes }).passthrough(),
		previousPeriod: z.object(humanFigures).passthrough().nullish(),
	})
	.passthrough();

export const functionTotals = { total: number, totalFailed: number };

export const aiFunction = z
	.object({ name: text, description: text, ...functionTotals, type: text, mcpName: text, mcpProvider: text })
	.passthrough();

/** Section 6.6, ai-functions: `changes` stands beside the periods here. */
export const functionAnalyticsSchema = z
	.object({
		currentPeriod: z.object({ ...functionTotals, functions: z.array(aiFunction).nullish() }).passthrough(),
		previousPeriod: z.object(functionTotals).passthrough().nullish(),
		changes,
	})
	.passthrough();

/** Section 6.6, csat: one rating of a visitor. */
export const scoreSchema = z
	.object({ id, score: number, comment: text, email: text, name: text, triggerReason: text, createdAt: dateTime })
	.passthrough();

export const scoreFigures = { averageScore: number, totalResponses: number };

/** Section 6.6, csat: all but the scores of this period, which come in pages. */
export const scoreAnalyticsSchema = z
	.object({
		currentPeriod: z.object(scoreFigures).passthrough(),
		previousPeriod: z.object(scoreFigures).passthrough().nullish(),
		changes,
	})
	.passthrough();

const counted = z.array(z.object({ name: z.string(), count: z.number() }).passthrough()).nullish();

/** A day with numbers by name: sentiments, or topics, whose names are the account's own. */
export const day = z.object({ date: text }).passthrough();

/** Section 6.6, sentiments: at the top of the answer. */
export const sentimentAnalyticsSchema = z
	.object({ data: z.array(day), keys: z.array(z.string()).nullish(), allSentimentsCounts: counted })
	.passthrough();

/** Section 6.6, topics: at the top of the answer. */
export const topicAnalyticsSchema = z
	.object({
		data: z.array(day),
		keys: z.array(z.string()).nullish(),
		allTopics: counted,
		areAllTopicsVisible: z.boolean().nullish(),
	})
	.passthrough();

export type Score = z.infer<typeof scoreSchema>;
export type ScoreAnalytics = z.infer<typeof scoreAnalyticsSchema>;
