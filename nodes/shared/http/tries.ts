import type { Account } from './account';
import { type Answer, readBody } from './answer';
import { describeFailure, type FailedRequest } from './describeFailure';
import { type Endpoint, isRepeatable } from './endpoint';
import { type FailureOutcome, RequestFailure } from './failure';
import { type RateLimitReading, readRateLimit } from './rateLimitHeaders';
import { decideRetry, type StopReason } from './retry';

/** What is asked for, as far as trying again and describing a failure need to know. */
export type Target = Pick<Endpoint, 'method' | 'path' | 'unknownOutcome' | 'repeatable'>;

type HttpAnswer = Extract<Answer, { kind: 'answered' }>;

/** Why an answer with a good status is no success. */
type FailureCause = Pick<FailedRequest, 'unusable' | 'unusableDetail' | 'refusal'>;

/** An answer that ends the tries, and the way to refuse it after all. */
export interface Settled {
	readonly answer: HttpAnswer;
	readonly attempts: number;
	/** Describes why this answer, although it came with a good status, is of no use. */
	readonly refuse: (outcome: FailureOutcome, why: FailureCause) => RequestFailure;
}

const isSuccess = ({ status }: HttpAnswer): boolean => status >= 200 && status < 300;

/**
 * Tries until there is a good answer: takes a turn at the account's limiter for every try and decides by the retry
 * table. `isGoodEnough` may accept further answers. Throws a RequestFailure; stops when the execution is stopped.
 */
export async function tryUntilAnswered(
	account: Account,
	target: Target,
	attempt: () => Promise<Answer>,
	isGoodEnough: (answer: HttpAnswer, attempts: number) => boolean = () => false,
): Promise<Settled> {
	const { vendor, settings, clock, limiter, keyRefusals } = account;
	const { retry, signal, stayUnderLimit, intervalMs } = settings;
	let waitedMs = 0;

	for (let attempts = 1; ; attempts += 1) {
		const fail = (
			answer: Answer,
			reading: RateLimitReading,
			verdict: { outcome: FailureOutcome; reason: StopReason },
			more: FailureCause & Pick<FailedRequest, 'body'>,
		): RequestFailure =>
			new RequestFailure(
				describeFailure({
					vendor,
					endpoint: target,
					answer,
					reading,
					...verdict,
					...more,
					attempts,
					waitedMs,
					waitBudgetMs: retry.waitBudgetMs,
					now: clock.now(),
					timeZone: account.timeZone,
					secrets: account.secrets,
				}),
			);

		const { verdict: refusal } = keyRefusals;
		if (refusal !== undefined) throw refusal;
		const asked = clock.now();
		const turn = await limiter.turn({
			stayUnderLimit,
			intervalMs,
			longestWaitMs: retry.waitBudgetMs - waitedMs,
			signal,
		});
		waitedMs += clock.now() - asked;
		if (turn.kind === 'cancelled') throw stopped(account);
		if (turn.kind === 'tooLong') {
			const tooMany: Answer = { kind: 'answered', status: 429, headers: {}, text: '' };
			const verdict = { outcome: 'notSent', reason: 'waitTooLong' } as const;
			throw fail(tooMany, { resetAt: turn.freeAt }, verdict, { body: vendor.rateLimitedBody });
		}

		const answer = await attempt();
		const now = clock.now();
		const isAnswered = answer.kind === 'answered';
		const reading = isAnswered ? readRateLimit(answer.headers, vendor.rateLimit, now) : {};
		if (isAnswered && (isSuccess(answer) || isGoodEnough(answer, attempts))) {
			limiter.answered(reading);
			keyRefusals.taken();
			return {
				answer,
				attempts,
				refuse: (outcome, why) => fail(answer, reading, { outcome, reason: 'final' }, why),
			};
		}

		const decision = decideRetry({
			answer,
			reading,
			repeatable: isRepeatable(target),
			attempt: attempts,
			waitedMs,
			now,
			random: clock.random(),
			policy: retry,
			triesAtUnknownLimit: vendor.triesAtUnknownLimit,
		});
		const wasRefused = isAnswered && answer.status === 429;
		if (wasRefused) {
			if (settings.tally !== undefined) settings.tally.tooManyRequests += 1;
			const askedUntil = reading.retryAfterMs === undefined ? (reading.resetAt ?? now) : now + reading.retryAfterMs;
			limiter.closeUntil(decision.retry ? now + decision.delayMs : askedUntil);
		}
		limiter.answered(reading, wasRefused);
		if (!decision.retry) {
			const failure = fail(answer, reading, decision, { body: isAnswered ? readErrorBody(answer) : undefined });
			if (isAnswered && answer.status === 401) keyRefusals.refused(failure.details);
			else if (isAnswered) keyRefusals.taken();
			throw failure;
		}
		await pause(account, decision.delayMs);
		waitedMs += decision.delayMs;
	}
}

/** The error body as data; what is no JSON as text, unless it is a web page. */
function readErrorBody({ text, headers }: HttpAnswer): unknown {
	const body = readBody(text, headers);
	if ('data' in body) return body.data;
	return body.problem === 'webPage' ? undefined : text;
}

/** Waits; throws a RequestFailure when the execution is stopped meanwhile. */
export async function pause(account: Account, milliseconds: number): Promise<void> {
	const { signal } = account.settings;
	try {
		await account.clock.sleep(milliseconds, signal);
	} catch {
		throw stopped(account);
	}
	if (signal?.aborted) throw stopped(account);
}

/** The failure of a request that was not made because the execution was stopped. */
export function stopped({ vendor }: Account): RequestFailure {
	return new RequestFailure({
		message: 'Not sent: the execution was stopped',
		description: `Nothing was sent to ${vendor.name} for this item.`,
		outcome: 'notSent',
		cancelled: true,
	});
}
