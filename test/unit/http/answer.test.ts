import { type JsonObject, NodeApiError, UserError } from 'n8n-workflow';

import { CredentialRefusal } from '../../../nodes/shared/http/credentialRefusal.ts';
import { type NoAnswerCause, readBody, readNoAnswer } from '../../../nodes/shared/http/answer.ts';

const node = {
	id: '1',
	name: 'Test',
	type: 'test',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

/** An error with the marks that Node's system calls and axios put on theirs. */
function coded(code: unknown, message = 'test', more: object = {}): Error {
	return Object.assign(new Error(message), { code }, more);
}

/** As the host hands errors on. */
function inHost(error: Error): NodeApiError {
	return new NodeApiError(node, error as unknown as JsonObject);
}

/** As it arrives from the authenticated helper: a NodeApiError around axios' error around Node's. */
function wrapped(code: string, message?: string, more: object = {}): NodeApiError {
	const inner = coded(code, message, more);
	const axios = Object.assign(new Error(message, { cause: inner }), { code, isAxiosError: true, config: {} });
	return inHost(axios);
}

class SsrfBlockedIpError extends UserError {
	override name = 'SsrfBlockedIpError';
}

class CanceledError extends Error {
	override name = 'CanceledError';
}

describe('readNoAnswer', () => {
	it('knows a credential type’s own refusal, and keeps its words', () => {
		const refusal = new CredentialRefusal('The token expired.');
		const expected = { kind: 'noAnswer', cause: 'credentialRefused', detail: 'The token expired.' };
		expect(readNoAnswer(refusal)).toEqual(expected);
		expect(readNoAnswer(inHost(refusal))).toEqual(expected);
	});

	it.each<[NoAnswerCause, readonly string[]]>([
		['neverSent', ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']],
		// Name look-ups and local addresses that fail for other reasons: no connection was made either.
		['neverSent', ['EAI_FAIL', 'EAI_NODATA', 'EADDRNOTAVAIL', 'EHOSTDOWN']],
		['timeout', ['ECONNABORTED', 'ETIMEDOUT']],
		[
			'connectionLost',
			['ECONNRESET', 'EPIPE', 'ERR_BAD_RESPONSE', 'HPE_INVALID_CONSTANT', 'ERR_STREAM_PREMATURE_CLOSE'],
		],
		['cancelled', ['ERR_CANCELED']],
		['blocked', ['ERR_INVALID_URL', 'ERR_INVALID_CHAR']],
		[
			'notTrusted',
			[
				...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
				...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID'],
			],
		],
		['notTrusted', ['CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'UNABLE_TO_GET_ISSUER_CERT', 'INVALID_CA']],
	])('%s: %j', (cause, codes) => {
		const bare = codes.map((code) => [code, readNoAnswer(coded(code))]);
		const inChain = codes.map((code) => [code, readNoAnswer(wrapped(code))]);
		const expected = codes.map((code) => [code, { kind: 'noAnswer', cause, detail: code }]);
		expect(bare).toEqual(expected);
		expect(inChain).toEqual(expected);
	});

	it.each<[string, unknown, NoAnswerCause]>([
		['a plain object', { code: 'ECONNREFUSED' }, 'neverSent'],
		['a cause that is a plain object', { message: 'x', cause: { code: 'ENOTFOUND' } }, 'neverSent'],
		[
			'several addresses that all refused',
			Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
			'neverSent',
		],
		[
			'several addresses that could not be connected to in time: nothing was sent',
			Object.assign(
				new AggregateError([
					coded('ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:443', { syscall: 'connect' }),
					coded('ENETUNREACH', 'connect ENETUNREACH 2001:db8::1:443', { syscall: 'connect' }),
				]),
				{ code: 'ETIMEDOUT' },
			),
			'neverSent',
		],
		[
			'a connection that was not made in time',
			wrapped('ETIMEDOUT', 'connect ETIMEDOUT', { syscall: 'connect' }),
			'neverSent',
		],
		['a read that took too long', wrapped('ETIMEDOUT', 'read ETIMEDOUT', { syscall: 'read' }), 'timeout'],
		['an aborted signal', new DOMException('This operation was aborted', 'AbortError'), 'cancelled'],
		['an AbortError', Object.assign(new Error('x'), { name: 'AbortError' }), 'cancelled'],
		['a CanceledError', new CanceledError('canceled'), 'cancelled'],
		['a CanceledError within', inHost(new CanceledError('canceled')), 'cancelled'],
		['an egress rule', new SsrfBlockedIpError('blocked'), 'blocked'],
		['an egress rule within', inHost(new SsrfBlockedIpError('blocked')), 'blocked'],
		[
			'an egress rule two levels down',
			new Error('a', { cause: new Error('b', { cause: new SsrfBlockedIpError('c') }) }),
			'blocked',
		],
		['an unknown error', new Error('socket hang up'), 'connectionLost'],
		['an unknown code', coded('E_NEW'), 'connectionLost'],
		['a code that is a number', coded(7), 'connectionLost'],
		['a code that every object has', coded('constructor'), 'connectionLost'],
		['another code that every object has', coded('toString'), 'connectionLost'],
		['a text', 'it broke', 'connectionLost'],
		['null', null, 'connectionLost'],
		['undefined', undefined, 'connectionLost'],
		['an empty object', {}, 'connectionLost'],
	])('%s', (_, error, cause) => {
		expect(readNoAnswer(error)).toMatchObject({ kind: 'noAnswer', cause });
	});

	it.each<[string, unknown, string]>([
		['the code', wrapped('ECONNRESET', 'socket hang up'), 'ECONNRESET'],
		['the deepest message', new Error('outer', { cause: new Error('inner') }), 'inner'],
		['a thrown text', 'it broke', 'it broke'],
		['the message of a plain object', { message: 'plain' }, 'plain'],
	])('reports %s', (_, error, detail) => {
		expect(readNoAnswer(error)).toMatchObject({ detail });
	});

	it('comes to an end when errors cause each other', () => {
		const first: Error = new Error('first');
		const second = new Error('second', { cause: first });
		first.cause = second;
		expect(readNoAnswer(first)).toEqual({ kind: 'noAnswer', cause: 'connectionLost', detail: 'second' });
		const itself: Error = new Error('itself');
		itself.cause = itself;
		expect(readNoAnswer(itself)).toMatchObject({ detail: 'itself' });
	});

	it('comes to an end when causes go on for ever', () => {
		let depth = 0;
		const endless = (): object => ({
			get cause() {
				depth += 1;
				return endless();
			},
		});
		expect(readNoAnswer(endless())).toMatchObject({ cause: 'connectionLost' });
		expect(depth).toBeLessThan(1_000);
	});
});

describe('readBody', () => {
	it.each<[string, unknown]>([
		['{"a":1}', { a: 1 }],
		['[1,2]', [1, 2]],
		['[]', []],
		['null', null],
		['true', true],
		['0', 0],
		['"text"', 'text'],
		['"<p>"', '<p>'],
		['', undefined],
		[' \r\n\t', undefined],
		['\ufeff', undefined],
		['\ufeff{"a":1}', { a: 1 }],
		['\n {"a":1} \n', { a: 1 }],
		['{"a":1,"a":2}', { a: 2 }],
	])('reads %j', (text, data) => {
		expect(readBody(text, {})).toEqual({ data });
	});

	it('does not let a body reach the prototype of objects', () => {
		expect(readBody('{"__proto__":{"polluted":true}}', {})).toHaveProperty('data');
		expect({}).not.toHaveProperty('polluted');
	});

	it.each<[string, string, unknown, 'webPage' | 'brokenJson']>([
		['a web page', '<!DOCTYPE html><html></html>', 'text/html', 'webPage'],
		['a web page without its type', '\n<html>', undefined, 'webPage'],
		['a web page that says it is JSON', '<html>', 'application/json', 'webPage'],
		['XML', '<?xml version="1.0"?><error/>', 'application/xml', 'webPage'],
		['text of a web server', 'Bad Gateway', 'TEXT/HTML; charset=utf-8', 'webPage'],
		['plain text', 'upstream timed out', 'text/plain', 'brokenJson'],
		['JSON cut short', '{"data":[{"id":"kb_1"', 'application/json', 'brokenJson'],
		['JSON with something after it', '{"a":1}{"a":2}', 'application/json', 'brokenJson'],
		['a JSON cut short that has long digits', '{"id":12345678901234567890', ['application/json'], 'brokenJson'],
		['NaN', 'NaN', undefined, 'brokenJson'],
		['undefined', 'undefined', undefined, 'brokenJson'],
	])('recognises %s', (_, text, type, problem) => {
		expect(readBody(text, { 'content-type': type })).toEqual({ problem });
	});

	it('reads JSON that is declared as a web page', () => {
		expect(readBody('{"a":1}', { 'content-type': 'text/html' })).toEqual({ data: { a: 1 } });
	});

	it.each<[string, string, unknown]>([
		['the largest safe number', '9007199254740991', 9_007_199_254_740_991],
		['the smallest safe number', '-9007199254740991', -9_007_199_254_740_991],
		['one more', '9007199254740992', '9007199254740992'],
		['an odd one that would be rounded', '9007199254740993', '9007199254740993'],
		['one less', '-9007199254740993', '-9007199254740993'],
		['a snowflake', '{"id":1234567890123456789}', { id: '1234567890123456789' }],
		['deep within', '{"a":[{"b":{"c":[1,12345678901234567890]}}]}', { a: [{ b: { c: [1, '12345678901234567890'] } }] }],
		['a hundred digits', '9'.repeat(100), '9'.repeat(100)],
		['a short number beside a long one', '[5,12345678901234567890]', [5, '12345678901234567890']],
		['16 digits that are safe', '[1234567890123456]', [1_234_567_890_123_456]],
		['a text of digits', '["00001234567890123456789"]', ['00001234567890123456789']],
		['a fraction', '[0.1234567890123456789]', [0.123_456_789_012_345_68]],
		['a money amount beside a long number', '[19.99,12345678901234567890]', [19.99, '12345678901234567890']],
		['a large number with an exponent', '{"a":1e21}', { a: 1e21 }],
		['the same beside a long number', '{"a":1e21,"b":"1234567890123456"}', { a: 1e21, b: '1234567890123456' }],
		['a negative zero', '[-0,12345678901234567890]', [-0, '12345678901234567890']],
	])('keeps every digit: %s', (_, text, data) => {
		expect(readBody(text, {})).toEqual({ data });
	});
});
