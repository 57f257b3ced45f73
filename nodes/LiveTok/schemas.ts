import { z } from 'zod';

/** Section 6.1. A parameter of a template; the vendor shows text and image, other kinds pass through. */
export const templateParameterSchema = z.object({ type: z.string().min(1) }).passthrough();

/** Section 6.1, request. */
export const sendTemplateBody = z.object({
	to: z.string(),
	template_name: z.string(),
	template_language: z.string(),
	template_parameters: z.array(templateParameterSchema).optional(),
});

/*
 * Answers need their id, and everything else may be missing or null: a message that was sent must not look like one with
 * an unknown outcome only because one of its fields has changed.
 */

/** Section 6.1, response. `status` is opaque: the documentation shows only "sent". */
export const messageSchema = z
	.object({
		id: z.string(),
		status: z.string().nullish(),
		to: z.string().nullish(),
		template_name: z.string().nullish(),
		template_parameters: z.unknown(),
		created_at: z.string().nullish(),
	})
	.passthrough();

/** Section 6.1: the message as the editor shows it before the first run. */
export const messageOutput = messageSchema.extend({
	template_parameters: z.array(z.object({ type: z.string(), text: z.string() }).partial()).optional(),
});

/** Section 6.2, the entry. */
export const knowledgeEntrySchema = z
	.object({
		id: z.string(),
		question: z.string().nullish(),
		answer: z.string().nullish(),
		tags: z.array(z.string()).nullish(),
		created_at: z.string().nullish(),
		updated_at: z.string().nullish(),
	})
	.passthrough();

/** Section 6.2, query. */
export const listKnowledgeQuery = z.object({
	limit: z.number().int().min(1).max(100).optional(),
	starting_after: z.string().optional(),
	tags: z.string().optional(),
});

/** Section 6.2, response. */
export const knowledgeListSchema = z
	.object({ data: z.array(knowledgeEntrySchema), has_more: z.boolean() })
	.passthrough();

/** Sections 6.3 and 6.6, request. */
export const newKnowledgeEntry = z.object({
	question: z.string(),
	answer: z.string(),
	tags: z.array(z.string()).optional(),
});

/** Section 6.4, request. */
export const knowledgeChanges = newKnowledgeEntry.partial();

/** Section 6.4, response. ASSUMPTION: the entry as it is afterwards; only the id is needed. */
export const updatedKnowledgeSchema = knowledgeEntrySchema.partial().extend({ id: z.string() }).passthrough();

/** Section 6.5, response. */
export const deletedSchema = z.object({ id: z.string(), deleted: z.boolean() }).passthrough();

/** Section 6.6, request. */
export const bulkImportBody = z.object({ entries: z.array(newKnowledgeEntry).min(1).max(100) });

/** Section 6.6, one entry of the response. ASSUMPTION: `id` is null and `error` is set where an entry was refused. */
export const importedEntrySchema = z
	.object({
		id: z.string().nullish(),
		question: z.string().optional(),
		status: z.string().optional(),
		error: z
			.object({ code: z.string().nullish(), message: z.string().nullish(), param: z.string().nullish() })
			.passthrough()
			.nullish(),
	})
	.passthrough();

/** Section 6.6, response. */
export const bulkImportSchema = z
	.object({
		imported: z.number().optional(),
		failed: z.number().optional(),
		entries: z.array(importedEntrySchema),
	})
	.passthrough();

/** Section 7: the events that LiveTok documents. */
export const webhookEvents = ['session.begin', 'session.end'] as const;

/** Section 8.1, request. ASSUMPTION: `description` may be left out. */
export const newWebhook = z.object({
	url: z.string(),
	events: z.array(z.enum(webhookEvents)).min(1),
	description: z.string(),
});

/** Section 8.1, response. ASSUMPTION, all of it; nothing is needed, so that a webhook that was made counts as made. */
export const createdWebhookSchema = z
	.object({ id: z.string().nullish().catch(undefined), secret: z.string().nullish().catch(undefined) })
	.passthrough();

/** Section 8.2. ASSUMPTION: a webhook in the list. */
export const webhookSchema = z
	.object({
		id: z.string(),
		url: z.string().nullish(),
		events: z.array(z.string()).nullish(),
		description: z.string().nullish(),
	})
	.passthrough();

/** Section 8.2. ASSUMPTION: the list has the form of the knowledge list. */
export const listWebhooksQuery = z.object({
	limit: z.number().int().min(1).max(100).optional(),
	starting_after: z.string().optional(),
});

/** Section 8.2, response. */
export const webhookListSchema = z
	.object({ data: z.array(webhookSchema), has_more: z.boolean().nullish() })
	.passthrough();

/** Section 7.1, the envelope. Everything in it passes through untouched. */
export const webhookEventSchema = z
	.object({ type: z.string(), id: z.string().min(1), data: z.record(z.unknown()) })
	.passthrough();

export type WebhookEvent = z.infer<typeof webhookEventSchema>;
export type KnowledgeEntry = z.infer<typeof knowledgeEntrySchema>;
export type ImportedEntry = z.infer<typeof importedEntrySchema>;
export type TemplateParameter = z.infer<typeof templateParameterSchema>;
