import { oldestFirst } from '../../../nodes/LiveChatAi/actions/conversation/simplified.ts';

const message = (id: string, createdAt: string | null) => ({ id, createdAt });
const at = (minute: number): string => `2026-01-01T10:0${minute}:00Z`;

describe('messages in the order in which they were written', () => {
	it.each([
		{ name: 'none', messages: [], ids: [] },
		{ name: 'oldest first', messages: [message('a', at(1)), message('b', at(2))], ids: ['a', 'b'] },
		{ name: 'newest first', messages: [message('b', at(2)), message('a', at(1))], ids: ['a', 'b'] },
		{ name: 'mixed', messages: [message('b', at(2)), message('a', at(1)), message('c', at(3))], ids: ['a', 'b', 'c'] },
		{
			name: 'with and without milliseconds',
			messages: [message('b', '2026-01-01T10:00:00.500Z'), message('a', '2026-01-01T10:00:00Z')],
			ids: ['a', 'b'],
		},
		{
			name: 'one moment, as they come',
			messages: [message('a', at(1)), message('b', at(1)), message('c', at(2))],
			ids: ['a', 'b', 'c'],
		},
		{
			name: 'one moment, in a list that comes newest first',
			messages: [message('c', at(2)), message('b', at(1)), message('a', at(1))],
			ids: ['a', 'b', 'c'],
		},
		{ name: 'without dates, as they come', messages: [message('a', null), message('b', null)], ids: ['a', 'b'] },
	])('$name', ({ messages, ids }) => {
		expect(oldestFirst(messages).map(({ id }) => id)).toEqual(ids);
	});
});
