import { z } from 'zod';

import { anyMap, anything, dateTime, number, numericId, text } from './common';
import { newContact } from './contact';

/** Section 5.9 and 5.10. ASSUMPTION: `contact` has these fields of a new contact. */
export const conversationContact = newContact.pick({
	addresses: true,
	companyPosition: true,
	contactCompanyId: true,
	customFields: true,
	firstName: true,
	lastName: true,
	nationalId: true,
	providerId: true,
	providerName: true,
});

/** Section 5.9 and 5.11, request. One of `contactId` and `contact` has to be there. */
export const newConversation = z.object({
	funnelId: z.number(),
	funnelStatusId: z.number().nullish(),
	userId: z.number().nullish(),
	createdAt: z.string().optional(),
	archivedAt: z.string().nullish(),
	customFields: anyMap.optional(),
	contactId: z.number().optional(),
	contact: conversationContact.optional(),
});

/** Section 5.10, one item of the request. */
export const conversationChanges = z.object({
	id: z.number(),
	createdAt: z.string().optional(),
	userId: z.number().nullish(),
	funnelStatusId: z.number().nullish(),
	archivedAt: z.string().nullish(),
	customFields: anyMap.optional(),
	contact: conversationContact.optional(),
});

/** ASSUMPTION: the reference names no maximum for one bulk request. */
export const largestBulk = 500;

export const newConversations = z.object({ conversations: z.array(newConversation).min(1).max(largestBulk) });
export const changedConversations = z.object({ conversations: z.array(conversationChanges).min(1).max(largestBulk) });

/** Section 6, Conversation. */
export const conversationSchema = z
	.object({
		id: numericId,
		contactId: number,
		funnelId: number,
		funnelStatusId: number,
		userId: number,
		archivedAt: dateTime,
		customFields: anyMap.nullish(),
		contacts: z.array(anything).nullish(),
		channelSessions: z.array(anything).nullish(),
		createdAt: dateTime,
		updatedAt: dateTime,
		tenantId: text,
	})
	.passthrough();

/** Section 6, BulkResult. ASSUMPTION: the children of `report`. */
export const bulkResultSchema = z
	.object({
		message: text,
		operationId: text,
		report: z
			.object({
				total: number,
				valid: number,
				invalid: number,
				issues: z
					.array(
						z
							.object({
								index: z.number(),
								errors: z.array(z.object({ field: text, message: text }).passthrough()).nullish(),
							})
							.passthrough(),
					)
					.nullish(),
			})
			.passthrough()
			.nullish(),
	})
	.passthrough();

export type BulkResult = z.infer<typeof bulkResultSchema>;
