import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A widget token (section 2a) or the JWT of a dashboard session (section 2b). */
export type TokenKind = 'widget' | 'dashboard';

const claimsSchema = z.object({
	kind: z.enum(['widget', 'dashboard']),
	tenantId: z.string(),
	iat: z.number(),
	exp: z.number(),
});

/** What a token says; times are epoch seconds. */
export type Claims = z.infer<typeof claimsSchema>;

const signingSecret = 'autochat-sandbox-signing-secret';
const day = 86_400;
const issuedAt = Date.UTC(2025, 0, 1) / 1000;

/** When the expired tokens ended: 30 days, the ordinary life of a widget token, after they were issued. */
export const pastExpiry = issuedAt + 30 * day;
/** When the ordinary tokens end: so late that no test run meets it. */
const farExpiry = Date.UTC(2100, 0, 1) / 1000;

/** A signed token; the same parts give the same token. `exp` is in epoch seconds. */
export function signToken(kind: TokenKind, tenantId: string, exp: number = farExpiry): string {
	const claims: Claims = { kind, tenantId, iat: Math.min(issuedAt, exp), exp };
	const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
	return `${content}.${signatureOf(content)}`;
}

/** What a token that was signed here says, expired or not; undefined for any other text. */
export function readToken(token: string): Claims | undefined {
	const [header, payload, signature, ...rest] = token.split('.');
	if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined;
	const expected = Buffer.from(signatureOf(`${header}.${payload}`));
	const actual = Buffer.from(signature);
	if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined;
	return claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
}

function encode(part: object): string {
	return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function signatureOf(content: string): string {
	return createHmac('sha256', signingSecret).update(content).digest('base64url');
}
