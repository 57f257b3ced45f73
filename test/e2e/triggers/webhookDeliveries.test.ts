import { signatureOf } from '../../../sandbox/simulators/webhooks/index.ts';
import type { LiveTokDeliveries } from '../../../sandbox/simulators/livetok/index.ts';
import { openRig, set, triggered, waitUntil, type WebhookRig, webhookSecret } from './webhookRig.ts';

const hour = 3_600_000;

describe('deliveries of LiveTok, in a real n8n', () => {
	let rig: WebhookRig;
	let sessions: LiveTokDeliveries;
	beforeAll(async () => {
		rig = await openRig();
	}, 900_000);
	afterAll(async () => await rig.close(), 60_000);
	beforeEach(async () => {
		await rig.clear();
		sessions = rig.sessions();
	}, 60_000);

	/** Publishes a workflow with the trigger, whose address somebody has added in LiveTok. @returns the workflow's id. */
	async function publish(parameters: object = {}, ...after: Parameters<typeof triggered>[2][]): Promise<string> {
		const trigger = { type: 'liveTokTrigger', webhookId: 'sessions', parameters: { ...parameters } } as const;
		const id = await rig.publish(triggered('Sessions', trigger, ...after));
		sessions.addWebhook(address(), ['session.begin', 'session.end']);
		return id;
	}
	const address = (): string => `${rig.url}/webhook/sessions/livetok`;

	const post = async (
		body: string | Uint8Array<ArrayBuffer>,
		headers: Record<string, string> = {},
		method = 'POST',
	) => {
		const response = await fetch(address(), {
			method,
			headers: { 'Content-Type': 'application/json', ...headers },
			...(method === 'GET' ? {} : { body }),
		});
		return { status: response.status, text: await response.text() };
	};
	const event = (id: string, more: object = {}): string =>
		JSON.stringify({ type: 'session.begin', id, data: { session_id: 'sess_1' }, ...more });

	it('an event starts one execution with all it carries, and is answered with 200 and an empty object', async () => {
		const id = await publish();
		const [delivery] = await sessions.beginSession({ name: 'Zoë 👋', phone: null });
		expect(delivery?.attempts.map(({ status, text }) => [status, text])).toEqual([[200, '{}']]);
		expect(await rig.executions(id)).toBe(1);
		const item = await rig.newestItem(id);
		expect(item).toEqual({ ...(JSON.parse(delivery?.rawBody ?? '') as object), headers: expect.any(Object) });
		expect(item?.headers).toEqual(expect.objectContaining({ 'user-agent': 'LiveTok-Webhooks/1.0' }));
		expect(Object.keys(item?.headers as object)).not.toContain('x-livetok-signature');
	});

	it('hands on the event alone when headers are not wanted', async () => {
		const id = await publish({ options: { includeHeaders: false } });
		const [delivery] = await sessions.beginSession();
		expect(await rig.newestItem(id)).toEqual(JSON.parse(delivery?.rawBody ?? ''));
	});

	describe('signatures', () => {
		const now = (): number => Date.now();
		const signed = (body: string, at = now(), secret = webhookSecret): Record<string, string> => ({
			'X-LiveTok-Signature': signatureOf('timestamped', secret, body, at) ?? '',
		});

		it('what is not signed, forged or stale gets 401 and starts nothing; what is signed starts one', async () => {
			const id = await publish({ verifySignature: true });
			const body = event('evt_signed');
			const refused = [
				await post(body),
				await post(body, signed(body, now(), 'another secret')),
				await post(body.replace('sess_1', 'sess_2'), signed(body)),
				await post(body, signed(body, now() - 301_000)),
				// Well ahead: the clock goes on while n8n is busy.
				await post(body, signed(body, now() + 400_000)),
				await post(body, { 'X-LiveTok-Signature': signatureOf('hex', webhookSecret, body, 0) ?? '' }),
				await post('{}', signed(body)),
			];
			expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401));
			expect(await rig.executions(id)).toBe(0);

			const good = signed(body);
			expect((await post(body, good)).status).toBe(200);
			// Recorded and sent again while its time is still good: it is the same event.
			expect((await post(body, good)).status).toBe(200);
			expect(await rig.executions(id)).toBe(1);
			expect(JSON.stringify(await rig.newestItem(id))).not.toContain(good['X-LiveTok-Signature']);
			expect(rig.n8n.readLog()).not.toContain(webhookSecret);
		});

		it.each(['hex', 'prefixedHex'] as const)('the scheme %s, in a header of another name', async (scheme) => {
			const id = await publish({ verifySignature: true, signatureScheme: scheme, signatureHeader: 'X-Other' });
			const body = event(`evt_${scheme}`);
			const signature = signatureOf(scheme, webhookSecret, body, 0) ?? '';
			expect((await post(body, { 'X-LiveTok-Signature': signature })).status).toBe(401);
			expect((await post(body, { 'X-Other': signature })).status).toBe(200);
			expect(await rig.executions(id)).toBe(1);
			expect((await rig.newestItem(id))?.headers).not.toHaveProperty('x-other');
		});
	});

	it('what is not wanted, unknown, or no event is answered with 200 and starts nothing', async () => {
		const id = await publish({ events: ['session.begin'] });
		await sessions.beginSession();
		await rig.newestItem(id);
		const answers = [
			await post(event('evt_end', { type: 'session.end' })),
			await post(event('evt_new', { type: 'session.paused' })),
			await post('{}'),
			await post('[]'),
			await post('"text"'),
			await post(event('evt_no_data', { data: null })),
			await post(event('', {})),
			await post('not json', { 'Content-Type': 'text/plain' }),
			await post(new Uint8Array([0xff, 0x00, 0xfe]), { 'Content-Type': 'application/octet-stream' }),
			await post('', {}),
		];
		expect(answers).toEqual(answers.map(() => ({ status: 200, text: '{}' })));
		expect(await rig.executions(id)).toBe(1);
	});

	it('n8n itself refuses other methods, broken JSON and bodies beyond its limit, and starts nothing', async () => {
		const id = await publish();
		expect((await post('', {}, 'GET')).status).toBe(404);
		expect((await post('', {}, 'PUT')).status).toBe(404);
		expect((await post('{"type":')).status).toBe(422);
		const huge = await post(event('evt_huge', { filler: 'x'.repeat(17 * 1024 * 1024) })).catch(() => ({ status: 413 }));
		expect(huge.status).toBeGreaterThanOrEqual(400);
		expect(await rig.executions(id)).toBe(0);
	}, 30_000);

	it('an event is read whatever its content type says', async () => {
		const id = await publish();
		for (const type of ['text/plain', 'application/octet-stream', 'application/json; charset=utf-8']) {
			expect((await post(event(`evt_${type}`), { 'Content-Type': type })).status).toBe(200);
		}
		expect(await rig.executions(id)).toBe(3);
	});

	it('200 events at once start 200 executions', async () => {
		const id = await publish();
		const deliveries = await Promise.all(Array.from({ length: 200 }, async () => await sessions.beginSession()));
		// A busy machine may answer some too late: LiveTok sends those again, as it does then.
		await sessions.sender.passTime(9 * hour);
		expect(deliveries.flat().map(({ state }) => state)).toEqual(deliveries.map(() => 'delivered'));
		await waitUntil(async () => (await rig.executions(id).catch(() => 0)) >= 200);
		expect(await rig.executions(id)).toBe(200);
	}, 180_000);

	it('the same event starts one execution: ten times at once, again later, and after n8n was stopped or killed', async () => {
		const id = await publish();
		const body = event('evt_twice');
		const send = async (): Promise<number> => (await post(body)).status;
		expect(await Promise.all(Array.from({ length: 10 }, send))).toEqual(Array.from({ length: 10 }, () => 200));
		expect(await rig.executions(id)).toBe(1);
		expect(await send()).toBe(200);
		for (const how of ['stop', 'kill'] as const) {
			await rig.stop(how);
			await rig.start();
			// Its triggers start a moment after its webhooks.
			expect(await Promise.all([send(), send()])).toEqual([200, 200]);
			expect(await rig.executions(id)).toBe(1);
		}
		expect((await post(event('evt_other'))).status).toBe(200);
		expect(await rig.executions(id)).toBe(2);
	}, 120_000);

	it('the same event starts one execution in each of two workflows', async () => {
		const first = await publish();
		const second = await rig.publish(triggered('Also', { type: 'liveTokTrigger', webhookId: 'also' }));
		sessions.addWebhook(`${rig.url}/webhook/also/livetok`, ['session.begin']);
		const deliveries = await sessions.beginSession();
		for (const delivery of deliveries) await sessions.sender.repeat(delivery);
		expect([await rig.executions(first), await rig.executions(second)]).toEqual([1, 1]);
	});

	it('nothing is lost and nothing comes twice while n8n is stopped, killed and started again', async () => {
		const id = await publish();
		const begin = async (count: number) =>
			await Promise.all(Array.from({ length: count }, async () => await sessions.beginSession()));
		await begin(5);
		await rig.stop();
		await begin(5);
		await sessions.sender.passTime(60_000);
		await rig.start();
		// The first ones arrive while its triggers are still starting.
		await begin(5);

		const underWay = begin(30);
		await waitUntil(() => sessions.sender.deliveries.filter(({ state }) => state === 'delivered').length > 12);
		await rig.stop('kill');
		await underWay;
		await rig.start();
		await sessions.sender.passTime(9 * hour);
		expect(sessions.sender.deliveries.filter(({ state }) => state !== 'delivered')).toEqual([]);
		expect(await rig.executions(id)).toBe(45);
		// And all of them once more, as after a mistake of the sender.
		for (const delivery of sessions.sender.deliveries) await sessions.sender.repeat(delivery);
		expect(await rig.executions(id)).toBe(45);
	}, 180_000);

	describe('a response from the workflow', () => {
		const context = set('Context', '={{ { context: { tier: "gold", name: $json.data.customer.name } } }}');
		const wait = {
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { amount: 4, unit: 'seconds' },
			webhookId: 'wait',
		};

		it('in time: LiveTok gets it for the session', async () => {
			const id = await publish({ respond: 'fromWorkflow', respondWithin: 30 }, context);
			await sessions.beginSession({ name: 'Ann' });
			expect(sessions.lastSession?.context).toEqual({ tier: 'gold', name: 'Ann' });
			expect(await rig.executions(id)).toBe(1);
		}, 60_000);

		it('too late: an empty object after the time, and the workflow goes on', async () => {
			const id = await publish({ respond: 'fromWorkflow', respondWithin: 1 }, wait, context);
			const [delivery] = await sessions.beginSession();
			expect(delivery?.attempts.map(({ status, text }) => [status, text])).toEqual([[200, '{}']]);
			expect(delivery?.attempts[0]?.tookMs).toBeGreaterThan(900);
			expect(await rig.newestItem(id, 'Context')).toEqual({ context: { tier: 'gold', name: 'Jane Doe' } });
			expect(await rig.executions(id)).toBe(1);
		}, 60_000);

		it('of a workflow that fails: 200 and an empty object, so that LiveTok does not send the event again', async () => {
			const failing = {
				name: 'Fail',
				type: 'n8n-nodes-base.stopAndError',
				typeVersion: 1,
				parameters: { errorMessage: 'This customer is unknown' },
			};
			const id = await publish({ respond: 'fromWorkflow', respondWithin: 30 }, failing);
			const [delivery] = await sessions.beginSession();
			expect(delivery?.attempts.map(({ status, text }) => [status, text])).toEqual([[200, '{}']]);
			expect(sessions.lastSession?.context).toBeUndefined();
			const [newest] = await rig.client.listExecutions(id);
			expect(newest?.status).toBe('error');
		}, 60_000);
	});
});
