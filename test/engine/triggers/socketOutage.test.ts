import type { IDataObject } from 'n8n-workflow';

import { expiredJwt, jwtOf, sandboxJwt, signToken, tenantIds } from '../../../sandbox/simulators/autochat/index.ts';
import { type RunningTrigger, type SocketRig, socketRig, until } from './socketRig.ts';

jest.setTimeout(30_000);

let rig: SocketRig;
const open = async (...options: Parameters<typeof socketRig>): Promise<void> => {
	rig = await socketRig(...options);
};
afterEach(async () => await rig.close());

const listeners = (): number => rig.simulator.socket.listeners;
const send = (id: string): void => rig.simulator.socket.send({ type: 'message:new', data: { id } });
const ids = (trigger: RunningTrigger) => trigger.events.map(({ data }) => (data as IDataObject).id);
const reports = (trigger: RunningTrigger) => trigger.failedExecutions.map(({ message }) => message);
const withNews = { options: { connectionEvents: true } };

/** Everything the trigger was told is dealt with, over one connection only. */
async function expectHealthy(trigger: RunningTrigger): Promise<void> {
	await rig.advanceUntil(() => listeners() === 1);
	send('after');
	await until(() => ids(trigger).includes('after'));
	expect(ids(trigger).filter((id) => id === 'after')).toHaveLength(1);
	expect(listeners()).toBe(1);
	expect(trigger.fatal).toEqual([]);
}

describe('a lost connection', () => {
	it.each([
		['the server cuts the line', () => rig.simulator.socket.cutAll()],
		['the server closes it', () => rig.simulator.socket.closeAll(1000)],
		['the server restarts', () => rig.simulator.socket.closeAll(1012)],
		['the server says that it violates a policy', () => rig.simulator.socket.closeAll(1008)],
		['the server sends an error', () => rig.simulator.socket.send({ type: 'error', message: 'Internal' })],
	])('%s: a new one is made, and one failed execution says so', async (_name, lose) => {
		await open();
		const trigger = await rig.activate(withNews);
		send('before');
		await until(() => trigger.events.length === 1);
		await rig.clock.advance(60_000);
		lose();
		await until(() => listeners() === 0);
		await rig.advanceUntil(() => trigger.failedExecutions.length > 0);
		await expectHealthy(trigger);
		expect(ids(trigger)).toEqual(['before', 'after']);
		expect(reports(trigger)).toEqual([
			expect.stringMatching(/^The live connection to Autochat was lost, for about [12] seconds?$/),
		]);
		expect(trigger.failedExecutions[0]?.description).toContain('may be missing');
		expect(trigger.news).toMatchObject([
			{ status: 'connected' },
			{ status: 'lost', reason: 'The live connection to Autochat was lost' },
			{ status: 'back', possibleGap: true, lostForSeconds: expect.any(Number) },
		]);
		expect(rig.simulator.socket.log).toHaveLength(2);
	});

	it('the server restarts at the same address', async () => {
		await open();
		const trigger = await rig.activate();
		await rig.simulator.close();
		await rig.clock.advance(10_000);
		await rig.restartServer();
		await rig.advanceUntil(() => trigger.failedExecutions.length > 0);
		await expectHealthy(trigger);
		expect(rig.simulator.socket.log).toHaveLength(1);
	});

	it('connections are refused for 30 seconds: attempts become rarer, one report', async () => {
		await open();
		const trigger = await rig.activate();
		rig.simulator.socket.refuse(503);
		rig.simulator.socket.cutAll();
		await until(() => listeners() === 0);
		await rig.pass(30_000);
		expect(rig.simulator.socket.refusedAttempts).toBeGreaterThanOrEqual(3);
		expect(rig.simulator.socket.refusedAttempts).toBeLessThanOrEqual(6);
		expect(reports(trigger)).toEqual([]);
		rig.simulator.socket.refuse(undefined);
		await rig.advanceUntil(() => trigger.failedExecutions.length > 0);
		await expectHealthy(trigger);
		expect(reports(trigger)).toEqual([expect.stringMatching(/was lost, for about \d+ seconds$/)]);
	});

	it('a day without the server: one report, at least one attempt a minute, and back in the end', async () => {
		await open();
		const trigger = await rig.activate(withNews);
		rig.simulator.socket.refuse('cut');
		rig.simulator.socket.cutAll();
		await until(() => listeners() === 0);
		await rig.advanceUntil(() => trigger.failedExecutions.length > 0);
		expect(reports(trigger)).toEqual(['The live connection to Autochat was lost']);
		expect(trigger.failedExecutions[0]?.description).toContain('n8n goes on trying by itself');
		const before = rig.simulator.socket.refusedAttempts;
		const passed = await rig.advanceUntil(() => rig.simulator.socket.refusedAttempts >= before + 30, 15_000);
		expect(passed / 30).toBeGreaterThan(29_000);
		expect(passed / 30).toBeLessThan(76_000);
		await rig.clock.advance(86_400_000);
		rig.simulator.socket.refuse(undefined);
		await rig.advanceUntil(() => trigger.news.length === 3, 5_000);
		await expectHealthy(trigger);
		expect(reports(trigger)).toHaveLength(1);
		expect(trigger.news.map(({ status }) => status)).toEqual(['connected', 'lost', 'back']);
		expect(trigger.news[2]?.lostForSeconds).toBeGreaterThan(86_400);
	});

	it('a server that ends every connection right away is an outage, not a refusal', async () => {
		await open();
		const trigger = await rig.activate();
		for (let round = 0; round < 8; round += 1) {
			rig.simulator.socket.closeAll(1012);
			await until(() => listeners() === 0);
			await rig.advanceUntil(() => listeners() === 1);
		}
		await rig.advanceUntil(() => trigger.failedExecutions.length > 0);
		await expectHealthy(trigger);
		expect(reports(trigger)).toHaveLength(1);
	});

	it('connections that do not last make attempts rarer; one that stood a minute starts from the beginning', async () => {
		await open();
		const trigger = await rig.activate();
		const comeback = async (): Promise<number> => {
			const connections = rig.simulator.socket.log.length;
			rig.simulator.socket.cutAll();
			await until(() => listeners() === 0);
			const passed = await rig.advanceUntil(() => rig.simulator.socket.log.length > connections, 100);
			await until(() => listeners() === 1);
			await rig.clock.advance(10_000);
			return passed;
		};
		const waits = [await comeback(), await comeback(), await comeback(), await comeback()];
		expect(waits).toEqual(waits.toSorted((first, second) => first - second));
		expect(waits[0]).toBeLessThan(2_500);
		expect(waits[3]).toBeGreaterThan(8_000);
		await rig.clock.advance(60_000);
		expect(await comeback()).toBeLessThan(2_500);
		await expectHealthy(trigger);
	});
});

