import { supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import { polling } from '../triggers/pollRig.ts';
import { triggeredWorkflow } from '../triggers/socketRig.ts';
import { triggered } from '../triggers/webhookRig.ts';
import { type QueueTestHost, startQueueHost } from './queueHost.ts';
import { addContact, addConversation, deliver, eventually, publish, type Run, runsOf } from './triggerRig.ts';

const taken = { status: 200, text: '{}' };

const webhookTriggers = [
	{
		type: 'liveTokTrigger' as const,
		parameters: { registration: 'automatic' },
		path: 'livetok',
		eventOf: (id: string) => ({ type: 'session.begin', id, data: { session_id: `session of ${id}` } }),
	},
	{
		type: 'llamadaProWebhookTrigger' as const,
		parameters: {},
		path: 'llamadapro',
		eventOf: (id: string) => ({ id, resource: 'Call', action: 'create', data: { id: 7, direction: 'incoming' } }),
	},
];

const pollTriggers = [
	{
		name: 'llamadaProTrigger',
		workflow: (name: string) => polling(name, { type: 'llamadaProTrigger', parameters: { event: 'newContact' } }),
		change: async (host: QueueTestHost): Promise<number | string> => await Promise.resolve(addContact(host)),
		requests: (host: QueueTestHost) => host.llamadaPro.requests.filter(({ method }) => method === 'GET').length,
	},
	{
		name: 'liveChatAiTrigger',
		workflow: (name: string) =>
			polling(name, {
				type: 'liveChatAiTrigger',
				parameters: { event: 'newConversation', agentId: { __rl: true, mode: 'id', value: supportAgentId } },
			}),
		change: addConversation,
		requests: (host: QueueTestHost) => host.liveChatAi.requests.filter(({ method }) => method === 'GET').length,
	},
];

/** A run of the one worker that has handed on these items. */
const ranWith = (...items: object[]): Run => ({
	status: 'success',
	items: items.map((item) => expect.objectContaining(item) as Record<string, unknown>),
	begunByWorkers: 1,
});

/** What ends at once. */
const repetition = ranWith();

describe('triggers in queue mode', () => {
	let host: QueueTestHost;
	beforeAll(async () => {
		host = await startQueueHost({ workers: 1, webhookProcessors: 1 });
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);
	beforeEach(() => host.reset());
	afterEach(async () => {
		for (const { id, active } of await host.client.listWorkflows()) {
			if (active) await host.client.deactivate(id);
			await host.client.deleteWorkflow(id);
		}
	}, 60_000);

	/** Where the processes take a webhook. */
	const doors = (webhookId: string, path: string) => ({
		processor: `${host.queue.webhookUrl}/webhook/${webhookId}/${path}`,
		main: `${host.queue.url}/webhook/${webhookId}/${path}`,
	});

	it.each(webhookTriggers)(
		'$type: an event hands on one item, however often and to whichever process it is delivered',
		async ({ type, parameters, path, eventOf }) => {
			const id = await publish(host, triggered(type, { type, parameters, webhookId: `once-${path}` }));
			const { processor, main } = doors(`once-${path}`, path);
			const [first, second] = [eventOf('evt_1'), eventOf('evt_2')];

			expect(await deliver(processor, first)).toEqual(taken);
			const expected = [ranWith(first)];
			expect(await runsOf(host, id, expected.length)).toEqual(expected);
			expect(await deliver(main, second)).toEqual(taken);
			expected.push(ranWith(second));
			expect(await runsOf(host, id, expected.length)).toEqual(expected);

			// Main knows the event before it starts an execution.
			expect(await Promise.all([deliver(main, second), deliver(main, second)])).toEqual([taken, taken]);
			// The processor does not; nor does either know what the other one has taken.
			expect(await Promise.all([deliver(processor, first), deliver(processor, first)])).toEqual([taken, taken]);
			expect(await deliver(main, first)).toEqual(taken);
			expect(await deliver(processor, second)).toEqual(taken);
			expected.push(repetition, repetition, repetition, repetition);
			expect(await runsOf(host, id, expected.length)).toEqual(expected);

			const third = eventOf('evt_3');
			await Promise.all([processor, main, processor].map(async (url) => await deliver(url, third)));
			const runs = (await runsOf(host, id, expected.length + 3)).slice(expected.length);
			expect(runs).toHaveLength(3);
			expect(runs.flatMap(({ items }) => items)).toEqual([expect.objectContaining(third)]);
		},
		60_000,
	);

	/** Where LiveTok was told to send its events. */
	const registeredAddresses = () => host.liveTok.state.webhooks('test').map(({ url }) => url);

	it('LiveTok is given the address of the webhook processor', async () => {
		const parameters = { registration: 'automatic' };
		await publish(host, triggered('Registered', { type: 'liveTokTrigger', parameters, webhookId: 'registered' }));
		expect(registeredAddresses()).toEqual([doors('registered', 'livetok').processor]);
	}, 60_000);

	it.each(pollTriggers)(
		'$name: one process looks, and a change starts one execution',
		async ({ name, workflow, change, requests }) => {
			const id = await publish(host, workflow(name));
			expect(requests(host)).toBe(1);
			const added = await change(host);
			await host.client.deactivate(id);
			await host.client.activate(id);
			expect(await runsOf(host, id, 1)).toEqual([ranWith({ id: added })]);
			const looked = requests(host);
			await host.client.deactivate(id);
			await host.client.activate(id);
			expect(requests(host)).toBe(looked + 1);
			expect(await runsOf(host, id, 1)).toHaveLength(1);
		},
		60_000,
	);

	const sendSocketEvent = (id: string) => host.autochat.socket.send({ type: 'message:new', data: { id } });

	it('autochatTrigger: one process is connected, and an event starts one execution', async () => {
		const id = await publish(host, triggeredWorkflow('Socket'));
		await eventually(() => host.autochat.socket.listeners, 1);
		sendSocketEvent('1');
		expect(await runsOf(host, id, 1)).toEqual([ranWith({ data: { id: '1' } })]);
		sendSocketEvent('2');
		expect(await runsOf(host, id, 2)).toEqual([ranWith({ data: { id: '1' } }), ranWith({ data: { id: '2' } })]);
		expect(host.autochat.socket.log).toHaveLength(1);
	}, 60_000);

	it('after a restart of main, none of the five repeats or loses an event', async () => {
		const webhooks = await Promise.all(
			webhookTriggers.map(async ({ type, parameters, path, eventOf }) => {
				const trigger = { type, parameters, webhookId: `restart-${path}` };
				const id = await publish(host, triggered(`${type} restarted`, trigger));
				const { processor, main } = doors(`restart-${path}`, path);
				await deliver(processor, eventOf('evt_processor'));
				await deliver(main, eventOf('evt_main'));
				await runsOf(host, id, 2);
				return { id, processor, main, eventOf };
			}),
		);
		const polls = await Promise.all(
			pollTriggers.map(async ({ name, workflow, change }) => {
				const id = await publish(host, workflow(`${name} restarted`));
				return { id, change };
			}),
		);
		const socket = await publish(host, triggeredWorkflow('Socket restarted'));
		await eventually(() => host.autochat.socket.listeners, 1);
		sendSocketEvent('before');
		await runsOf(host, socket, 1);

		await host.queue.main.n8n.stop();
		const added = await Promise.all(polls.map(async ({ change }) => await change(host)));
		// While main is down, the processor takes what comes.
		for (const { processor, eventOf } of webhooks) expect(await deliver(processor, eventOf('evt_down'))).toEqual(taken);
		await host.queue.main.restart();
		await eventually(() => host.autochat.socket.listeners, 1);

		for (const { id, processor, main, eventOf } of webhooks) {
			await deliver(main, eventOf('evt_main'));
			await deliver(processor, eventOf('evt_processor'));
			await deliver(main, eventOf('evt_down'));
			await deliver(main, eventOf('evt_after'));
			const before = ['evt_processor', 'evt_main', 'evt_down'].map((event) => ranWith(eventOf(event)));
			const after = [repetition, repetition, ranWith(eventOf('evt_after'))];
			expect(await runsOf(host, id, 6)).toEqual([...before, ...after]);
		}
		for (const [index, { id }] of polls.entries()) {
			expect(await runsOf(host, id, 1)).toEqual([ranWith({ id: added[index] })]);
		}
		sendSocketEvent('after');
		expect(await runsOf(host, socket, 2)).toEqual(['before', 'after'].map((event) => ranWith({ data: { id: event } })));
		expect(host.autochat.socket.log).toHaveLength(2);
		expect(registeredAddresses()).toEqual([doors('restart-livetok', 'livetok').processor]);
	}, 120_000);
});
