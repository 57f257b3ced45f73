/** Names and units of a vendor's rate-limit headers, lower case. */
export interface RateLimitHeaders {
	readonly limit?: string;
	readonly remaining?: string;
	readonly reset?: string;
	/** Whether `reset` counts seconds since the Unix epoch or seconds from now. */
	readonly resetUnit: 'epochSeconds' | 'secondsFromNow';
}

/** What one answer says about the account's limit. Times are on this machine's clock, in milliseconds since the epoch. */
export interface RateLimitReading {
	readonly limit?: number;
	readonly remaining?: number;
	readonly resetAt?: number;
	/** The vendor's own number for the reset: answers with the same one speak of the same window. */
	readonly windowId?: number;
	/** From Retry-After: how long the vendor asks to wait, in milliseconds from now. */
	readonly retryAfterMs?: number;
}

export type ResponseHeaders = Readonly<Record<string, unknown>>;

/** The header's text, or undefined. Names are lower case, as Node delivers them. */
export function headerText(headers: ResponseHeaders, name: string | undefined): string | undefined {
	if (name === undefined) return undefined;
	const value = headers[name];
	const first: unknown = Array.isArray(value) ? value[0] : value;
	if (typeof first === 'number') return String(first);
	return typeof first === 'string' && first.trim() !== '' ? first.trim() : undefined;
}

/** A whole number from 0 up, or undefined: anything else in such a header is not an instruction. */
function readCount(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** The three forms of RFC 9110 section 5.6.7, all of them in UTC; NaN for anything else that Date.parse would accept. */
function parseHttpDate(text: string | undefined): number {
	if (text === undefined || !/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return Number.NaN;
	return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}

/** Smaller differences are rounding: the Date header counts whole seconds and is older by the way back. */
const clockSkewNoticedMs = 3_000;

/**
 * How far the vendor's clock is ahead of ours in milliseconds, read from its Date header; 0 when they agree.
 * A window that resets at "10:00:00" resets when the vendor's clock says so, not ours.
 */
export function clockSkew(headers: ResponseHeaders, now: number): number {
	const serverTime = parseHttpDate(headerText(headers, 'date'));
	if (Number.isNaN(serverTime)) return 0;
	const skew = serverTime - now;
	return Math.abs(skew) >= clockSkewNoticedMs ? skew : 0;
}

/**
 * Retry-After in both forms of RFC 9110 section 10.2.3: a number of seconds, or an HTTP date on the vendor's clock.
 * Returns milliseconds from now (never negative), or undefined when the header is missing or makes no sense.
 */
export function readRetryAfter(headers: ResponseHeaders, now: number): number | undefined {
	const text = headerText(headers, 'retry-after');
	if (text === undefined) return undefined;
	if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
	const date = parseHttpDate(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - clockSkew(headers, now) - now);
}

/** Reads all rate-limit headers of one answer. `now` is this machine's time in milliseconds. */
export function readRateLimit(headers: ResponseHeaders, names: RateLimitHeaders, now: number): RateLimitReading {
	const reset = readCount(headerText(headers, names.reset));
	return {
		limit: readCount(headerText(headers, names.limit)),
		remaining: readCount(headerText(headers, names.remaining)),
		resetAt:
			reset === undefined
				? undefined
				: names.resetUnit === 'epochSeconds'
					? reset * 1_000 - clockSkew(headers, now)
					: now + reset * 1_000,
		windowId: names.resetUnit === 'epochSeconds' ? reset : undefined,
		retryAfterMs: readRetryAfter(headers, now),
	};
}
