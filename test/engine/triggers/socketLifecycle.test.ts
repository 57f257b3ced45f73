import { expiredJwt } from '../../../sandbox/simulators/autochat/index.ts';
import { type RunningTrigger, signInMs, type SocketRig, socketRig, until } from './socketRig.ts';

jest.setTimeout(30_000);

let rig: SocketRig;
const open = async (...options: Parameters<typeof socketRig>): Promise<void> => {
	rig = await socketRig(...options);
};
afterEach(async () => await rig.close());

const listeners = (): number => rig.simulator.socket.listeners;
const send = (id: string): void => rig.simulator.socket.send({ type: 'message:new', data: { id } });
const ids = (trigger: RunningTrigger) => trigger.events.map(({ data }) => (data as { id: string }).id);

/** Whatever was going on: no connection, no timer, and no attempt for an hour. */
async function expectNothingLeft(): Promise<void> {
	await until(() => rig.simulator.socket.log.every(({ closedAt }) => closedAt !== undefined));
	expect(rig.clock.pending).toBe(0);
	const attempts = () => rig.simulator.socket.log.length + rig.simulator.socket.refusedAttempts;
	const before = attempts();
	await rig.pass(10_000);
	await rig.clock.advance(3_600_000);
	expect([attempts(), rig.clock.pending]).toEqual([before, 0]);
}

describe('deactivation', () => {
	it('closes the connection', async () => {
		await open();
		const trigger = await rig.activate();
		await trigger.close();
		await expectNothingLeft();
		expect(rig.simulator.socket.log).toEqual([expect.objectContaining({ closedBy: 'client' })]);
		expect([trigger.fatal, trigger.failedExecutions]).toEqual([[], []]);
	});

	it('twice is as good as once', async () => {
		await open();
		const trigger = await rig.activate();
		await trigger.close();
		await trigger.close();
		await expectNothingLeft();
	});

	it('during an outage ends the attempts', async () => {
		await open();
		const trigger = await rig.activate();
		rig.simulator.socket.refuse('cut');
		rig.simulator.socket.cutAll();
		await rig.advanceUntil(() => rig.simulator.socket.refusedAttempts === 2);
		await trigger.close();
		await expectNothingLeft();
		expect([trigger.fatal, trigger.failedExecutions]).toEqual([[], []]);
	});

	it('during an attempt that hangs ends it', async () => {
		await open();
		const trigger = await rig.activate();
		rig.simulator.socket.refuse('hang');
		rig.simulator.socket.cutAll();
		await rig.advanceUntil(() => rig.simulator.socket.refusedAttempts === 1);
		await trigger.close();
		await expectNothingLeft();
	});

	it('while a quiet connection is replaced ends both', async () => {
		await open();
		const trigger = await rig.activate();
		await rig.advanceUntil(() => listeners() === 2, 5_000);
		await trigger.close();
		await expectNothingLeft();
		expect(rig.simulator.socket.log).toHaveLength(2);
	});

	it('of a connection that is dead leaves no timer either', async () => {
		await open();
		const trigger = await rig.activate();
		rig.simulator.socket.freezeAll();
		await trigger.close();
		expect(rig.clock.pending).toBe(0);
	});

	it('leaves no timer of the real clock', async () => {
		await open({ assumptions: { socketAnswer: 'authSuccess' } });
		const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
		const before = timers();
		const trigger = rig.begin({ realClock: true });
		await trigger.response;
		expect(timers()).toBeGreaterThan(before);
		await trigger.close();
		await until(() => rig.simulator.socket.log[0]?.closedAt !== undefined);
		await until(() => timers() <= before);
	});
});

