import { expiredJwt, jwtOf, sandboxJwt } from '../../../sandbox/simulators/autochat/index.ts';
import { signInMs, type SocketRig, socketRig, until } from './socketRig.ts';

jest.setTimeout(30_000);

let rig: SocketRig;
const open = async (...options: Parameters<typeof socketRig>): Promise<void> => {
	rig = await socketRig(...options);
};
afterEach(async () => await rig.close());

const tokenText = 'Autochat does not accept the dashboard token';

/** What the activation fails with, as n8n shows it: the message alone. */
async function failureOf(activation: Promise<unknown>): Promise<string> {
	return await activation.then(
		() => 'it was activated',
		(error: Error) => error.message,
	);
}

/** Long after, nobody has tried again. */
async function expectNoMoreAttempts(connections: number): Promise<void> {
	await rig.clock.advance(3_600_000);
	expect(rig.simulator.socket.log).toHaveLength(connections);
	expect(rig.simulator.socket.listeners).toBe(0);
	expect(rig.clock.pending).toBe(0);
}

describe('a good token', () => {
	it('counts as accepted when nothing is heard for six seconds', async () => {
		await open();
		const trigger = rig.begin();
		let isActive = false;
		void trigger.response.then(() => (isActive = true));
		await until(() => rig.simulator.socket.listeners === 1);
		await rig.clock.advance(signInMs - 100);
		expect(isActive).toBe(false);
		await rig.clock.advance(100);
		await trigger.response;
	});

	it.each(['authSuccess', 'connected'] as const)(
		'counts as accepted with the answer %s at once',
		async (socketAnswer) => {
			await open({ assumptions: { socketAnswer } });
			const trigger = rig.begin();
			await trigger.response;
			expect(trigger.items).toEqual([]);
		},
	);

	it('counts as accepted with the first event at once, and the event is handed over', async () => {
		await open();
		const trigger = rig.begin();
		await until(() => rig.simulator.socket.listeners === 1);
		rig.simulator.socket.send({ type: 'message:new', data: { id: '1' } });
		await trigger.response;
		expect(trigger.events).toEqual([expect.objectContaining({ data: { id: '1' } })]);
	});

	it('is sent at once, so that a short deadline is kept', async () => {
		await open({ authDeadlineMs: 500 });
		await rig.activate();
		expect(rig.simulator.socket.log).toEqual([expect.objectContaining({ closedAt: undefined })]);
	});

	it('is looked at slowly: signed in all the same', async () => {
		await open({ authDelayMs: 50 });
		const trigger = rig.begin();
		await until(() => rig.simulator.socket.log[0]?.frames.length === 1);
		await rig.clock.advance(signInMs);
		await trigger.response;
		await until(() => rig.simulator.socket.listeners === 1);
		rig.simulator.socket.send({ type: 'message:new', data: { id: '1' } });
		await until(() => trigger.items.length === 1);
	});
});

describe('a refused token fails the activation and is not tried again', () => {
	it.each(['errorThen1008', 'errorThenNothing', '1008', '4001', '4401', 'noCode', 'cut'] as const)(
		'refused with %s',
		async (socketRefusal) => {
			await open({ assumptions: { socketRefusal } });
			rig.simulator.state.expireTokens();
			const text = await failureOf(rig.begin().response);
			expect(text).toContain(tokenText);
			expect(text).toContain('Sign in to the Autochat dashboard again');
			expect(text).not.toContain(sandboxJwt);
			await until(() => rig.simulator.socket.log[0]?.closedAt !== undefined);
			await expectNoMoreAttempts(1);
		},
	);

	it('with the words of Autochat', async () => {
		await open();
		rig.simulator.state.expireTokens();
		expect(await failureOf(rig.begin().response)).toContain('Autochat says: Authentication failed');
	});

	it.each(['auth:failed', 'auth_error', 'AUTH:EXPIRED'])('with a frame of the type %s', async (type) => {
		await open();
		const trigger = rig.begin();
		await until(() => rig.simulator.socket.listeners === 1);
		rig.simulator.socket.send({ type, message: 'No' });
		expect(await failureOf(trigger.response)).toContain(tokenText);
	});

	it.each([
		['text', { type: 'error', message: 'A', error: 'B' }, 'Autochat says: A'],
		['error', { type: 'error', message: 7, error: 'B' }, 'Autochat says: B'],
		['nested', { type: 'error', data: { message: 'C' } }, 'Autochat says: C'],
		['none', { type: 'error', data: 5 }, tokenText],
	])('with an error frame whose words stand elsewhere: %s', async (_name, frame, words) => {
		await open();
		const trigger = rig.begin();
		await until(() => rig.simulator.socket.listeners === 1);
		rig.simulator.socket.send(frame);
		expect(await failureOf(trigger.response)).toContain(words);
	});

	it('slowly refused', async () => {
		await open({ authDelayMs: 50 });
		rig.simulator.state.expireTokens();
		const trigger = rig.begin();
		await until(() => rig.simulator.socket.log[0]?.frames.length === 1);
		await rig.clock.advance(4_000);
		expect(await failureOf(trigger.response)).toContain(tokenText);
	});

	it('accepted first and then refused, within six seconds: n8n is told', async () => {
		await open({ assumptions: { socketAnswer: 'authSuccess' } });
		const trigger = rig.begin();
		await trigger.response;
		rig.simulator.socket.closeAll(4401, 'No');
		await until(() => trigger.fatal.length === 1);
		expect(trigger.fatal[0]?.message).toContain(tokenText);
		expect(trigger.failedExecutions.map(({ message }) => message)).toEqual(['n8n has stopped listening to Autochat']);
		await expectNoMoreAttempts(1);
	});
});

