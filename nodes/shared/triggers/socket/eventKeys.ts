import { createHash } from 'crypto';

import type { Clock } from '../../http/clock';

/** Two processes that listen for one node, while n8n hands it over, get an event within this time of each other. */
const windowMs = 10_000;
/** n8n keeps the key in a column of 255 characters. */
const longestKey = 255;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** What makes two events the same: everything that was said. */
export function contentOf(type: string, data: unknown): string {
	return digest(JSON.stringify([type, data]) ?? '');
}

/**
 * Deduplication keys for n8n, which never runs a workflow twice for one key. Nobody documents that events have an id of
 * their own, and a conversation may be updated twice to the same content: so an event is told by its content, its ten
 * seconds, and its number among the same ones in these. No real event is dropped within one process, and two processes
 * that get the same events make the same keys.
 */
export class EventKeys {
	private window = 0;
	private readonly counts = new Map<string, number>();

	/** `owner` tells one listening node from all others: workflow and node. */
	constructor(
		private readonly owner: string,
		private readonly clock: Clock,
	) {}

	next(content: string): string {
		const window = Math.floor(this.clock.now() / windowMs);
		if (window !== this.window) this.counts.clear();
		this.window = window;
		const count = (this.counts.get(content) ?? 0) + 1;
		this.counts.set(content, count);
		const key = `${this.owner}:${content}:${window}:${count}`;
		return key.length <= longestKey ? key : digest(key);
	}
}
