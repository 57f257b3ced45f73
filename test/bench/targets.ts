import type { Comparison } from './comparison.ts';
import type { LimitedRun } from './limited.ts';
import type { SocketLatency } from './socketLatency.ts';
import { concurrency, type Contender } from './workflows.ts';

export interface Results {
	readonly comparisons: readonly Comparison[];
	readonly limited: Readonly<Record<Contender, LimitedRun>>;
	readonly socket: SocketLatency;
}

/** Something that has to hold, and what was measured. */
export interface Verdict {
	readonly target: string;
	readonly measured: string;
	readonly met: boolean;
}

/** Sending at the limit may take this much longer than the limit itself demands. */
const longestOverLeast = 1.05;
const largestRefusedShare = 0.01;
/** From the server's frame to the item that n8n gets, for 99 % of the events. */
const longestEventMs = 50;

/** Holds the results against the targets. */
export function judge({ comparisons, limited, socket }: Results): Verdict[] {
	const { once, repeatedly, failed, items, refused, requests, tookMs, leastMs } = limited.liveTok;
	const overLeast = tookMs / leastMs;
	return [
		...comparisons.flatMap(judgeComparison),
		{
			target: `Limited: all ${count(items)} items are delivered, each exactly once`,
			measured: `${count(once)} once, ${count(repeatedly)} more than once, ${count(failed)} failed`,
			met: once === items && repeatedly === 0 && failed === 0,
		},
		{
			target: `Limited: less than ${percent(largestRefusedShare)} of the answers are 429`,
			measured: `${count(refused)} of ${count(requests)} (${percent(refused / requests)})`,
			met: refused / requests < largestRefusedShare,
		},
		{
			target: `Limited: at most ${longestOverLeast} times the least that the limit allows`,
			measured: `${overLeast.toFixed(3)} (${seconds(tookMs)} of ${seconds(leastMs)})`,
			met: overLeast <= longestOverLeast,
		},
		{
			target: `Autochat trigger: 99 % of the events are items within ${longestEventMs} ms`,
			measured: milliseconds(socket.single.p99),
			met: socket.single.p99 < longestEventMs,
		},
	];
}

function judgeComparison({ items, liveTok, httpRequest }: Comparison): Verdict[] {
	const ratio = liveTok.wallMs.median / httpRequest.wallMs.median;
	return [
		{
			target: `${count(items)} items: not slower than HTTP Request (median)`,
			measured: `${ratio.toFixed(2)} times its time`,
			met: ratio <= 1,
		},
		{
			target: `${count(items)} items: at most ${concurrency} requests open at once`,
			measured: count(liveTok.mostOpen.max),
			met: liveTok.mostOpen.max <= concurrency,
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
