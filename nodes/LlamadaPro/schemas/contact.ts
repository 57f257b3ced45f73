import { z } from 'zod';

import { anyMap, anything, dateTime, listOf, number, numericId, text } from './common';

/** Section 5.13, one address. ASSUMPTION: channel types other than PHONE. */
export const newAddress = z.object({ address: z.string(), channelType: z.string() });

/** Section 5.13, request. `email` and `phone` are deprecated by the vendor: addresses take their place. */
export const newContact = z.object({
	userId: z.number().nullish(),
	customFields: anyMap.optional(),
	providerId: text,
	providerName: text,
	nationalId: text,
	firstName: text,
	lastName: text,
	contactCompanyId: z.number().nullish(),
	companyPosition: text,
	metadata: anything,
	createdAt: z.string().optional(),
	addresses: z.array(newAddress).optional(),
});

/** Section 5.15, request. */
export const contactChanges = newContact;

/** Section 6, Contact. */
export const contactSchema = z
	.object({
		id: numericId,
		firstName: text,
		lastName: text,
		nationalId: text,
		addresses: z.array(z.object({ address: text, channelType: text }).passthrough()).nullish(),
		customFields: anyMap.nullish(),
		contactCompanyId: number,
		companyPosition: text,
		userId: number,
		email: text,
		phone: text,
		providerId: text,
		providerName: text,
		metadata: anything,
		createdAt: dateTime,
		updatedAt: dateTime,
		tenantId: text,
	})
	.passthrough();

export const contactList = listOf(contactSchema);

/** Section 3, search body. */
export const contactSearch = z.object({
	search: z.string().optional(),
	filters: z.array(z.object({ field: z.string(), operator: z.string(), value: z.unknown() })).optional(),
	sort: z.array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) })).optional(),
	size: z.number().int().optional(),
	pageToken: z.string().optional(),
	includeArchived: z.boolean().optional(),
	includeTotalCount: z.boolean().optional(),
});

export type Contact = z.infer<typeof contactSchema>;
export type NewContact = z.infer<typeof newContact>;
