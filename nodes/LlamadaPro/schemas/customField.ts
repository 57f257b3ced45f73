import { z } from 'zod';

import { dateTime, listOf, number, numericId, pagedQuery, text } from './common';

/** Section 5.28. */
export const entityTypes = ['CONTACT', 'COMPANY', 'FUNNEL_CONVERSATION', 'FUNNEL_CHANNEL_SESSION', 'PRODUCT'] as const;
export const fieldTypes = ['STRING', 'NUMBER', 'DATE', 'BOOLEAN', 'LIST', 'FILE'] as const;

/** Sections 5.22 and 5.27, query. */
export const customFieldQuery = pagedQuery.extend({ tenantId: z.string().optional() });

/** Section 5.28, request. */
export const newDefinition = z.object({
	entityType: z.enum(entityTypes),
	fieldKey: z.string(),
	fieldLabel: text,
	fieldType: z.enum(fieldTypes),
	description: text,
});

/** Section 5.30, request. */
export const definitionChanges = newDefinition.partial();

/** Section 6, Definition. */
export const definitionSchema = z
	.object({
		id: numericId,
		entityType: z.string(),
		fieldKey: z.string(),
		fieldLabel: text,
		fieldType: z.string(),
		description: text,
		createdAt: dateTime,
		updatedAt: dateTime,
		tenantId: text,
	})
	.passthrough();

export const definitionList = listOf(definitionSchema);

/** Section 5.31, query. */
export const deleteDefinitionQuery = z.object({ force: z.boolean().optional() });

/** Section 5.23, request: the vendor wants the definition's id here too. */
export const newOption = z.object({ definitionId: z.number(), value: z.string(), label: text, description: text });

/** Section 5.25, request. */
export const optionChanges = newOption.partial();

/** Section 6, ListOption. */
export const optionSchema = z
	.object({
		id: numericId,
		definitionId: number,
		value: z.string(),
		label: text,
		description: text,
		createdAt: dateTime,
		updatedAt: dateTime,
		tenantId: text,
	})
	.passthrough();

export const optionList = listOf(optionSchema);

export type Definition = z.infer<typeof definitionSchema>;
export type ListOption = z.infer<typeof optionSchema>;
