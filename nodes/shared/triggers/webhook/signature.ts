import { createHash, createHmac, timingSafeEqual } from 'crypto';

/** How a signature header is built. The HMAC is SHA-256, the key is the secret's text, the digest is in hexadecimal. */
export type SignatureScheme =
	/** `t=<Unix seconds>,v1=<hex>`; what is signed is the time, a full stop and the raw body. */
	| 'timestamped'
	/** The hex digest of the raw body and nothing else. */
	| 'hex'
	/** `sha256=<hex>`: the digest of the raw body. */
	| 'prefixedHex';

export interface SignedDelivery {
	readonly scheme: SignatureScheme;
	/** The value of the signature header; undefined when the delivery has none. */
	readonly signature: string | undefined;
	readonly secret: string;
	readonly rawBody: Buffer;
	/** How far the signed time may be from `now`, either way. Only the scheme `timestamped` has one. */
	readonly toleranceSeconds: number;
	/** Milliseconds since the Unix epoch. */
	readonly now: number;
}

/** Whether two texts are the same; how long it takes does not tell how much of them is. */
export function isSameText(first: string, second: string): boolean {
	const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
	return timingSafeEqual(digest(first), digest(second));
}

/**
 * Whether the delivery was signed with the secret, and, where its signature has a time, not too long ago. Without a
 * secret or a signature the answer is no. A header may carry several `v1`, as it does while a secret is being changed.
 */
export function isSigned({ scheme, signature, secret, rawBody, toleranceSeconds, now }: SignedDelivery): boolean {
	if (signature === undefined || secret === '') return false;
	const digestOf = (...parts: ReadonlyArray<string | Buffer>): string => {
		const hmac = createHmac('sha256', secret);
		for (const part of parts) hmac.update(part);
		return hmac.digest('hex');
	};
	const given = signature.trim();
	if (scheme === 'hex') return isSameText(given.toLowerCase(), digestOf(rawBody));
	if (scheme === 'prefixedHex') return isSameText(given.toLowerCase(), `sha256=${digestOf(rawBody)}`);

	const { time, digests } = readTimestamped(given);
	if (time === undefined || Math.abs(now / 1_000 - Number(time)) > toleranceSeconds) return false;
	const expected = digestOf(`${time}.`, rawBody);
	return digests.filter((digest) => isSameText(digest.toLowerCase(), expected)).length > 0;
}

function readTimestamped(header: string): { time: string | undefined; digests: string[] } {
	const parts = header.split(',').map((part) => part.trim());
	const valuesOf = (key: string): string[] =>
		parts.filter((part) => part.startsWith(`${key}=`)).map((part) => part.slice(key.length + 1));
	const time = valuesOf('t').find((value) => /^\d{1,12}$/.test(value));
	return { time, digests: valuesOf('v1') };
}
