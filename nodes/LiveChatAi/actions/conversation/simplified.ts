import { z } from 'zod';

import { assumptions } from '../../api';
import {
	type Conversation,
	type ConversationRow,
	conversationRowSchema,
	conversationSchema,
	type Message,
	messageSchema,
} from '../../schemas/conversation';

const row = conversationRowSchema.shape;
const person = z.object({ id: z.string().nullable(), name: z.string().nullable(), email: z.string().nullable() });

/** What rows and details have in common. `assignedUser` is what LiveChatAI calls `agent`: a human of the team. */
const common = {
	id: row.id,
	isResolved: row.isResolved,
	isAgent: row.isAgent,
	integrationType: row.integrationType,
	assignedUser: person.nullable(),
	lastMessageDate: row.lastMessageDate,
	createdAt: row.createdAt,
};

/** A row of a list of conversations, flat but for the human. */
export const simplifiedRow = z.object({
	...common,
	contactId: z.string().nullable(),
	distinctId: z.string().nullable(),
	contactName: z.string().nullable(),
	contactEmail: z.string().nullable(),
	contactPhone: z.string().nullable(),
});

const message = messageSchema.shape;

/** A conversation with the words that were said in it. */
export const simplifiedConversation = z.object({
	...common,
	agentId: conversationSchema.shape.agentId,
	contactId: conversationSchema.shape.contactId,
	messages: z.array(
		z.object({
			id: message.id,
			role: message.role,
			type: message.type,
			content: message.content,
			author: person.nullable(),
			createdAt: message.createdAt,
		}),
	),
});

function human(agent: ConversationRow['agent']): z.infer<typeof person> | null {
	if (agent === undefined || agent === null) return null;
	return { id: agent.id ?? null, name: agent.name ?? null, email: agent.email ?? null };
}

function shared({ id, isResolved, isAgent, integrationType, agent, lastMessageDate, createdAt }: ConversationRow) {
	return {
		id,
		isResolved,
		isAgent,
		integrationType: integrationType ?? null,
		assignedUser: human(agent),
		lastMessageDate,
		createdAt,
	};
}

/** A row without its flags, its contact's fields beside the others. */
export function simplifyRow(conversation: ConversationRow): z.infer<typeof simplifiedRow> {
	const { contact } = conversation;
	return {
		...shared(conversation),
		contactId: contact?.id ?? null,
		distinctId: contact?.distinctId ?? null,
		contactName: contact?.name ?? null,
		contactEmail: contact?.email ?? null,
		contactPhone: contact?.phone ?? null,
	};
}

/** A conversation without its flags, its messages without their sources. */
export function simplifyConversation(conversation: Conversation): z.infer<typeof simplifiedConversation> {
	const { agentId, contactId, messages } = conversation;
	return {
		...shared(conversation),
		agentId,
		contactId,
		messages: (messages ?? []).map(({ id, role, type, content, agent, createdAt }) => ({
			id,
			role,
			type,
			content,
			author: human(agent),
			createdAt,
		})),
	};
}

/**
 * Messages in the order in which they were written. LiveChatAI does not document theirs; of messages with the same time or
 * none, the order of the answer decides, read from its older end.
 */
export function oldestFirst(messages: readonly Message[]): Message[] {
	const time = ({ createdAt }: Message): number => Date.parse(createdAt ?? '');
	const inOrder = assumptions.isNewestFirst(messages) ? messages.toReversed() : messages;
	return inOrder.toSorted((one, other) => time(one) - time(other) || 0);
}
