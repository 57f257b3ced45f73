import { measureRun, type RateLimit, type Rig } from './measure.ts';
import type { ReceivedMessage } from './simulator.ts';

/** 300 requests in every two seconds that begin with an even second, so that resets are whole seconds. */
export const rateLimit: RateLimit = { limit: 300, windowMs: 2_000 };

/** What became of the items of one run against a limited API. */
export interface LimitedRun {
	readonly items: number;
	/** Recipients whose message was carried out once. */
	readonly once: number;
	/** Recipients whose message was carried out more than once. */
	readonly repeatedly: number;
	/** Items that the node returned with an error. */
	readonly failed: number;
	readonly requests: number;
	/** Answers with status 429. */
	readonly refused: number;
	/** From the arrival of the first request to the end of the node. */
	readonly tookMs: number;
	/** The least that any client would take for all items, from the arrival of the first request. */
	readonly leastMs: number;
}

/** Runs a workflow against the limited API. */
export async function measureLimited(rig: Rig, workflowId: string, items: number): Promise<LimitedRun> {
	const { nodeEndedAt, failed, simulator } = await measureRun(rig, workflowId, rateLimit);
	const messages = await rig.simulator.messages();
	const counts = [...timesCarriedOut(messages).values()];
	const firstAt = Math.min(...messages.map(({ receivedAt }) => receivedAt));
	return {
		items,
		once: counts.filter((count) => count === 1).length,
		repeatedly: counts.filter((count) => count > 1).length,
		failed,
		requests: messages.length,
		refused: simulator.statuses['429'] ?? 0,
		tookMs: nodeEndedAt - firstAt,
		leastMs: leastTime(items, firstAt, rateLimit),
	};
}

/**
 * The least time in which the limit lets `items` requests through, in milliseconds from `firstAt` (since 1970).
 *
 * They need `ceil(items / limit)` windows. The first is the one in which the first request arrives; it has
 * `windowMs - firstAt % windowMs` left. All windows between the first and the last pass in full. The last one counts
 * nothing: it lets its requests through the moment it opens. With 5,000 items, 300 to a window of 2 s, that is
 * 17 windows: the rest of the first, plus 15 times 2 s.
 */
export function leastTime(items: number, firstAt: number, { limit, windowMs }: RateLimit): number {
	const windows = Math.ceil(items / limit);
	if (windows <= 1) return 0;
	return windowMs - (firstAt % windowMs) + (windows - 2) * windowMs;
}

function timesCarriedOut(messages: readonly ReceivedMessage[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const { processed, body } of messages) {
		if (processed) times.set(body.to, (times.get(body.to) ?? 0) + 1);
	}
	return times;
}
