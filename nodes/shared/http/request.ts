import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { z } from 'zod';

import type { Account } from './account';
import { type Answer, readBody, readNoAnswer } from './answer';
import type { UnusableAnswer } from './describeFailure';
import { type Endpoint, fillPath, isRepeatable } from './endpoint';
import { RequestFailure } from './failure';
import { headerText, type ResponseHeaders } from './rateLimitHeaders';
import { type Target, tryUntilAnswered } from './tries';

/** The parts of a request, once the compiler has checked them against the route. */
interface RequestParts {
	readonly path?: Readonly<Record<string, string>>;
	readonly query?: unknown;
	readonly body?: unknown;
}

/**
 * Makes one request of the route table and returns its checked answer. Together with `download` the package's one way
 * out: nothing else calls an HTTP helper. Throws a RequestFailure.
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
	const parsed = readSuccess(endpoint, answer.text, answer.headers);
	if ('value' in parsed) return parsed.value;
	// The vendor said yes: whatever is wrong with the text of its answer, a deed may have been done.
	throw refuse(isRepeatable(endpoint) ? 'failed' : 'unknown', parsed);
}

/** Node's stream, named through the host: a verified node imports no module of Node. */
type Readable = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Uint8Array>;

/** A file on its way: read its stream to the end, or destroy it. */
export interface Download {
	readonly stream: Readable;
	readonly contentType: string | undefined;
}

/**
 * Opens a file that the vendor's answer points to. The credential goes along only if the address is on the API's own
 * origin: anywhere else is somebody else's server. Throws a RequestFailure.
 *
 * @param subject what the file is, for the error text: "recording"
 */
export async function download(account: Account, address: string, subject: string): Promise<Download> {
	const target: Target = { method: 'GET', path: `the file of the ${subject}` };
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		throw new RequestFailure({
			message: `The ${subject} has no usable link to its file`,
			description: `${account.vendor.name} gave no web address for it. It may not be ready yet: try again later.`,
			outcome: 'failed',
		});
	}
	const isOurs = url.origin === new URL(account.baseUrl).origin;
	let stream: Readable | undefined;
	const { answer, refuse } = await tryUntilAnswered(account, target, async () => {
		const result = await attempt(
			account,
			() => ({
				...transport(account),
				method: 'GET',
				url: url.href,
				encoding: 'stream',
				// File hosts redirect to their storage; a credential does not travel there.
				disableFollowRedirect: false,
			}),
			isOurs,
		);
		stream = 'stream' in result ? result.stream : undefined;
		return result;
	});
	if (stream === undefined)
		throw refuse('failed', { unusable: 'wrongShape', unusableDetail: 'There was no file in it.' });
	return { stream, contentType: headerText(answer.headers, 'content-type')?.split(';')[0]?.trim() };
}

/** What every request has in common. */
function transport({ settings }: Account): Partial<IHttpRequestOptions> {
	return {
		timeout: settings.timeoutMs,
		returnFullResponse: true,
		// Every status, 401 too: our credentials hold fixed keys, and the host would send the request a second time after a 401.
		ignoreHttpStatusErrors: true,
		// A redirected POST would become a GET, and a redirect elsewhere would take the key along.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		...(settings.signal === undefined ? {} : { abortSignal: settings.signal }),
	};
}

function buildOptions(account: Account, endpoint: Endpoint, input: RequestParts): () => IHttpRequestOptions {
	const url = `${account.baseUrl}${checked(account, endpoint, () => fillPath(endpoint.path, input.path))}`;
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

/** One try. `stream` is set where the caller asked for one. */
async function attempt(
	{ host, vendor }: Account,
	options: () => IHttpRequestOptions,
	withCredential = true,
): Promise<Answer & { stream?: Readable }> {
	try {
		const response = (await (withCredential
			? host.helpers.httpRequestWithAuthentication.call(host, vendor.credentialType, options())
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
