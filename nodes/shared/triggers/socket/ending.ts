/** How a connection ended. */
export type Ending =
	| { readonly by: 'us' }
	/** The vendor does not accept the credential. */
	| { readonly by: 'refusal'; readonly said?: string }
	/** Anything else. `looksLikeRefusal`: closed with a code that speaks of permission, but not right after the sign-in. */
	| { readonly by: 'loss'; readonly wasOpen: boolean; readonly looksLikeRefusal: boolean };

/**
 * Close codes (RFC 6455 section 7.4 and the IANA registry) that speak of the server's or the line's state: going away,
 * line cut, internal error, service restart, try again later, bad gateway, TLS. All others are a decision about us.
 */
const transientCodes: ReadonlySet<number> = new Set([1001, 1006, 1011, 1012, 1013, 1014, 1015]);

/** Policy violation, unauthorized, forbidden, and what vendors make of HTTP's 401 and 403. */
const permissionCodes: ReadonlySet<number> = new Set([1008, 3000, 3003, 4001, 4003, 4401, 4403]);

/**
 * What a close code means.
 * @param isEarly whether it came right after the sign-in and before any event: then it is the answer to the sign-in
 */
export function endingOf(code: number, isEarly: boolean): Ending {
	if (isEarly && !transientCodes.has(code)) return { by: 'refusal' };
	return { by: 'loss', wasOpen: true, looksLikeRefusal: permissionCodes.has(code) };
}
