import { findQueuePrograms } from '../../../sandbox/queue/programs.ts';
import { type QueueN8n, startQueueN8n, type StartQueueN8nOptions } from '../../../sandbox/queue/queueN8n.ts';
import { startHost, type TestHost } from '../host.ts';

/** A test host whose n8n runs in queue mode. `n8n` and `client` of it are those of the main process. */
export interface QueueTestHost extends TestHost {
	readonly queue: QueueN8n;
}

/** As `startHost`, with Redis, PostgreSQL, a main process and the workers and webhook processors asked for. */
export async function startQueueHost(
	options: Pick<StartQueueN8nOptions, 'workers' | 'webhookProcessors' | 'env'>,
): Promise<QueueTestHost> {
	const queues: QueueN8n[] = [];
	const host = await startHost(async ({ userFolder, tarball }) => {
		await findQueuePrograms((line) => process.stderr.write(`${line}\n`));
		const queue = await startQueueN8n({ folder: userFolder, tarball, ...options });
		queues.push(queue);
		return { n8n: queue.main.n8n, stop: async () => await queue.stop() };
	});
	const [queue] = queues;
	if (queue === undefined) throw new Error('The queue has not been started.');
	return { ...host, queue };
}
