import { expiredJwt, jwtOf, sandboxWidgetToken, tenantIds } from '../../../sandbox/simulators/autochat/index.ts';
import { say, simulator, start } from './autochatClient.ts';
import { openSocket, signedIn, until } from './autochatSocketClient.ts';

const event = (id: string) => ({ type: 'message:new', data: { id } });

describe('the tenant’s WebSocket', () => {
	it('tells every connection of the tenant what its widget causes, in order, and nobody else', async () => {
		await start();
		const [first, second] = [await signedIn(), await signedIn()];
		const stranger = await signedIn(jwtOf(tenantIds.shop));
		await say();
		const frames = await first.received(4);
		expect(frames.map((frame) => (JSON.parse(frame) as { type: string }).type)).toEqual([
			'conversation:new',
			'message:new',
			'message:new',
			'conversation:updated',
		]);
		expect(await second.received(4)).toEqual(frames);
		expect(stranger.frames).toEqual([]);
	});

	it.each([
		['an expired token', { type: 'auth', token: expiredJwt }],
		['a widget token', { type: 'auth', token: sandboxWidgetToken }],
		['something else first', { type: 'ping' }],
		['no JSON', 'hello'],
	])('refuses %s with an error and 1008', async (_name, frame) => {
		await start();
		const client = await openSocket();
		client.send(frame);
		expect([await client.closed, client.frames]).toEqual([
			1008,
			['{"type":"error","message":"Authentication failed"}'],
		]);
		await until(() => simulator.socket.log[0]?.closedAt !== undefined);
		expect(simulator.socket.log).toEqual([
			expect.objectContaining({ closedBy: 'server', code: 1008, authenticatedAt: undefined }),
		]);
	});

	it('ends a connection that does not sign in in time', async () => {
		await start({ authDeadlineMs: 20 });
		const client = await openSocket();
		expect([await client.closed, client.frames]).toEqual([
			1008,
			['{"type":"error","message":"Authentication timeout"}'],
		]);
	});

	it('keeps tokens out of its log, and who closed a connection in it', async () => {
		await start();
		const client = await signedIn();
		client.close();
		await until(() => simulator.socket.log[0]?.closedAt !== undefined);
		expect(simulator.socket.log).toEqual([
			expect.objectContaining({
				number: 1,
				tenantId: tenantIds.sandbox,
				frames: ['{"type":"auth","token":"[hidden]"}'],
				closedBy: 'client',
				code: 1005,
			}),
		]);
	});

	it('freezes connections: open for the client, but nothing comes', async () => {
		await start();
		const frozen = await signedIn();
		simulator.socket.freezeAll();
		const healthy = await signedIn();
		simulator.socket.send(event('1'));
		await healthy.received(1);
		expect([frozen.frames, simulator.socket.listeners]).toEqual([[], 1]);
	});

	it('refuses attempts to connect, with a status or a cut line', async () => {
		await start();
		for (const refusal of [503, 'cut'] as const) {
			simulator.socket.refuse(refusal);
			expect(await (await openSocket()).closed).toBe(1006);
		}
		expect([simulator.socket.refusedAttempts, simulator.socket.log]).toEqual([2, []]);
		simulator.socket.refuse(undefined);
		await signedIn();
	});

	it('pings, and cuts off who does not answer', async () => {
		await start();
		const client = await signedIn();
		simulator.socket.ping();
		await until(() => simulator.socket.log[0]?.pongs === 1);
		simulator.socket.ping();
		simulator.socket.ping();
		expect(await client.closed).toBe(1006);
	});

	it('forgets ended connections at a reset, and keeps the open ones', async () => {
		await start();
		const ended = await signedIn();
		await signedIn();
		ended.close();
		await until(() => simulator.socket.log[0]?.closedAt !== undefined);
		simulator.socket.refuse(503);
		simulator.reset();
		expect(simulator.socket.log).toEqual([expect.objectContaining({ number: 2, closedAt: undefined })]);
		expect(simulator.socket.listeners).toBe(1);
		await signedIn();
	});
});
