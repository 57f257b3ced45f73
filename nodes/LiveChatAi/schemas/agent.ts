import { z } from 'zod';

import { dateTime, flag, id, text } from './common';

/** Section 6.1: the AI agent, as the list shows it. Retrieving may give more fields, which pass through. */
export const agentSchema = z
	.object({
		id,
		name: text,
		isLiveChatEnabled: flag,
		language: text,
		isArchived: flag,
		createdAt: dateTime,
		updatedAt: dateTime,
	})
	.passthrough();

/** Section 6.1: create, request. */
export const newAgent = z.object({
	name: z.string(),
	isLiveChatEnabled: z.boolean(),
	isImageSharingEnabled: z.boolean().optional(),
});

/**
 * Section 6.1: create and retrieve, responses. Both are undocumented: the object may stand under `data` or at the top,
 * and its id may be called `id` or `agentId`.
 */
export const agentAnswer = z.unknown().transform((body, context): Agent => {
	const { data, ...top } = objectOf(body);
	const { status, ...bare } = top;
	const found = data === undefined ? (status === 'success' ? bare : top) : objectOf(data);
	const parsed = agentSchema.safeParse({ ...found, id: found.id ?? found.agentId ?? top.id ?? top.agentId });
	if (parsed.success) return parsed.data;
	for (const issue of parsed.error.issues) context.addIssue(issue);
	return z.NEVER;
});

function objectOf(value: unknown): Record<string, unknown> {
	return z.record(z.unknown()).safeParse(value).data ?? {};
}

export type Agent = z.infer<typeof agentSchema>;