describe('a credential that cannot be used is not tried at all', () => {
	it.each([
		['an expired token', { jwt: expiredJwt }, 'The dashboard token expired on 2025-01-31 at 00:00 UTC'],
		['a token that is none', { jwt: 'my-password' }, 'is not a JWT'],
		['no token', { jwt: '' }, 'The Autochat credential is incomplete'],
		['plain http', { baseUrl: 'http://autochat.example' }, 'Use https://'],
		['no address', { baseUrl: 'autochat' }, 'is not a web address'],
	])('%s', async (_name, credential, words) => {
		await open();
		Object.assign(rig.credential, credential);
		const text = await failureOf(rig.begin().response);
		expect(text).toContain(words);
		expect(text).not.toContain(rig.credential.jwt || 'nothing');
		await expectNoMoreAttempts(0);
	});

	it('no event is chosen', async () => {
		await open();
		expect(await failureOf(rig.begin({ events: [] }).response)).toBe('No event is chosen');
		await expectNoMoreAttempts(0);
	});

	it('a host without WebSocket says what it needs', async () => {
		await open();
		const standard = globalThis.WebSocket;
		Object.assign(globalThis, { WebSocket: undefined });
		const text = await failureOf(rig.begin().response).finally(() =>
			Object.assign(globalThis, { WebSocket: standard }),
		);
		expect(text).toContain('runs on a Node.js without WebSocket');
		expect(text).toContain('Node.js 22 or later');
		await expectNoMoreAttempts(0);
	});
});

it('the base URL may end with / or /api', async () => {
	await open();
	rig.credential.baseUrl += '/api/';
	await rig.activate();
});

it('every tenant hears its own events', async () => {
	await open();
	const mine = await rig.activate();
	rig.credential.jwt = jwtOf('tenant-shop');
	const theirs = await rig.activate({ workflowId: 'two' });
	rig.simulator.socket.send({ type: 'message:new', data: { id: 'shop' } }, 'tenant-shop');
	rig.simulator.socket.send({ type: 'message:new', data: { id: 'mine' } });
	await until(() => mine.items.length + theirs.items.length === 2);
	expect([mine.events[0]?.data, theirs.events[0]?.data]).toEqual([{ id: 'mine' }, { id: 'shop' }]);
});

describe('an activation that fails for another reason says which', () => {
	it('nobody is there', async () => {
		await open();
		await rig.simulator.close();
		const text = await failureOf(rig.begin().response);
		expect(text).toContain('Autochat could not be reached');
		expect(text).toContain('Check the base URL');
	});

	it.each([[503], ['cut' as const]])('the live connection alone is refused: %s', async (refusal) => {
		await open();
		rig.simulator.socket.refuse(refusal);
		const text = await failureOf(rig.begin().response);
		expect(text).toContain('Autochat answers, but its live connection could not be opened');
		expect(text).toContain('/api/ws/tenant');
	});

	it('nothing answers in time', async () => {
		await open();
		rig.simulator.socket.refuse('hang');
		const trigger = rig.begin();
		await until(() => rig.simulator.socket.refusedAttempts === 1);
		await rig.clock.advance(15_000);
		expect(await failureOf(trigger.response)).toContain('its live connection could not be opened');
	});

	it('the server goes away in that moment: that is no refusal', async () => {
		await open();
		const trigger = rig.begin();
		await until(() => rig.simulator.socket.listeners === 1);
		rig.simulator.socket.closeAll(1012, 'Service restart');
		expect(await failureOf(trigger.response)).toContain('ended the live connection right after the sign-in');
		expect(rig.clock.pending).toBe(0);
	});
});

describe('when n8n starts', () => {
	it.each(['init', 'leadershipChange'] as const)(
		'a server that is not there yet is waited for (%s)',
		async (activation) => {
			await open();
			await rig.simulator.close();
			const trigger = rig.begin({ activation, options: { connectionEvents: true } });
			await trigger.response;
			await rig.clock.advance(20_000);
			await rig.restartServer();
			await rig.advanceUntil(() => rig.simulator.socket.listeners === 1);
			await rig.advanceUntil(() => trigger.news.length === 2);
			rig.simulator.socket.send({ type: 'message:new', data: { id: '1' } });
			await until(() => trigger.events.length === 1);
			expect(trigger.news).toMatchObject([
				{ status: 'lost', reason: 'Autochat could not be reached when n8n started to listen' },
				{ status: 'back', possibleGap: true },
			]);
			expect(trigger.failedExecutions).toHaveLength(1);
			expect(trigger.fatal).toEqual([]);
		},
	);

	it('a dead credential fails all the same', async () => {
		await open();
		rig.simulator.state.expireTokens();
		expect(await failureOf(rig.begin({ activation: 'init' }).response)).toContain(tokenText);
		await expectNoMoreAttempts(1);
	});
});
