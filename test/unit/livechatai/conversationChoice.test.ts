import { conversationToContinue } from '../../../nodes/LiveChatAi/actions/conversation/openConversation.ts';
import type { ConversationRow } from '../../../nodes/LiveChatAi/schemas/conversation.ts';

const now = Date.UTC(2026, 0, 10, 12);
const hoursAgo = (hours: number): string => new Date(now - hours * 3_600_000).toISOString();

/** A conversation that was opened and last spoken in so many hours ago; without the second, nothing was said. */
const row = (id: string, opened: number, spoken?: number, more: Partial<ConversationRow> = {}): ConversationRow => ({
	id,
	createdAt: hoursAgo(opened),
	lastMessageDate: hoursAgo(spoken ?? opened),
	isResolved: false,
	...more,
});

describe('the conversation that a visitor’s next message belongs to', () => {
	it.each<{ name: string; rows: ConversationRow[]; idleHours?: number; chosen: string | undefined }>([
		{ name: 'none', rows: [], chosen: undefined },
		{ name: 'only a resolved one', rows: [row('a', 2, 1, { isResolved: true })], chosen: undefined },
		{ name: 'one whose state is not told counts as open', rows: [row('a', 2, 1, { isResolved: null })], chosen: 'a' },
		{ name: 'the newest message', rows: [row('a', 9, 3), row('b', 12, 1), row('c', 5, 2)], chosen: 'b' },
		{ name: 'in whatever order they come', rows: [row('b', 12, 1), row('c', 5, 2), row('a', 9, 3)], chosen: 'b' },
		{ name: 'two with one moment: the smaller id', rows: [row('b', 3, 1), row('a', 3, 1)], chosen: 'a' },
		{ name: 'silent for too long', rows: [row('a', 30, 25)], chosen: undefined },
		{ name: 'just not silent for too long', rows: [row('a', 30, 24)], chosen: 'a' },
		{ name: 'any silence', rows: [row('a', 9_000, 8_000)], idleHours: 0, chosen: 'a' },
		{ name: 'half an hour', rows: [row('a', 2, 0.6), row('b', 2, 0.4)], idleHours: 0.5, chosen: 'b' },
		{
			name: 'nothing was said in any: the one that was opened first',
			rows: [row('b', 1), row('a', 2), row('c', 1.5)],
			chosen: 'a',
		},
		{ name: 'opened at one moment: the smaller id', rows: [row('b', 1), row('a', 1)], chosen: 'a' },
		{ name: 'a newer one without messages does not win', rows: [row('a', 2), row('b', 5, 3)], chosen: 'b' },
		{ name: 'an old one without messages is too old as well', rows: [row('a', 25), row('b', 1)], chosen: 'b' },
		{ name: 'one without a last message', rows: [row('a', 1, undefined, { lastMessageDate: null })], chosen: 'a' },
		{ name: 'one without any date', rows: [{ id: 'a' }], chosen: 'a' },
		{
			name: 'one without any date does not win over one with messages',
			rows: [{ id: 'a' }, row('b', 2, 1)],
			chosen: 'b',
		},
	])('$name', ({ rows, idleHours = 24, chosen }) => {
		expect(conversationToContinue(rows, { idleHours, now })?.id).toBe(chosen);
	});
});
