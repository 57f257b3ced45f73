import { patient, rig, start, unpaced } from './rateLimiterRig.ts';
import { settled } from './virtualClock.ts';

describe('RateLimiter: a wait that is too long', () => {
	it('waits when the reset comes just in time', async () => {
		const { ask, log, clock, learn } = rig();
		await learn(0, 10_000);
		ask('a', { ...patient, longestWaitMs: 10_010 });
		await clock.finish(20_000);
		expect(log).toEqual(['a go 10010']);
	});

	it.each([
		[10_009, 'a tooLong until 10010 0'],
		[0, 'a tooLong until 10010 0'],
		[-1, 'a tooLong until 10010 0'],
	])('refuses a wait of more than %i ms with the moment of the reset', async (longestWaitMs, expected) => {
		const { ask, log, clock, learn } = rig();
		await learn(0, 10_000);
		ask('a', { ...patient, longestWaitMs });
		await settled();
		expect(log).toEqual([expected]);
		expect(clock.pending).toBe(0);
	});

	it('names the end of a refusal', async () => {
		const { ask, log, limiter } = rig();
		limiter.closeUntil(start + 7_000);
		ask('a', { ...patient, longestWaitMs: 6_999 });
		await settled();
		expect(log).toEqual(['a tooLong until 7000 0']);
	});

	it.each([
		['is asked again', 4, ['late go 10000', 'next go 10000']],
		['has not changed its mind', 0, ['late go 10000', 'next tooLong until 3600010 10000']],
	])(
		'lets one request ask when the vendor’s last word is ten seconds old; the vendor %s',
		async (_, remaining, later) => {
			const { ask, log, clock, learn, limiter } = rig();
			const hasty = { ...patient, longestWaitMs: 0 };
			await learn(0, 3_600_000);
			await clock.advance(9_999);
			ask('early', hasty);
			await clock.advance(1);
			ask('late', hasty);
			await settled();
			limiter.answered({ limit: 10, remaining, resetAt: start + 3_600_000 });
			ask('next', hasty);
			await settled();
			expect(log).toEqual(['early tooLong until 3600010 9999', ...later]);
		},
	);

	it('lets one request ask after a refusal as well, and opens for all when the vendor relents', async () => {
		const { ask, log, clock, learn, limiter } = rig();
		const hasty = { ...patient, longestWaitMs: 0 };
		await learn(0, 3_600_000);
		limiter.closeUntil(start + 3_600_000);
		await clock.advance(10_000);
		ask('a', hasty);
		await settled();
		limiter.answered({ limit: 10, remaining: 2, resetAt: start + 3_600_000 });
		for (const name of ['b', 'c', 'd']) ask(name);
		await settled();
		expect(log).toEqual(['a go 10000', 'b go 10000', 'c go 10000']);
	});

	it('serves whoever comes next after one who would not wait', async () => {
		const { ask, log, clock, learn } = rig();
		await learn(0, 1_000);
		ask('hasty', { ...patient, longestWaitMs: 10 });
		ask('patient');
		await clock.advance(1_010);
		expect(log).toEqual(['hasty tooLong until 1010 0', 'patient go 1010']);
	});

	it('does not make a hasty caller wait behind a patient one', async () => {
		// A drop-down list that may wait 5 seconds shares its account with a campaign that waits an hour.
		const { ask, log, clock, learn } = rig();
		await learn(0, 3_000_000);
		ask('campaign');
		ask('list', { ...patient, longestWaitMs: 5_000 });
		await clock.advance(5_000);
		expect(log).toEqual([expect.stringMatching(/^list tooLong until 3000010 \d+$/)]);
	});

	it('ends a wait for an answer that does not come', async () => {
		const { ask, log, clock, limiter, learn } = rig();
		await limiter.turn(patient);
		await learn(1, 3_000_000);
		ask('a', { ...patient, longestWaitMs: 5_000 });
		await clock.advance(5_000);
		expect(log).toEqual([expect.stringMatching(/^a tooLong until \d+ \d+$/)]);
	});

	it('does not let one absurd reset stop the account for good', async () => {
		const { ask, log, limiter, learn } = rig();
		await learn(0, 1_000 * 365 * 86_400_000);
		// Somebody who does not stay under the limit learns that all is well.
		await limiter.turn(unpaced);
		limiter.answered({ limit: 10, remaining: 9, resetAt: start + 1_000 });
		ask('a');
		await settled();
		expect(log).toEqual(['a go 0']);
	});

	it('sleeps, and does not spin, until a moment farther than a timer can hold', async () => {
		const { ask, clock, learn } = rig();
		const month = 30 * 86_400_000;
		await learn(0, month);
		ask('a', { ...patient, longestWaitMs: 2 * month });
		await clock.advance(100);
		expect(clock.sleepsBegun).toBeLessThan(5);
	});
});

describe('RateLimiter: cancelling', () => {
	it('leaves nothing behind: no timer, no listener, no place in the queue', async () => {
		const { ask, log, clock, learn } = rig();
		await learn(0, 10_000);
		const stop = new AbortController();
		const remove = jest.spyOn(stop.signal, 'removeEventListener');
		ask('a', { ...patient, signal: stop.signal });
		await settled();
		expect(clock.pending).toBe(1);
		stop.abort();
		await settled();
		expect(log).toEqual(['a cancelled 0']);
		expect(clock.pending).toBe(0);
		expect(remove).toHaveBeenCalledWith('abort', expect.any(Function));
	});

	it('removes its listener after a turn that came', async () => {
		const { ask, log, clock, learn } = rig();
		await learn(0, 1_000);
		const stop = new AbortController();
		const add = jest.spyOn(stop.signal, 'addEventListener');
		const remove = jest.spyOn(stop.signal, 'removeEventListener');
		ask('a', { ...patient, signal: stop.signal });
		await clock.advance(1_010);
		stop.abort();
		await settled();
		expect(log).toEqual(['a go 1010']);
		expect(remove.mock.calls.length).toBeGreaterThanOrEqual(1);
		expect(remove.mock.calls[0]?.[1]).toBe(add.mock.calls[0]?.[1]);
	});

	it('does not begin at all when it was stopped before', async () => {
		const { ask, log, clock } = rig();
		ask('a', { ...patient, signal: AbortSignal.abort() });
		await settled();
		expect(log).toEqual(['a cancelled 0']);
		expect(clock.pending).toBe(0);
	});

	it.each(['a', 'b', 'c'])('lets the others keep their order when %s leaves', async (leaving) => {
		const { ask, log, clock, learn } = rig();
		await learn(0, 1_000);
		const stop = new AbortController();
		for (const name of ['a', 'b', 'c']) ask(name, name === leaving ? { ...patient, signal: stop.signal } : patient);
		await clock.advance(500);
		stop.abort();
		await clock.advance(510);
		const others = ['a', 'b', 'c'].filter((name) => name !== leaving);
		expect(log).toEqual([`${leaving} cancelled 500`, ...others.map((name) => `${name} go 1010`)]);
		expect(clock.pending).toBe(0);
	});
});
