import {
	type CampaignHost,
	countsOf,
	detailsOf,
	itemsOf,
	people,
	phones,
	startCampaignHost,
	waitUntil,
} from './campaignHost.ts';

describe('campaigns in a real n8n', () => {
	let host: CampaignHost;
	beforeAll(async () => {
		host = await startCampaignHost();
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);
	beforeEach(() => host.liveTok.reset());

	const reached = (): string[] => host.liveTok.state.messages().map(({ to }) => to);
	const hints = (execution: Awaited<ReturnType<CampaignHost['run']>>): string[] =>
		(execution.nodes.Node?.at(-1)?.hints ?? []).map(({ message }) => message);

	it('n8n’s own storage keeps who was sent to, from run to run and over a restart', async () => {
		const id = await host.store({ recipients: people(300) });
		const first = await host.run(id);
		expect(countsOf(first)).toEqual({ sent: 300 });
		expect(hints(first).join()).toMatch(/Campaign “spring”: 300 recipients in .*: 300 sent\./);
		expect(countsOf(await host.run(id))).toEqual({ skipped: 300 });
		await host.crash();
		expect(countsOf(await host.run(id))).toEqual({ skipped: 300 });
		expect(reached()).toHaveLength(300);
		// One entry per recipient, and nothing of the runs.
		expect(host.remembered(id)).toBe(300);
	}, 120_000);

	it.each([
		{ name: 'as it comes', options: {}, atOnce: 192, total: 1_500 },
		{ name: 'with a concurrency of 10', options: { concurrency: 10 }, atOnce: 10, total: 300 },
	])(
		'killed in the middle and run again: each once, or listed as unknown, $name',
		async ({ options, atOnce, total }) => {
			host.liveTok.setLatency(40);
			const id = await host.store({ recipients: people(total), options });
			await host.client().runWorkflow(id);
			await waitUntil(() => host.liveTok.requests.length > total / 2);
			await host.crash();
			const before = new Set(reached());
			expect(before.size).toBeGreaterThan(total / 3);
			expect(before.size).toBeLessThan(total);

			host.liveTok.setLatency(0);
			const second = await host.run(id);
			const unknown = itemsOf(second)
				.map(detailsOf)
				.filter(({ outcome }) => outcome === 'unknown')
				.map(({ recipient = '' }) => recipient);
			const { sent = 0, skipped = 0 } = countsOf(second);
			expect(sent + skipped + unknown.length).toBe(total);
			expect(unknown.length).toBeLessThanOrEqual(atOnce);
			// The service's own list is the judge: nobody twice, and whoever is missing in it is in ours.
			expect(new Set(reached()).size).toBe(reached().length);
			const got = new Set(reached());
			expect(phones(total).filter((phone) => !got.has(phone) && !unknown.includes(phone))).toEqual([]);

			const third = await host.run(id);
			expect(countsOf(third)).toEqual({
				skipped: total - unknown.length,
				...(unknown.length > 0 && { unknown: unknown.length }),
			});
		},
		180_000,
	);

	it('forgets on request, and sends again', async () => {
		const recipients = people(5);
		const id = await host.store({ recipients });
		await host.run(id);
		const workflow = await host.client().getWorkflow(id);
		const withCampaign = async (more: object) => {
			const nodes = workflow.nodes.map((node) =>
				node.id === 'node'
					? {
							...node,
							parameters: { ...node.parameters, options: { sendOnce: { campaign: { name: 'spring', ...more } } } },
						}
					: node,
			);
			await host.client().importWorkflow({ ...workflow, nodes });
			return countsOf(await host.run(id));
		};
		expect(await withCampaign({ whatToDo: 'forgetCampaign' })).toEqual({ forgotten: 5 });
		expect(host.remembered(id)).toBe(0);
		expect(await withCampaign({})).toEqual({ sent: 5 });
		expect(await withCampaign({ whatToDo: 'forgetAll' })).toEqual({ forgotten: 5 });
		expect(host.remembered(id)).toBe(0);
		expect(reached()).toHaveLength(10);
	}, 60_000);

	it('two executions at the same time send to everybody once', async () => {
		host.liveTok.setLatency(10);
		const id = await host.store({ recipients: people(400) });
		const executions = [await host.client().runWorkflow(id), await host.client().runWorkflow(id)];
		const ends = await Promise.all(
			executions.map(async (execution) => await host.client().waitForExecution(execution, { timeoutMs: 60_000 })),
		);
		const sent = ends.map((end) => countsOf(end).sent ?? 0);
		expect((sent[0] ?? 0) + (sent[1] ?? 0)).toBe(400);
		expect(new Set(reached()).size).toBe(400);
		expect(reached()).toHaveLength(400);
	}, 120_000);

	it('n8n’s Retry On Fail runs the node again, and sends only what is missing', async () => {
		host.liveTok.faults.add({ match: { method: 'POST' }, times: 1, fault: { type: 'status', status: 400 } });
		const id = await host.store({
			recipients: people(20),
			options: { concurrency: 1 },
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		const execution = await host.run(id);
		expect(countsOf(execution)).toEqual({ sent: 1, skipped: 19 });
		expect(reached()).toHaveLength(20);
		expect(new Set(reached()).size).toBe(20);
	}, 60_000);

	it('a stop in the editor ends the sending at once; a further run sends the rest', async () => {
		host.liveTok.setLatency(100);
		const id = await host.store({ recipients: people(400), options: { concurrency: 20 } });
		const execution = await host.client().runWorkflow(id);
		await waitUntil(() => host.liveTok.requests.length > 100);
		const stoppedAt = Date.now();
		await host.client().stopExecution(execution);
		const { status } = await host.client().waitForExecution(execution, { timeoutMs: 10_000 });
		await waitUntil(() => host.liveTok.stats().openRequests === 0);
		expect(host.liveTok.requests.filter(({ receivedAt }) => receivedAt > stoppedAt + 1_000)).toEqual([]);
		expect(host.liveTok.stats().unanswered).toBe(0);
		// n8n keeps nothing of what a stopped node returns: the ledger is what remains.
		const stopped = await host.client().getExecution(execution);
		expect([status, stopped.status, stopped.nodes.Node]).toEqual(['canceled', 'canceled', undefined]);

		host.liveTok.setLatency(0);
		const before = reached().length;
		expect(countsOf(await host.run(id))).toEqual({ skipped: before, sent: 400 - before });
		expect(new Set(reached()).size).toBe(400);
		expect(reached()).toHaveLength(400);
	}, 60_000);
});
