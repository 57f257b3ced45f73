import { assumptions } from '../../api';
import type { ConversationRow } from '../../schemas/conversation';

const hourMs = 3_600_000;

/** Since when a conversation is silent, in milliseconds since the epoch; NaN when its row has no date. */
export function silentSince({ lastMessageDate, createdAt }: ConversationRow): number {
	return Date.parse(lastMessageDate ?? createdAt ?? '');
}

/** Before which moment a conversation must not have fallen silent; -Infinity where any time is good enough. */
export function oldestSilence(idleHours: number, now: number): number {
	return idleHours === 0 ? Number.NEGATIVE_INFINITY : now - idleHours * hourMs;
}

const createdAt = (row: ConversationRow): number => Date.parse(row.createdAt ?? '') || 0;
const byId = (one: ConversationRow, other: ConversationRow): number => (one.id < other.id ? -1 : 1);

/**
 * The conversation that a visitor's next message belongs to: of those that are open and have not been silent for too long,
 * the one with the newest message; where none has a message yet, the one that was opened first.
 *
 * The order among those without messages is what two processes agree by that have opened one for the same visitor at the
 * same moment: each looks again after opening, the later one sees both, and both take the earlier one. What the later one
 * has opened stays empty, and never wins over a conversation with messages.
 */
export function conversationToContinue(
	rows: readonly ConversationRow[],
	{ idleHours, now }: { readonly idleHours: number; readonly now: number },
): ConversationRow | undefined {
	const oldest = oldestSilence(idleHours, now);
	const open = rows.filter((row) => !assumptions.isClosed(row) && !(silentSince(row) < oldest));
	const [spoken] = open
		.filter(assumptions.hasMessages)
		.toSorted((one, other) => silentSince(other) - silentSince(one) || byId(one, other));
	if (spoken !== undefined) return spoken;
	return open.toSorted((one, other) => createdAt(one) - createdAt(other) || byId(one, other))[0];
}
