import { z } from 'zod';

import { dateTime, id, text } from '../../schemas/common';
import type { Suggestion } from '../../schemas/suggestion';

/** An AI suggestion without nesting, in words that say what they are. */
export const simplifiedSuggestion = z.object({
	id,
	question: text,
	answer: text,
	evaluationTag: text,
	potentialGap: text,
	suggestedImprovement: text,
	conversationId: text,
	createdAt: dateTime,
});

export function simplified({
	userMessage,
	aiMessage,
	chatId,
	...others
}: Suggestion): z.infer<typeof simplifiedSuggestion> {
	const { id: suggestionId, evaluationTag, potentialGap, suggestedImprovement, createdAt } = others;
	return {
		id: suggestionId,
		question: userMessage?.text,
		answer: aiMessage?.text,
		evaluationTag,
		potentialGap,
		suggestedImprovement,
		conversationId: chatId,
		createdAt,
	};
}
