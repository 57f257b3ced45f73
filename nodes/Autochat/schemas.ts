import { z } from 'zod';

/*
 * Answers need little: a message that was sent must not look like one with an unknown outcome only because one of its
 * fields has changed. Every documented yes says `success: true`.
 */
const yes = z.object({ success: z.literal(true) });

/** Section 3.1, request. Further fields pass through: the widget collects some that nobody documents. */
export const chatBody = z
	.object({
		sessionId: z.string(),
		message: z.string(),
		assistantId: z.string().optional(),
		conversationId: z.string().optional(),
	})
	.passthrough();

/** Section 3.1, response. */
export const chatAnswerSchema = yes
	.extend({
		conversationId: z.string().nullish(),
		message: z.string().nullish(),
		metadata: z
			.object({ model: z.string().nullish(), tokens: z.number().nullish() })
			.passthrough()
			.nullish()
			.catch(undefined),
	})
	.passthrough();

/** Section 3.1: the answer as the editor shows it before the first run. */
export const chatOutput = chatAnswerSchema.extend({
	metadata: z.object({ model: z.string(), tokens: z.number() }).partial().optional(),
});

/** Section 3.2, request. ASSUMPTION: session and event are required, the others are not. */
export const trackBody = z.object({
	sessionId: z.string(),
	event: z.string(),
	timestamp: z.string().optional(),
	metadata: z.record(z.unknown()).optional(),
});

/** Section 3.2, response. */
export const trackedSchema = yes.passthrough();

/** Section 3.3, request. ASSUMPTION: the session is required, the assistant is not. */
export const startCallBody = z.object({ sessionId: z.string(), assistantId: z.string().optional() });

/** Section 3.3, response. */
export const callSchema = yes
	.extend({
		conversationId: z.string().nullish(),
		assistantId: z.string().nullish(),
		phoneNumber: z.string().nullish(),
	})
	.passthrough();

/** Section 3.4, response. Settings of the widget that are not documented arrive here too. */
export const widgetConfigSchema = yes.extend({ config: z.object({}).passthrough() }).passthrough();

/** Section 3.4: the configuration as the editor shows it before the first run. */
export const widgetConfigOutput = z
	.object({
		name: z.string(),
		assistantId: z.string(),
		widget: z.object({ primaryColor: z.string(), position: z.string() }).partial(),
		branding: z.object({ logo: z.string() }).partial(),
	})
	.partial()
	.passthrough();

/** Section 7, SMS: start a conversation, request. */
export const startSmsBody = z.object({
	phone_number: z.string(),
	message: z.string(),
	contact_name: z.string().optional(),
	contact_company: z.string().optional(),
	assistant_id: z.string().optional(),
});

/** Section 7, SMS: start a conversation, response. */
export const startedSmsSchema = yes
	.extend({
		conversation_id: z.string().nullish(),
		message_id: z.string().nullish(),
		is_new_conversation: z.boolean().nullish(),
	})
	.passthrough();

/** Section 7, SMS: send a message, request. */
export const smsBody = z.object({ message: z.string() });

/** Section 7, SMS: send a message, response. */
export const sentSmsSchema = yes.extend({ message_id: z.string().nullish() }).passthrough();

/** Section 7, SMS: the conversation. */
export const smsConversationSchema = z
	.object({
		id: z.string(),
		channel: z.string().nullish(),
		channel_identifier: z.string().nullish(),
		contact_data: z
			.object({ name: z.string().nullish(), company: z.string().nullish(), phone: z.string().nullish() })
			.passthrough()
			.nullish()
			.catch(undefined),
		started_at: z.string().nullish(),
		last_message_at: z.string().nullish(),
	})
	.passthrough();

/** Section 7, SMS: the conversation as the editor shows it before the first run. */
export const smsConversationOutput = smsConversationSchema.extend({
	contact_data: z.object({ name: z.string(), company: z.string(), phone: z.string() }).partial().optional(),
});

/** Section 7, SMS: list, query. */
export const listSmsQuery = z.object({
	limit: z.number().int().min(1).optional(),
	offset: z.number().int().min(0).optional(),
});

/** Section 7, SMS: list, response. */
export const smsListSchema = z
	.object({ conversations: z.array(smsConversationSchema), total: z.number().nullish().catch(undefined) })
	.passthrough();

/** Section 7, SMS: guide for the AI, request. */
export const aiGuideBody = z.object({ ai_guide: z.string() });

/** Section 7, SMS: guide for the AI, response. ASSUMPTION: a good HTTP status is a yes, whatever the body says. */
export const aiGuideSchema = z
	.unknown()
	.transform((body) => (typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}));

/** The output of Set AI Guide. */
export const aiGuideOutput = z.object({ success: z.boolean(), conversation_id: z.string() }).passthrough();

export type SmsConversation = z.infer<typeof smsConversationSchema>;
