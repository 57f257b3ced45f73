import type { Clock } from './clock';
import type { RateLimitReading } from './rateLimitHeaders';

/** How one caller wants to be paced. */
export interface Pace {
	/** Whether to stay under the limit that the vendor's headers announce. */
	readonly stayUnderLimit: boolean;
	/** The least time between two requests in milliseconds; 0 for none. */
	readonly intervalMs: number;
	/** The longest this request may wait for its turn, in milliseconds. */
	readonly longestWaitMs: number;
	readonly signal?: AbortSignal;
}

/** `go`: the request may leave now. `tooLong`: it would have to wait longer than it may; nothing was sent. */
export type Turn =
	{ readonly kind: 'go' } | { readonly kind: 'tooLong'; readonly freeAt: number } | { readonly kind: 'cancelled' };

interface Waiter {
	readonly pace: Pace;
	readonly deadline: number;
	settle(turn: Turn): void;
}

/** Past the announced moment, so that a reset rounded to whole seconds is not met a moment too early. */
const afterResetMs = 10;

/**
 * How old the vendor's last word may be before one request asks again instead of being held back for longer than its
 * caller may wait: the plan may have been changed, or the limit lifted, since.
 */
const askAgainMs = 10_000;

/**
 * One account's pace: every request of this process that uses the same credential takes its turn here, first come
 * first served. What the vendor's headers say about the current window is the shared truth, also between processes.
 *
 * Requests on their way count as not yet counted by the vendor. That is never too many, and becomes exact as the
 * answers arrive.
 */
export class RateLimiter {
	private readonly clock: Clock;
	private readonly waiting: Waiter[] = [];
	private onTheirWay = 0;
	private window: { resetAt: number; limit: number | undefined; remaining: number } | undefined;
	private closedUntil = 0;
	private nextSlot = 0;
	/** When the vendor last said something about the limit. */
	private heardAt = Number.NEGATIVE_INFINITY;
	/** Whether the one request on its way has had no company: then its answer is the newest word. */
	private isAlone = false;
	/** Ends the current sleep of the queue when what it waits for has changed. */
	private alarm: AbortController | undefined;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/** Waits for a turn. A caller that got `go` must call `answered` exactly once. */
	async turn(pace: Pace): Promise<Turn> {
		if (pace.signal?.aborted) return { kind: 'cancelled' };
		const isFree = this.waiting.length === 0 || (!pace.stayUnderLimit && pace.intervalMs === 0);
		const now = this.clock.now();
		if (isFree && this.delay(pace, now) === 0) return this.letGo(pace, now);
		return await new Promise<Turn>((resolve) => {
			const leave = (): void => {
				const place = this.waiting.indexOf(waiter);
				if (place !== -1) this.waiting.splice(place, 1);
				waiter.settle({ kind: 'cancelled' });
				this.serve();
			};
			const waiter: Waiter = {
				pace,
				deadline: this.clock.now() + pace.longestWaitMs,
				settle: (turn) => {
					pace.signal?.removeEventListener('abort', leave);
					resolve(turn);
				},
			};
			pace.signal?.addEventListener('abort', leave, { once: true });
			this.waiting.push(waiter);
			this.serve();
		});
	}

	/** Takes note of an answer (or of none) to a request that had its turn. */
	answered(reading: RateLimitReading): void {
		this.onTheirWay -= 1;
		const { limit, remaining, resetAt } = reading;
		if (remaining !== undefined && resetAt !== undefined) {
			if (this.window === undefined || resetAt > this.window.resetAt) {
				this.window = { resetAt, limit, remaining };
			} else if (resetAt === this.window.resetAt) {
				// Answers overtake each other: among several the smallest number is the newest.
				this.window.remaining = this.isAlone ? remaining : Math.min(this.window.remaining, remaining);
				if (this.isAlone && remaining > 0) this.closedUntil = 0;
			}
			this.heardAt = this.clock.now();
		}
		this.serve();
	}

	/** The vendor refused: nobody who stays under the limit sends before `untilMs` (epoch). */
	closeUntil(untilMs: number): void {
		this.heardAt = this.clock.now();
		this.closedUntil = Math.max(this.closedUntil, untilMs);
	}

	/** 0: now. A number: in that many milliseconds. `answer`: when a request on its way has been answered. */
	private delay(pace: Pace, now: number): number | 'answer' {
		const slot = pace.intervalMs > 0 ? Math.max(0, this.nextSlot - now) : 0;
		if (!pace.stayUnderLimit) return slot;
		const closed = Math.max(slot, this.closedUntil - now, 0);
		if (this.window !== undefined && now >= this.window.resetAt + afterResetMs) {
			// A new window: as many as the vendor's limit, until its first answer says better.
			const { limit } = this.window;
			this.window = limit === undefined ? undefined : { resetAt: Number.NEGATIVE_INFINITY, limit, remaining: limit };
		}
		if (this.window === undefined || this.window.remaining - this.onTheirWay > 0) return closed;
		if (this.onTheirWay > 0) return 'answer';
		return Math.max(closed, this.window.resetAt + afterResetMs - now);
	}

	private letGo(pace: Pace, now: number): Turn {
		this.isAlone = this.onTheirWay === 0;
		this.onTheirWay += 1;
		if (pace.intervalMs > 0) this.nextSlot = Math.max(now, this.nextSlot) + pace.intervalMs;
		return { kind: 'go' };
	}

	/** Lets go whoever may go, in the order they came; then sleeps until the next one may. */
	private serve(): void {
		this.alarm?.abort();
		this.alarm = undefined;
		for (let waiter = this.waiting[0]; waiter !== undefined; waiter = this.waiting[0]) {
			const now = this.clock.now();
			const delay = this.delay(waiter.pace, now);
			if (delay === 'answer') return;
			if (delay <= 0) {
				this.waiting.shift();
				waiter.settle(this.letGo(waiter.pace, now));
				continue;
			}
			if (now + delay > waiter.deadline) {
				this.waiting.shift();
				const mayAsk = this.onTheirWay === 0 && now - this.heardAt >= askAgainMs;
				waiter.settle(mayAsk ? this.letGo(waiter.pace, now) : { kind: 'tooLong', freeAt: now + delay });
				continue;
			}
			const alarm = new AbortController();
			this.alarm = alarm;
			this.clock.sleep(delay, alarm.signal).then(
				() => {
					if (this.alarm === alarm) this.serve();
				},
				() => undefined,
			);
			return;
		}
	}
}

const limiters = new Map<string, RateLimiter>();

/** The limiter that all executions of this process share for one account. The key holds no secret. */
export function sharedRateLimiter(accountKey: string, clock: Clock): RateLimiter {
	const existing = limiters.get(accountKey);
	if (existing !== undefined) return existing;
	const created = new RateLimiter(clock);
	limiters.set(accountKey, created);
	return created;
}
