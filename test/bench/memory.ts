import { z } from 'zod';

import { openInspector } from './inspector.ts';
import { type Rig, runToEnd } from './measure.ts';
import { callFrame, type CallFrame, place } from './place.ts';
import type { Contender } from './workflows.ts';

interface Allocations {
	readonly callFrame: CallFrame;
	readonly selfSize: number;
	readonly children: readonly Allocations[];
}

const allocationsShape: z.ZodType<Allocations> = z.lazy(() =>
	z.object({ callFrame, selfSize: z.number(), children: z.array(allocationsShape) }),
);
const samplingShape = z.object({ profile: z.object({ head: allocationsShape }) });

/** The nodes whose memory is looked into. */
export const memoryContenders = ['liveTok', 'httpRequest', 'floor'] as const satisfies readonly Contender[];
type ByNode = Readonly<Record<(typeof memoryContenders)[number], number>>;

/** One place in the code and what it has allocated that stays until a full garbage collection. */
export interface MemoryRow {
	readonly place: string;
	readonly bytes: ByNode;
}

const longest = 20;
/** Bytes between two samples of an allocation, on average. */
const samplingInterval = 32_768;

/**
 * Runs each node once more and says which memory stays until n8n's process cleans up its old generation: what is in
 * use, and what is not any more but lived too long to be thrown away at once. The first row is the sum.
 */
export async function profileMemory(rig: Rig, workflowIds: Readonly<Record<Contender, string>>): Promise<MemoryRow[]> {
	const places = {
		liveTok: await allocationsOf(rig, workflowIds.liveTok),
		httpRequest: await allocationsOf(rig, workflowIds.httpRequest),
		floor: await allocationsOf(rig, workflowIds.floor),
	};
	const at = (name: string): ByNode => ({
		liveTok: places.liveTok.get(name) ?? 0,
		httpRequest: places.httpRequest.get(name) ?? 0,
		floor: places.floor.get(name) ?? 0,
	});
	const names = new Set(memoryContenders.flatMap((contender) => [...places[contender].keys()]));
	const rows = [...names].map((name) => ({ place: name, bytes: at(name) }));
	const most = ({ bytes }: MemoryRow): number => Math.max(...memoryContenders.map((contender) => bytes[contender]));
	const sum = (contender: keyof ByNode): number => rows.reduce((total, { bytes }) => total + bytes[contender], 0);
	const all = { liveTok: sum('liveTok'), httpRequest: sum('httpRequest'), floor: sum('floor') };
	return [
		{ place: 'All', bytes: all },
		...rows.toSorted((first, second) => most(second) - most(first)).slice(0, longest),
	];
}

async function allocationsOf(rig: Rig, workflowId: string): Promise<Map<string, number>> {
	const inspector = await openInspector(rig.n8n);
	try {
		await inspector.send('HeapProfiler.enable');
		await inspector.send('HeapProfiler.collectGarbage');
		await inspector.send('HeapProfiler.startSampling', { samplingInterval, includeObjectsCollectedByMajorGC: true });
		await runToEnd(rig, workflowId);
		const { profile } = samplingShape.parse(await inspector.send('HeapProfiler.stopSampling'));
		const places = new Map<string, number>();
		// What the engine itself allocates counts for the code that asked for it.
		const add = ({ callFrame: frame, selfSize, children }: Allocations, caller: string): void => {
			const name = frame.url === '' ? caller : place(frame);
			places.set(name, (places.get(name) ?? 0) + selfSize);
			for (const child of children) add(child, name);
		};
		add(profile.head, 'Node.js: native code');
		return places;
	} finally {
		inspector.close();
	}
}
