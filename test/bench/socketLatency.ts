import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import type { INodeExecutionData, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { checkout } from '../../sandbox/n8n/paths.ts';
import { sandboxJwt } from '../../sandbox/simulators/autochat/index.ts';
import type { SocketSimulatorReply } from './socketSimulatorThread.ts';

/** How long events of the Autochat trigger took from the server's frame to the item that n8n gets. */
export interface SocketLatency {
	/** One after the other, with a little pause in between. Milliseconds. */
	readonly single: { readonly events: number; readonly median: number; readonly p99: number; readonly max: number };
	/** All at once: how many, and how long until the last one was handed over. */
	readonly burst: { readonly events: number; readonly tookMs: number };
}

const singleEvents = 2_000;
const burstEvents = 10_000;

type StartTrigger = (host: ITriggerFunctions) => Promise<ITriggerResponse>;

/** Runs the compiled trigger against a simulator in a thread of its own. Both read the same clock of the system. */
export async function measureSocketLatency(): Promise<SocketLatency> {
	const require = createRequire(import.meta.url);
	const { startTrigger } = require(join(checkout, 'dist/nodes/Autochat/trigger/start.js')) as {
		startTrigger: StartTrigger;
	};
	const worker = new Worker(new URL('./socketSimulatorThread.ts', import.meta.url));
	const [{ url }] = (await once(worker, 'message')) as [SocketSimulatorReply];
	const latencies: number[] = [];
	const host = standIn(url, (sentAt) => latencies.push(now() - sentAt));
	const { closeFunction } = await startTrigger(host);

	for (let sent = 0; sent < singleEvents; sent += 1) {
		worker.postMessage({ count: 1 });
		while (latencies.length <= sent) await sleep(1);
	}
	const sorted = latencies.toSorted((first, second) => first - second);
	const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	const single = { events: singleEvents, median: at(0.5), p99: at(0.99), max: at(1) };

	const start = now();
	worker.postMessage({ count: burstEvents });
	while (latencies.length < singleEvents + burstEvents) await sleep(1);
	const burst = { events: burstEvents, tookMs: now() - start };
	await closeFunction?.();
	await worker.terminate();
	return { single, burst };
}

/** Milliseconds since the Unix epoch, finer than a millisecond and the same in every thread. */
const now = (): number => performance.timeOrigin + performance.now();

/** The part of n8n that the trigger asks, as far as it does here. */
function standIn(baseUrl: string, onItem: (sentAt: number) => void): ITriggerFunctions {
	const credential = { id: 'bench', name: 'bench' };
	const host: Partial<ITriggerFunctions> = {
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
		getTimezone: () => 'UTC',
		getWorkflow: () => ({ id: 'bench', name: 'bench', active: true }),
		getNode: () => ({
			id: 'bench',
			name: 'bench',
			type: 'bench',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { autochatTenantApi: credential },
		}),
		getNodeParameter: ((name: string) => (name === 'events' ? ['*'] : {})) as ITriggerFunctions['getNodeParameter'],
		getCredentials: (async () => ({ baseUrl, jwt: sandboxJwt })) as ITriggerFunctions['getCredentials'],
		helpers: {} as ITriggerFunctions['helpers'],
		emit: (data: INodeExecutionData[][]) => {
			for (const { json } of data.flat()) onItem((json.data as { sentAt: number }).sentAt);
		},
		emitError: (error) => {
			throw error;
		},
		saveFailedExecution: (error) => {
			throw error;
		},
	};
	return host as ITriggerFunctions;
}

if (import.meta.main) {
	const { single, burst } = await measureSocketLatency();
	const ms = (value: number): string => `${value.toFixed(2)} ms`;
	process.stdout.write(
		`${single.events} single events: median ${ms(single.median)}, p99 ${ms(single.p99)}, max ${ms(single.max)}\n` +
			`${burst.events} events at once: the last one after ${ms(burst.tookMs)}\n`,
	);
}
