import { timestamp } from './body.ts';
import type { KnowledgeEntry } from './knowledgeStore.ts';

const topics = [
	{ question: 'What are your business hours?', answer: 'We are open Monday to Friday, 9 to 18.', tags: ['hours'] },
	{
		question: 'How long does shipping take?',
		answer: 'Orders arrive within 3 to 5 days.',
		tags: ['shipping', 'orders'],
	},
	{ question: 'How do I return an item?', answer: 'Send it back within 30 days.', tags: ['returns', 'orders'] },
	{ question: 'Which payment methods do you accept?', answer: 'Cards, PayPal and bank transfer.', tags: ['billing'] },
	{ question: 'How can I reach support?', answer: 'Write to us on WhatsApp at any time.', tags: [] },
];

const firstCreatedAt = Date.UTC(2025, 0, 1);
const entriesPerMoment = 3;
const momentMs = 60_000;

/**
 * `count` entries, the same at every call: ids `<prefix>0001` upwards, created on 2025-01-01 and
 * later, three in the same second each so that ties occur.
 */
export function seedEntries(count: number, prefix: string): KnowledgeEntry[] {
	return Array.from({ length: count }, (_, index) => {
		const topic = topics[index % topics.length] ?? { question: '', answer: '', tags: [] };
		const number = index + 1;
		const createdAt = timestamp(firstCreatedAt + Math.floor(index / entriesPerMoment) * momentMs);
		return {
			id: prefix + String(number).padStart(4, '0'),
			question: `${topic.question} (${number})`,
			answer: topic.answer,
			tags: [...topic.tags],
			created_at: createdAt,
			updated_at: createdAt,
		};
	});
}
