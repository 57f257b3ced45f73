import type { RateLimitHeaders } from './rateLimitHeaders';

/** What a vendor's error body says, in one form for all vendors. */
export interface VendorError {
	readonly code?: string;
	readonly message?: string;
	/** The request field that the vendor complains about. */
	readonly parameter?: string;
	readonly documentationUrl?: string;
}

/** What the user can do about an error. `{resetTime}` becomes the time at which the rate limit resets. */
export interface ErrorHint {
	/** Replaces the vendor's own message; without it the vendor's words are shown. */
	readonly message?: string;
	/** What to do next. */
	readonly advice: string;
}

/** Everything that the shared helper has to know about a vendor. Data only: one per vendor, in its `api.ts`. */
export interface VendorProfile {
	/** The name users know, for texts. */
	readonly name: string;
	readonly credentialType: string;
	/** The credential's fields that are secret: never shown, and refused when they cannot be a header value. */
	readonly secretFields: readonly string[];
	/** A path that users may have copied into the base URL although the routes begin with it. */
	readonly redundantBasePath?: string;
	/**
	 * Path parameters that are the credential's, not the operation's: `{name}` in a route's path becomes the credential's
	 * field of that name. Each with its label, for the text that says it is empty.
	 */
	readonly pathFields?: Readonly<Record<string, string>>;
	/** How long one request may take before it counts as lost, in milliseconds. */
	readonly timeoutMs: number;
	readonly rateLimit: RateLimitHeaders;
	/**
	 * Tries of a request that is refused with a 429 which names no time to come back. Default: as many as the time allows.
	 * For vendors whose 429 may also mean that a plan is used up.
	 */
	readonly triesAtUnknownLimit?: number;
	/** An error body such as the vendor sends with a 429, for the times when we stop before asking. */
	readonly rateLimitedBody: unknown;
	/** Reads the vendor's error envelope; undefined when the body is none. A body that is no JSON comes as text. */
	readError(body: unknown): VendorError | undefined;
	/** For vendors that say no with a good HTTP status: what such a body says; undefined when it is a yes. */
	readRefusal?(body: unknown): VendorError | undefined;
	/** Advice by the vendor's error code. */
	readonly codeHints: Readonly<Record<string, ErrorHint>>;
	/** Advice by HTTP status, where the code says nothing. */
	readonly statusHints: Readonly<Record<number, ErrorHint>>;
}
