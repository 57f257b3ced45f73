import type { Answer } from './answer';
import type { FailureOutcome } from './failure';
import type { RateLimitReading } from './rateLimitHeaders';

/** How long and how often a request is tried again. All times in milliseconds. */
export interface RetryPolicy {
	/** Tries after a server fault or a lost connection, the first one included. A 429 is limited by time alone. */
	readonly tries: number;
	/** The longest that all waiting of one request may add up to. */
	readonly waitBudgetMs: number;
	/** First back-off; doubles with every try. */
	readonly firstDelayMs: number;
	readonly longestDelayMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
	tries: 4,
	waitBudgetMs: 300_000,
	firstDelayMs: 1_000,
	longestDelayMs: 30_000,
};

export type RetryDecision =
	| { readonly retry: true; readonly delayMs: number }
	| { readonly retry: false; readonly outcome: FailureOutcome; readonly reason: StopReason };

/**
 * Why there was no further try:
 * - final: another try would get the same answer
 * - notRepeatable: the vendor may have acted, and doing it twice would be worse than not knowing
 * - triesUsed, waitTooLong: it was tried, or the vendor asks for a longer wait than the user allows
 */
export type StopReason = 'final' | 'notRepeatable' | 'triesUsed' | 'waitTooLong' | 'cancelled';

/**
 * The retry table. Rows are read from the top, the first that fits decides.
 * `outcome` is what is known when no further try follows; "by method" means: unknown unless the request is repeatable.
 */
interface RetryRow {
	readonly when: (answer: Answer) => boolean;
	readonly retry: 'always' | 'ifRepeatable' | 'never';
	readonly outcome: FailureOutcome | 'byMethod';
	/** Whether the number of tries is limited, beside the time. */
	readonly countsTries: boolean;
}

const status =
	(...statuses: number[]) =>
	(answer: Answer): boolean =>
		answer.kind === 'answered' && statuses.includes(answer.status);
const noAnswer =
	(...causes: string[]) =>
	(answer: Answer): boolean =>
		answer.kind === 'noAnswer' && causes.includes(answer.cause);

const retryTable: readonly RetryRow[] = [
	// The server refused before acting, whatever the method.
	{ when: status(429), retry: 'always', outcome: 'notSent', countsTries: false },
	// The request never left, whatever the method.
	{ when: noAnswer('neverSent'), retry: 'always', outcome: 'notSent', countsTries: true },
	{
		when: noAnswer('notTrusted', 'blocked', 'credentialRefused'),
		retry: 'never',
		outcome: 'notSent',
		countsTries: true,
	},
	{ when: noAnswer('cancelled'), retry: 'never', outcome: 'byMethod', countsTries: true },
	// A gateway's word that something went wrong behind it, or no word at all: the server may have acted.
	{ when: status(502, 503, 504), retry: 'ifRepeatable', outcome: 'byMethod', countsTries: true },
	{ when: noAnswer('timeout', 'connectionLost'), retry: 'ifRepeatable', outcome: 'byMethod', countsTries: true },
	// Any other server fault can strike before or after the deed.
	{
		when: (answer) => answer.kind === 'answered' && answer.status >= 500,
		retry: 'never',
		outcome: 'byMethod',
		countsTries: true,
	},
];

/** Everything else: the server understood and said no. */
const refusedForGood: RetryRow = { when: () => true, retry: 'never', outcome: 'failed', countsTries: true };

/** Jitter of back-offs: between half and the whole of the delay, so that many clients do not come back together. */
function backoff(attempt: number, policy: RetryPolicy, random: number): number {
	const delay = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (attempt - 1));
	return Math.round(delay * (0.5 + random / 2));
}

/** Past the vendor's own word, so that a reset rounded to whole seconds is not met a moment too early. */
const afterResetMs = 10;

/**
 * How long a vendor that said "too many requests" wants to be left alone, in milliseconds:
 * Retry-After, else its reset time, else back-off. A reset in the past is no instruction.
 */
export function refusedFor(
	reading: RateLimitReading,
	attempt: number,
	policy: RetryPolicy,
	now: number,
	random: number,
): number {
	const asked = reading.retryAfterMs ?? (reading.resetAt === undefined ? 0 : reading.resetAt - now);
	if (asked <= 0 && reading.retryAfterMs === undefined) return backoff(attempt, policy, random);
	// A vendor that says "at once" and refuses again has not kept its word: then we wait longer each time.
	const patience = attempt > 1 ? backoff(attempt - 1, policy, random) : 0;
	return Math.max(asked + afterResetMs, patience);
}

/**
 * Whether to try again after an answer that is no success, and after how long. Pure: time and chance are arguments.
 *
 * @param attempt how many tries were made, 1 after the first
 * @param waitedMs how long this request has waited so far
 */
export function decideRetry(input: {
	readonly answer: Answer;
	readonly reading: RateLimitReading;
	readonly repeatable: boolean;
	readonly attempt: number;
	readonly waitedMs: number;
	readonly now: number;
	readonly random: number;
	readonly policy: RetryPolicy;
	/** See VendorProfile. */
	readonly triesAtUnknownLimit?: number;
}): RetryDecision {
	const { answer, reading, repeatable, attempt, policy, triesAtUnknownLimit = Number.POSITIVE_INFINITY } = input;
	const row = retryTable.find((candidate) => candidate.when(answer)) ?? refusedForGood;
	const outcome: FailureOutcome = row.outcome === 'byMethod' ? (repeatable ? 'failed' : 'unknown') : row.outcome;
	const stop = (reason: StopReason): RetryDecision => ({ retry: false, outcome, reason });

	if (answer.kind === 'noAnswer' && answer.cause === 'cancelled') return stop('cancelled');
	if (row.retry === 'never') return stop(outcome === 'unknown' ? 'notRepeatable' : 'final');
	if (row.retry === 'ifRepeatable' && !repeatable) return stop('notRepeatable');
	if (row.countsTries && attempt >= policy.tries) return stop('triesUsed');
	const namesTime = reading.retryAfterMs !== undefined || reading.resetAt !== undefined;
	if (status(429)(answer) && !namesTime && attempt >= triesAtUnknownLimit) return stop('triesUsed');

	const delayMs =
		answer.kind === 'answered' && answer.status === 429
			? refusedFor(reading, attempt, policy, input.now, input.random)
			: (reading.retryAfterMs ?? backoff(attempt, policy, input.random));
	return input.waitedMs + delayMs > policy.waitBudgetMs ? stop('waitTooLong') : { retry: true, delayMs };
}
