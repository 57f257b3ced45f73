import { isRunning } from '../../../sandbox/n8n/process.ts';
import { workflowWith } from '../host.ts';
import { type QueueTestHost, startQueueHost } from './queueHost.ts';

const campaign = (name: string, recipients: number): object =>
	workflowWith(
		name,
		Array.from({ length: recipients }, (_, index) => ({ phone: `+1555000${1000 + index}` })),
		{
			type: 'n8n-nodes-customer-engagement.liveTok',
			parameters: {
				resource: 'message',
				operation: 'sendTemplate',
				to: '={{ $json.phone }}',
				templateName: 'order_update',
				templateLanguage: { __rl: true, mode: 'code', value: 'en_US' },
				options: {},
			},
		},
	);

const webhookWorkflow = {
	name: 'Called from outside',
	nodes: [
		{
			id: 'hook',
			name: 'Hook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			position: [0, 0],
			webhookId: 'called-from-outside',
			parameters: { path: 'called-from-outside', httpMethod: 'POST', options: {} },
		},
	],
	connections: {},
	settings: { executionOrder: 'v1' },
};

describe('n8n in queue mode', () => {
	let host: QueueTestHost;
	beforeAll(async () => {
		host = await startQueueHost({ workers: 2, webhookProcessors: 1 });
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);
	beforeEach(() => host.reset());

	const startedByWorkers = (): string[] => host.queue.workers.flatMap((worker) => worker.startedExecutions());

	it('runs on a worker what was started on main', async () => {
		const { id, status, nodes } = await host.run(campaign('Campaign', 20));
		expect(status).toBe('success');
		expect(nodes.Node?.[0]?.outputs[0]).toHaveLength(20);
		expect(startedByWorkers()).toContain(id);
		const recipients = host.liveTok.state.messages().map(({ to }) => to);
		expect(recipients).toHaveLength(20);
		expect(new Set(recipients).size).toBe(20);
	}, 60_000);

	it('takes webhooks at the webhook processor and runs them on a worker', async () => {
		const workflow = await host.client.importWorkflow(webhookWorkflow);
		await host.client.activate(workflow);
		const address = `${host.queue.webhookUrl}/webhook/called-from-outside`;
		const answer = await fetch(address, {
			method: 'POST',
			body: '{}',
			headers: { 'content-type': 'application/json' },
		});
		expect(answer.status).toBe(200);
		const [execution] = await host.client.listExecutions(workflow);
		expect((await host.client.waitForExecution(execution?.id ?? '')).status).toBe('success');
		expect(startedByWorkers()).toContain(execution?.id);
		await host.client.deactivate(workflow);
	}, 60_000);

	it('goes on with the other worker while one is dead, and with both after its restart', async () => {
		const [first, second] = host.queue.workers;
		if (first === undefined || second === undefined) throw new Error('There are two workers.');
		const { pid } = first.n8n;
		await first.kill();
		expect(isRunning(pid)).toBe(false);
		const alone = await host.run(campaign('Campaign of one worker', 2));
		expect(alone.status).toBe('success');
		expect(second.startedExecutions()).toContain(alone.id);

		await first.restart();
		await second.kill();
		const afterwards = await host.run(campaign('Campaign of the other worker', 2));
		expect(afterwards.status).toBe('success');
		expect(first.startedExecutions()).toEqual([afterwards.id]);
		await second.restart();
		expect(host.liveTok.state.messages()).toHaveLength(4);
	}, 120_000);
});
