import type { Answer, NoAnswerCause } from '../../../nodes/shared/http/answer.ts';
import {
	describeFailure,
	type FailedRequest,
	type UnusableAnswer,
} from '../../../nodes/shared/http/describeFailure.ts';
import type { VendorProfile } from '../../../nodes/shared/http/vendor.ts';

const now = Date.UTC(2026, 10, 21, 14, 0, 0);

const vendor: VendorProfile = {
	name: 'Acme',
	credentialType: 'acmeApi',
	secretFields: ['apiKey'],
	timeoutMs: 1_000,
	rateLimit: { resetUnit: 'epochSeconds' },
	rateLimitedBody: {},
	readError: (body) => (typeof body === 'object' && body !== null ? body : undefined),
	codeHints: {
		slow_down: { message: 'The Acme limit is used up', advice: 'It resets {resetTime}.' },
		bad_number: { advice: 'Check the number.' },
	},
	statusHints: {
		400: { advice: 'Correct the values.' },
		401: { message: 'Acme does not accept the key', advice: 'Make another key.' },
		500: { advice: 'The fault is on Acme’s side.' },
	},
};

const answered = (status: number): Answer => ({ kind: 'answered', status, headers: {}, text: '' });
const noAnswer = (cause: NoAnswerCause, detail = 'ECODE'): Answer => ({ kind: 'noAnswer', cause, detail });

const describeIt = (more: Partial<FailedRequest>) =>
	describeFailure({
		vendor,
		endpoint: { method: 'POST', path: '/messages' },
		answer: answered(400),
		outcome: 'failed',
		reason: 'final',
		reading: {},
		attempts: 1,
		waitedMs: 0,
		waitBudgetMs: 300_000,
		now,
		timeZone: 'Europe/Berlin',
		secrets: [],
		...more,
	});

describe('describeFailure: what the vendor answered', () => {
	it.each<{ title: string; request: Partial<FailedRequest>; message: string; description: string }>([
		{
			title: 'the vendor’s words, advice by code',
			request: { body: { code: 'bad_number', message: 'No such number', parameter: 'to' } },
			message: 'Acme: No such number',
			description: 'Check the number. Field: to (POST /messages, HTTP 400, bad_number)',
		},
		{
			title: 'the vendor’s words, advice by status',
			request: { body: { code: 'other', message: 'No', documentationUrl: 'https://acme.example/errors#other' } },
			message: 'Acme: No',
			description: 'Correct the values. https://acme.example/errors#other (POST /messages, HTTP 400, other)',
		},
		{
			title: 'our words, the vendor’s beside them',
			request: { answer: answered(401), body: { message: 'Key revoked' } },
			message: 'Acme does not accept the key',
			description: 'Make another key. Acme says: Key revoked (POST /messages, HTTP 401)',
		},
		{
			title: 'advice by code before advice by status',
			request: { answer: answered(401), body: { code: 'bad_number' } },
			message: 'Acme answered with HTTP status 401 and no explanation',
			description: 'Check the number. (POST /messages, HTTP 401, bad_number)',
		},
		{
			title: 'a body without an error',
			request: { answer: answered(418), body: undefined },
			message: 'Acme answered with HTTP status 418 and no explanation',
			description: '(POST /messages, HTTP 418)',
		},
		{
			title: 'a body that is a text',
			request: { body: 'oops' },
			message: 'Acme answered with HTTP status 400 and no explanation',
			description: 'Correct the values. (POST /messages, HTTP 400)',
		},
		{
			title: 'a refusal with a good status',
			request: { answer: answered(200), refusal: { code: 'bad_number', message: 'No such number' } },
			message: 'Acme: No such number',
			description: 'Check the number. (POST /messages, HTTP 200, bad_number)',
		},
		{
			title: 'a refusal with a good status and without a word',
			request: { answer: answered(200), refusal: {} },
			message: 'Acme refused and gave no explanation',
			description: '(POST /messages, HTTP 200)',
		},
		{
			title: 'a credential that does not sign',
			request: { answer: noAnswer('credentialRefused', 'The token expired.'), outcome: 'notSent' as const },
			message: 'The Acme credential cannot be used',
			description: 'Nothing was sent. The token expired. (POST /messages)',
		},
		{
			title: 'an empty message',
			request: { body: { code: 'other', message: ' ' } },
			message: 'Acme answered with HTTP status 400 and no explanation',
			description: 'Correct the values. (POST /messages, HTTP 400, other)',
		},
		{
			title: 'a code that every object has',
			request: { body: { code: 'constructor', message: 'No' } },
			message: 'Acme: No',
			description: 'Correct the values. (POST /messages, HTTP 400, constructor)',
		},
		{
			title: 'several tries',
			request: { answer: answered(503), reason: 'triesUsed', attempts: 4, waitedMs: 9_100 },
			message: 'Acme answered with HTTP status 503 and no explanation',
			description: 'It was tried 4 times over 10 seconds. (POST /messages, HTTP 503)',
		},
	])('$title', ({ request, message, description }) => {
		expect(describeIt(request)).toMatchObject({ message, description });
	});

	it('hands on status, code, field and outcome', () => {
		expect(describeIt({ body: { code: 'bad_number', parameter: 'to' } })).toMatchObject({
			status: 400,
			code: 'bad_number',
			parameter: 'to',
			outcome: 'failed',
			resetAt: undefined,
			cancelled: undefined,
		});
	});

	it.each<[UnusableAnswer, string]>([
		['webPage', 'Acme answered with a web page instead of data'],
		['brokenJson', "Acme's answer broke off or is not valid JSON"],
		['wrongShape', "Acme's answer is not what its documentation describes"],
	])('says what is wrong with an answer of status 200: %s', (unusable, message) => {
		const details = describeIt({ answer: answered(200), unusable, unusableDetail: 'In "id": Required.' });
		expect(details.message).toBe(message);
		expect(details.description.includes('In "id": Required.')).toBe(unusable === 'wrongShape');
		expect(describeIt({ answer: answered(200), unusable, outcome: 'unknown' }).message).toBe(
			`Outcome unknown: ${message}`,
		);
	});
});

