import { z } from 'zod';

import { openInspector } from './inspector.ts';
import { type Rig, runToEnd } from './measure.ts';
import { callFrame, place } from './place.ts';

const profileShape = z.object({
	profile: z.object({
		nodes: z.array(z.object({ id: z.number(), callFrame })),
		samples: z.array(z.number()),
		timeDeltas: z.array(z.number()),
	}),
});

/** One place in the code and its part of the processor time, idle time left out. */
export interface ProfileRow {
	readonly place: string;
	/** From 0 to 1. */
	readonly share: number;
}

const longest = 20;

/** Runs a workflow once more and says where n8n's main thread spent its time. */
export async function profileRun(rig: Rig, workflowId: string): Promise<ProfileRow[]> {
	const inspector = await openInspector(rig.n8n);
	try {
		await inspector.send('Profiler.enable');
		await inspector.send('Profiler.start');
		await runToEnd(rig, workflowId);
		const { profile } = profileShape.parse(await inspector.send('Profiler.stop'));
		const placeOf = new Map(profile.nodes.map(({ id, callFrame }) => [id, place(callFrame)]));
		const times = new Map<string, number>();
		profile.samples.forEach((id, index) => {
			const name = placeOf.get(id) ?? 'unknown';
			times.set(name, (times.get(name) ?? 0) + (profile.timeDeltas[index] ?? 0));
		});
		times.delete('(idle)');
		const whole = [...times.values()].reduce((sum, time) => sum + time, 0);
		return [...times]
			.map(([name, time]) => ({ place: name, share: time / whole }))
			.toSorted((first, second) => second.share - first.share)
			.slice(0, longest);
	} finally {
		inspector.close();
	}
}
