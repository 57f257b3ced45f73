import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { z } from 'zod';

import type { Account } from './account';
import { type Answer, readBody, readNoAnswer } from './answer';
import type { Clock } from './clock';
import { describeFailure, type FailedRequest, type UnusableAnswer } from './describeFailure';
import { type Endpoint, fillPath, isRepeatable } from './endpoint';
import { type FailureOutcome, RequestFailure } from './failure';
import { type RateLimitReading, readRateLimit, type ResponseHeaders } from './rateLimitHeaders';
import { decideRetry, type StopReason } from './retry';
import type { VendorProfile } from './vendor';

/** The parts of a request, once the compiler has checked them against the route. */
interface RequestParts {
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: unknown;
	readonly body?: unknown;
}

/**
 * Makes one request, with its turns at the limiter and its tries. The package's one way out: nothing else calls an HTTP
 * helper. Throws a RequestFailure.
 */
export async function sendRequest<E extends Endpoint>(
	account: Account,
	endpoint: E,
	input: RequestParts,
): Promise<z.output<E['response']>> {
	const { vendor, settings, clock, limiter } = account;
	const { retry, signal } = settings;
	const options = buildOptions(account, endpoint, input);
	let waitedMs = 0;

	for (let attempt = 1; ; attempt += 1) {
		const asked = clock.now();
		const turn = await limiter.turn({
			stayUnderLimit: settings.stayUnderLimit,
			intervalMs: settings.intervalMs,
			longestWaitMs: retry.waitBudgetMs - waitedMs,
			signal,
		});
		waitedMs += clock.now() - asked;
		const fail = (
			answer: Answer,
			reading: RateLimitReading,
			verdict: { outcome: FailureOutcome; reason: StopReason },
			more: Pick<FailedRequest, 'body' | 'unusable' | 'unusableDetail'> = {},
		): RequestFailure =>
			new RequestFailure(
				describeFailure({
					vendor,
					endpoint,
					answer,
					reading,
					...verdict,
					...more,
					attempts: attempt,
					waitedMs,
					waitBudgetMs: retry.waitBudgetMs,
					now: clock.now(),
					timeZone: account.timeZone,
					secrets: account.secrets,
				}),
			);
		if (turn.kind === 'cancelled') throw stopped(vendor);
		if (turn.kind === 'tooLong') {
			const answer: Answer = { kind: 'answered', status: 429, headers: {}, text: '' };
			const reading = { resetAt: turn.freeAt };
			throw fail(answer, reading, { outcome: 'notSent', reason: 'waitTooLong' }, { body: vendor.rateLimitedBody });
		}

		const answer = await attemptOnce(account, options);
		const now = clock.now();
		const reading = answer.kind === 'answered' ? readRateLimit(answer.headers, vendor.rateLimit, now) : {};
		const isSuccess = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

		if (isSuccess) {
			limiter.answered(reading);
			const parsed = readSuccess(endpoint, answer.text, answer.headers);
			if ('value' in parsed) return parsed.value;
			// The vendor said yes: whatever is wrong with the text of its answer, a deed may have been done.
			const outcome: FailureOutcome = isRepeatable(endpoint) ? 'failed' : 'unknown';
			throw fail(answer, reading, { outcome, reason: 'final' }, parsed);
		}
		if (attempt > 1 && answer.kind === 'answered' && answer.status === 404 && endpoint.answerWhenAlreadyGone) {
			limiter.answered(reading);
			return endpoint.answerWhenAlreadyGone(input.path ?? {}) as z.output<E['response']>;
		}

		const decision = decideRetry({
			answer,
			reading,
			repeatable: isRepeatable(endpoint),
			attempt,
			waitedMs,
			now,
			random: clock.random(),
			policy: retry,
		});
		if (answer.kind === 'answered' && answer.status === 429) {
			limiter.closeUntil(decision.retry ? now + decision.delayMs : (reading.resetAt ?? now));
		}
		limiter.answered(reading);
		if (!decision.retry) {
			const body = answer.kind === 'answered' ? readBody(answer.text, answer.headers) : {};
			throw fail(answer, reading, decision, { body: 'data' in body ? body.data : undefined });
		}
		const slept = await pause(clock, decision.delayMs, signal);
		waitedMs += decision.delayMs;
		if (!slept) throw stopped(vendor);
	}
}

