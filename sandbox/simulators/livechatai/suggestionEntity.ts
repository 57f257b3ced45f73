/** A question the AI could not answer well (section 6.5); the id is that of the AI's message. */
export interface Suggestion {
	readonly id: string;
	readonly agentId: string;
	readonly userMessage: { id: string; text: string };
	readonly aiMessage: { id: string; text: string };
	readonly evaluationTag: string;
	readonly potentialGap: string;
	readonly suggestedImprovement: string;
	readonly chatId: string;
	readonly createdAt: string;
	isDismissed: boolean;
}

/** A suggestion as the API shows it, without the agent. */
export function suggestionShown(suggestion: Suggestion) {
	const { id, userMessage, aiMessage, evaluationTag, potentialGap, suggestedImprovement, chatId, createdAt } =
		suggestion;
	return { id, userMessage, aiMessage, evaluationTag, potentialGap, suggestedImprovement, chatId, createdAt };
}
