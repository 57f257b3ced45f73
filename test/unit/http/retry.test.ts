import type { Answer, NoAnswerCause } from '../../../nodes/shared/http/answer.ts';
import type { FailureOutcome } from '../../../nodes/shared/http/failure.ts';
import type { RateLimitReading } from '../../../nodes/shared/http/rateLimitHeaders.ts';
import {
	decideRetry,
	defaultRetryPolicy,
	refusedFor,
	type RetryPolicy,
	type StopReason,
} from '../../../nodes/shared/http/retry.ts';

const now = Date.UTC(2026, 2, 1, 12, 0, 0);
const policy: RetryPolicy = { tries: 4, waitBudgetMs: 60_000, firstDelayMs: 1_000, longestDelayMs: 30_000 };

const answered = (status: number): Answer => ({ kind: 'answered', status, headers: {}, text: '' });
const noAnswer = (cause: NoAnswerCause): Answer => ({ kind: 'noAnswer', cause, detail: 'test' });

interface Situation {
	readonly repeatable?: boolean;
	readonly attempt?: number;
	readonly waitedMs?: number;
	readonly reading?: RateLimitReading;
	readonly random?: number;
	readonly triesAtUnknownLimit?: number;
}

const decide = (answer: Answer, situation: Situation = {}) =>
	decideRetry({
		answer,
		reading: {},
		repeatable: true,
		attempt: 1,
		waitedMs: 0,
		now,
		random: 0.5,
		policy,
		...situation,
	});

/** What follows the first answer, for a request that may be repeated and for one that may not. */
type Verdict = 'retry' | `${FailureOutcome}, ${StopReason}`;

const table: ReadonlyArray<readonly [what: string, answer: Answer, repeatable: Verdict, once: Verdict]> = [
	['429', answered(429), 'retry', 'retry'],
	['no connection', noAnswer('neverSent'), 'retry', 'retry'],
	['a certificate that is not trusted', noAnswer('notTrusted'), 'notSent, final', 'notSent, final'],
	['an address that n8n blocks', noAnswer('blocked'), 'notSent, final', 'notSent, final'],
	['a timeout', noAnswer('timeout'), 'retry', 'unknown, notRepeatable'],
	['a lost connection', noAnswer('connectionLost'), 'retry', 'unknown, notRepeatable'],
	['a stop', noAnswer('cancelled'), 'failed, cancelled', 'unknown, cancelled'],
	['502', answered(502), 'retry', 'unknown, notRepeatable'],
	['503', answered(503), 'retry', 'unknown, notRepeatable'],
	['504', answered(504), 'retry', 'unknown, notRepeatable'],
	...[500, 501, 505, 507, 520, 522, 524, 599].map(
		(status) => [String(status), answered(status), 'failed, final', 'unknown, notRepeatable'] as const,
	),
	...[301, 302, 304, 307, 308, 400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 422, 425, 428, 431, 451, 499].map(
		(status) => [String(status), answered(status), 'failed, final', 'failed, final'] as const,
	),
];

const verdictOf = (answer: Answer, situation: Situation): Verdict => {
	const decision = decide(answer, situation);
	return decision.retry ? 'retry' : `${decision.outcome}, ${decision.reason}`;
};

describe('decideRetry', () => {
	it.each(table)('%s', (_, answer, repeatable, once) => {
		expect(verdictOf(answer, { repeatable: true })).toBe(repeatable);
		expect(verdictOf(answer, { repeatable: false })).toBe(once);
	});

	it.each<[string, Answer, number, Verdict]>([
		['a lost connection, one try left', noAnswer('connectionLost'), 3, 'retry'],
		['a lost connection, tries used up', noAnswer('connectionLost'), 4, 'failed, triesUsed'],
		['a timeout, tries used up', noAnswer('timeout'), 4, 'failed, triesUsed'],
		['503, one try left', answered(503), 3, 'retry'],
		['503, tries used up', answered(503), 4, 'failed, triesUsed'],
		['504, more tries than allowed', answered(504), 5, 'failed, triesUsed'],
		['no connection, tries used up', noAnswer('neverSent'), 4, 'notSent, triesUsed'],
		['429 is limited by time alone', answered(429), 400, 'retry'],
		['400 after other tries', answered(400), 3, 'failed, final'],
	])('%s', (_, answer, attempt, expected) => {
		expect(verdictOf(answer, { attempt })).toBe(expected);
	});

	it('knows that a message which never left was not sent, however often it was tried', () => {
		expect(verdictOf(noAnswer('neverSent'), { repeatable: false, attempt: 4 })).toBe('notSent, triesUsed');
	});

	it('does not repeat a message after a gateway fault even if the gateway names a time', () => {
		expect(verdictOf(answered(503), { repeatable: false, reading: { retryAfterMs: 1 } })).toBe(
			'unknown, notRepeatable',
		);
	});

	it.each<[string, Answer, Situation, Verdict]>([
		['the budget exactly', answered(429), { waitedMs: 54_990, reading: { retryAfterMs: 5_000 } }, 'retry'],
		['1 ms too much', answered(429), { waitedMs: 54_991, reading: { retryAfterMs: 5_000 } }, 'notSent, waitTooLong'],
		['a 503 and the budget exactly', answered(503), { waitedMs: 55_000, reading: { retryAfterMs: 5_000 } }, 'retry'],
		[
			'a 503, 1 ms too much',
			answered(503),
			{ waitedMs: 55_001, reading: { retryAfterMs: 5_000 } },
			'failed, waitTooLong',
		],
		['a reset in an hour', answered(429), { reading: { resetAt: now + 3_600_000 } }, 'notSent, waitTooLong'],
		['a Retry-After of years', answered(429), { reading: { retryAfterMs: 1e12 } }, 'notSent, waitTooLong'],
		['no connection', noAnswer('neverSent'), { waitedMs: 60_000 }, 'notSent, waitTooLong'],
		['a lost connection', noAnswer('connectionLost'), { waitedMs: 60_000 }, 'failed, waitTooLong'],
	])('keeps to the longest wait: %s', (_, answer, situation, expected) => {
		expect(verdictOf(answer, situation)).toBe(expected);
	});

	it('waits not at all when no wait is allowed', () => {
		const impatient = { ...policy, waitBudgetMs: 0 };
		expect(decide(answered(429), { reading: { retryAfterMs: 1_000 } }).retry).toBe(true);
		expect(
			decideRetry({
				...{ answer: answered(429), reading: {}, repeatable: true, attempt: 1, waitedMs: 0, now, random: 0 },
				policy: impatient,
			}),
		).toEqual({ retry: false, outcome: 'notSent', reason: 'waitTooLong' });
	});
});