function stopped(vendor: VendorProfile): RequestFailure {
	return new RequestFailure({
		message: 'Not sent: the execution was stopped',
		description: `Nothing was sent to ${vendor.name} for this item.`,
		outcome: 'notSent',
		cancelled: true,
	});
}

/** Sleeps; false when the execution was stopped meanwhile. */
async function pause(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
	try {
		await clock.sleep(milliseconds, signal);
	} catch {
		return false;
	}
	return signal?.aborted !== true;
}

function buildOptions(account: Account, endpoint: Endpoint, input: RequestParts): () => IHttpRequestOptions {
	const url = `${account.baseUrl}${checked(account, endpoint, () => fillPath(endpoint.path, input.path))}`;
	const query = checked(account, endpoint, () => endpoint.query?.parse(input.query) as IDataObject | undefined);
	const content = checked(account, endpoint, () => endpoint.body?.parse(input.body) as unknown);
	const body = content === undefined ? undefined : JSON.stringify(content);
	// The host changes the options it is given, so every try gets its own.
	return () => ({
		method: endpoint.method,
		url,
		headers:
			body === undefined
				? { Accept: 'application/json' }
				: { Accept: 'application/json', 'Content-Type': 'application/json' },
		...(query === undefined ? {} : { qs: query, arrayFormat: 'repeat' }),
		// As text: the host's own parser drops empty bodies and turns broken JSON into a string.
		...(body === undefined ? {} : { body }),
		encoding: 'text',
		timeout: account.settings.timeoutMs,
		returnFullResponse: true,
		// Every status, 401 too: our credentials hold fixed keys, and the host would send the request a second time after a 401.
		ignoreHttpStatusErrors: true,
		// A redirected POST would become a GET, and a redirect elsewhere would take the key along.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		...(account.settings.signal === undefined ? {} : { abortSignal: account.settings.signal }),
	});
}

/** Runs a check of the request; what it finds is reported before anything leaves. */
function checked<T>(account: Account, endpoint: Endpoint, check: () => T): T {
	try {
		return check();
	} catch (error) {
		throw describeRefusal(account.vendor, endpoint, error);
	}
}

function describeRefusal(vendor: VendorProfile, endpoint: Endpoint, error: unknown): RequestFailure {
	const issues = typeof error === 'object' && error !== null && 'issues' in error ? error.issues : undefined;
	const first: unknown = Array.isArray(issues) ? issues[0] : undefined;
	const issue = first as { path?: unknown[]; message?: string } | undefined;
	const where = issue?.path?.join('.') ?? '';
	const what = issue?.message ?? (error instanceof Error ? error.message : String(error));
	return new RequestFailure({
		message: `The request to ${vendor.name} is incomplete or has a wrong value`,
		description: `Nothing was sent. ${where === '' ? what : `${where}: ${what}`} (${endpoint.method} ${endpoint.path})`,
		outcome: 'notSent',
	});
}

async function attemptOnce(account: Account, options: () => IHttpRequestOptions): Promise<Answer> {
	try {
		const response = (await account.host.helpers.httpRequestWithAuthentication.call(
			account.host,
			account.vendor.credentialType,
			options(),
		)) as IN8nHttpFullResponse;
		return {
			kind: 'answered',
			status: response.statusCode,
			headers: response.headers,
			text: typeof response.body === 'string' ? response.body : '',
		};
	} catch (error) {
		return readNoAnswer(error);
	}
}

function readSuccess<E extends Endpoint>(
	endpoint: E,
	text: string,
	headers: ResponseHeaders,
): { value: z.output<E['response']> } | { unusable: UnusableAnswer; unusableDetail?: string } {
	const body = readBody(text, headers);
	if ('problem' in body) return { unusable: body.problem };
	const result = endpoint.response.safeParse(body.data);
	if (result.success) return { value: result.data as z.output<E['response']> };
	const issue = result.error.issues[0];
	const where = issue === undefined || issue.path.length === 0 ? 'the answer' : `"${issue.path.join('.')}"`;
	return { unusable: 'wrongShape', unusableDetail: `In ${where}: ${issue?.message ?? 'unexpected value'}.` };
}
