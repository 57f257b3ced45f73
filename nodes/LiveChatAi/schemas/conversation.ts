import { z } from 'zod';

import { dateTime, flag, humanSchema, id, perPage, text } from './common';

/** Section 6.3. */
export const messageTypes = ['TEXT', 'IMAGE'] as const;
export const responseFormats = ['MARKDOWN', 'PLAIN'] as const;
export const integrationTypes = ['WHATSAPP', 'SLACK'] as const;
/** Section 6.3: `close`, not "closed". */
export const conversationStatuses = ['open', 'close'] as const;
export const conversationTypes = ['all', 'unassigned', 'your-inbox'] as const;
export const sortOrders = ['asc', 'desc'] as const;

/** Section 6.3: send a message, request. Section 7: the wire format of streaming is not documented. */
export const sentQuestion = z.object({
	question: z.string(),
	agentId: z.string(),
	conversationId: z.string().optional(),
	messageType: z.enum(messageTypes).optional(),
	streaming: z.literal(false),
	ip: z.string().optional(),
	country: z.string().optional(),
	responseFormat: z.enum(responseFormats).optional(),
	integrationType: z.enum(integrationTypes).optional(),
});

/**
 * Section 6.3: send a message, response. Only the conversation is needed: a question that was answered must not look like
 * one with an unknown outcome because another field has changed.
 */
export const answerSchema = z
	.object({
		conversationId: z.string(),
		contactId: text,
		/** ASSUMPTION: empty or null when a human has taken over. */
		response: text,
		messageId: text,
		responseMessageId: text,
		links: z
			.array(z.object({ link: text, type: text }).passthrough())
			.nullish()
			.catch(undefined),
	})
	.passthrough();

/** Section 6.3: create without a message, request. */
export const newConversation = z.object({
	agentId: z.string(),
	contactId: z.string().optional(),
	integrationType: z.enum(integrationTypes).optional(),
	ip: z.string().optional(),
	country: z.string().optional(),
});

/** Section 6.3: create without a message, response. */
export const createdConversationSchema = z.object({ conversationId: z.string(), contactId: text }).passthrough();

/** Section 6.3: list, query. Exactly the parameters whose names are known; `endDate` is inferred. Dates are UNIX seconds. */
export const conversationQuery = z.object({
	agentId: z.string(),
	type: z.enum(conversationTypes).optional(),
	sort: z.enum(sortOrders).optional(),
	status: z.enum(conversationStatuses).optional(),
	startDate: z.number().int().optional(),
	endDate: z.number().int().optional(),
	viewId: z.string().optional(),
	...perPage,
});

/** Section 6.2: a contact's conversations, query. The page shows no names of parameters: only the page is asked for. */
export const contactConversationQuery = z.object(perPage);

const common = {
	id,
	isResolved: flag,
	isStarred: flag,
	isMuted: flag,
	/** ASSUMPTION: a human has joined. */
	isAgent: flag,
	integrationType: text,
	/** The human of the team, not the AI agent. */
	agent: humanSchema.nullish(),
	lastMessageDate: dateTime,
	createdAt: dateTime,
	updatedAt: dateTime,
};

/** Section 6.3: the conversation, as lists show it: with its contact, whose attributes are an object here. */
export const conversationRowSchema = z
	.object({
		...common,
		contact: z
			.object({
				id: text,
				name: text,
				phone: text,
				email: text,
				distinctId: text,
				attributes: z.record(z.unknown()).nullish().catch(undefined),
			})
			.passthrough()
			.nullish(),
	})
	.passthrough();

/** Section 9: a message inside a conversation. ASSUMPTION: `role` is `user`, `assistant` (the AI) or `agent` (a human). */
export const messageSchema = z
	.object({
		id: text,
		content: text,
		role: text,
		type: text,
		source: z
			.array(z.object({ id: text, type: text, link: text, distance: z.number().nullish() }).passthrough())
			.nullish()
			.catch(undefined),
		agent: humanSchema.nullish(),
		createdAt: dateTime,
	})
	.passthrough();

/** Section 6.3: the conversation with its messages. */
export const conversationSchema = z
	.object({ ...common, contactId: text, agentId: text, messages: z.array(messageSchema).nullish() })
	.passthrough();

/** Section 6.3: reply of a human, request. ASSUMPTION: message and user are required. */
export const humanReply = z.object({
	message: z.string(),
	userId: z.string(),
	messageType: z.enum(messageTypes).optional(),
});

/** Section 6.3: reply of a human, response. */
export const replySchema = z
	.object({
		messageId: text,
		conversationId: text,
		message: z
			.object({
				id: text,
				text,
				sender: text,
				type: text,
				createdAt: dateTime,
				agent: humanSchema.nullish().catch(undefined),
			})
			.passthrough()
			.nullish()
			.catch(undefined),
	})
	.passthrough();

/** Section 6.3: end, request. */
export const endedConversation = z.object({ userId: z.string().optional() });

/** Section 6.3: end, response. */
export const endSchema = z.object({ conversationId: text, userId: text, contactId: text }).passthrough();

/** Section 6.3: saved views, query. */
export const viewQuery = z.object({ agentId: z.string(), ...perPage });

/** Section 6.3: a saved view of the inbox. */
export const viewSchema = z
	.object({
		id,
		name: text,
		query: z
			.object({
				combinator: text,
				rules: z
					.array(z.object({ field: text, operator: text, value: z.unknown() }).passthrough())
					.nullish()
					.catch(undefined),
			})
			.passthrough()
			.nullish()
			.catch(undefined),
		createdAt: dateTime,
	})
	.passthrough();

export type Answer = z.infer<typeof answerSchema>;
export type ConversationRow = z.infer<typeof conversationRowSchema>;
export type Conversation = z.infer<typeof conversationSchema>;
export type Message = z.infer<typeof messageSchema>;
export type View = z.infer<typeof viewSchema>;
