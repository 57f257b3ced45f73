import { z } from 'zod';

import { anyMap, anything, number, text } from './common';

/** The types of a message that carries a file. */
export const mediaTypes = ['audio', 'document', 'image', 'sticker', 'video'] as const;

/** Section 5.20: all values of the vendor. Those after the media types are what can be received (ASSUMPTION). */
export const messageTypes = [
	'text',
	...mediaTypes,
	'location',
	'contacts',
	'interactive',
	'reaction',
	'button',
	'order',
	'system',
	'unknown',
	'unsupported',
	'media_placeholder',
] as const;

/** Section 7. Every part passes through: the children are assumptions. */
export const templateComponent = z.object({ type: z.string() }).passthrough();
export const templateVariable = z.object({}).passthrough();

/** Section 5.19, request. Either `variables` or `components`, never both. */
export const templateMessage = z.object({
	fromPhoneNumber: z.string(),
	toPhoneNumber: z.string(),
	userId: z.string().optional(),
	templateName: z.string(),
	languageCode: z.string(),
	variables: z.array(templateVariable).optional(),
	components: z.array(templateComponent).optional(),
	customFields: anyMap.optional(),
});

/** Section 5.20, request. */
export const newMessage = z.object({
	fromPhoneNumber: z.string(),
	toPhoneNumber: z.string(),
	userId: z.string().optional(),
	content: z.string(),
	type: z.enum(messageTypes),
	customFields: anyMap.optional(),
	fileId: z.string().optional(),
});

/** Section 5.21, request: an existing file, or a new one in base64 (ASSUMPTION). */
export const mediaToUpload = z.object({
	fromPhoneNumber: z.string(),
	fileId: z.string().optional(),
	fileName: z.string().optional(),
	contentType: z.string().optional(),
	content: z.string().optional(),
	tags: z.record(z.string()).optional(),
});

/** Section 6, Message. */
export const messageSchema = z
	.object({
		id: z.string(),
		status: text,
		direction: text,
		channel: text,
		content: text,
		sender: anything,
		recipient: anything,
		attachments: z.array(anything).nullish(),
		errors: z.array(anything).nullish(),
		contactId: number,
		conversationId: text,
		funnelConversationId: number,
		sessionId: number,
		userId: text,
		providerId: text,
		customFields: anything,
		mediaProcessing: anything,
		metadata: anything,
		createdAt: text,
		updatedAt: text,
		tenantId: text,
	})
	.passthrough();

/** Section 6, MediaUpload. */
export const mediaUploadSchema = z
	.object({
		fileId: z.string(),
		mediaId: text,
		fileName: text,
		contentType: text,
		size: number,
		url: text,
		tags: anyMap.nullish(),
	})
	.passthrough();
