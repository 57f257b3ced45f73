import { readFileSync } from 'node:fs';

import type { RunningN8n } from '../../sandbox/n8n/instance.ts';

/** What n8n's process had used at one moment. */
interface Sample {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Processor time of all its threads since its start. */
	readonly cpuMs: number;
	readonly bytes: number;
}

/** What n8n's process used between two moments. */
export interface Usage {
	readonly cpuMs: number;
	readonly peakBytes: number;
}

const everyMs = 20;
/** The kernel counts processor time in these; 100 a second on every common Linux. */
const tickMs = 10;

/** Watches n8n's process from now on. `between` ends it. */
export function watchUsage(n8n: RunningN8n): { between(from: number, to: number): Usage | undefined } {
	const samples: Sample[] = [];
	const take = (): void => {
		const cpuMs = readCpu(n8n.pid);
		const memory = n8n.memory();
		if (cpuMs !== undefined && memory !== undefined)
			samples.push({ at: Date.now(), cpuMs, bytes: memory.currentBytes });
	};
	take();
	const timer = setInterval(take, everyMs);
	return {
		between(from, to) {
			clearInterval(timer);
			take();
			const inside = samples.filter(({ at }) => at >= from && at <= to);
			if (inside.length === 0) return undefined;
			return {
				cpuMs: cpuAt(samples, to) - cpuAt(samples, from),
				peakBytes: Math.max(...inside.map(({ bytes }) => bytes)),
			};
		},
	};
}

/** Between two samples processor time is taken to have passed evenly. */
function cpuAt(samples: readonly Sample[], moment: number): number {
	const after = samples.findIndex(({ at }) => at >= moment);
	const next = samples[after] ?? samples.at(-1);
	const last = after > 0 ? samples[after - 1] : next;
	if (next === undefined || last === undefined) return 0;
	if (next.at === last.at) return next.cpuMs;
	const share = Math.min(1, Math.max(0, (moment - last.at) / (next.at - last.at)));
	return last.cpuMs + share * (next.cpuMs - last.cpuMs);
}

/** Undefined where the system is not Linux. */
function readCpu(pid: number): number | undefined {
	try {
		// The program's name in brackets may hold spaces; user and system time are the 12th and 13th value after it.
		const values = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
		return (Number(values[11]) + Number(values[12])) * tickMs;
	} catch {
		return undefined;
	}
}
