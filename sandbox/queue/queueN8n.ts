import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { type RunningN8n, startN8n, type StartN8nOptions } from '../n8n/instance.ts';
import { installPackage } from '../n8n/package.ts';
import { findFreePort, loopback } from '../n8n/ports.ts';
import type { N8nRole } from '../n8n/roles.ts';
import { startQueueServices } from './services.ts';

export interface StartQueueN8nOptions {
	/** Gets one folder per process, named after it, with that process's own `.n8n` and log. Made when missing. */
	folder: string;
	/** Of the editor. A free one when left out; those of the other processes always are. */
	port?: number;
	workers?: number;
	webhookProcessors?: number;
	/** A packed package, installed for every process. */
	tarball?: string;
	/** Added to the environment of every process; can replace any of it. */
	env?: Record<string, string>;
	log?: (line: string) => void;
}

/** One process of the queue, through all its restarts. */
export interface QueueProcess {
	/** main, worker-1, webhook-1 ... */
	readonly name: string;
	/** The process as it is now, or the last one when it has been killed. */
	readonly n8n: RunningN8n;
	/** Ends it at once, as a crash or a power cut would. The others go on. */
	kill(): Promise<void>;
	/** Ends it in order when it still runs, and starts it again with the same data on the same port. */
	restart(): Promise<RunningN8n>;
	/** Ids of the executions that this worker has started since its last (re)start, in order. */
	startedExecutions(): string[];
}

export interface QueueN8n {
	/** Of the editor and the REST API. */
	readonly url: string;
	/** Where webhooks are received: the first webhook processor, main when there is none. */
	readonly webhookUrl: string;
	readonly main: QueueProcess;
	readonly workers: readonly QueueProcess[];
	readonly webhookProcessors: readonly QueueProcess[];
	/** The part of n8n's environment that says where Redis and the database are, with the password. */
	readonly services: Readonly<Record<string, string>>;
	/** Ends every process and deletes the database. The folders stay. */
	stop(): Promise<void>;
}

/**
 * Starts n8n in queue mode: Redis, PostgreSQL, a main process, then workers and webhook processors. Takes 15 to 30 s.
 * Executions run on the workers, those started in the editor too. Addresses of webhooks that nodes register lead to
 * the first webhook processor. Each process has a user folder of its own, as on machines of their own; what they
 * share is the database, the queue and the encryption key. Everything ends with this process.
 */
export async function startQueueN8n({
	folder,
	port,
	workers = 1,
	webhookProcessors = 0,
	tarball,
	env = {},
	log,
}: StartQueueN8nOptions): Promise<QueueN8n> {
	const services = await startQueueServices(log);
	const started: QueueProcess[] = [];
	const stop = async () => {
		await Promise.all(started.map(async ({ n8n }) => await n8n.stop()));
		await services.stop();
	};
	const mainPort = port ?? (await findFreePort());
	const webhookPorts = await findFreePorts(webhookProcessors);
	const webhookUrl = `http://${loopback}:${webhookPorts[0] ?? mainPort}`;
	const shared = {
		...services.environment,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		WEBHOOK_URL: webhookUrl,
		...env,
	};
	const start = async (role: N8nRole, name: string, port: number): Promise<QueueProcess> => {
		const userFolder = join(folder, name);
		if (tarball !== undefined) await installPackage(tarball, userFolder);
		const process = await startQueueProcess(name, { userFolder, port, role, env: shared, ...(log && { log }) });
		started.push(process);
		return process;
	};
	try {
		// Alone, as it makes the database's tables.
		const main = await start('main', 'main', mainPort);
		const workerPorts = await findFreePorts(workers);
		// All end before a failure of one of them goes on, so that none starts after the clean-up.
		const settled = await Promise.allSettled([
			...workerPorts.map(async (port, index) => await start('worker', `worker-${index + 1}`, port)),
			...webhookPorts.map(async (port, index) => await start('webhookProcessor', `webhook-${index + 1}`, port)),
		]);
		const others = settled.map((outcome) => {
			if (outcome.status === 'rejected') throw outcome.reason;
			return outcome.value;
		});
		return {
			url: main.n8n.url,
			webhookUrl,
			main,
			workers: others.slice(0, workers),
			webhookProcessors: others.slice(workers),
			services: services.environment,
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function startQueueProcess(name: string, options: StartN8nOptions): Promise<QueueProcess> {
	let n8n = await startN8n(options);
	return {
		name,
		get n8n() {
			return n8n;
		},
		kill: async () => await n8n.kill(),
		restart: async () => {
			await n8n.stop();
			n8n = await startN8n(options);
			return n8n;
		},
		startedExecutions: () =>
			[...n8n.readLog().matchAll(/Worker started execution (\d+) \(job/g)].flatMap(([, id]) => id ?? []),
	};
}

/** All different: asked for one after the other, the system could give out one port twice. */
async function findFreePorts(count: number): Promise<number[]> {
	const ports = new Set<number>();
	while (ports.size < count) ports.add(await findFreePort());
	return [...ports];
}
