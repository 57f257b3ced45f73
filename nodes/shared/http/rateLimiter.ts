import type { Clock } from './clock';
import { OtherUsers } from './otherUsers';
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

/** What is known about the vendor's current window. Times in milliseconds since the epoch, on our clock. */
interface Window {
	readonly id: number | undefined;
	readonly limit: number | undefined;
	resetAt: number;
	remaining: number;
}

/** Past the announced moment, so that a reset rounded to whole seconds is not met a moment too early. */
const afterResetMs = 10;

/**
 * How old the vendor's last word may be before one request asks again instead of being held back for longer than its
 * caller may wait: the plan may have been changed, or the limit lifted, since.
 */
const askAgainMs = 10_000;

/** How many may leave before the vendor's first answer: nobody knows yet how many it takes. */
const firstHandful = 10;

/**
 * How requests begin to leave after a while without any: a few, and one more for every so many answers. Only answers
 * show whether others use the account, too, and how much of the window they have taken meanwhile.
 */
const beginning = {
	alone: { first: firstHandful, afterMs: 1_000 },
	shared: { first: 2, afterMs: 50 },
	answersForOneMore: 2,
};

/** Resets that are told in whole seconds from now name one moment in several ways. */
const sameResetMs = 1_500;

/** A timer holds less than 25 days. */
const longestSleepMs = 3_600_000;

/** Leaves only when something else has changed. */
const untilAnswer = Number.POSITIVE_INFINITY;

/**
 * One account's pace: every request of this process that uses the same credential takes its turn here, first come
 * first served. What the vendor's headers say about the current window is the shared truth, also between processes.
 *
 * Requests on their way count as not yet counted by the vendor. That is never too many, and becomes exact as the
 * answers arrive.
 */
export class RateLimiter {
	private readonly clock: Clock;
	private waiting: Waiter[] = [];
	private onTheirWay = 0;
	private window: Window | undefined;
	private readonly others = new OtherUsers();
	private closedUntil = 0;
	private nextSlot = 0;
	private hasHeard = false;
	/** How many requests have ended since nothing was going on. */
	private answers = 0;
	private answeredAt = Number.NEGATIVE_INFINITY;
	/** When the vendor last said something about the limit. */
	private heardAt = Number.NEGATIVE_INFINITY;
	/** Whether the one request on its way has had no company: then its answer is the newest word. */
	private isAlone = false;
	/** The sleep of the queue: when it ends, what keeps its head back, and what ends it early. */
	private rest: { readonly wakeAt: number; readonly headFreeAt: number; readonly alarm: AbortController } | undefined;

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/** Waits for a turn. A caller that got `go` must call `answered` exactly once. */
	async turn(pace: Pace): Promise<Turn> {
		if (pace.signal?.aborted) return { kind: 'cancelled' };
		const now = this.clock.now();
		const isIdle = this.waiting.length === 0 && this.onTheirWay === 0;
		if (isIdle && now - this.answeredAt > this.beginning.afterMs) this.answers = 0;
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
		this.onTheirWay -= 1;
		this.hasHeard = true;
		this.answers += 1;
		this.answeredAt = this.clock.now();
		this.learn(reading, wasRefused);
		this.others.returned();
		this.serve();
	}

	/** The vendor refused: nobody who stays under the limit sends before `untilMs` (epoch). */
	closeUntil(untilMs: number): void {
		this.heardAt = this.clock.now();
		this.closedUntil = Math.max(this.closedUntil, untilMs);
	}

	private learn({ limit, remaining, resetAt, windowId: id }: RateLimitReading, wasRefused: boolean): void {
		if (remaining === undefined || resetAt === undefined) return;
		const now = this.clock.now();
		this.heardAt = now;
		const known = this.window;
		if (known === undefined || (!isSameWindow(known, { id, resetAt }) && resetAt > now)) {
			this.window = { id, limit, resetAt, remaining };
			// After a known window, what is missing of the limit was counted since this one began.
			this.others.begin(known === undefined ? remaining : (limit ?? remaining));
			this.others.counted(remaining, this.onTheirWay, wasRefused);
			return;
		}
		// A late answer of a window that has passed says nothing about the present one.
		if (!isSameWindow(known, { id, resetAt })) return;
		// With a corrected clock every answer names the reset a little too late; the earliest is the truest.
		known.resetAt = id === undefined ? Math.max(known.resetAt, resetAt) : Math.min(known.resetAt, resetAt);
		// Answers overtake each other: among several the smallest number is the newest.
		known.remaining = this.isAlone ? remaining : Math.min(known.remaining, remaining);
		this.others.counted(known.remaining, this.onTheirWay, wasRefused);
		if (this.isAlone && remaining > 0) this.closedUntil = 0;
	}

	private get beginning(): { readonly first: number; readonly afterMs: number } {
		return this.others.areThere ? beginning.shared : beginning.alone;
	}

	/** In how many milliseconds a caller may leave: 0 for now, `untilAnswer` when nobody knows. */
	private delay(pace: Pace, now: number): number {
		const slot = pace.intervalMs > 0 ? Math.max(0, this.nextSlot - now) : 0;
		if (!pace.stayUnderLimit) return slot;
		const closed = Math.max(slot, this.closedUntil - now, 0);
		if (!this.hasHeard) return this.onTheirWay < firstHandful ? closed : untilAnswer;
		if (this.window !== undefined && now >= this.window.resetAt + afterResetMs) {
			// A new window: as many as the vendor's limit, until its first answer says better.
			const { limit } = this.window;
			this.window =
				limit === undefined ? undefined : { id: undefined, limit, resetAt: Number.NEGATIVE_INFINITY, remaining: limit };
			this.others.begin(limit ?? 0);
		}
		if (this.window === undefined) return closed;
		if (this.onTheirWay >= this.beginning.first + this.answers / beginning.answersForOneMore) return untilAnswer;
		if (this.onTheirWay < this.others.share(this.window.remaining)) return closed;
		if (this.window.resetAt === Number.NEGATIVE_INFINITY) return untilAnswer;
		return Math.max(closed, this.window.resetAt + afterResetMs - now);
	}

	private letGo(pace: Pace, now: number): Turn {
		this.isAlone = this.onTheirWay === 0;
		this.onTheirWay += 1;
		this.others.departed();
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
				waiter.settle(this.mayAsk(now) ? this.letGo(pace, now) : this.tooLong(freeAt));
				return false;
			}
			wakeAt = Math.min(wakeAt, freeAt, deadline);
			return true;
		});
		this.sleepUntil(wakeAt, now);
	}

	private isTooLong(freeAt: number, deadline: number, now: number): boolean {
		return freeAt === Number.POSITIVE_INFINITY ? deadline <= now : freeAt > deadline;
	}

	private mayAsk(now: number): boolean {
		return this.onTheirWay === 0 && now - this.heardAt >= askAgainMs;
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

function isSameWindow(known: Window, { id, resetAt }: { id: number | undefined; resetAt: number }): boolean {
	if (known.id !== undefined && id !== undefined) return known.id === id;
	return Math.abs(known.resetAt - resetAt) <= sameResetMs;
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
