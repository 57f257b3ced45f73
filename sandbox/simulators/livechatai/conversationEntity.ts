import { orAbsent } from './call.ts';
import type { Call } from './call.ts';
import { contactOfRow } from './contactEntity.ts';
import { notFound } from './errors.ts';
import type { Person } from './people.ts';

export const sentiments = ['POSITIVE', 'NEGATIVE', 'NEUTRAL', 'UNSPECIFIED'] as const;
export const channels = ['WHATSAPP', 'SLACK', 'MESSENGER', 'FULLPAGE', 'INLINECHAT', 'PREVIEW', 'ONBOARDING'] as const;
export const resolutions = ['AIHelped', 'AIDidNotHelp', 'TalkToAgent'] as const;

export type Sentiment = (typeof sentiments)[number];
export type Channel = (typeof channels)[number];
export type Resolution = (typeof resolutions)[number];

/** A page of the knowledge that an AI answer came from (section 9). */
export interface MessageSource {
	id: string;
	type: string;
	link: string;
	distance: number;
}

/** A message of a conversation (section 9). */
export interface Message {
	readonly id: string;
	readonly role: 'user' | 'assistant' | 'agent';
	readonly type: 'TEXT' | 'IMAGE';
	readonly content: string;
	readonly source: MessageSource[];
	/** The human who wrote it. */
	readonly agent: Person | null;
	readonly createdAt: string;
}

/** A conversation with everything the simulator knows about it (section 6.3). */
export interface Conversation {
	readonly id: string;
	readonly agentId: string;
	readonly contactId: string;
	readonly integrationType: 'WHATSAPP' | 'SLACK' | null;
	readonly channel: Channel | null;
	isResolved: boolean;
	isStarred: boolean;
	isMuted: boolean;
	/** A human has joined. */
	isAgent: boolean;
	/** The human it is assigned to. */
	agent: Person | null;
	sentiment: Sentiment;
	topic: string;
	resolutionStatus: Resolution | null;
	readonly messages: Message[];
	lastMessageDate: string;
	readonly createdAt: string;
	updatedAt: string;
}

/** A conversation without messages. */
export function newConversation(
	parts: Pick<Conversation, 'id' | 'agentId' | 'contactId' | 'createdAt'> & Partial<Conversation>,
): Conversation {
	return {
		integrationType: null,
		channel: parts.integrationType ?? null,
		isResolved: false,
		isStarred: false,
		isMuted: false,
		isAgent: false,
		agent: null,
		sentiment: 'UNSPECIFIED',
		topic: 'General',
		resolutionStatus: null,
		messages: [],
		lastMessageDate: parts.createdAt,
		updatedAt: parts.createdAt,
		...parts,
	};
}

/** The row of the lists: with the contact, without messages. */
export function conversationRow(conversation: Conversation, call: Call) {
	const contact = call.state.contacts.get(conversation.contactId);
	return { ...common(conversation, call), contact: contact && contactOfRow(contact) };
}

/** The details: with messages and the ids of contact and agent. */
export function conversationDetails(conversation: Conversation, call: Call) {
	const { contactId, agentId, messages } = conversation;
	const shown = messages.map((message) => ({ ...message, agent: orAbsent(message.agent, call) }));
	if (call.assumptions.messageOrder === 'newestFirst') shown.reverse();
	return { ...common(conversation, call), contactId, agentId, messages: shown };
}

function common(conversation: Conversation, call: Call) {
	const { id, isResolved, isStarred, isMuted, isAgent, lastMessageDate, createdAt, updatedAt } = conversation;
	return {
		id,
		isResolved,
		isStarred,
		isMuted,
		isAgent,
		integrationType: orAbsent(conversation.integrationType, call),
		agent: orAbsent(conversation.agent, call),
		lastMessageDate,
		createdAt,
		updatedAt,
	};
}

/** The conversation a request names, or a 404. */
export function requireConversation({ request, state }: Call): Conversation {
	const id = request.params.conversationId ?? '';
	const conversation = state.conversations.get(id);
	if (conversation === undefined) throw notFound(`Conversation ${id}`);
	return conversation;
}

/** Adds a message at the end. */
export function addMessage(conversation: Conversation, message: Message): Message {
	conversation.messages.push(message);
	conversation.lastMessageDate = message.createdAt;
	conversation.updatedAt = message.createdAt;
	return message;
}
