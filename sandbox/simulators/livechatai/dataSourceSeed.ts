import type { DataSource } from './dataSourceEntity.ts';

const pairs = [
	['What are your opening hours?', 'We are open **Monday to Friday**, 9:00 to 18:00.'],
	['Where is my order?', 'You find the state of your order under *My orders*.'],
	['How can I return an item?', 'Send it back within 30 days with the label that came with it.'],
	['Do you ship abroad?', 'Yes, we ship to all of Europe and the Americas.'],
	['How do I pay?', 'By card, by PayPal or by bank transfer.'],
	['Can I change my plan?', 'Yes, at any time in your account settings.'],
] as const;

/** The knowledge the support agent begins with: six questions and answers and one of every other kind. */
export function seedKnowledge(agentId: string): DataSource[] {
	const others = [
		{ source: 'WEBSITE', title: 'Shipping', text: 'Shipping takes two days.', url: 'https://example.com/shipping' },
		{ source: 'WEBSITE', title: 'Warranty', text: 'Warranty covers two years.', url: 'https://example.com/warranty' },
		{ source: 'TEXT', title: 'Company', text: 'Founded in Guadalajara in 2010.', url: null },
		{ source: 'PDF', title: 'Handbook', text: 'Press the green button to start.', url: null },
		{ source: 'DOCX', title: 'Terms', text: 'Prices include taxes.', url: null },
		{ source: 'IMAGE', title: 'Map', text: 'The shop is next to the station.', url: null },
	] as const;
	const questions = pairs.map(([title, text]) => ({ source: 'QA' as const, title, text, url: null }));
	return [...questions, ...others].map((parts, index) => seeded(index, agentId, 'source', parts));
}

/** `count` questions and answers, the same at every call. */
export function generateQuestions(count: number, agentId: string): DataSource[] {
	return Array.from({ length: count }, (_, index) =>
		seeded(index, agentId, 'qa', {
			source: 'QA',
			title: `Question ${index + 1}?`,
			text: `Answer ${index + 1}.`,
			url: null,
		}),
	);
}

function seeded(
	index: number,
	agentId: string,
	prefix: string,
	parts: Pick<DataSource, 'source' | 'title' | 'text' | 'url'>,
): DataSource {
	const createdAt = new Date(Date.UTC(2025, 0, 5, 9) + index * 60_000).toISOString();
	return {
		...parts,
		id: `${prefix}_${String(index + 1).padStart(5, '0')}`,
		agentId,
		isGeneratedByAI: false,
		relatedMessageId: null,
		status: 'COMPLETED',
		createdAt,
		updatedAt: createdAt,
	};
}
