import { measureRun, type Measurement, type Rig } from './measure.ts';
import { spreadOf, type Spread } from './statistics.ts';
import { type Contender, contenders } from './workflows.ts';

/** How one contender did in its counted runs. */
export interface Score {
	readonly wallMs: Spread;
	readonly mostOpen: Spread;
	/** Processor time of n8n's process per item, in milliseconds. Undefined where the system does not tell, as below. */
	readonly cpuMsPerItem: Spread | undefined;
	/** The most memory of n8n's process while the node ran. */
	readonly peakBytes: Spread | undefined;
}

export interface Comparison {
	readonly items: number;
	readonly rounds: number;
	readonly scores: Readonly<Record<Contender, Score>>;
}

/**
 * Runs all workflows in turn: `warmUps` times, then `rounds` times to be counted. The contenders take turns, so that
 * what slows the machine down for a while slows down all.
 * @throws when a run loses an item, as nothing is refused here.
 */
export async function compare(
	rig: Rig,
	workflowIds: Readonly<Record<Contender, string>>,
	{ items, rounds, warmUps }: { items: number; rounds: number; warmUps: number },
): Promise<Comparison> {
	const counted = byContender((): Measurement[] => []);
	for (let round = -warmUps; round < rounds; round += 1) {
		for (const contender of contenders) {
			const measurement = await measureRun(rig, workflowIds[contender]);
			if (measurement.delivered !== items) {
				throw new Error(`${contender} delivered ${measurement.delivered} of ${items} items without a limit.`);
			}
			if (round >= 0) counted[contender].push(measurement);
		}
	}
	return { items, rounds, scores: byContender((contender) => scoreOf(counted[contender], items)) };
}

function byContender<T>(make: (contender: Contender) => T): Record<Contender, T> {
	return {
		liveTok: make('liveTok'),
		httpRequest: make('httpRequest'),
		httpRequestBatched: make('httpRequestBatched'),
		floor: make('floor'),
		floorWithFields: make('floorWithFields'),
	};
}

function scoreOf(measurements: readonly Measurement[], items: number): Score {
	const usages = measurements.flatMap(({ usage }) => usage ?? []);
	const spread = (values: readonly number[]): Spread | undefined =>
		values.length === 0 ? undefined : spreadOf(values);
	return {
		wallMs: spreadOf(measurements.map(({ nodeMs }) => nodeMs)),
		mostOpen: spreadOf(measurements.map(({ simulator }) => simulator.mostOpenRequests)),
		cpuMsPerItem: spread(usages.map(({ cpuMs }) => cpuMs / items)),
		peakBytes: spread(usages.map(({ peakBytes }) => peakBytes)),
	};
}
