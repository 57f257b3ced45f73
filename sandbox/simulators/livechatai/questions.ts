import type { Resolution, Sentiment } from './conversationEntity.ts';

const negative = /\b(angry|terrible|awful|horrible|worst|useless|unacceptable|disappointed|complaint|furious)\b/i;
const positive = /\b(thanks|thank you|great|perfect|excellent|love|wonderful)\b/i;
const wantsHuman = /\b(human|real person|talk to (an? )?(agent|person|someone))\b/i;
const topics: ReadonlyArray<readonly [topic: string, pattern: RegExp]> = [
	['Shipping', /\b(ship|shipping|delivery|deliver|abroad)\b/i],
	['Orders', /\b(order|orders)\b/i],
	['Returns', /\b(return|returns|refund|exchange)\b/i],
	['Billing', /\b(pay|payment|invoice|bill|billing|card)\b/i],
	['Opening hours', /\b(open|opening|hours|closed)\b/i],
	['Plans', /\b(plan|plans|subscription|upgrade)\b/i],
	['Warranty', /\b(warranty|broken|repair)\b/i],
];

/** The topics that questions fall under, the last for all others. */
export const topicNames = [...topics.map(([topic]) => topic), 'General'];

/** The mood of a visitor's message: certain words decide. */
export function sentimentOf(question: string): Sentiment {
	if (negative.test(question)) return 'NEGATIVE';
	return positive.test(question) ? 'POSITIVE' : 'NEUTRAL';
}

/** The topic of a question: certain words decide. */
export function topicOf(question: string): string {
	return topics.find(([, pattern]) => pattern.test(question))?.[0] ?? 'General';
}

/** How it stands with a question after the AI's answer. */
export function resolutionOf(question: string, isAnswered: boolean): Resolution {
	if (wantsHuman.test(question)) return 'TalkToAgent';
	return isAnswered ? 'AIHelped' : 'AIDidNotHelp';
}

/** A question for comparing: case, marks and spaces do not count. */
export function normalised(question: string): string {
	return question
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
