import type { SimulatorRequest } from '../definition.ts';

interface Key {
	mayWrite: boolean;
	/** Whether the key belongs to the workspace that has all the data. */
	ownsData: boolean;
}

/** The key that may do everything. */
export const sandboxKey = 'lca_sandbox_key';
/** A key that may only read: everything but GET is answered with 403. */
export const readOnlyKey = 'lca_sandbox_readonly';
/** A key of an empty workspace: its list of agents is empty, everything else is answered with 403. */
export const otherWorkspaceKey = 'lca_sandbox_other';

const keys = new Map<string, Key>([
	[sandboxKey, { mayWrite: true, ownsData: true }],
	[readOnlyKey, { mayWrite: false, ownsData: true }],
	[otherWorkspaceKey, { mayWrite: true, ownsData: false }],
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
