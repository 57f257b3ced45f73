import { readToken } from '../../../nodes/shared/http/jwt.ts';

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown, header: unknown = { alg: 'HS256' }): string => `${part(header)}.${part(claims)}.c2ln`;

describe('readToken', () => {
	it.each<{ name: string; text: string; expiresAt?: number }>([
		{ name: 'with an expiry', text: token({ exp: 1_700_000_000 }), expiresAt: 1_700_000_000_000 },
		{ name: 'with a fraction of a second', text: token({ exp: 1.5 }), expiresAt: 1_500 },
		{ name: 'without an expiry', text: token({ sub: 'Zoë 名' }) },
		{ name: 'with an expiry that is no number', text: token({ exp: '1700000000' }) },
		{ name: 'without a signature', text: `${part({ alg: 'none' })}.${part({ exp: 1 })}.`, expiresAt: 1_000 },
	])('$name', ({ text, expiresAt }) => {
		expect(readToken(text)).toEqual(expiresAt === undefined ? {} : { expiresAt });
	});

	it.each([
		'',
		'eyJ',
		'a.b',
		'a.b.c',
		'a.b.c.d',
		`Bearer ${token({})}`,
		` ${token({})}`,
		`${token({})}\n`,
		token('text'),
		token(null),
		token([1]),
		token({}, 7),
		`${part({})}.${Buffer.from('{"exp":').toString('base64url')}.c2ln`,
		'sk_live_0123456789',
	])('refuses %j', (text) => {
		expect(readToken(text)).toBeUndefined();
	});
});
