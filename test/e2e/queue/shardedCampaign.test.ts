import { setTimeout as sleep } from 'node:timers/promises';

import type { Execution } from '../../../sandbox/n8n/executions.ts';
import { timesSent } from './campaignRig.ts';
import { type QueueTestHost, startQueueHost } from './queueHost.ts';
import { deleteTable, readRecipients, type RecipientRow, shardedCampaign, waitForShards } from './shardedCampaign.ts';

/** How many a shard claims at a time, and how many of them the node has on their way at once. */
const batchSize = 10;

describe('the example "Sharded campaign" in queue mode', () => {
	let host: QueueTestHost;
	beforeAll(async () => {
		host = await startQueueHost({
			workers: 2,
			webhookProcessors: 1,
			env: {
				// Two shards each: no worker gets all four.
				N8N_CONCURRENCY_PRODUCTION_LIMIT: '2',
				// A dead worker's executions are noticed after a minute otherwise.
				QUEUE_WORKER_LOCK_DURATION: '10000',
				QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
				QUEUE_WORKER_STALLED_INTERVAL: '3000',
			},
		});
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);
	beforeEach(() => {
		host.reset();
		host.liveTok.setRateLimit({ limit: 300, windowMs: 2_000 });
		host.liveTok.setLatency(20);
	});
	afterEach(async () => await deleteTable(host), 60_000);

	const publish = async (recipients: number): Promise<string> => {
		const workflow = await host.client.importWorkflow(shardedCampaign(recipients));
		await host.client.activate(workflow);
		return workflow;
	};
	const start = async (workflow: string): Promise<Execution> =>
		await host.client.waitForExecution(await host.client.runWorkflow(workflow), { timeoutMs: 120_000 });

	const inState = (rows: readonly RecipientRow[], ...states: Array<RecipientRow['state']>): RecipientRow[] =>
		rows.filter(({ state }) => states.includes(state));

	it('delivers to each recipient once, with both workers under one limit, and names who was refused', async () => {
		const refused = '+15551000007';
		host.liveTok.faults.add({ match: { bodyIncludes: refused }, fault: { type: 'status', status: 400 } });
		const workflow = await publish(1_000);
		expect((await start(workflow)).status).toBe('success');
		await waitForShards(host, workflow);

		const rows = await readRecipients(host);
		expect(rows).toHaveLength(1_000);
		expect(inState(rows, 'failed').map(({ phone }) => phone)).toEqual([refused]);
		expect(inState(rows, 'sent')).toHaveLength(999);
		expect([...timesSent(host).values()]).toEqual(Array<number>(999).fill(1));
		for (const worker of host.queue.workers) expect(worker.startedExecutions().length).toBeGreaterThanOrEqual(2);
	}, 240_000);

	it('loses and repeats nothing when a worker is killed and Start is run again', async () => {
		const recipients = 2_000;
		const [victim] = host.queue.workers;
		if (victim === undefined) throw new Error('There are workers.');
		const workflow = await publish(recipients);
		await start(workflow);
		while (timesSent(host).size < recipients / 4) await sleep(5);
		await victim.kill();
		await victim.restart();
		// The other worker's shards are still at it: those that are started now get what is left.
		expect((await start(workflow)).status).toBe('success');
		await waitForShards(host, workflow);

		const rows = await readRecipients(host);
		const times = timesSent(host);
		const executions = await host.client.listExecutions(workflow);
		expect(executions.filter(({ status }) => status !== 'success').length).toBeGreaterThan(0);
		expect(rows).toHaveLength(recipients);
		expect(inState(rows, 'waiting', 'claimed', 'failed', 'notSent')).toEqual([]);
		expect(Math.max(...times.values())).toBe(1);
		expect(inState(rows, 'sent').filter(({ phone }) => times.get(phone) !== 1)).toEqual([]);
		const unknown = inState(rows, 'unknown');
		expect(unknown.every(({ note }) => note?.includes('may or may not have been sent'))).toBe(true);
		// Two shards of the dead worker, each with what it had on its way.
		expect(unknown.length).toBeLessThanOrEqual(2 * batchSize);
	}, 300_000);
});
