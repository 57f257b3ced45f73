import { createHmac } from 'node:crypto';

/**
 * How a delivery is signed, with HMAC-SHA256 and the secret's text as key: `t=<seconds>,v1=<hex>` over the time and the
 * body, the bare hex digest of the body, the same after `sha256=`, or not at all.
 */
export type Signing = 'timestamped' | 'hex' | 'prefixedHex' | 'none';

/** The value of the signature header; undefined for `none`. `epochMs` counts for `timestamped` only. */
export function signatureOf(signing: Signing, secret: string, rawBody: string, epochMs: number): string | undefined {
	const digest = (text: string): string => createHmac('sha256', secret).update(text).digest('hex');
	switch (signing) {
		case 'timestamped': {
			const seconds = Math.floor(epochMs / 1_000);
			return `t=${seconds},v1=${digest(`${seconds}.${rawBody}`)}`;
		}
		case 'hex':
			return digest(rawBody);
		case 'prefixedHex':
			return `sha256=${digest(rawBody)}`;
		case 'none':
			return undefined;
	}
}