describe('a quiet connection', () => {
	const quietMs = 120_000;

	it('is replaced by another one, signed in first; the server was there, so nobody is told', async () => {
		await open();
		const trigger = await rig.activate(withNews);
		await rig.advanceUntil(() => listeners() === 2, 5_000);
		send('meanwhile');
		await until(() => trigger.events.length === 1);
		await rig.advanceUntil(() => listeners() === 1);
		await expectHealthy(trigger);
		expect(ids(trigger)).toEqual(['meanwhile', 'after']);
		expect(rig.simulator.socket.log.map(({ closedBy }) => closedBy)).toEqual(['client', undefined]);
		expect(trigger.failedExecutions).toEqual([]);
		expect(trigger.news).toMatchObject([{ status: 'connected' }]);
	});

	it('any number of events while two connections overlap: each once, equal ones as often as they were sent', async () => {
		await open();
		const trigger = await rig.activate();
		await rig.advanceUntil(() => listeners() === 2, 5_000);
		const sent = ['a', 'b', 'a', 'a', 'c', 'b'];
		for (const id of sent) send(id);
		await until(() => trigger.events.length >= sent.length);
		await rig.advanceUntil(() => listeners() === 1);
		for (const id of sent) send(id);
		await until(() => trigger.events.length >= 2 * sent.length);
		await expectHealthy(trigger);
		expect(ids(trigger)).toEqual([...sent, ...sent, 'after']);
	});

	it('is not replaced while events come', async () => {
		await open();
		const trigger = await rig.activate();
		for (let minute = 0; minute < 10; minute += 1) {
			await rig.clock.advance(60_000);
			send(String(minute));
			await until(() => trigger.events.length === minute + 1);
		}
		expect(rig.simulator.socket.log).toHaveLength(1);
	});

	it('is looked at after the set time', async () => {
		await open();
		await rig.activate({ options: { checkWhenQuietMinutes: 30 } });
		await rig.clock.advance(29 * 60_000 - 10_000);
		expect(rig.simulator.socket.log).toHaveLength(1);
		await rig.advanceUntil(() => listeners() === 2, 5_000);
	});

	it('that has gone dead without an end is noticed: a new one, and one report with the time that may be missing', async () => {
		await open();
		const trigger = await rig.activate(withNews);
		send('before');
		await until(() => trigger.events.length === 1);
		rig.simulator.socket.freezeAll();
		send('missed');
		const passed = await rig.advanceUntil(() => trigger.failedExecutions.length > 0, 1_000);
		expect(passed).toBeLessThan(quietMs + 20_000);
		await expectHealthy(trigger);
		expect(ids(trigger)).toEqual(['before', 'after']);
		expect(reports(trigger)).toEqual(['The live connection to Autochat had gone dead unnoticed, for about 2 minutes']);
		expect(trigger.news).toMatchObject([
			{ status: 'connected' },
			{ status: 'lost', reason: 'The live connection to Autochat had gone dead unnoticed' },
			{ status: 'back', possibleGap: true },
		]);
	});

	it('that has gone dead, with no server for an hour: one report while it lasts', async () => {
		await open();
		const trigger = await rig.activate(withNews);
		rig.simulator.socket.freezeAll();
		rig.simulator.socket.refuse('cut');
		await rig.advanceUntil(() => trigger.failedExecutions.length > 0, 1_000);
		expect(reports(trigger)).toEqual(['The live connection to Autochat was silent and no other one could be made']);
		await rig.clock.advance(3_600_000);
		rig.simulator.socket.refuse(undefined);
		await rig.advanceUntil(() => trigger.news.length === 3, 5_000);
		await expectHealthy(trigger);
		expect(reports(trigger)).toHaveLength(1);
		expect(trigger.news[2]).toMatchObject({ status: 'back', possibleGap: true });
	});

	it('that works while no other one can be made is kept, and nobody is alarmed', async () => {
		await open();
		const trigger = await rig.activate();
		rig.simulator.socket.refuse(503);
		await rig.advanceUntil(() => rig.simulator.socket.refusedAttempts >= 2, 1_000);
		send('still here');
		await until(() => trigger.events.length === 1);
		await rig.clock.advance(60_000);
		rig.simulator.socket.refuse(undefined);
		await expectHealthy(trigger);
		expect(ids(trigger)).toEqual(['still here', 'after']);
		expect(trigger.failedExecutions).toEqual([]);
	});

	it('that ends while no other one can be made is one outage', async () => {
		await open();
		const trigger = await rig.activate(withNews);
		rig.simulator.socket.refuse(503);
		await rig.advanceUntil(() => rig.simulator.socket.refusedAttempts >= 2, 1_000);
		rig.simulator.socket.cutAll();
		await rig.advanceUntil(() => rig.simulator.socket.refusedAttempts >= 4, 1_000);
		rig.simulator.socket.refuse(undefined);
		await rig.advanceUntil(() => trigger.news.length === 3, 1_000);
		await expectHealthy(trigger);
		expect(reports(trigger)).toHaveLength(1);
		expect(trigger.news.map(({ status }) => status)).toEqual(['connected', 'lost', 'back']);
	});

	it.each(['newestOnly', 'oneOnly'] as const)(
		'with a server that allows one connection at a time (%s)',
		async (socketsPerTenant) => {
			await open({ assumptions: { socketsPerTenant } });
			const trigger = await rig.activate(withNews);
			await rig.advanceUntil(() => rig.simulator.socket.log.length > 1);
			await rig.pass(20_000);
			await expectHealthy(trigger);
			expect(trigger.failedExecutions).toEqual([]);
			expect(trigger.news).toMatchObject([{ status: 'connected' }]);
		},
	);
});

