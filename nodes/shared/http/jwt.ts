/** What a JSON Web Token says about itself. Its signature is the issuer's affair. */
export interface TokenClaims {
	/** When it expires, in milliseconds since the epoch; undefined when it does not say. */
	readonly expiresAt?: number;
}

const form = /^[\w-]+\.[\w-]+\.[\w-]*$/;

function readPart(part: string | undefined): object | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Reads a token (RFC 7519: header, claims and signature in base64url, joined by dots); undefined when it is none. */
export function readToken(token: string): TokenClaims | undefined {
	if (!form.test(token)) return undefined;
	const [header, claims] = token.split('.').map(readPart);
	if (header === undefined || claims === undefined) return undefined;
	const expires: unknown = 'exp' in claims ? claims.exp : undefined;
	return typeof expires === 'number' && Number.isFinite(expires) ? { expiresAt: expires * 1_000 } : {};
}
