import { z } from 'zod';
import type { Answer } from '../answer.ts';
import { requireAgent } from './agentEntity.ts';
import { success } from './call.ts';
import type { Call, Handlers } from './call.ts';
import { requireContact } from './contactEntity.ts';
import { channels, conversationRow, resolutions, sentiments } from './conversationEntity.ts';
import type { Conversation } from './conversationEntity.ts';
import { invalid, notFound } from './errors.ts';
import { readMoment } from './moments.ts';
import { metaOf, pageOf } from './paging.ts';
import { optionalText, pageParameters, readQuery, text } from './parameters.ts';
import { isInView, statusOf } from './views.ts';

const sureFilters = {
	...pageParameters('perPage'),
	sort: z.enum(['asc', 'desc']).default('desc'),
	status: z.enum(['open', 'close']).optional(),
	startDate: optionalText,
	viewId: optionalText,
};
const inferredFilters = { endDate: optionalText };
const guessedFilters = {
	assignedAgentId: optionalText,
	sentiment: z.enum(sentiments).optional(),
	topic: optionalText,
	channel: z.enum(channels).optional(),
	resolutionStatus: z.enum(resolutions).optional(),
};
const agentFilters = { agentId: text, type: z.enum(['unassigned', 'your-inbox', 'all']).optional() };
type Filters = z.output<z.ZodObject<typeof sureFilters & typeof inferredFilters & typeof guessedFilters>>;

/** The lists of conversations (sections 6.2 and 6.3). */
export const conversationListHandlers: Handlers<'listConversations' | 'listContactConversations'> = {
	listConversations: (call) => {
		const filters = readFilters(call, agentFilters);
		const { agentId, type = call.assumptions.defaultType } = filters;
		requireAgent(call, agentId);
		const ofAgent = call.state.conversations.all().filter((conversation) => conversation.agentId === agentId);
		const ofType = ofAgent.filter((conversation) => isOfType(conversation, type, call));
		return listed(ofType, filters, call);
	},

	listContactConversations: (call) => {
		const filters = readFilters(call, {});
		const { id } = requireContact(call, call.request.params.contactId ?? '');
		const ofContact = call.state.conversations.all().filter(({ contactId }) => contactId === id);
		return listed(ofContact, filters, call);
	},
};

/** The filters, without those that are assumed not to exist: they are unknown parameters then. */
function readFilters<Shape extends z.ZodRawShape>(call: Call, own: Shape): Filters & z.output<z.ZodObject<Shape>> {
	const schema = z.object({
		...sureFilters,
		...(call.assumptions.endDate === 'honoured' ? inferredFilters : {}),
		...(call.assumptions.guessedFilters === 'honoured' ? guessedFilters : {}),
		...own,
	});
	return readQuery(call, schema) as Filters & z.output<z.ZodObject<Shape>>;
}

function isOfType({ agent }: Conversation, type: string, { state, assumptions }: Call): boolean {
	if (type === 'unassigned') return agent === null;
	if (type === 'all') return true;
	return assumptions.yourInbox === 'everyHumans' ? agent !== null : agent?.id === state.people[0].id;
}

function listed(conversations: Conversation[], filters: Filters, call: Call): Answer {
	const found = conversations
		.filter(inRange(filters, call))
		.filter(inViewOf(filters, call))
		.filter((conversation) => fits(conversation, filters))
		.sort((one, other) => Date.parse(one.lastMessageDate) - Date.parse(other.lastMessageDate));
	if (filters.sort === 'desc') found.reverse();
	const page = pageOf(call, found, { size: 'perPage', defaultSize: 20 });
	return success({ conversations: page.rows.map((row) => conversationRow(row, call)), meta: metaOf(page) });
}

function inRange({ startDate, endDate }: Filters, { assumptions }: Call): (conversation: Conversation) => boolean {
	const from = startDate === undefined ? -Infinity : readMoment('startDate', startDate, assumptions);
	const to = endDate === undefined ? Infinity : readMoment('endDate', endDate, assumptions);
	if (from > to && assumptions.reversedDates === 'refused') throw invalid('startDate', 'must not be after endDate');
	return (conversation) => {
		const at = Date.parse(conversation[assumptions.dateField]);
		return from <= at && at <= to;
	};
}

function inViewOf({ viewId }: Filters, { state }: Call): (conversation: Conversation) => boolean {
	if (viewId === undefined) return () => true;
	const view = state.views.find(({ id }) => id === viewId);
	if (view === undefined) throw notFound(`View ${viewId}`);
	return (conversation) => isInView(conversation, view);
}

function fits(conversation: Conversation, filters: Filters): boolean {
	const { status, assignedAgentId, sentiment, topic, channel, resolutionStatus } = filters;
	return (
		(status === undefined || statusOf(conversation) === status) &&
		(assignedAgentId === undefined || (conversation.agent?.id ?? 'ai') === assignedAgentId) &&
		(sentiment === undefined || conversation.sentiment === sentiment) &&
		(topic === undefined || conversation.topic === topic) &&
		(channel === undefined || conversation.channel === channel) &&
		(resolutionStatus === undefined || conversation.resolutionStatus === resolutionStatus)
	);
}