describe('a 429 that names no time, of a vendor whose plan may be used up', () => {
	it.each<{ attempt: number; more?: Situation; retry: boolean }>([
		{ attempt: 1, retry: true },
		{ attempt: 2, retry: true },
		{ attempt: 3, retry: false },
		{ attempt: 3, more: { reading: { retryAfterMs: 1_000 } }, retry: true },
		{ attempt: 3, more: { reading: { resetAt: now + 1_000 } }, retry: true },
		{ attempt: 30, more: { triesAtUnknownLimit: undefined }, retry: true },
	])('try $attempt, $more', ({ attempt, more, retry }) => {
		const decision = decide(answered(429), { attempt, triesAtUnknownLimit: 3, ...more });
		expect(decision.retry).toBe(retry);
		if (!decision.retry) expect(decision).toMatchObject({ outcome: 'notSent', reason: 'triesUsed' });
	});

	it('other answers are not limited by it', () => {
		expect(decide(answered(503), { attempt: 3, triesAtUnknownLimit: 1 }).retry).toBe(true);
	});
});

describe('the delay before another try', () => {
	const delayOf = (answer: Answer, situation: Situation): number | undefined => {
		const decision = decide(answer, { ...situation });
		return decision.retry ? decision.delayMs : undefined;
	};
	const almostOne = 1 - Number.EPSILON;

	it.each<[attempt: number, least: number, most: number]>([
		[1, 500, 1_000],
		[2, 1_000, 2_000],
		[3, 2_000, 4_000],
		[5, 8_000, 16_000],
		[6, 15_000, 30_000],
		[7, 15_000, 30_000],
		[5_000, 15_000, 30_000],
	])('grows to its limit, with jitter: after try %i from %i to %i ms', (attempt, least, most) => {
		expect(delayOf(answered(429), { attempt, random: 0 })).toBe(least);
		expect(delayOf(answered(429), { attempt, random: almostOne })).toBe(most);
		expect(delayOf(answered(429), { attempt, random: 0.5 })).toBe((least + most) / 2);
	});

	it.each<[string, Answer, RateLimitReading, number]>([
		['429 with Retry-After', answered(429), { retryAfterMs: 7_000 }, 7_010],
		['429 with a reset', answered(429), { resetAt: now + 9_000 }, 9_010],
		[
			'429 with both: Retry-After is the more exact',
			answered(429),
			{ retryAfterMs: 1_000, resetAt: now + 50_000 },
			1_010,
		],
		['429 with a reset in the past: back-off', answered(429), { resetAt: now - 1 }, 750],
		['429 with a reset right now: back-off', answered(429), { resetAt: now }, 750],
		['429 with a reset that comes at once', answered(429), { resetAt: now + 1 }, 11],
		['503 with Retry-After', answered(503), { retryAfterMs: 7_000 }, 7_000],
		['503 with a limit that resets: no word about this fault', answered(503), { resetAt: now + 9_000 }, 750],
		['a lost connection', noAnswer('connectionLost'), {}, 750],
	])('%s', (_, answer, reading, expected) => {
		expect(delayOf(answer, { reading })).toBe(expected);
	});

	it('grows even if the vendor says "at once" again and again', () => {
		// Tries after a 429 are not counted: with a few milliseconds each, 5 minutes would be 30,000 requests.
		const delays = [1, 2, 3, 4, 5].map((attempt) => refusedFor({ retryAfterMs: 0 }, attempt, policy, now, 0.5));
		expect(delays.at(-1)).toBeGreaterThanOrEqual(policy.firstDelayMs);
	});
});

it('has a default that tries four times and waits five minutes at most', () => {
	expect(defaultRetryPolicy).toEqual({ tries: 4, waitBudgetMs: 300_000, firstDelayMs: 1_000, longestDelayMs: 30_000 });
});
