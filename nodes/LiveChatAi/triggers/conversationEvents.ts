import type { ApiClient } from '../../shared/http/client';
import { RequestFailure } from '../../shared/http/failure';
import { listReader, polledEvent } from '../../shared/triggers/poll/event';
import { oldestFirst } from '../actions/conversation/simplified';
import { pagesOf } from '../answers';
import { assumptions, routes } from '../api';
import type { Conversation, ConversationRow, Message } from '../schemas/conversation';
import {
	agentParameters,
	type AgentParameters,
	messageParameters,
	type MessageParameters,
	watchedAgent,
	writtenBy,
} from './fields';

const overlapMs = 10 * 60_000;

const byLastMessage = { type: 'all', sort: 'desc' } as const;

/** The conversations, the one with the latest message first (section 6.3). */
const conversations = (filter: { readonly status?: 'close' }) =>
	listReader({
		route: routes.listConversations,
		style: pagesOf<ConversationRow>('conversations'),
		total: ({ rowCount }) => rowCount,
		input: ({ agentId }: AgentParameters) => ({ query: { agentId, ...byLastMessage, ...filter } }),
	});

const common = {
	order: 'newestFirst',
	moment: ({ lastMessageDate, createdAt }: ConversationRow) => lastMessageDate ?? createdAt,
	momentField: 'lastMessageDate',
} as const;

/** A message, with the conversation it stands in. */
interface WrittenMessage {
	readonly message: Message;
	readonly conversation: object;
}

/** The messages of a conversation, oldest first. None when it was deleted meanwhile. */
async function messagesOf(row: ConversationRow, client: ApiClient): Promise<WrittenMessage[]> {
	const found = await client
		.request(routes.getConversation, { path: { conversationId: row.id } })
		.catch((problem: unknown) => {
			if (problem instanceof RequestFailure && problem.details.status === 404) return undefined;
			throw problem;
		});
	const { messages, ...details }: Partial<Conversation> = found ?? {};
	return oldestFirst(messages ?? []).map((message) => ({ message, conversation: { ...row, ...details } }));
}

const roles: Readonly<Record<string, string>> = assumptions.messageRoles;

export const conversationEvents = [
	polledEvent<ConversationRow, AgentParameters>({
		...common,
		name: 'New Conversation',
		value: 'newConversation',
		description: 'A conversation was started',
		properties: [watchedAgent],
		parameters: agentParameters,
		read: conversations({}),
		// Every conversation with a new message stands above; those among them that are new are the event.
		key: ({ id, lastMessageDate }) => `${id}@${lastMessageDate ?? ''}`,
		overlapMs,
		handOver: {
			items: async (row) => [row],
			key: ({ id }) => id,
			moment: ({ createdAt }) => createdAt,
		},
	}),
	polledEvent<ConversationRow, MessageParameters, WrittenMessage>({
		...common,
		name: 'New Message',
		value: 'newMessage',
		description:
			'A message was written. The message comes with its conversation. One request more for every conversation with new messages.',
		properties: [watchedAgent, writtenBy],
		parameters: messageParameters,
		read: conversations({}),
		key: ({ id, lastMessageDate }) => `${id}@${lastMessageDate ?? ''}`,
		overlapMs,
		handOver: {
			asksForEachRow: true,
			items: messagesOf,
			key: ({ message }) => message.id ?? '',
			moment: ({ message }) => message.createdAt,
		},
		isWanted: ({ message }, { writtenBy: writer }) => writer === 'anyone' || message.role === roles[writer],
	}),
	polledEvent<ConversationRow, AgentParameters>({
		...common,
		name: 'Conversation Resolved',
		value: 'conversationResolved',
		description:
			'A conversation was resolved. One that is opened again by a message and resolved again counts again. With nothing new a poll costs one request, otherwise one for every 100 resolved conversations; the 5,000 with the latest messages are watched.',
		properties: [watchedAgent],
		parameters: agentParameters,
		read: conversations({ status: 'close' }),
		key: ({ id, lastMessageDate, isResolved }) => `${id}@${lastMessageDate ?? ''}@${String(isResolved)}`,
		overlapMs: Infinity,
		isWanted: assumptions.isClosed,
	}),
];