describe('describeFailure: no answer', () => {
	it.each<[NoAnswerCause, string, RegExp]>([
		['neverSent', 'Acme could not be reached', /nothing was sent \(ECODE\)/],
		['notTrusted', "Acme's server certificate was not accepted", /Nothing was sent \(ECODE\)/],
		['blocked', 'n8n did not allow the request to Acme', /Nothing was sent \(ECODE\)/],
		['timeout', 'Acme did not answer in time', /Timeout option/],
		['connectionLost', 'The connection to Acme was lost before an answer arrived', /\(ECODE\)/],
		['cancelled', 'The execution was stopped while Acme had not answered yet', /after a stop/],
	])('%s', (cause, message, description) => {
		const details = describeIt({ answer: noAnswer(cause) });
		expect(details).toMatchObject({ message, status: undefined });
		expect(details.description).toMatch(description);
		expect(details.description).toMatch(/\(POST \/messages\)$/);
	});

	it('marks a stop', () => {
		expect(describeIt({ answer: noAnswer('cancelled'), reason: 'cancelled' }).cancelled).toBe(true);
	});
});

describe('describeFailure: an unknown outcome', () => {
	const unknown = { outcome: 'unknown', reason: 'notRepeatable' } as const;

	it.each<[string, Answer]>([
		['a timeout', noAnswer('timeout')],
		['a lost connection', noAnswer('connectionLost')],
		['a server fault', answered(500)],
		['a gateway fault', answered(504)],
	])('after %s says what to check before it is run again', (_, answer) => {
		const endpoint = { method: 'POST', path: '/messages', unknownOutcome: 'the message may have been sent' } as const;
		const details = describeIt({ ...unknown, answer, endpoint });
		expect(details.message).toMatch(/^Outcome unknown: /);
		expect(details.description).toContain('This was not repeated automatically: the message may have been sent.');
		expect(details.description).toContain('Check in Acme before you run it again.');
		expect(details.outcome).toBe('unknown');
	});

	it('has words for routes that say nothing', () => {
		expect(describeIt({ ...unknown, answer: noAnswer('timeout') }).description).toContain(
			'it may or may not have been carried out',
		);
	});

	it('does not advise to check what the vendor refused', () => {
		expect(describeIt({ outcome: 'failed' }).description).not.toContain('not repeated automatically');
	});

	it.each(['message', 'parameter', 'documentationUrl', 'code'])(
		'keeps its advice whatever the length of the %s',
		(key) => {
			const body = { message: 'No', [key]: 'x'.repeat(5_000) };
			const hinted = { ...vendor, statusHints: { 500: { message: 'Acme has a fault', advice: 'Wait.' } } };
			const details = describeIt({ ...unknown, vendor: hinted, answer: answered(500), body });
			expect(details.description).toContain('Check in Acme before you run it again.');
			expect(details.description).toContain('HTTP 500');
		},
	);
});

