import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Delivery } from '../../../sandbox/simulators/webhooks/index.ts';
import { sandboxKey } from '../../../sandbox/simulators/llamadapro/index.ts';
import { openRig, triggered, type WebhookRig, webhookSecret } from './webhookRig.ts';

/** An importable workflow as it is shipped. */
const example = (name: string): object =>
	JSON.parse(readFileSync(join(__dirname, `../../../examples/${name}.json`), 'utf8')) as object;

describe('the LlamadaPro Webhook Trigger and the examples with webhooks, in a real n8n', () => {
	let rig: WebhookRig;
	beforeAll(async () => {
		rig = await openRig();
	}, 900_000);
	afterAll(async () => await rig.close(), 60_000);
	beforeEach(async () => await rig.clear(), 60_000);

	/** Somebody logs a call in LlamadaPro, which tells all who want to know. */
	async function logCall(more: object = {}): Promise<Delivery[]> {
		const call = {
			status: 'no-answer',
			userId: null,
			metadata: {},
			customData: null,
			from: '+56955510105',
			to: '+56225559999',
			duration: 0,
			direction: 'incoming',
			startTime: new Date().toISOString(),
			...more,
		};
		const response = await fetch(`${rig.llamadaPro.url}/api/v1/calls`, {
			method: 'POST',
			headers: { 'x-api-key': sandboxKey, 'Content-Type': 'application/json' },
			body: JSON.stringify(call),
		});
		expect(response.status).toBe(201);
		return await rig.calls.settled();
	}
	const publish = async (parameters: object = {}): Promise<string> =>
		await rig.publish(
			triggered('Calls', { type: 'llamadaProWebhookTrigger', webhookId: 'calls', parameters: { ...parameters } }),
		);
	const address = (): string => `${rig.url}/webhook/calls/llamadapro`;
	const answers = (deliveries: readonly Delivery[]) =>
		deliveries.flatMap(({ attempts }) => attempts.map(({ status, text }) => [status, text]));

	it('a call starts one execution with all it carries, and is answered at once', async () => {
		rig.calls.subscriptions.push({ url: address() });
		const id = await publish();
		const deliveries = await logCall();
		expect(answers(deliveries)).toEqual([[200, '{}']]);
		expect(await rig.newestItem(id)).toEqual({
			...(JSON.parse(deliveries[0]?.rawBody ?? '') as object),
			headers: expect.any(Object),
		});
		expect(await rig.executions(id)).toBe(1);
	});

	it('the same call again starts nothing, also after a restart', async () => {
		rig.calls.subscriptions.push({ url: address() });
		const id = await publish();
		const [delivery] = await logCall();
		if (delivery === undefined) throw new Error('Nothing was delivered');
		await Promise.all([rig.calls.sender.repeat(delivery), rig.calls.sender.repeat(delivery)]);
		await rig.stop('kill');
		await rig.start();
		await rig.calls.sender.repeat(delivery);
		expect(answers([delivery])).toEqual(Array.from({ length: 4 }, () => [200, '{}']));
		expect(await rig.executions(id)).toBe(1);
		await logCall();
		expect(await rig.executions(id)).toBe(2);
	}, 60_000);

	it.each([
		{ name: 'another direction', parameters: { callFilters: { directions: ['outgoing'] } } },
		{ name: 'another status', parameters: { callFilters: { statuses: ['busy', 'failed'] } } },
		{ name: 'another action', parameters: { actions: ['update', 'delete'] } },
		{ name: 'another resource', parameters: { resources: ['Transcription'] } },
	])('$name than chosen: 200 and no execution', async ({ parameters }) => {
		rig.calls.subscriptions.push({ url: address() });
		const id = await publish(parameters);
		expect(answers(await logCall())).toEqual([[200, '{}']]);
		expect(await rig.executions(id)).toBe(0);
	});

	it('a call that runs its course comes with every update, its transcription when it is there', async () => {
		rig.calls.subscriptions.push({ url: address() });
		const parameters = { resources: ['Call', 'Transcription'], actions: ['create', 'update'] };
		const id = await publish({ ...parameters, callFilters: { statuses: ['completed'] } });
		const headers = { 'x-api-key': sandboxKey, 'Content-Type': 'application/json' };
		const started = await fetch(`${rig.llamadaPro.url}/api/v1/calls/bridge`, {
			method: 'POST',
			headers,
			body: JSON.stringify({ from: '+56225559999', to: '+56955510105' }),
		});
		const { id: callId } = (await started.json()) as { id: number };
		// It goes a step further whenever it is read.
		for (let step = 0; step < 3; step += 1) {
			await fetch(`${rig.llamadaPro.url}/api/v1/calls/${callId}`, { headers });
			await rig.calls.settled();
		}
		const items = await Promise.all(
			(await rig.client.listExecutions(id)).map(
				async (execution) =>
					(await rig.client.waitForExecution(execution.id)).nodes.Trigger?.[0]?.outputs[0]?.[0]?.json,
			),
		);
		const summary = items.map((item) => [item?.resource, item?.action, (item?.data as { callId?: number }).callId]);
		expect(summary.toSorted()).toEqual([
			['Call', 'update', undefined],
			['Transcription', 'create', callId],
		]);
	});

	describe('a secret', () => {
		const places: ReadonlyArray<{
			name: string;
			parameters: object;
			url: string;
			headers: Record<string, string>;
		}> = [
			{
				name: 'a header',
				parameters: { authentication: 'header' },
				url: '',
				headers: { 'X-Webhook-Secret': webhookSecret },
			},
			{
				name: 'a header of another name',
				parameters: { authentication: 'header', headerName: 'X-Mine' },
				url: '',
				headers: { 'x-mine': webhookSecret },
			},
			{ name: 'the URL', parameters: { authentication: 'query' }, url: `?secret=${webhookSecret}`, headers: {} },
			{
				name: 'the URL under another name',
				parameters: { authentication: 'query', parameterName: 'key' },
				url: `?key=${webhookSecret}`,
				headers: {},
			},
		];

		it.each(places)(
			'in $name: 200 with it, 401 without it or with a wrong one',
			async ({ parameters, url, headers }) => {
				const id = await publish(parameters);
				rig.calls.subscriptions.push({ url: address() });
				expect((await logCall())[0]?.attempts[0]?.status).toBe(401);
				const wrong = webhookSecret.slice(0, -1);
				rig.calls.subscriptions.splice(0, 1, {
					url: `${address()}${url.replace(webhookSecret, wrong)}`,
					headers: Object.fromEntries(Object.keys(headers).map((name) => [name, wrong])),
				});
				expect((await logCall())[0]?.attempts[0]?.status).toBe(401);
				expect(await rig.executions(id)).toBe(0);

				rig.calls.subscriptions.splice(0, 1, { url: `${address()}${url}`, headers });
				expect(answers(await logCall())).toEqual([[200, '{}']]);
				expect(await rig.executions(id)).toBe(1);
				expect(JSON.stringify(await rig.newestItem(id))).not.toContain(webhookSecret);
			},
		);

		it('is asked for before the workflow is published', async () => {
			const trigger = { type: 'llamadaProWebhookTrigger', webhookId: 'none', credentials: {} } as const;
			await expect(
				rig.publish(triggered('None', { ...trigger, parameters: { authentication: 'header' } })),
			).rejects.toThrow(/credential/i);
		}, 60_000);
	});

	describe('examples', () => {
		it('a VIP caller: LiveTok gets the customer’s context for the session, whoever it is', async () => {
			const sessions = rig.sessions();
			const id = await rig.publish(example('livetok-vip-caller-context'));
			sessions.addWebhook(`${rig.url}/webhook/4b0c6a52-7c1d-4a58-9f0e-2d1f0a7c9e11/livetok`, ['session.begin']);
			const contextFor = async (phone: string | null) => {
				await sessions.beginSession({ phone });
				return { context: sessions.lastSession?.context, limits: sessions.lastSession?.limits };
			};
			const [vip, other] = [5, 6].map((number) => rig.llamadaPro.state.contacts.get(number));
			expect(await contextFor('+56955510105')).toEqual({
				context: { knownCustomer: true, contactId: 5, name: `${vip?.firstName} ${vip?.lastName}`, vip: true },
				limits: { maxTurns: 100 },
			});
			expect(await contextFor('+56955510106')).toEqual({
				context: { knownCustomer: true, contactId: 6, name: `${other?.firstName} ${other?.lastName}`, vip: false },
				limits: { maxTurns: 20 },
			});
			const stranger = { context: { knownCustomer: false }, limits: undefined };
			expect(await contextFor('+15550001111')).toEqual(stranger);
			expect(await contextFor(null)).toEqual(stranger);
			// LlamadaPro is down: the customer is not held up.
			rig.llamadaPro.faults.add({ match: {}, fault: { type: 'status', status: 500 } });
			expect(await contextFor('+56955510105')).toEqual({ context: undefined, limits: undefined });
			rig.llamadaPro.faults.clear();
			expect(sessions.sender.deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toEqual([
				200, 200, 200, 200, 200,
			]);
			expect(await rig.executions(id)).toBe(5);
		}, 60_000);

		it('a missed call: one template and one task, however often LlamadaPro reports it', async () => {
			const id = await rig.publish(example('llamadapro-missed-call'));
			rig.calls.subscriptions.push({ url: `${rig.url}/webhook/a3d7f1c4-5e2b-4c09-8b6d-91f2e47d5c20/llamadapro` });
			const before = {
				messages: rig.llamadaPro.state.messages.all().length,
				tasks: rig.llamadaPro.state.tasks.all().length,
			};
			const [delivery] = await logCall();
			if (delivery !== undefined) await rig.calls.sender.repeat(delivery);
			await logCall({ status: 'completed' });
			await logCall({ direction: 'outgoing' });
			const [newest] = await rig.client.listExecutions(id);
			expect((await rig.client.waitForExecution(newest?.id ?? '')).status).toBe('success');
			expect(await rig.executions(id)).toBe(1);
			const messages = rig.llamadaPro.state.messages.all().slice(before.messages);
			expect(messages.map((message) => JSON.stringify(message).includes('+56955510105'))).toEqual([true]);
			const tasks = rig.llamadaPro.state.tasks.all().slice(before.tasks);
			expect(tasks.map(({ objective }) => objective)).toEqual(['Call back +56955510105']);
		}, 60_000);
	});
});
