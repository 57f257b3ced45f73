import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startN8n } from '../n8n/instance.ts';
import { installPackage } from '../n8n/package.ts';
import { workFolder } from '../n8n/paths.ts';
import { startQueueN8n } from '../queue/queueN8n.ts';

/** The n8n of the sandbox: one process, or the several of queue mode. */
export interface SandboxN8n {
	/** Of the editor, the REST API and the webhooks. */
	readonly url: string;
	/** One per process of n8n. */
	readonly logs: ReadonlyArray<{ readonly process: string; readonly file: string }>;
	/** Resolves with the log of the first process that has ended, for whatever reason. */
	readonly exited: Promise<string>;
	/** The worker that ran an execution; undefined where there are no workers. */
	workerOf(executionId: string): string | undefined;
	/** Ends all of it. */
	stop(): Promise<void>;
}

export interface SandboxN8nOptions {
	/** The packed package. */
	readonly tarball: string;
	/** Of the editor. */
	readonly port: number;
}

/** Where each kind of sandbox keeps n8n's data. */
export const dataFolders = { alone: join(workFolder, 'n8n'), queue: join(workFolder, 'queue') };

/** Starts one n8n with SQLite; its data stays for the next time. */
export async function startAlone({ tarball, port }: SandboxN8nOptions): Promise<SandboxN8n> {
	const userFolder = dataFolders.alone;
	await installPackage(tarball, userFolder);
	const n8n = await startN8n({ userFolder, port });
	return {
		url: n8n.url,
		logs: [{ process: 'n8n', file: n8n.logFile }],
		exited: n8n.exited.then(() => n8n.logFile),
		workerOf: () => undefined,
		stop: async () => await n8n.stop(),
	};
}

/**
 * Starts n8n in queue mode: Redis, PostgreSQL, main and two workers. All data is new, and the database is thrown away at
 * the end. Each worker takes two executions at a time, so that neither gets all four shards of the example.
 */
export async function startInQueueMode({ tarball, port }: SandboxN8nOptions): Promise<SandboxN8n> {
	// The folders of an earlier start belong to a database that is no more.
	await rm(dataFolders.queue, { recursive: true, force: true });
	const queue = await startQueueN8n({
		folder: dataFolders.queue,
		tarball,
		port,
		workers: 2,
		env: { N8N_CONCURRENCY_PRODUCTION_LIMIT: '2' },
	});
	const processes = [queue.main, ...queue.workers];
	return {
		url: queue.url,
		logs: processes.map(({ name, n8n }) => ({ process: name, file: n8n.logFile })),
		exited: Promise.race(processes.map(async ({ n8n }) => await n8n.exited.then(() => n8n.logFile))),
		workerOf: (executionId) => queue.workers.find((worker) => worker.startedExecutions().includes(executionId))?.name,
		stop: async () => await queue.stop(),
	};
}
