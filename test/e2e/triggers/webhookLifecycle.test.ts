import { openRig, set, triggered, waitUntil, type WebhookRig, webhookSecret } from './webhookRig.ts';

/** LiveTok has the webhook list and the removal, which nobody documents; then it has neither. */
describe('webhooks that the LiveTok Trigger registers, in a real n8n', () => {
	let rig: WebhookRig;
	beforeAll(async () => {
		rig = await openRig();
	}, 900_000);
	afterAll(async () => await rig.close(), 60_000);
	beforeEach(async () => await rig.clear(), 120_000);

	const automatic = (parameters: object = {}, webhookId = 'auto', name = 'Sessions') =>
		triggered(
			name,
			{ type: 'liveTokTrigger', webhookId, parameters: { registration: 'automatic', ...parameters } },
			set('Last', '={{ { ok: true } }}'),
		);
	const registered = () => rig.liveTok.state.webhooks().map(({ url, events }) => ({ url, events }));
	const address = (webhookId = 'auto', kind = 'webhook'): string => `${rig.url}/${kind}/${webhookId}/livetok`;
	const one = { url: '', events: ['session.begin'] };
	const requests = () => rig.liveTok.requests.map(({ method, path }) => `${method} ${path.replace('/v1', '')}`);
	const eventsArrive = async (workflowId: string): Promise<boolean> => {
		const before = await rig.executions(workflowId);
		await rig.sessions().send('session.begin', { session_id: 'sess_x' }, `evt_${performance.now()}`);
		return (await rig.executions(workflowId)) === before + 1;
	};

	it('one while the workflow is published, none before and after, and nobody else’s is touched', async () => {
		rig.sessions().addWebhook('https://shop.example/hook', ['session.end']);
		const others = { url: 'https://shop.example/hook', events: ['session.end'] };
		const id = await rig.publish(automatic());
		expect(registered()).toEqual([others, { ...one, url: address() }]);
		expect(requests()).toEqual(['GET /webhooks', 'POST /webhooks']);
		expect(rig.liveTok.requests.at(-1)?.body).toEqual({
			url: address(),
			events: ['session.begin'],
			description: `n8n workflow ${id}, node auto-node`,
		});
		expect(await eventsArrive(id)).toBe(true);
		await rig.client.deactivate(id);
		expect(registered()).toEqual([others]);
	}, 60_000);

	it('still one after publishing twice, after other events were chosen, and after a restart', async () => {
		const id = await rig.publish(automatic());
		await rig.publish(automatic());
		expect(registered()).toEqual([{ ...one, url: address() }]);
		await rig.publish(automatic({ events: ['session.end', 'session.begin'] }));
		expect(registered()).toEqual([{ url: address(), events: ['session.end', 'session.begin'] }]);
		await rig.stop();
		await rig.start();
		expect(registered()).toHaveLength(1);
		expect(await eventsArrive(id)).toBe(true);
		await rig.client.deactivate(id);
		expect(registered()).toEqual([]);
	}, 120_000);

	it('its own one for a test, while the published one stays and goes on working', async () => {
		const id = await rig.publish(automatic());
		await rig.client.listenForTestEvent(id, 'Trigger');
		expect(registered().map(({ url }) => url)).toEqual([address(), address('auto', 'webhook-test')]);
		await rig.sessions().beginSession();
		// One from the published workflow, one from the test.
		await waitUntil(async () => (await rig.executions(id)) === 2);
		await waitUntil(() => registered().length === 1);
		expect(registered()).toEqual([{ ...one, url: address() }]);
		const modes = (await rig.client.listExecutions(id)).map(({ mode }) => mode);
		expect(modes.toSorted()).toEqual(['manual', 'trigger']);
		expect(await eventsArrive(id)).toBe(true);
	}, 60_000);

	it('none any more when the registration was changed to manual, and the address still works', async () => {
		const id = await rig.publish(automatic());
		await rig.publish(automatic({ registration: 'manual' }));
		expect(registered()).toEqual([]);
		rig.sessions().addWebhook(address(), ['session.begin']);
		expect(await eventsArrive(id)).toBe(true);
		await rig.client.deactivate(id);
		expect(registered()).toHaveLength(1);
	}, 60_000);

	it('one for each of two workflows with the same trigger', async () => {
		const first = await rig.publish(automatic());
		const second = await rig.publish(automatic({}, 'other', 'More sessions'));
		expect(registered().map(({ url }) => url)).toEqual([address(), address('other')]);
		await rig.client.deactivate(first);
		expect(registered()).toEqual([{ ...one, url: address('other') }]);
		expect(await eventsArrive(second)).toBe(true);
		expect(await rig.executions(first)).toBe(0);
	}, 60_000);

	it('a removal that fails does not hold up unpublishing, and the next publishing takes the left one over', async () => {
		const id = await rig.publish(automatic());
		rig.liveTok.faults.add({ match: { method: 'DELETE' }, fault: { type: 'status', status: 500 } });
		await rig.client.deactivate(id);
		expect(registered()).toHaveLength(1);
		rig.liveTok.faults.clear();
		await rig.client.activate(id);
		expect(registered()).toEqual([{ ...one, url: address() }]);
		expect(await eventsArrive(id)).toBe(true);
		await rig.client.deactivate(id);
		expect(registered()).toEqual([]);
	}, 120_000);

	it('one that was deleted in LiveTok is missed by a restart and made again by publishing again', async () => {
		const id = await rig.publish(automatic());
		rig.liveTok.state.account('test').webhooks.clear();
		await rig.stop();
		await rig.start();
		// n8n does not ask its nodes at a start: it has the address in its own list.
		expect(registered()).toEqual([]);
		await rig.client.deactivate(id);
		await rig.client.activate(id);
		expect(registered()).toEqual([{ ...one, url: address() }]);
		expect(await eventsArrive(id)).toBe(true);
	}, 120_000);

	it('a lost answer to the registration does not end in two', async () => {
		rig.liveTok.faults.add({ match: { method: 'POST' }, times: 1, fault: { type: 'cutAfter' } });
		const id = await rig.publish(automatic());
		expect(registered()).toEqual([{ ...one, url: address() }]);
		expect(await eventsArrive(id)).toBe(true);
	}, 60_000);

	it.each([404, 405])(
		'without a list and a removal (%i): one, however often it is published',
		async (status) => {
			for (const method of ['GET', 'DELETE']) {
				rig.liveTok.faults.add({ match: { method, path: /^\/v1\/webhooks/ }, fault: { type: 'status', status } });
			}
			const id = await rig.publish(automatic());
			expect(registered()).toEqual([{ ...one, url: address() }]);
			for (let round = 0; round < 2; round += 1) {
				await rig.client.deactivate(id);
				await rig.client.activate(id);
			}
			expect(registered()).toHaveLength(1);
			expect(rig.liveTok.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
			expect(rig.n8n.readLog()).toContain('remove it by hand');
			expect(await eventsArrive(id)).toBe(true);
		},
		60_000,
	);

	describe('signatures', () => {
		const checking = { verifySignature: true };

		it('are checked with the secret that LiveTok has told when the webhook was made', async () => {
			const id = await rig.publish(automatic(checking));
			const [delivery] = await rig.sessions().beginSession();
			expect(delivery?.attempts.map(({ status }) => status)).toEqual([200]);
			expect(await rig.executions(id)).toBe(1);
			const answer = await fetch(address(), { method: 'POST', body: delivery?.rawBody ?? '' });
			expect(answer.status).toBe(401);
			expect(await rig.executions(id)).toBe(1);
			expect(JSON.stringify(await rig.newestItem(id))).not.toContain('whsec');
		}, 60_000);
	});

	it('says why it cannot be published', async () => {
		rig.liveTok.faults.add({ match: {}, fault: { type: 'status', status: 401 } });
		await expect(rig.publish(automatic())).rejects.toThrow('LiveTok does not accept the API key');
		rig.liveTok.faults.clear();
		expect(registered()).toEqual([]);
		const withoutCredential = { type: 'liveTokTrigger', webhookId: 'none', credentials: {} } as const;
		await expect(
			rig.publish(triggered('None', { ...withoutCredential, parameters: { verifySignature: true } })),
		).rejects.toThrow('There is no secret to check signatures with');
		await expect(
			rig.publish(triggered('None', { ...withoutCredential, parameters: { registration: 'automatic' } })),
		).rejects.toThrow('The LiveTok Trigger needs a credential');
		expect(JSON.stringify(await rig.client.listWorkflows()) + rig.n8n.readLog()).not.toContain(webhookSecret);
	}, 120_000);
});
