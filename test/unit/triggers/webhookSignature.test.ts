import { isSameText, isSigned, type SignatureScheme } from '../../../nodes/shared/triggers/webhook/signature.ts';
import { signatureOf } from '../../../sandbox/simulators/webhooks/index.ts';

const secret = 'whsec_one';
const body = '{"type":"session.begin","note":"ümläut"}';
const now = 1_800_000_000_000;
const seconds = 1_800_000_000;

const check = (scheme: SignatureScheme, signature: string | undefined, more: { body?: string; secret?: string } = {}) =>
	isSigned({
		scheme,
		signature,
		secret: more.secret ?? secret,
		rawBody: Buffer.from(more.body ?? body),
		toleranceSeconds: 300,
		now,
	});

/** What the service would send. */
const sign = (scheme: SignatureScheme, at = now, key = secret): string => signatureOf(scheme, key, body, at) ?? '';
const digestOf = (at: number): string => sign('timestamped', at).split('v1=')[1] ?? '';

describe.each(['timestamped', 'hex', 'prefixedHex'] as const)('a signature of the scheme %s', (scheme) => {
	it('is accepted when it is right', () => expect(check(scheme, sign(scheme))).toBe(true));

	it.each([
		{ name: 'there is none', signature: undefined },
		{ name: 'it is empty', signature: '' },
		{ name: 'it is of another secret', signature: sign(scheme, now, 'whsec_two') },
		{ name: 'its last digit differs', signature: sign(scheme).replace(/.$/, (digit) => (digit === '0' ? '1' : '0')) },
		{ name: 'it is cut off', signature: sign(scheme).slice(0, -1) },
		{ name: 'it is no hexadecimal text', signature: sign(scheme).replace(/.$/, 'é') },
	])('is refused when $name', ({ signature }) => expect(check(scheme, signature)).toBe(false));

	it('is refused for another body, even one that differs by a space', () => {
		expect(check(scheme, sign(scheme), { body: `${body} ` })).toBe(false);
	});

	it('is refused when there is no secret to check it with, although it was made without one', () => {
		expect(check(scheme, sign(scheme, now, ''), { secret: '' })).toBe(false);
	});
});

describe('the time of a signature', () => {
	it.each([
		{ age: 0, accepted: true },
		{ age: 300, accepted: true },
		{ age: 301, accepted: false },
		{ age: -300, accepted: true },
		{ age: -301, accepted: false },
	])('$age seconds old: $accepted', ({ age, accepted }) => {
		expect(check('timestamped', sign('timestamped', now - age * 1_000))).toBe(accepted);
	});

	it('cannot be changed', () => {
		expect(check('timestamped', `t=${seconds},v1=${digestOf(now - 3_600_000)}`)).toBe(false);
	});

	it.each(['', 't=', 't=soon', `t=-${seconds}`, 't=NaN', 't=1e99'])('"%s" is none', (time) => {
		expect(check('timestamped', `${time},v1=${digestOf(now)}`)).toBe(false);
	});
});

it.each([
	{ name: 'the right digest after a wrong one', header: `t=${seconds},v1=00,v1=${digestOf(now)}`, accepted: true },
	{ name: 'spaces and capitals', header: ` t=${seconds}, v1=${digestOf(now).toUpperCase()} `, accepted: true },
	{ name: 'another version only', header: `t=${seconds},v0=${digestOf(now)}`, accepted: false },
	{ name: 'no digest', header: `t=${seconds}`, accepted: false },
])('a header with $name: $accepted', ({ header, accepted }) => expect(check('timestamped', header)).toBe(accepted));

it('a signature of one scheme is none of another', () => {
	expect(check('hex', sign('prefixedHex'))).toBe(false);
	expect(check('prefixedHex', sign('hex'))).toBe(false);
	expect(check('hex', digestOf(now))).toBe(false);
	expect(check('timestamped', sign('hex'))).toBe(false);
});

it.each([
	['same', 'same', true],
	['same', 'Same', false],
	['same', 'same ', false],
	['', '', true],
])('"%s" and "%s" are the same: %s', (first, second, same) => expect(isSameText(first, second)).toBe(same));