describe('describeFailure: the rate limit', () => {
	const refused = {
		answer: answered(429),
		outcome: 'notSent',
		reason: 'waitTooLong',
		body: { code: 'slow_down' },
	} as const;

	it.each([
		['Europe/Berlin', '21 Nov 2026, 16:00:00 (Europe/Berlin)'],
		['America/New_York', '21 Nov 2026, 10:00:00 (America/New_York)'],
		['Asia/Kolkata', '21 Nov 2026, 20:30:00 (Asia/Kolkata)'],
		['UTC', '21 Nov 2026, 15:00:00 (UTC)'],
		['Not/AZone', '21 Nov 2026, 15:00:00 (UTC)'],
		['', '21 Nov 2026, 15:00:00 (UTC)'],
	])('names the reset in the zone %s', (timeZone, spoken) => {
		const details = describeIt({ ...refused, timeZone, reading: { resetAt: now + 3_600_000 } });
		expect(details.message).toBe('The Acme limit is used up');
		expect(details.description).toContain(`It resets at ${spoken}.`);
		expect(details.description).toContain('Waiting 60 minutes more would exceed the Longest Wait option (5 minutes)');
		expect(details.resetAt).toBe(now + 3_600_000);
	});

	it('prefers Retry-After', () => {
		const details = describeIt({ ...refused, reading: { retryAfterMs: 600_000, resetAt: now + 3_600_000 } });
		expect(details.resetAt).toBe(now + 600_000);
		expect(details.description).toContain('Waiting 10 minutes more');
	});

	it('says that nobody named a time', () => {
		expect(describeIt(refused).description).toContain('It resets at a time the service did not name.');
	});

	it('speaks proper English about a wait without an end', () => {
		expect(describeIt(refused).description).not.toContain('longer more');
		expect(describeIt({ answer: noAnswer('neverSent'), reason: 'waitTooLong' }).description).not.toContain(
			'longer more',
		);
	});

	it('takes a limit’s reset for no promise about a server fault', () => {
		expect(describeIt({ answer: answered(503), reading: { resetAt: now + 1_000 } }).resetAt).toBeUndefined();
	});

	it('tells how long it was tried', () => {
		const details = describeIt({ ...refused, attempts: 3, waitedMs: 250_000, reading: { resetAt: now + 60_000 } });
		expect(details.description).toContain('It was tried 3 times over 5 minutes. Waiting 60 seconds more');
	});
});

describe('describeFailure: what must not be shown', () => {
	const secret = 'sk_live_a/b+c=';
	const encoded = encodeURIComponent(secret);
	const secrets = [secret, encoded];

	it.each<[string, Partial<FailedRequest>]>([
		['message', { body: { message: `Bad key ${secret}` } }],
		['message, encoded', { body: { message: `Bad URL ?key=${encoded}` } }],
		['code', { body: { code: secret } }],
		['field', { body: { parameter: secret } }],
		['documentation link', { body: { documentationUrl: `https://acme.example/?k=${encoded}` } }],
		['words beside ours', { answer: answered(401), body: { message: secret } }],
		['transport error', { answer: noAnswer('connectionLost', `GET https://acme.example?k=${encoded} failed`) }],
		['shape', { answer: answered(200), unusable: 'wrongShape', unusableDetail: `In "${secret}": Required.` }],
	])('hides the key in the %s', (_, request) => {
		const shown = JSON.stringify(describeIt({ ...request, secrets }));
		expect(shown).toContain('[hidden]');
		expect(shown).not.toContain(secret);
		expect(shown).not.toContain(encoded);
	});

	it('hides a key that the end of the text would cut in two', () => {
		const message = `${'x'.repeat(285)}${secret}`;
		expect(describeIt({ body: { message }, secrets }).message).not.toContain('sk_');
	});

	it('takes control characters and direction marks out of everything', () => {
		const dirty = 'a\u0000\u001b[2J\r\nb\u202e\u200f\u2028c';
		const body = { message: dirty, code: dirty, parameter: dirty, documentationUrl: dirty };
		for (const answer of [answered(400), answered(401)]) {
			const { message, description, code, parameter } = describeIt({ answer, body });
			expect([message, description, code, parameter].join('')).not.toMatch(/[\u0000-\u001f\u202e\u200f\u2028]/);
		}
	});

	it('bounds every text', () => {
		const long = 'x'.repeat(100_000);
		const body = { message: long, code: long, parameter: long, documentationUrl: long };
		const { message, description, code, parameter } = describeIt({ body, outcome: 'unknown' });
		const texts = [message, description, code ?? '', parameter ?? ''];
		const longest = [300, 1_000, 100, 100];
		expect(texts.filter((text, index) => text.length > (longest[index] ?? 0))).toEqual([]);
		expect(texts.filter((text) => !text.includes('xxx'))).toEqual([]);
	});
});
