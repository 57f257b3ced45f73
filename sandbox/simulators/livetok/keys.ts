import type { SimulatorRequest } from '../definition.ts';

export type Mode = 'test' | 'live';

interface Key {
	mode: Mode;
	mayWrite: boolean;
}

/** A key of test mode (section 3). */
export const testKey = 'sk_test_sandbox_livetok';
/** A key of live mode; the prefix is an assumption of section 2. */
export const liveKey = 'sk_live_sandbox_livetok';
/** A test key that may only read: everything but GET is answered with 403. */
export const readOnlyKey = 'sk_test_sandbox_readonly';

const keys = new Map<string, Key>([
	[testKey, { mode: 'test', mayWrite: true }],
	[liveKey, { mode: 'live', mayWrite: true }],
	[readOnlyKey, { mode: 'test', mayWrite: false }],
]);

/** What a key may do; undefined for a key that does not exist. */
export function findKey(apiKey: string): Key | undefined {
	return keys.get(apiKey);
}

/** The known key a request carries as a Bearer token (section 2). */
export function keyOf(request: SimulatorRequest): string | undefined {
	const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
	return token !== undefined && keys.has(token) ? token : undefined;
}
