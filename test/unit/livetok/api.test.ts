import { knowledgePages, liveTok, routes } from '../../../nodes/LiveTok/api.ts';
import { fillPath, isRepeatable } from '../../../nodes/shared/http/endpoint.ts';
import { readRateLimit } from '../../../nodes/shared/http/rateLimitHeaders.ts';
import type { VendorError } from '../../../nodes/shared/http/vendor.ts';

describe('the routes', () => {
	const rows = Object.values(routes);

	it.each([
		['6.1', 'POST', '/messages/templates', false],
		['6.2', 'GET', '/knowledge', true],
		['6.3', 'POST', '/knowledge', false],
		['6.4', 'PATCH', '/knowledge/:id', true],
		['6.5', 'DELETE', '/knowledge/:id', true],
		['6.6', 'POST', '/knowledge/bulk', false],
	])('section %s: %s %s, repeatable: %s', (source, method, path, repeatable) => {
		const found = rows.filter((row) => row.method === method && row.path === path);
		expect(found).toEqual([expect.objectContaining({ source, evidence: 'documented' })]);
		expect(found.map(isRepeatable)).toEqual([repeatable]);
	});

	it('has each method and path once, below the base URL', () => {
		const names = rows.map(({ method, path }) => `${method} ${path}`);
		expect(new Set(names).size).toBe(names.length);
		expect(names.filter((name) => !/^[A-Z]+ \/(?!v1\/)[a-z]/.test(name))).toEqual([]);
	});

	it('says what a lost answer leaves open wherever a request is not repeated', () => {
		const silent = rows.filter((row) => !isRepeatable(row) && row.unknownOutcome === undefined);
		expect(silent.map(({ path }) => path)).toEqual([]);
	});

	it('answers a repeated delete that finds nothing as the first one would have been answered', () => {
		const answer = routes.deleteKnowledge.answerWhenAlreadyGone?.({ id: 'kb_1' });
		expect(routes.deleteKnowledge.response.parse(answer)).toEqual({ id: 'kb_1', deleted: true });
	});

	it('addresses one entry, whatever its id', () => {
		expect(fillPath(routes.updateKnowledge.path, { id: 'bulk/../x' })).toBe('/knowledge/bulk%2F..%2Fx');
	});
});

describe('readError', () => {
	const full = { type: 'invalid_request_error', code: 'invalid_phone_number', message: 'Bad number' };

	it.each<[string, unknown, VendorError | undefined]>([
		['the usual form', { error: full }, { code: 'invalid_phone_number', message: 'Bad number' }],
		[
			'the generic sample',
			{ error: { ...full, param: 'to', doc_url: 'https://docs.livetok.ai/errors#x' } },
			{
				code: 'invalid_phone_number',
				message: 'Bad number',
				parameter: 'to',
				documentationUrl: 'https://docs.livetok.ai/errors#x',
			},
		],
		['no code', { error: { message: 'Bad' } }, { message: 'Bad' }],
		['no message', { error: { code: 'x' } }, { code: 'x' }],
		['nulls where things are optional', { error: { code: 'x', param: null, doc_url: null } }, { code: 'x' }],
		['an empty error', { error: {} }, {}],
		['a link that is none', { error: { code: 'x', doc_url: 'javascript:alert(1)' } }, { code: 'x' }],
		['an unprotected link', { error: { code: 'x', doc_url: 'http://docs.livetok.ai' } }, { code: 'x' }],
		['a code that is null', { error: { code: null, message: 'Bad' } }, { message: 'Bad' }],
		['a message that is null', { error: { code: 'x', message: null } }, { code: 'x' }],
		['a field that is no text', { error: { code: 'x', message: 'Bad', param: ['to'] } }, { code: 'x', message: 'Bad' }],
		['a link that is no text', { error: { code: 'x', message: 'Bad', doc_url: 5 } }, { code: 'x', message: 'Bad' }],
		['no error', { message: 'Bad' }, undefined],
		['an error that is a text', { error: 'Bad' }, undefined],
		['an error that is null', { error: null }, undefined],
		['a list', [{ error: full }], undefined],
		['a text', 'Bad Gateway', undefined],
		['null', null, undefined],
		['nothing', undefined, undefined],
	])('%s', (_, body, expected) => {
		expect(liveTok.readError(body)).toEqual(expected);
	});

	it('keeps the message beside a code of another kind', () => {
		expect(liveTok.readError({ error: { code: 400, message: 'Bad' } })).toMatchObject({ message: 'Bad' });
	});

	it('recognises the body that stands for a limit we know of ourselves', () => {
		const code = liveTok.readError(liveTok.rateLimitedBody)?.code ?? '';
		expect(liveTok.codeHints[code]?.advice).toContain('{resetTime}');
	});
});

describe('the profile', () => {
	it.each(['template_not_found', 'invalid_phone_number', 'invalid_api_key', 'rate_limit_exceeded'])(
		'has advice for the documented code %s',
		(code) => {
			expect(liveTok.codeHints[code]?.advice).toMatch(/\.$/);
		},
	);

	it.each([400, 401, 403, 404, 429, 500, 503])('has advice for the documented status %i', (status) => {
		expect(liveTok.statusHints[status]?.advice).toMatch(/\.$/);
	});

	it('reads the documented sample of the limit: seconds, exactly on the hour', () => {
		const headers = {
			'x-ratelimit-limit': '10000',
			'x-ratelimit-remaining': '9850',
			'x-ratelimit-reset': '1640995200',
		};
		expect(readRateLimit(headers, liveTok.rateLimit, Date.UTC(2021, 11, 31, 23, 30))).toMatchObject({
			limit: 10_000,
			remaining: 9_850,
			resetAt: Date.UTC(2022, 0, 1),
		});
	});

	it('hides the key', () => {
		expect(liveTok.secretFields).toContain('apiKey');
	});
});

describe('the list of knowledge', () => {
	const entry = (id: string) => ({ id, question: 'q', answer: 'a' });

	it('asks for at most 100 a page, after the last id', () => {
		expect(knowledgePages.largestPage).toBe(100);
		expect(knowledgePages.ask('kb_2', 100)).toEqual({ limit: 100, starting_after: 'kb_2' });
		expect(
			knowledgePages.next(
				{ data: [entry('kb_1'), entry('kb_2')], has_more: true },
				[entry('kb_1'), entry('kb_2')],
				'kb_0',
			),
		).toBe('kb_2');
	});

	it('lets unknown fields of an answer through', () => {
		const body = { object: 'list', data: [{ ...entry('kb_1'), score: 0.5 }], has_more: false, total: 1 };
		expect(routes.listKnowledge.response.parse(body)).toEqual(body);
	});

	it.each([{ data: [] }, { has_more: true }, { data: [{ question: 'Q' }], has_more: false }, [], 'x', null, undefined])(
		'does not take %j for a list',
		(body) => {
			expect(routes.listKnowledge.response.safeParse(body).success).toBe(false);
		},
	);
});
