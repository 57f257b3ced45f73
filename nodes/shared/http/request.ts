import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { z } from 'zod';

import type { Account } from './account';
import { type Answer, readBody, readNoAnswer } from './answer';
import type { UnusableAnswer } from './describeFailure';
import { type Endpoint, fillPath, isRepeatable } from './endpoint';
import { RequestFailure } from './failure';
import type { ResponseHeaders } from './rateLimitHeaders';
import { tryUntilAnswered } from './tries';
import type { VendorError, VendorProfile } from './vendor';

/** Node's stream, named through the host: a verified node imports no module of Node. */
export type Readable = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Uint8Array>;

/** The parts of a request, once the compiler has checked them against the route. */
interface RequestParts {
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: unknown;
	readonly body?: unknown;
}

/**
 * Makes one request of the route table and returns its checked answer. This file is the package's one way out:
 * nothing else calls an HTTP helper. Throws a RequestFailure.
 */
export async function sendRequest<E extends Endpoint>(
	account: Account,
	endpoint: E,
	input: RequestParts,
): Promise<z.output<E['response']>> {
	const options = buildOptions(account, endpoint, input);
	const { answer, refuse } = await tryUntilAnswered(
		account,
		endpoint,
		async () => await attempt(account, options),
		({ status }, attempts) => status === 404 && attempts > 1 && endpoint.answerWhenAlreadyGone !== undefined,
	);
	if (answer.status === 404 && endpoint.answerWhenAlreadyGone !== undefined) {
		return endpoint.answerWhenAlreadyGone(input.path ?? {}) as z.output<E['response']>;
	}
	const parsed = readSuccess(account.vendor, endpoint, answer.text, answer.headers);
	if ('value' in parsed) return parsed.value;
	if ('refusal' in parsed) throw refuse('failed', parsed);
	// The vendor said yes: whatever is wrong with the text of its answer, a deed may have been done.
	throw refuse(isRepeatable(endpoint) ? 'failed' : 'unknown', parsed);
}

/** What every request has in common. */
export function transport({ host, settings }: Account): Partial<IHttpRequestOptions> {
	// A stop cuts requests that are on their way, unless their answers matter more; the end of a run for another reason
	// lets them finish.
	const mayBeCut = settings.awaitAnswers !== true && 'getExecutionCancelSignal' in host;
	const stop = mayBeCut ? host.getExecutionCancelSignal() : undefined;
	return {
		timeout: settings.timeoutMs,
		returnFullResponse: true,
		// Every status, 401 too: our credentials hold fixed keys, and the host would send the request a second time after a 401.
		ignoreHttpStatusErrors: true,
		// A redirected POST would become a GET, and a redirect elsewhere would take the key along.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		...(stop === undefined ? {} : { abortSignal: stop }),
	};
}

function buildOptions(account: Account, endpoint: Endpoint, input: RequestParts): () => IHttpRequestOptions {
	const url = `${account.baseUrl}${checked(account, endpoint, () => fillPath(endpoint.path, input.path, account.pathValues))}`;
	const query = checked(account, endpoint, () => endpoint.query?.parse(input.query) as IDataObject | undefined);
	const content = checked(account, endpoint, () => endpoint.body?.parse(input.body) as unknown);
	const body = content === undefined ? undefined : JSON.stringify(content);
	// The host changes the options it is given, so every try gets its own.
	return () => ({
		...transport(account),
		method: endpoint.method,
		url,
		headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
		...(query === undefined ? {} : { qs: query, arrayFormat: 'repeat' }),
		// As text: the host's own parser drops empty bodies and turns broken JSON into a string.
		...(body === undefined ? {} : { body }),
		encoding: 'text',
	});
}

/** Runs a check of the request; what it finds is reported before anything leaves. */
function checked<T>(account: Account, endpoint: Endpoint, check: () => T): T {
	try {
		return check();
	} catch (error) {
		throw describeRefusal(account, endpoint, error);
	}
}

function describeRefusal({ vendor }: Account, endpoint: Endpoint, error: unknown): RequestFailure {
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

/** One try. `stream` is set where the caller asked for one. Never throws. */
export async function attempt(
	{ host, caller, vendor }: Account,
	options: () => IHttpRequestOptions,
	withCredential = true,
): Promise<Answer & { stream?: Readable }> {
	try {
		const response = (await (withCredential
			? host.helpers.httpRequestWithAuthentication.call(caller, vendor.credentialType, options())
			: host.helpers.httpRequest(options()))) as IN8nHttpFullResponse;
		const { statusCode: status, headers, body } = response;
		if (!isStream(body)) return { kind: 'answered', status, headers, text: typeof body === 'string' ? body : '' };
		// Nobody reads the file that comes with a refusal: its connection would stay open.
		if (status >= 300) body.destroy();
		return { kind: 'answered', status, headers, text: '', stream: body };
	} catch (error) {
		return readNoAnswer(error);
	}
}

function isStream(body: unknown): body is Readable {
	return typeof body === 'object' && body !== null && 'pipe' in body && 'destroy' in body;
}

function readSuccess<E extends Endpoint>(
	vendor: VendorProfile,
	endpoint: E,
	text: string,
	headers: ResponseHeaders,
):
	| { value: z.output<E['response']> }
	| { refusal: VendorError }
	| { unusable: UnusableAnswer; unusableDetail?: string } {
	const body = readBody(text, headers);
	if ('problem' in body) return { unusable: body.problem };
	const refusal = vendor.readRefusal?.(body.data);
	if (refusal !== undefined) return { refusal };
	const result = endpoint.response.safeParse(body.data);
	if (result.success) return { value: result.data as z.output<E['response']> };
	const issue = result.error.issues[0];
	const where = issue === undefined || issue.path.length === 0 ? 'the answer' : `"${issue.path.join('.')}"`;
	return { unusable: 'wrongShape', unusableDetail: `In ${where}: ${issue?.message ?? 'unexpected value'}.` };
}
