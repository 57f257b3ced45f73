import {
	clockSkew,
	headerText,
	type RateLimitHeaders,
	type RateLimitReading,
	readRateLimit,
	readRetryAfter,
	type ResponseHeaders,
} from '../../../nodes/shared/http/rateLimitHeaders.ts';

const now = Date.UTC(2026, 2, 1, 12, 0, 0);
const second = 1_000;
const hour = 3_600 * second;
const httpDate = (epochMs: number): string => new Date(epochMs).toUTCString();

const names: RateLimitHeaders = {
	limit: 'x-ratelimit-limit',
	remaining: 'x-ratelimit-remaining',
	reset: 'x-ratelimit-reset',
	resetUnit: 'epochSeconds',
};

describe('headerText', () => {
	it.each<[string, unknown, string | undefined]>([
		['a text', 'abc', 'abc'],
		['a text with blanks', ' 12 ', '12'],
		['a number', 0, '0'],
		['the first of several', ['7', '8'], '7'],
		['a number in a list', [7], '7'],
		['an empty text', '', undefined],
		['blanks', '  ', undefined],
		['an empty list', [], undefined],
		['null', null, undefined],
		['an object', { a: 1 }, undefined],
		['a boolean', true, undefined],
	])('reads %s', (_, value, expected) => {
		expect(headerText({ date: value }, 'date')).toBe(expected);
	});

	it('reads nothing without a name or without the header', () => {
		expect(headerText({ date: 'x' }, undefined)).toBeUndefined();
		expect(headerText({}, 'date')).toBeUndefined();
	});
});

describe('clockSkew', () => {
	it.each<[string, unknown, number]>([
		['no Date header', undefined, 0],
		['the same time', httpDate(now), 0],
		['2 s ahead: rounding', httpDate(now + 2 * second), 0],
		['2 s behind: rounding', httpDate(now - 2 * second), 0],
		['3 s ahead', httpDate(now + 3 * second), 3 * second],
		['3 s behind', httpDate(now - 3 * second), -3 * second],
		['an hour ahead', httpDate(now + hour), hour],
		['years behind', 'Thu, 01 Jan 1970 00:00:00 GMT', -now],
		['garbage', 'yesterday-ish', 0],
		['a bare number, which is no date', '5', 0],
		['a negative number, which is no date', '-1', 0],
		['a list', [httpDate(now + hour)], hour],
	])('%s', (_, date, expected) => {
		expect(clockSkew({ date }, now)).toBe(expected);
	});
});

describe('readRetryAfter', () => {
	it.each<[string, ResponseHeaders, number | undefined]>([
		['no header', {}, undefined],
		['seconds', { 'retry-after': '120' }, 120_000],
		['a number', { 'retry-after': 7 }, 7_000],
		['a list', { 'retry-after': ['3', '9'] }, 3_000],
		['blanks around it', { 'retry-after': ' 3 ' }, 3_000],
		['zero', { 'retry-after': '0' }, 0],
		['leading zeros', { 'retry-after': '0030' }, 30_000],
		['a fraction, rounded up to the millisecond', { 'retry-after': '1.0005' }, 1_001],
		['the longest that makes sense', { 'retry-after': '999999999' }, 999_999_999_000],
		['a Unix time, which is no number of seconds', { 'retry-after': '1772366400' }, undefined],
		['absurdly many digits', { 'retry-after': '9'.repeat(400) }, undefined],
		['negative', { 'retry-after': '-5' }, undefined],
		['a plus sign', { 'retry-after': '+5' }, undefined],
		['an exponent', { 'retry-after': '1e3' }, undefined],
		['hexadecimal', { 'retry-after': '0x10' }, undefined],
		['full-width digits', { 'retry-after': '\uff15' }, undefined],
		['a unit', { 'retry-after': '5s' }, undefined],
		['words', { 'retry-after': 'soon' }, undefined],
		['words with a number', { 'retry-after': 'about 5' }, undefined],
		['words that a lenient parser takes for a month', { 'retry-after': 'later 12' }, undefined],
		['an object', { 'retry-after': {} }, undefined],
		['a date', { 'retry-after': httpDate(now + 90 * second) }, 90_000],
		['a date in the past', { 'retry-after': httpDate(now - hour) }, 0],
		['now', { 'retry-after': httpDate(now) }, 0],
		['the first obsolete form of a date', { 'retry-after': 'Sunday, 01-Mar-26 12:00:30 GMT' }, 30_000],
		['the second obsolete form of a date, always UTC', { 'retry-after': 'Sun Mar  1 12:00:30 2026' }, 30_000],
		['a date that does not exist', { 'retry-after': 'Sun, 99 Foo 2026 12:00:00 GMT' }, undefined],
		[
			'a date on a clock that is an hour ahead',
			{ 'retry-after': httpDate(now + hour + 90 * second), date: httpDate(now + hour) },
			90_000,
		],
		[
			'a date on a clock that is an hour behind',
			{ 'retry-after': httpDate(now - hour + 90 * second), date: httpDate(now - hour) },
			90_000,
		],
		['seconds on a skewed clock: they need no clock', { 'retry-after': '5', date: httpDate(now + hour) }, 5_000],
	])('%s', (_, headers, expected) => {
		expect(readRetryAfter(headers, now)).toBe(expected);
	});

	it('counts over the end of a year', () => {
		const newYear = Date.UTC(2027, 0, 1);
		expect(readRetryAfter({ 'retry-after': httpDate(newYear) }, newYear - 1)).toBe(1);
	});
});

