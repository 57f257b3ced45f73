import { measureRun, type Measurement, type Rig } from './measure.ts';
import { spreadOf, type Spread } from './statistics.ts';
import type { Contender } from './workflows.ts';

/** How one contender did in its counted runs. */
export interface Score {
	readonly wallMs: Spread;
	readonly mostOpen: Spread;
	/** Undefined where the system does not tell. */
	readonly peakBytes: Spread | undefined;
}

export interface Comparison extends Readonly<Record<Contender, Score>> {
	readonly items: number;
	readonly rounds: number;
}

/** The contenders take turns, so that what slows the machine down for a while slows down both. */
const turns: readonly Contender[] = ['liveTok', 'httpRequest'];

/**
 * Runs both workflows in turn: once to warm up, then `rounds` times to be counted.
 * @throws when a run loses an item, as nothing is refused here.
 */
export async function compare(
	rig: Rig,
	workflowIds: Readonly<Record<Contender, string>>,
	{ items, rounds }: { items: number; rounds: number },
): Promise<Comparison> {
	const counted: Record<Contender, Measurement[]> = { liveTok: [], httpRequest: [] };
	for (let round = 0; round <= rounds; round += 1) {
		for (const contender of turns) {
			const measurement = await measureRun(rig, workflowIds[contender]);
			if (measurement.delivered !== items) {
				throw new Error(`${contender} delivered ${measurement.delivered} of ${items} items without a limit.`);
			}
			if (round > 0) counted[contender].push(measurement);
		}
	}
	return { items, rounds, liveTok: scoreOf(counted.liveTok), httpRequest: scoreOf(counted.httpRequest) };
}

function scoreOf(measurements: readonly Measurement[]): Score {
	const peaks = measurements.map(({ peakBytes }) => peakBytes).filter((bytes) => bytes !== undefined);
	return {
		wallMs: spreadOf(measurements.map(({ nodeMs }) => nodeMs)),
		mostOpen: spreadOf(measurements.map(({ simulator }) => simulator.mostOpenRequests)),
		peakBytes: peaks.length === 0 ? undefined : spreadOf(peaks),
	};
}
