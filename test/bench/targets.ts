import type { Comparison } from './comparison.ts';
import type { LimitedRun } from './limited.ts';
import type { PackageCost } from './load.ts';
import type { SocketLatency } from './socketLatency.ts';
import type { Contender } from './workflows.ts';

/** The bare loop is not among them: without a pace it is the HTTP Request node once more. */
export const limitedContenders = [
	'liveTok',
	'httpRequest',
	'httpRequestBatched',
] as const satisfies readonly Contender[];

export interface Results {
	readonly comparisons: readonly Comparison[];
	readonly limited: Readonly<Record<(typeof limitedContenders)[number], LimitedRun>>;
	readonly cost: PackageCost;
	readonly socket: SocketLatency;
}

/** Something that has to hold, and what was measured. */
export interface Verdict {
	readonly target: string;
	readonly measured: string;
	readonly met: boolean;
}

const longestOverHttpRequest = 0.9;
const mostCpuOverFloor = 1.15;
const largestGrowth = 0.6;
/** Sending at the limit may take this much longer than the limit itself demands. */
const longestOverLeast = 1.03;
const largestRefusedShare = 0.01;
/** From the server's frame to the item that n8n gets, for 99 % of the events. */
const longestEventMs = 50;
const longestLoadMs = 60;
const largestTarball = 400_000;

/** Holds the results against the targets. What the system does not tell cannot be met. */
export function judge({ comparisons, limited, cost, socket }: Results): Verdict[] {
	return [
		...comparisons.flatMap(judgeComparison),
		judgeGrowth(comparisons),
		...judgeLimited(limited.liveTok),
		{
			target: `Loading the package adds at most ${longestLoadMs} ms to n8n's start`,
			measured: `${cost.loadMs.median.toFixed(0)} ms`,
			met: cost.loadMs.median <= longestLoadMs,
		},
		{
			target: `The package is at most ${largestTarball / 1_000} kB as it is downloaded`,
			measured: `${Math.round(cost.tarballBytes / 1_000)} kB`,
			met: cost.tarballBytes <= largestTarball,
		},
		{
			target: `Autochat trigger: 99 % of the events are items within ${longestEventMs} ms`,
			measured: milliseconds(socket.single.p99),
			met: socket.single.p99 < longestEventMs,
		},
	];
}

function judgeComparison({ items, scores }: Comparison): Verdict[] {
	const { liveTok, httpRequest, floor } = scores;
	const wall = liveTok.wallMs.median / httpRequest.wallMs.median;
	const cpu = (liveTok.cpuMsPerItem?.median ?? Number.NaN) / (floor.cpuMsPerItem?.median ?? Number.NaN);
	return [
		{
			target: `${count(items)} items: at most ${longestOverHttpRequest} of HTTP Request's time (median)`,
			measured: `${wall.toFixed(2)} of its time`,
			met: wall <= longestOverHttpRequest,
		},
		{
			target: `${count(items)} items: no more requests open at once than HTTP Request (median)`,
			measured: `${count(liveTok.mostOpen.median)} and ${count(httpRequest.mostOpen.median)}`,
			met: liveTok.mostOpen.median <= httpRequest.mostOpen.median,
		},
		{
			target: `${count(items)} items: at most ${mostCpuOverFloor} of the bare loop's processor time per item (median)`,
			measured: `${cpu.toFixed(2)} of its time`,
			met: cpu <= mostCpuOverFloor,
		},
	];
}

function judgeGrowth(comparisons: readonly Comparison[]): Verdict {
	const [smallest, largest] = [comparisons[0], comparisons.at(-1)];
	const growth = (contender: Contender): number =>
		(largest?.scores[contender].peakBytes?.median ?? Number.NaN) -
		(smallest?.scores[contender].peakBytes?.median ?? Number.NaN);
	const share = growth('liveTok') / growth('httpRequest');
	const range = `${count(smallest?.items ?? 0)} to ${count(largest?.items ?? 0)}`;
	return {
		target: `Memory grows from ${range} items by at most ${largestGrowth} of HTTP Request's growth`,
		measured: `${share.toFixed(2)} of it (${megabytes(growth('liveTok'))} and ${megabytes(growth('httpRequest'))})`,
		met: share <= largestGrowth,
	};
}

function judgeLimited({ once, repeatedly, failed, items, refused, requests, tookMs, leastMs }: LimitedRun): Verdict[] {
	const overLeast = tookMs / leastMs;
	return [
		{
			target: `Limited: all ${count(items)} items are delivered, each exactly once`,
			measured: `${count(once)} once, ${count(repeatedly)} more than once, ${count(failed)} failed`,
			met: once === items && repeatedly === 0 && failed === 0,
		},
		{
			target: `Limited: at most ${percent(largestRefusedShare)} of the answers are 429`,
			measured: `${count(refused)} of ${count(requests)} (${percent(refused / requests)})`,
			met: refused / requests <= largestRefusedShare,
		},
		{
			target: `Limited: at most ${longestOverLeast} times the least that the limit allows`,
			measured: `${overLeast.toFixed(3)} (${seconds(tookMs)} of ${seconds(leastMs)})`,
			met: overLeast <= longestOverLeast,
		},
	];
}

/** "5,000" */
export const count = (value: number): string => value.toLocaleString('en-US');

/** "0.35 %" */
export const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;

/** "1.2 s" */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`;

/** "0.35 ms" */
export const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

/** "915 MB" */
export const megabytes = (bytes: number): string => `${count(Math.round(bytes / 1_000_000))} MB`;
