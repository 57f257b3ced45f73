import { channels, newConversation, resolutions, sentiments } from './conversationEntity.ts';
import type { Conversation, Message } from './conversationEntity.ts';
import type { Person } from './people.ts';
import { topicNames } from './questions.ts';
import type { Suggestion } from './suggestionEntity.ts';

/** Midnight of the first seeded conversation. */
const firstDay = Date.UTC(2025, 0, 11);
const count = 30;

/** Thirty conversations, one every twelve hours; every fifth was joined by a human, every second is resolved. */
export function seedConversations(agentId: string, people: readonly [Person, ...Person[]]): Conversation[] {
	return Array.from({ length: count }, (_, index) => {
		const number = padded(index + 1);
		const start = firstDay + index * 12 * 3_600_000;
		const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
		const human = index % 5 === 0 ? (people[index % 10 === 0 ? 1 : 0] ?? people[0]) : null;
		const topic = pick(topicNames, index);
		const channel = index % 8 === 0 ? null : pick(channels, index);
		const messages: Message[] = [
			message(`msg_${number}a`, 'user', `A question about ${topic.toLowerCase()}`, at(0)),
			message(`msg_${number}b`, 'assistant', `An answer about ${topic.toLowerCase()}`, at(1)),
		];
		if (human !== null) messages.push({ ...message(`msg_${number}c`, 'agent', 'I can help.', at(5)), agent: human });
		return newConversation({
			id: `chat_${number}`,
			agentId,
			contactId: `contact_${padded((index % 15) + 1)}`,
			integrationType: channel === 'WHATSAPP' || channel === 'SLACK' ? channel : null,
			channel,
			isResolved: index % 2 === 1,
			isStarred: index % 7 === 0,
			isAgent: human !== null,
			agent: human,
			sentiment: pick(sentiments, index),
			topic,
			resolutionStatus: human === null ? pick(resolutions, index) : 'TalkToAgent',
			messages,
			createdAt: at(0),
			updatedAt: at(human === null ? 1 : 5),
			lastMessageDate: at(human === null ? 1 : 5),
		});
	});
}

/** A suggestion for every conversation in which the AI did not help. */
export function seedSuggestions(conversations: readonly Conversation[]): Suggestion[] {
	const tags = ['OUT_OF_CONTEXT', 'INCOMPLETE', 'LACKS_DEPTH'];
	return conversations
		.filter(({ resolutionStatus }) => resolutionStatus === 'AIDidNotHelp')
		.flatMap(({ id: chatId, agentId, topic, messages: [user, ai] }, index) => {
			if (user === undefined || ai === undefined) return [];
			return {
				id: ai.id,
				agentId,
				userMessage: { id: user.id, text: user.content },
				aiMessage: { id: ai.id, text: ai.content },
				evaluationTag: pick(tags, index),
				potentialGap: `The knowledge says little about ${topic.toLowerCase()}.`,
				suggestedImprovement: `Add a question and answer about ${topic.toLowerCase()}.`,
				chatId,
				createdAt: ai.createdAt,
				isDismissed: false,
			};
		});
}

function message(id: string, role: Message['role'], content: string, createdAt: string): Message {
	return { id, role, type: 'TEXT', content, source: [], agent: null, createdAt };
}

function pick<Item>(items: readonly Item[], index: number): Item {
	const item = items[index % items.length];
	if (item === undefined) throw new Error('There is nothing to pick from');
	return item;
}

function padded(number: number): string {
	return String(number).padStart(4, '0');
}
