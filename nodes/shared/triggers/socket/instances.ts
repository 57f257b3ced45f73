/** Whatever listens for a node, by workflow and node. A module is loaded once per process, so this holds for all of n8n. */
const live = new Map<string, { close(): void }>();

/**
 * Makes this one the only instance that listens for the node, and ends the one before. n8n may start a trigger again
 * without having ended it.
 */
export function replaceInstance(owner: string, instance: { close(): void }): void {
	const previous = live.get(owner);
	live.set(owner, instance);
	previous?.close();
}

/** Forgets an instance that has ended; one that has taken its place stays. */
export function forgetInstance(owner: string, instance: { close(): void }): void {
	if (live.get(owner) === instance) live.delete(owner);
}
