import { AccountLimit, untilAnswer } from './accountLimit';
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

/** A timer holds less than 25 days. */
const longestSleepMs = 3_600_000;

/**
 * One account's pace: every request of this process that uses the same credential takes its turn here, first come
 * first served.
 */
export class RateLimiter {
	private readonly clock: Clock;
	private waiting: Waiter[] = [];
	private readonly limit = new AccountLimit();
	private nextSlot = 0;
	/** The sleep of the queue: when it ends, what keeps its head back, and what ends it early. */
	private rest: { readonly wakeAt: number; readonly headFreeAt: number; readonly alarm: AbortController } | undefined;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/** Waits for a turn. A caller that got `go` must call `answered` exactly once. */
	async turn(pace: Pace): Promise<Turn> {
		if (pace.signal?.aborted) return { kind: 'cancelled' };
		const now = this.clock.now();
		if (this.waiting.length === 0) this.limit.rested(now);
		if ((this.waiting.length === 0 || !pace.stayUnderLimit) && this.delay(pace, now) === 0)
			return this.letGo(pace, now);
		return await new Promise<Turn>((resolve) => {
			const leave = (): void => {
				this.waiting = this.waiting.filter((other) => other !== waiter);
				waiter.settle({ kind: 'cancelled' });
				this.serve();
			};
			const waiter: Waiter = {
				pace,
				deadline: now + pace.longestWaitMs,
				settle: (turn) => {
					pace.signal?.removeEventListener('abort', leave);
					resolve(turn);
				},
			};
			pace.signal?.addEventListener('abort', leave, { once: true });
			this.queue(waiter, now);
		});
	}

	/** Takes note of an answer (or of none) to a request that had its turn, and whether it was "too many requests". */
	answered(reading: RateLimitReading, wasRefused = false): void {
		this.limit.answered(reading, wasRefused, this.clock.now());
		this.serve();
	}

	/** The vendor refused: nobody who stays under the limit sends before `untilMs` (epoch). */
	closeUntil(untilMs: number): void {
		this.limit.closeUntil(untilMs, this.clock.now());
	}

	/** In how many milliseconds a caller may leave: 0 for now, `untilAnswer` when nobody knows. */
	private delay(pace: Pace, now: number): number {
		const slot = pace.intervalMs > 0 ? Math.max(0, this.nextSlot - now) : 0;
		return pace.stayUnderLimit ? Math.max(slot, this.limit.delay(now)) : slot;
	}

	private letGo(pace: Pace, now: number): Turn {
		this.limit.departed();
		if (pace.intervalMs > 0) this.nextSlot = Math.max(now, this.nextSlot) + pace.intervalMs;
		return { kind: 'go' };
	}

	/** Puts a waiter at the end. Behind others who wait for the same thing it changes nothing for them. */
	private queue(waiter: Waiter, now: number): void {
		const { rest } = this;
		const last = this.waiting.at(-1);
		this.waiting.push(waiter);
		const isLikeLast =
			last?.pace.stayUnderLimit === waiter.pace.stayUnderLimit &&
			last.pace.intervalMs === waiter.pace.intervalMs &&
			last.deadline <= waiter.deadline;
		if (rest === undefined || !isLikeLast || now >= rest.wakeAt) this.serveFrom(now);
	}

	/** Lets go whoever may go, in the order they came; then sleeps until the next one may, or may wait no longer. */
	private serve(): void {
		const now = this.clock.now();
		const [head] = this.waiting;
		const headFreeAt = head === undefined ? 0 : now + this.delay(head.pace, now);
		// Most answers change nothing for those who wait.
		if (this.rest !== undefined && headFreeAt === this.rest.headFreeAt && now < this.rest.wakeAt) return;
		this.serveFrom(now);
	}

	private serveFrom(now: number): void {
		this.rest?.alarm.abort();
		this.rest = undefined;

		let wakeAt = Number.POSITIVE_INFINITY;
		/** The moment before which nobody who stays under the limit leaves. */
		let limitedUntil = 0;
		this.waiting = this.waiting.filter((waiter) => {
			const { pace, deadline } = waiter;
			const isBehind = limitedUntil > 0 && pace.stayUnderLimit;
			const freeAt = isBehind ? limitedUntil : now + this.delay(pace, now);
			if (freeAt <= now) {
				waiter.settle(this.letGo(pace, now));
				return false;
			}
			if (pace.stayUnderLimit) limitedUntil = Math.max(limitedUntil, freeAt);
			if (this.isTooLong(freeAt, deadline, now)) {
				waiter.settle(this.limit.mayAsk(now) ? this.letGo(pace, now) : this.tooLong(freeAt));
				return false;
			}
			wakeAt = Math.min(wakeAt, freeAt, deadline);
			return true;
		});
		this.sleepUntil(wakeAt, now);
	}

	private isTooLong(freeAt: number, deadline: number, now: number): boolean {
		return freeAt === untilAnswer ? deadline <= now : freeAt > deadline;
	}

	private tooLong(freeAt: number): Turn {
		return { kind: 'tooLong', freeAt: Number.isFinite(freeAt) ? freeAt : this.clock.now() };
	}

	private sleepUntil(wakeAt: number, now: number): void {
		const [head] = this.waiting;
		if (head === undefined) return;
		const alarm = new AbortController();
		const rest = { wakeAt, headFreeAt: now + this.delay(head.pace, now), alarm };
		this.rest = rest;
		this.clock.sleep(Math.min(wakeAt - now, longestSleepMs), alarm.signal).then(
			() => {
				if (this.rest !== rest) return;
				this.rest = undefined;
				this.serve();
			},
			() => undefined,
		);
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
