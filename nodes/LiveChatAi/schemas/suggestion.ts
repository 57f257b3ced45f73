import { z } from 'zod';

import { dateTime, id, limitedPage, text } from './common';

const quotedMessage = z.object({ id: text, text }).passthrough().nullish();

/** Section 6.5: list, query. Dates are ISO 8601 date-times. */
export const suggestionQuery = z.object({
	agentId: z.string(),
	startDate: z.string().optional(),
	endDate: z.string().optional(),
	...limitedPage,
});

/** Section 6.5: a knowledge gap that an answer of the AI has shown. */
export const suggestionSchema = z
	.object({
		id,
		userMessage: quotedMessage,
		aiMessage: quotedMessage,
		evaluationTag: text,
		potentialGap: text,
		suggestedImprovement: text,
		/** The conversation. */
		chatId: text,
		createdAt: dateTime,
	})
	.passthrough();

export type Suggestion = z.infer<typeof suggestionSchema>;