describe('one live instance per node', () => {
	it('activated again without having been deactivated: the first one ends, every event comes once', async () => {
		await open();
		const first = await rig.activate();
		const second = await rig.activate();
		await until(() => listeners() === 1);
		send('1');
		await until(() => second.events.length === 1);
		expect([ids(first), ids(second)]).toEqual([[], ['1']]);
		await first.close();
		send('2');
		await until(() => second.events.length === 2);
		expect(listeners()).toBe(1);
	});

	it('activated again during an outage: one connection afterwards', async () => {
		await open();
		await rig.activate();
		rig.simulator.socket.refuse('cut');
		rig.simulator.socket.cutAll();
		await rig.advanceUntil(() => rig.simulator.socket.refusedAttempts === 2);
		rig.simulator.socket.refuse(undefined);
		const second = await rig.activate();
		await rig.pass(120_000);
		expect(listeners()).toBe(1);
		send('1');
		await until(() => second.events.length === 1);
	});

	it('an activation that fails leaves none', async () => {
		await open();
		rig.simulator.state.expireTokens();
		await expect(rig.begin().response).rejects.toThrow();
		await expectNothingLeft();
	});

	it('two workflows listen side by side, and one may stop', async () => {
		await open();
		const first = await rig.activate({ workflowId: 'one' });
		const second = await rig.activate({ workflowId: 'two' });
		send('1');
		await until(() => first.events.length === 1 && second.events.length === 1);
		expect(first.items[0]?.key).not.toBe(second.items[0]?.key);
		await first.close();
		send('2');
		await until(() => second.events.length === 2);
		expect([ids(first), ids(second), listeners()]).toEqual([['1'], ['1', '2'], 1]);
	});
});

describe('a test run', () => {
	it('gets an event, beside the active workflow', async () => {
		await open();
		const active = await rig.activate();
		const test = await rig.activate({ activation: 'manual', options: { connectionEvents: true } });
		expect(listeners()).toBe(2);
		send('1');
		await until(() => active.events.length === 1 && test.events.length === 1);
		expect(test.items.map(({ json }) => json.type)).toEqual(['message:new']);
		await test.close();
		send('2');
		await until(() => active.events.length === 2);
		expect(listeners()).toBe(1);
	});

	it('gets an event that comes at once, although n8n takes none before the trigger has returned', async () => {
		await open();
		const test = rig.begin({ activation: 'manual' });
		await until(() => listeners() === 1);
		send('1');
		await until(() => test.events.length === 1);
		await test.response;
	});

	it('says at once what is wrong with the credential, with the advice beside it', async () => {
		await open();
		rig.credential.jwt = expiredJwt;
		const problem: unknown = await rig.begin({ activation: 'manual' }).response.catch((error: unknown) => error);
		expect(problem).toMatchObject({
			message: 'The Autochat credential cannot be used',
			description: expect.stringContaining('expired on 2025-01-31'),
		});
	});

	it('can be stopped while it connects', async () => {
		await open();
		const test = rig.begin({ activation: 'manual' });
		await until(() => listeners() === 1);
		await rig.clock.advance(1_000);
		// n8n closes what `trigger` has returned; what it waits for then ends by itself.
		await test.stop();
		await test.response;
		await expectNothingLeft();
	});

	it('survives a lost connection without a report', async () => {
		await open();
		const test = await rig.activate({ activation: 'manual' });
		rig.simulator.socket.cutAll();
		await until(() => listeners() === 0);
		await rig.advanceUntil(() => listeners() === 1);
		await rig.pass(signInMs);
		send('1');
		await until(() => test.events.length === 1);
		expect(test.failedExecutions).toEqual([]);
	});

	it('ends when the token dies', async () => {
		await open();
		const test = await rig.activate({ activation: 'manual' });
		rig.simulator.state.expireTokens();
		rig.simulator.socket.cutAll();
		await rig.advanceUntil(() => test.fatal.length === 1);
		expect(test.fatal[0]).toMatchObject({
			message: 'Autochat does not accept the dashboard token',
			description: expect.stringContaining('Sign in to the Autochat dashboard again'),
		});
	});
});

it('an event that n8n does not take is saved as a failed execution, and the next one is handed over', async () => {
	await open();
	const trigger = await rig.activate();
	trigger.refuseNext = new Error('No room');
	send('1');
	send('2');
	await until(() => trigger.events.length === 1);
	expect(ids(trigger)).toEqual(['2']);
	expect(trigger.failedExecutions.map(({ message }) => message)).toEqual(['No room']);
});
