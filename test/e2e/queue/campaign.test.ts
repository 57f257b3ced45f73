import type { Execution } from '../../../sandbox/n8n/executions.ts';
import { countsOf, itemsOf, phones, waitUntil } from '../campaignHost.ts';
import { publishCampaign, recipientsWith, slowDownStorage, timesSent } from './campaignRig.ts';
import { type QueueTestHost, startQueueHost } from './queueHost.ts';

describe('campaigns in queue mode', () => {
	let host: QueueTestHost;
	beforeAll(async () => {
		host = await startQueueHost({
			workers: 2,
			env: {
				// One execution each: of two at the same time, every worker has one.
				N8N_CONCURRENCY_PRODUCTION_LIMIT: '1',
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
		host.liveTok.setRateLimit('off');
	});

	/** Which worker has run an execution, as its log says. */
	const workerOf = ({ id }: Pick<Execution, 'id'>): string[] =>
		host.queue.workers.filter((worker) => worker.startedExecutions().includes(id)).map(({ name }) => name);
	const mostOften = (): number => Math.max(...timesSent(host).values());
	const sentBy = (executions: readonly Execution[]): string[] =>
		executions.flatMap((execution) => recipientsWith(execution, 'sent'));

	/** That two executions ran at the same time, on a worker each. */
	function expectSideBySide(executions: readonly Execution[]): void {
		expect(executions.flatMap(workerOf).sort()).toEqual(['worker-1', 'worker-2']);
		const runs = executions.flatMap(({ nodes }) => nodes.Node ?? []);
		const lastStart = Math.max(...runs.map(({ startTime }) => startTime));
		expect(Math.min(...runs.map(({ startTime, executionTime }) => startTime + executionTime))).toBeGreaterThan(
			lastStart,
		);
	}

	it.each([
		{ name: 'as it comes', options: {}, people: 600, shared: 200, isSlow: false },
		{ name: 'in a slow database', options: {}, people: 600, shared: 600, isSlow: true },
		{ name: 'with a concurrency of 10', options: { concurrency: 10 }, people: 120, shared: 120, isSlow: true },
	])(
		'two workers with the same node send to nobody twice and lose nobody, $name',
		async ({ options, people, shared, isSlow }) => {
			if (isSlow) await slowDownStorage(host);
			host.liveTok.setLatency(100);
			const everyone = phones(people);
			const each = (people + shared) / 2;
			const campaign = await publishCampaign(host, options);
			await Promise.all([campaign.call(everyone.slice(0, each)), campaign.call(everyone.slice(-each))]);
			const both = await campaign.ended(2);

			expectSideBySide(both);
			expect(both.map(({ status }) => status)).toEqual(['success', 'success']);
			expect(mostOften()).toBe(1);
			expect(sentBy(both).sort()).toEqual([...timesSent(host).keys()].sort());
			for (const execution of both) {
				expect(itemsOf(execution)).toHaveLength(each);
				// Whoever was not sent to comes out with a reason: in the details, or as an item of an unknown outcome.
				for (const { json } of itemsOf(execution)) {
					const { outcome, reason, advice } = json.details as Record<string, unknown>;
					if (outcome === 'sent') continue;
					expect({ unknown: advice, notSent: advice, skipped: reason }[String(outcome)]).toMatch(/\w/);
				}
			}

			await campaign.call(everyone);
			const [, , third] = await campaign.ended(3);
			// Neither worker has died, so nobody is unknown: what one of them has lost in the storage, it has made up for.
			const left = people - sentBy(both).length;
			expect(third && countsOf(third)).toEqual({ skipped: people - left, ...(left > 0 && { sent: left }) });
			expect([...timesSent(host).values()]).toEqual(Array<number>(people).fill(1));
		},
		120_000,
	);

	it.each([
		{ name: 'ten at a time', options: { sendOnce: undefined }, mostRefused: 0.01 },
		// In the window in which two such bursts first meet, neither knows of the other.
		{ name: 'with Send Once, in bursts', options: {}, mostRefused: 0.03 },
	])(
		'two workers with one credential stay under its limit together, and send to everybody once, $name',
		async ({ options, mostRefused }) => {
			host.liveTok.setRateLimit({ limit: 300, windowMs: 2_000 });
			host.liveTok.setLatency(20);
			const everyone = phones(1_500);
			const campaign = await publishCampaign(host, options);
			await Promise.all([campaign.call(everyone.slice(0, 750)), campaign.call(everyone.slice(750))]);
			const both = await campaign.ended(2);

			expectSideBySide(both);
			expect(both.map((execution) => itemsOf(execution).length)).toEqual([750, 750]);
			expect([...timesSent(host).values()]).toEqual(Array<number>(1_500).fill(1));
			const refused = host.liveTok.requests.filter(({ status }) => status === 429);
			expect(refused.length / host.liveTok.requests.length).toBeLessThanOrEqual(mostRefused);
		},
		120_000,
	);

	it('a worker is killed in the middle and the user runs it again: each once, or listed as unknown', async () => {
		host.liveTok.setLatency(40);
		const concurrency = 20;
		const everyone = phones(300);
		const campaign = await publishCampaign(host, { concurrency });
		await campaign.call(everyone);
		await waitUntil(() => timesSent(host).size > 100);
		const [first = ''] = await campaign.executions(1);
		const victim = host.queue.workers.find((worker) => worker.startedExecutions().includes(first));
		await victim?.kill();
		const before = timesSent(host).size;
		expect(before).toBeLessThan(300);

		await campaign.call(everyone);
		await victim?.restart();
		// n8n notices that the worker is gone, and does not run its execution again by itself.
		const [killed, again, ...others] = await campaign.ended(2);
		if (killed === undefined || again === undefined) throw new Error('There are two executions.');
		expect(others).toEqual([]);
		expect(['error', 'crashed']).toContain(killed.status);
		expect(again.status).toBe('success');
		const unknown = recipientsWith(again, 'unknown');
		expect(unknown.length).toBeLessThanOrEqual(concurrency);
		expect(countsOf(again).sent).toBeGreaterThan(0);
		expect(itemsOf(again)).toHaveLength(300);
		expect(mostOften()).toBe(1);
		expect(everyone.filter((phone) => !timesSent(host).has(phone) && !unknown.includes(phone))).toEqual([]);

		await campaign.call(everyone);
		const [, , third] = await campaign.ended(3);
		expect(third && countsOf(third)).toEqual({
			skipped: 300 - unknown.length,
			...(unknown.length > 0 && { unknown: unknown.length }),
		});
		expect(mostOften()).toBe(1);
	}, 120_000);
});
