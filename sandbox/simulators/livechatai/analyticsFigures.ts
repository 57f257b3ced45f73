import type { Call } from './call.ts';
import type { Conversation } from './conversationEntity.ts';
import { average, humanized, percent } from './figures.ts';
import type { Period } from './period.ts';
import type { FunctionRun, Rating } from './ratings.ts';

/** The figures of the overview that come with a change (section 6.6). */
export const overviewNames = [
	'totalConversationCount',
	'closedConversationCount',
	'totalResolutionCount',
	'agentJoinedConversationRate',
	'averageResolutionRate',
	'goodResponseRate',
	'badResponseRate',
	'totalContactsCapture',
	'averageChatDuration',
	'averageAIAgentCSATScore',
] as const;

/** Everything at a glance; rates in percent, durations in seconds. */
export function overviewFigures(agentId: string, period: Period, call: Call) {
	const all = within(call.state.conversations.all(), agentId, period);
	const closed = all.filter(({ isResolved }) => isResolved);
	const resolved = all.filter(isResolvedByAi);
	const good = all.filter(({ resolutionStatus }) => resolutionStatus === 'AIHelped').length;
	const bad = all.filter(({ resolutionStatus }) => resolutionStatus === 'AIDidNotHelp').length;
	const contacts = within(call.state.contacts.all(), agentId, period);
	const scores = within(call.state.ratings, agentId, period).filter(({ userId }) => userId === null);
	const duration = average(all.map(durationOf));
	return {
		totalConversationCount: all.length,
		openConversationCount: all.length - closed.length,
		closedConversationCount: closed.length,
		totalResolutionCount: resolved.length,
		agentJoinedConversationRate: percent(all.filter(({ isAgent }) => isAgent).length, all.length),
		averageResolutionRate: percent(resolved.length, all.length),
		totalGoodResponse: good,
		totalBadResponse: bad,
		goodResponseRate: percent(good, good + bad),
		badResponseRate: percent(bad, good + bad),
		totalContactsCapture: contacts.filter(({ email, phone }) => email !== null || phone !== null).length,
		averageChatDuration: duration,
		humanizedAverageChatDuration: humanized(duration),
		averageAIAgentCSATScore: average(scores.map(({ score }) => score)),
		totalAIAgentCSATResponses: scores.length,
	};
}

/** The overview day by day. */
export function dailyFigures(agentId: string, period: Period, { state }: Call) {
	const all = within(state.conversations.all(), agentId, period);
	const byDay = Map.groupBy(all, (conversation) => period.dayOf(conversation));
	return period.days().map((date) => {
		const ofDay = byDay.get(date) ?? [];
		const humanInvolved = ofDay.filter(({ isAgent }) => isAgent).length;
		return { date, total: ofDay.length, aiResolved: ofDay.filter(isResolvedByAi).length, humanInvolved };
	});
}

/** What the humans did, all of them or one. */
export function humanFigures(agentId: string, userId: string | undefined, period: Period, { state }: Call) {
	const isMeant = (id: string | null | undefined): boolean =>
		userId === undefined ? id !== null && id !== undefined : id === userId;
	const all = within(state.conversations.all(), agentId, period).filter(({ agent }) => isMeant(agent?.id));
	const scores = within(state.ratings, agentId, period).filter((rating) => isMeant(rating.userId));
	return {
		totalConversationCount: all.length,
		closedConversationCount: all.filter(({ isResolved }) => isResolved).length,
		agentResponseTime: average(all.flatMap(responseTime)),
		avarageMessagesPerConversation: average(all.map(({ messages }) => messages.length)),
		averageAgentCSATScore: average(scores.map(({ score }) => score)),
		totalAgentCSATResponses: scores.length,
	};
}

/** Runs of the AI's functions. */
export function functionFigures(agentId: string, period: Period, { state }: Call) {
	const runs = within(state.functionRuns, agentId, period);
	const functions = [...Map.groupBy(runs, ({ name }) => name).values()].flatMap(functionRow);
	return { total: runs.length, totalFailed: failed(runs), functions };
}

/** Ratings by visitors, with the ratings themselves. */
export function ratingFigures(agentId: string, period: Period, { state }: Call) {
	const ratings: Rating[] = within(state.ratings, agentId, period);
	return { averageScore: average(ratings.map(({ score }) => score)), totalResponses: ratings.length, ratings };
}

function within<Item extends { agentId: string; createdAt: string }>(
	items: readonly Item[],
	agentId: string,
	period: Period,
): Item[] {
	return items.filter((item) => item.agentId === agentId && period.has(item));
}

function isResolvedByAi({ isResolved, isAgent }: Conversation): boolean {
	return isResolved && !isAgent;
}

function durationOf({ createdAt, lastMessageDate }: Conversation): number {
	return secondsBetween(createdAt, lastMessageDate);
}

/** Seconds from the visitor's first message to the first one of a human; empty when none wrote. */
function responseTime({ messages }: Conversation): number[] {
	const asked = messages.find(({ role }) => role === 'user');
	const replied = messages.find(({ role }) => role === 'agent');
	if (asked === undefined || replied === undefined) return [];
	return [Math.max(secondsBetween(asked.createdAt, replied.createdAt), 0)];
}

function secondsBetween(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / 1000;
}

function functionRow(runs: FunctionRun[]) {
	const [first] = runs;
	if (first === undefined) return [];
	const { name, description, type, mcpName, mcpProvider } = first;
	return [{ name, description, total: runs.length, totalFailed: failed(runs), type, mcpName, mcpProvider }];
}

function failed(runs: readonly FunctionRun[]): number {
	return runs.filter((run) => run.failed).length;
}
