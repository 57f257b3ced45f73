import { OtherUsers } from './otherUsers';
import type { RateLimitReading } from './rateLimitHeaders';

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
 * How requests begin to leave after a while without any: a few, and one more for every two answers. Only answers show
 * whether others use the account, too, and how much of the window they have taken meanwhile. One more for every answer
 * let two campaigns that begin together have more than twice as many refused.
 */
const beginnings = {
	alone: { first: firstHandful, afterMs: 1_000 },
	shared: { first: 2, afterMs: 50 },
};
const answersForOneMore = 2;

/** Resets that are told in whole seconds from now name one moment in several ways. */
const sameResetMs = 1_500;

/** Leaves only when an answer has come. */
export const untilAnswer = Number.POSITIVE_INFINITY;

/**
 * What one account's vendor lets through, as far as its answers tell. What its headers say about the current window is
 * the shared truth, also between processes.
 *
 * Requests on their way count as not yet counted by the vendor. That is never too many, and becomes exact as the
 * answers arrive. `now` is in milliseconds since the epoch everywhere.
 */
export class AccountLimit {
	private onTheirWay = 0;
	private window: Window | undefined;
	private readonly others = new OtherUsers();
	private closedUntil = 0;
	private hasHeard = false;
	/** How many requests have ended since nothing was going on. */
	private answers = 0;
	private answeredAt = Number.NEGATIVE_INFINITY;
	/** When the vendor last said something about the limit. */
	private heardAt = Number.NEGATIVE_INFINITY;
	/** Whether the one request on its way has had no company: then its answer is the newest word. */
	private isAlone = false;

	/** A request leaves. */
	departed(): void {
		this.isAlone = this.onTheirWay === 0;
		this.onTheirWay += 1;
		this.others.departed();
	}

	/** Takes note of an answer (or of none), and whether it was "too many requests". */
	answered(reading: RateLimitReading, wasRefused: boolean, now: number): void {
		this.onTheirWay -= 1;
		this.hasHeard = true;
		this.answers += 1;
		this.answeredAt = now;
		this.learn(reading, wasRefused, now);
		this.others.returned();
	}

	/** The vendor refused: nobody leaves before `untilMs`. */
	closeUntil(untilMs: number, now: number): void {
		this.heardAt = now;
		this.closedUntil = Math.max(this.closedUntil, untilMs);
	}

	/** Nobody waits: where nothing is on its way either, what was known may be old. */
	rested(now: number): void {
		if (this.onTheirWay === 0 && now - this.answeredAt > this.beginning.afterMs) this.answers = 0;
	}

	/** In how many milliseconds the next request may leave: 0 for now, `untilAnswer` when nobody knows. */
	delay(now: number): number {
		const closed = Math.max(this.closedUntil - now, 0);
		if (!this.hasHeard) return this.onTheirWay < firstHandful ? closed : untilAnswer;
		if (this.window !== undefined && now >= this.window.resetAt + afterResetMs) {
			// A new window: as many as the vendor's limit, until its first answer says better.
			const { limit } = this.window;
			this.window =
				limit === undefined ? undefined : { id: undefined, limit, resetAt: Number.NEGATIVE_INFINITY, remaining: limit };
			this.others.begin(limit ?? 0);
		}
		if (this.window === undefined) return closed;
		if (this.onTheirWay >= this.beginning.first + this.answers / answersForOneMore) return untilAnswer;
		if (this.onTheirWay < this.others.share(this.window.remaining)) return closed;
		if (this.window.resetAt === Number.NEGATIVE_INFINITY) return untilAnswer;
		return Math.max(closed, this.window.resetAt + afterResetMs - now);
	}

	/** Whether one request may leave only to hear the vendor's word again. */
	mayAsk(now: number): boolean {
		return this.onTheirWay === 0 && now - this.heardAt >= askAgainMs;
	}

	private learn({ limit, remaining, resetAt, windowId: id }: RateLimitReading, wasRefused: boolean, now: number): void {
		if (remaining === undefined || resetAt === undefined) return;
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
		return this.others.areThere ? beginnings.shared : beginnings.alone;
	}
}

function isSameWindow(known: Window, { id, resetAt }: { id: number | undefined; resetAt: number }): boolean {
	if (known.id !== undefined && id !== undefined) return known.id === id;
	return Math.abs(known.resetAt - resetAt) <= sameResetMs;
}
