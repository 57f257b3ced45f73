import { z } from 'zod';

/**
 * Section 8, the envelope of both kinds of webhooks. Real ones can have more or fewer fields: nothing else is needed,
 * and everything passes through untouched.
 */
export const webhookEventSchema = z
	.object({
		id: z.string().nullish().catch(undefined),
		resource: z.string(),
		action: z.string(),
		data: z.object({ id: z.union([z.number(), z.string()]) }).passthrough(),
	})
	.passthrough();

export type WebhookEvent = z.infer<typeof webhookEventSchema>;
