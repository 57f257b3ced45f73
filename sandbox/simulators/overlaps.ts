import type { LoggedRequest } from './requestLog.ts';

/** Two requests of one group that were waiting for their answers at one moment. */
export interface Overlap {
	group: string;
	earlier: LoggedRequest;
	later: LoggedRequest;
}

/**
 * The pairs of requests of one group that were open together. `groupOf` names the group of a request, such
 * as its conversation; undefined leaves the request out.
 */
export function overlapsOf(
	requests: readonly LoggedRequest[],
	groupOf: (request: LoggedRequest) => string | undefined,
): Overlap[] {
	const overlaps: Overlap[] = [];
	const open = new Map<string, LoggedRequest[]>();
	for (const later of requests) {
		const group = groupOf(later);
		if (group === undefined) continue;
		const waiting = (open.get(group) ?? []).filter(({ endedAs }) => (endedAs ?? Infinity) > later.arrivedAs);
		for (const earlier of waiting) overlaps.push({ group, earlier, later });
		open.set(group, [...waiting, later]);
	}
	return overlaps;
}
