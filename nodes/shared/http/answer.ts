import { credentialRefusalName } from './credentialRefusal';
import { headerText, type ResponseHeaders } from './rateLimitHeaders';

/** What came of one try: an HTTP answer, or none and why. */
export type Answer =
	| { readonly kind: 'answered'; readonly status: number; readonly headers: ResponseHeaders; readonly text: string }
	| { readonly kind: 'noAnswer'; readonly cause: NoAnswerCause; readonly detail: string };

/**
 * - neverSent: the connection was not made, the vendor has seen nothing
 * - notTrusted: the vendor's certificate was refused, nothing was sent, and trying again would not help
 * - blocked: n8n's own egress rules refused the address
 * - credentialRefused: our own credential type refused to sign the request, nothing was sent
 * - timeout, connectionLost: the vendor may have acted
 * - cancelled: the execution was stopped
 */
export type NoAnswerCause =
	'neverSent' | 'notTrusted' | 'blocked' | 'credentialRefused' | 'timeout' | 'connectionLost' | 'cancelled';

const causeByCode: Readonly<Record<string, NoAnswerCause>> = {
	ECONNREFUSED: 'neverSent',
	ENOTFOUND: 'neverSent',
	EAI_AGAIN: 'neverSent',
	EAI_FAIL: 'neverSent',
	EAI_NODATA: 'neverSent',
	EADDRNOTAVAIL: 'neverSent',
	EHOSTDOWN: 'neverSent',
	EHOSTUNREACH: 'neverSent',
	ENETUNREACH: 'neverSent',
	ERR_INVALID_URL: 'blocked',
	ERR_INVALID_CHAR: 'blocked',
	ECONNABORTED: 'timeout',
	ETIMEDOUT: 'timeout',
	ERR_CANCELED: 'cancelled',
	EPROTO: 'notTrusted',
	CERT_HAS_EXPIRED: 'notTrusted',
	CERT_NOT_YET_VALID: 'notTrusted',
	CERT_REVOKED: 'notTrusted',
	CERT_UNTRUSTED: 'notTrusted',
	INVALID_CA: 'notTrusted',
	UNABLE_TO_GET_ISSUER_CERT: 'notTrusted',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'notTrusted',
	SELF_SIGNED_CERT_IN_CHAIN: 'notTrusted',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'notTrusted',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'notTrusted',
	ERR_TLS_CERT_ALTNAME_INVALID: 'notTrusted',
};

function property(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined;
}

/**
 * Why there was no answer. The authenticated helper wraps the transport's error, so the whole chain of causes is read.
 * An error we do not know counts as a lost connection: the request may have been carried out.
 */
export function readNoAnswer(error: unknown): Answer {
	const chain: unknown[] = [];
	for (
		let link: unknown = error;
		link !== undefined && link !== null && chain.length < 8;
		link = property(link, 'cause')
	) {
		if (chain.includes(link)) break;
		chain.push(link);
	}
	const codes = chain.map((link) => property(link, 'code')).filter((code) => typeof code === 'string');
	const deepest = chain.at(-1);
	const refusal = chain.find((link) => property(link, 'name') === credentialRefusalName);
	if (refusal !== undefined) {
		return { kind: 'noAnswer', cause: 'credentialRefused', detail: String(property(refusal, 'message')) };
	}
	const detail = deepest instanceof Error ? deepest.message : String(property(deepest, 'message') ?? deepest);
	const known = codes.find((code) => Object.hasOwn(causeByCode, code));
	// A connection that was not made in time has carried nothing, whatever its code says.
	if (chain.some(isConnecting)) return { kind: 'noAnswer', cause: 'neverSent', detail: known ?? detail };
	if (known !== undefined) return { kind: 'noAnswer', cause: causeByCode[known] ?? 'connectionLost', detail: known };
	const names = chain
		.flatMap((link) => [property(link, 'name'), property(property(link, 'constructor'), 'name')])
		.filter((name) => typeof name === 'string');
	if (names.some((name) => name === 'AbortError' || name === 'CanceledError')) {
		return { kind: 'noAnswer', cause: 'cancelled', detail };
	}
	if (names.some((name) => /ssrf|blocked|DomainNotAllowed/i.test(name)))
		return { kind: 'noAnswer', cause: 'blocked', detail };
	return { kind: 'noAnswer', cause: 'connectionLost', detail: codes[0] ?? detail };
}

/** Whether an error, or each of several for one host's addresses, comes from making the connection. */
function isConnecting(error: unknown): boolean {
	const errors = property(error, 'errors');
	if (Array.isArray(errors) && errors.length > 0) return errors.every(isConnecting);
	return property(error, 'syscall') === 'connect';
}

/** JSON.parse keeps 53 bits of a number: ids with more digits would silently become other ids. */
const longNumber = /\d{16}/;

/**
 * The answer's data, or what it is instead. An empty body is `undefined` data: some routes have nothing to say.
 * Whole numbers too large for JavaScript come back as strings, digit for digit.
 */
export function readBody(
	text: string,
	headers: ResponseHeaders,
): { readonly data: unknown } | { readonly problem: 'webPage' | 'brokenJson' } {
	const trimmed = text.trim();
	if (trimmed === '') return { data: undefined };
	try {
		return { data: longNumber.test(trimmed) ? JSON.parse(trimmed, keepLongNumber) : JSON.parse(trimmed) };
	} catch {
		const isWebPage = trimmed.startsWith('<') || /html/i.test(headerText(headers, 'content-type') ?? '');
		return { problem: isWebPage ? 'webPage' : 'brokenJson' };
	}
}

function keepLongNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
	const source = context?.source ?? '';
	return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value;
}