describe('readRateLimit', () => {
	const reset = Math.floor((now + hour) / second);
	it.each<{ title: string; headers: ResponseHeaders; expected: RateLimitReading }>([
		{ title: 'nothing', headers: {}, expected: {} },
		{
			title: 'all three',
			headers: { 'x-ratelimit-limit': '10000', 'x-ratelimit-remaining': '9850', 'x-ratelimit-reset': String(reset) },
			expected: { limit: 10_000, remaining: 9_850, resetAt: now + hour },
		},
		{
			title: 'numbers and lists',
			headers: { 'x-ratelimit-limit': 100, 'x-ratelimit-remaining': ['0', '5'], 'x-ratelimit-reset': [reset] },
			expected: { limit: 100, remaining: 0, resetAt: now + hour },
		},
		{
			title: 'garbage',
			headers: { 'x-ratelimit-limit': 'unlimited', 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': 'NaN' },
			expected: {},
		},
		{
			title: 'other garbage',
			headers: { 'x-ratelimit-limit': '1e3', 'x-ratelimit-remaining': '1.5', 'x-ratelimit-reset': '1772366400000' },
			expected: {},
		},
		{
			title: 'numbers that are none',
			headers: {
				'x-ratelimit-limit': Number.NaN,
				'x-ratelimit-remaining': Number.POSITIVE_INFINITY,
				'x-ratelimit-reset': null,
			},
			expected: {},
		},
		{
			title: 'one broken header beside two good ones',
			headers: { 'x-ratelimit-limit': '', 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': String(reset) },
			expected: { remaining: 4, resetAt: now + hour },
		},
		{
			title: 'a reset on a clock that is ten minutes ahead',
			headers: { 'x-ratelimit-reset': String(reset + 600), date: httpDate(now + 600 * second) },
			expected: { resetAt: now + hour },
		},
		{
			title: 'a reset on a clock that is ten minutes behind',
			headers: { 'x-ratelimit-reset': String(reset - 600), date: httpDate(now - 600 * second) },
			expected: { resetAt: now + hour },
		},
		{
			title: 'a reset in the past, as it is',
			headers: { 'x-ratelimit-reset': String(Math.floor(now / second) - 60) },
			expected: { resetAt: now - 60 * second },
		},
		{
			title: 'Retry-After beside the rest',
			headers: { 'x-ratelimit-remaining': '0', 'retry-after': '9' },
			expected: { remaining: 0, retryAfterMs: 9_000 },
		},
	])('reads $title', ({ headers, expected }) => {
		const { limit, remaining, resetAt, retryAfterMs } = readRateLimit(headers, names, now);
		expect({ limit, remaining, resetAt, retryAfterMs }).toEqual(expected);
	});

	it('reads the sample of a year that ends', () => {
		const lastSecond = Date.UTC(2021, 11, 31, 23, 59, 59, 999);
		expect(readRateLimit({ 'x-ratelimit-reset': '1640995200' }, names, lastSecond).resetAt).toBe(lastSecond + 1);
	});

	it.each([
		['0', now],
		['30', now + 30 * second],
		['3600', now + hour],
	])('reads a reset %s seconds from now without asking the vendor’s clock', (text, resetAt) => {
		const headers = { 'ratelimit-reset': text, date: httpDate(now + hour) };
		expect(readRateLimit(headers, { reset: 'ratelimit-reset', resetUnit: 'secondsFromNow' }, now).resetAt).toBe(
			resetAt,
		);
	});

	it('names the window by the vendor’s own number, whatever the clocks say', () => {
		const read = (date: number): RateLimitReading =>
			readRateLimit({ 'x-ratelimit-reset': String(reset), date: httpDate(date) }, names, now);
		expect(read(now).windowId).toBe(reset);
		expect(read(now + hour).windowId).toBe(reset);
	});

	it('reads no header that the vendor does not declare', () => {
		const headers = { 'x-ratelimit-limit': '5', 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': String(reset) };
		expect(readRateLimit(headers, { resetUnit: 'epochSeconds' }, now)).toEqual({});
	});
});