describe('a token that dies while the trigger runs', () => {
	const tokenText = 'Autochat does not accept the dashboard token';

	/** n8n was told once, in both ways, and nobody has tried again. */
	async function expectDead(trigger: RunningTrigger, words: string): Promise<void> {
		expect(trigger.fatal.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
		expect(reports(trigger)).toEqual(['n8n has stopped listening to Autochat']);
		expect(trigger.failedExecutions[0]?.description).toContain(words);
		expect(trigger.failedExecutions[0]?.description).toContain('Then publish the workflow again');
		const connections = rig.simulator.socket.log.length;
		await rig.clock.advance(3_600_000);
		expect(rig.simulator.socket.log).toHaveLength(connections);
		expect([listeners(), rig.clock.pending]).toEqual([0, 0]);
	}

	it.each(['errorThen1008', '4401', 'cut'] as const)(
		'is refused at the next connection (%s)',
		async (socketRefusal) => {
			await open({ assumptions: { socketRefusal } });
			const trigger = await rig.activate();
			rig.simulator.state.expireTokens();
			rig.simulator.socket.cutAll();
			await rig.advanceUntil(() => trigger.fatal.length > 0);
			await expectDead(trigger, tokenText);
		},
	);

	it('is closed with 1008: the next question by HTTP is enough', async () => {
		await open({ assumptions: { socketExpiry: 'closed' } });
		const trigger = await rig.activate();
		await rig.clock.advance(60_000);
		rig.simulator.state.expireTokens();
		send('x');
		await rig.advanceUntil(() => trigger.fatal.length > 0);
		await expectDead(trigger, tokenText);
		expect(rig.simulator.socket.log).toHaveLength(1);
	});

	it('is refused when a quiet connection is replaced', async () => {
		await open();
		const trigger = await rig.activate();
		rig.simulator.state.expireTokens();
		await rig.advanceUntil(() => trigger.fatal.length > 0, 1_000);
		await expectDead(trigger, tokenText);
	});

	it('has expired by its own word: not even tried', async () => {
		await open();
		rig.credential.jwt = signToken('dashboard', tenantIds.sandbox, Math.floor(rig.clock.now() / 1_000) + 60);
		const trigger = await rig.activate();
		await rig.clock.advance(90_000);
		rig.simulator.socket.cutAll();
		await rig.advanceUntil(() => trigger.fatal.length > 0);
		await expectDead(trigger, 'The dashboard token expired');
		expect(rig.simulator.socket.log).toHaveLength(1);
	});

	it('has expired, but the connection still stands: it is kept, the user is told once, and a new token is taken up', async () => {
		await open();
		rig.credential.jwt = signToken('dashboard', tenantIds.sandbox, Math.floor(rig.clock.now() / 1_000) + 60);
		const trigger = await rig.activate();
		await rig.advanceUntil(() => trigger.failedExecutions.length > 0, 1_000);
		expect(reports(trigger)).toEqual(['The Autochat credential cannot be used']);
		expect(trigger.failedExecutions[0]?.description).toContain('still listens to Autochat');
		await rig.clock.advance(3_600_000);
		send('still');
		await until(() => trigger.events.length === 1);
		expect([trigger.failedExecutions.length, rig.simulator.socket.log.length]).toEqual([1, 1]);
		rig.credential.jwt = sandboxJwt;
		await rig.advanceUntil(() => rig.simulator.socket.log.length === 2 && listeners() === 1, 1_000);
		await expectHealthy(trigger);
		expect(trigger.failedExecutions).toHaveLength(1);
	});

	it('is replaced in the credential during an outage: the new one is used', async () => {
		await open();
		const trigger = await rig.activate();
		rig.simulator.socket.refuse('cut');
		rig.simulator.socket.cutAll();
		await rig.advanceUntil(() => rig.simulator.socket.refusedAttempts > 1);
		rig.credential.jwt = jwtOf(tenantIds.shop);
		rig.simulator.socket.refuse(undefined);
		await rig.advanceUntil(() => listeners() === 1);
		expect(rig.simulator.socket.log.at(-1)?.tenantId).toBe(tenantIds.shop);
		expect(trigger.fatal).toEqual([]);
	});

	it('an expired one in the credential does not disturb a connection that is busy', async () => {
		await open();
		const trigger = await rig.activate();
		rig.credential.jwt = expiredJwt;
		for (let minute = 0; minute < 5; minute += 1) {
			await rig.clock.advance(60_000);
			send(String(minute));
			await until(() => trigger.events.length === minute + 1);
		}
		expect([trigger.fatal, trigger.failedExecutions]).toEqual([[], []]);
	});
});
