import {
	type RateLimitHeaders,
	readRateLimit,
	type ResponseHeaders,
} from '../../../nodes/shared/http/rateLimitHeaders.ts';
import { sharedRateLimiter } from '../../../nodes/shared/http/rateLimiter.ts';
import { patient, rig, start, unpaced } from './rateLimiterRig.ts';
import { settled, VirtualClock } from './virtualClock.ts';

describe('RateLimiter', () => {
	it('lets everybody go as long as nothing is known', async () => {
		const { ask, log, clock } = rig();
		for (const name of ['a', 'b', 'c']) ask(name);
		await settled();
		expect(log).toEqual(['a go 0', 'b go 0', 'c go 0']);
		expect(clock.sleepsBegun).toBe(0);
	});

	it('lets as many go as remain, and the others in order when the window has reset', async () => {
		const { ask, log, clock, limiter, learn } = rig();
		await learn(2, 1_000, { limit: 2 });
		for (const name of ['a', 'b', 'c', 'd', 'e']) ask(name);
		await settled();
		expect(log).toEqual(['a go 0', 'b go 0']);
		limiter.answered({ limit: 2, remaining: 1, resetAt: start + 1_000 });
		limiter.answered({ limit: 2, remaining: 0, resetAt: start + 1_000 });
		await clock.advance(1_009);
		expect(log).toHaveLength(2);
		await clock.advance(1);
		expect(log.slice(2)).toEqual(['c go 1010', 'd go 1010']);
	});

	it('lets nobody overtake, not even a caller who need not wait', async () => {
		const { ask, log, clock } = rig();
		const slow = { ...patient, intervalMs: 1_000 };
		ask('a', slow);
		ask('b', slow);
		ask('c');
		await clock.advance(1_000);
		expect(log).toEqual(['a go 0', 'b go 1000', 'c go 1000']);
	});

	it('counts requests on their way until they are answered', async () => {
		const { ask, log, limiter, learn } = rig();
		await learn(3, 1_000);
		for (const name of ['a', 'b', 'c', 'd']) ask(name);
		await settled();
		expect(log).toHaveLength(3);
		// Somebody else uses the account less than feared: the vendor has counted one of the three only.
		limiter.answered({ remaining: 3, resetAt: start + 1_000 });
		await settled();
		expect(log.at(-1)).toBe('d go 0');
	});

	it.each([
		[[2, 3, 1], 1],
		[[3, 2, 1], 1],
		[[1, 2, 3], 1],
		[[0, 3], 0],
	])('takes the smallest of the answers %j of one window', async (answers, free) => {
		const { ask, log, limiter, learn } = rig();
		await learn(9, 1_000);
		for (let i = 0; i < answers.length; i += 1) await limiter.turn(patient);
		for (const remaining of answers) limiter.answered({ remaining, resetAt: start + 1_000 });
		for (const name of ['a', 'b', 'c', 'd']) ask(name);
		await settled();
		expect(log).toHaveLength(free);
	});

	it('does not let a late answer of the old window undo the new one', async () => {
		const { ask, log, limiter, learn, clock } = rig();
		await limiter.turn(patient);
		await learn(0, 60_000);
		await clock.advance(60_010);
		await learn(1, 60_000);
		limiter.answered({ limit: 10, remaining: 5, resetAt: start + 60_000 });
		for (const name of ['a', 'b']) ask(name);
		await settled();
		expect(log).toEqual(['a go 60010']);
	});

	it.each<[string, RateLimitHeaders['resetUnit'], (time: number) => ResponseHeaders]>([
		[
			'the vendor’s clock is 10.4 s ahead and its Date counts whole seconds',
			'epochSeconds',
			(time) => ({ reset: String(start / 1_000 + 60), date: new Date(time + 10_400).toUTCString() }),
		],
		[
			'its reset counts whole seconds from now',
			'secondsFromNow',
			(time) => ({ reset: String(Math.ceil((start + 60_000 - time) / 1_000)) }),
		],
	])('takes the answers of one window for one window when %s', async (_, resetUnit, headersAt) => {
		const { ask, log, limiter, clock } = rig();
		for (let i = 0; i < 4; i += 1) await limiter.turn(unpaced);
		for (const remaining of ['3', '2', '1', '0']) {
			const headers = { ...headersAt(clock.now()), limit: '10', remaining };
			const names = { limit: 'limit', remaining: 'remaining', reset: 'reset', resetUnit };
			limiter.answered(readRateLimit(headers, names, clock.now()));
			await clock.advance(350);
		}
		ask('a');
		await settled();
		expect(log).toEqual([]);
	});

	it('lets all go after a reset when the vendor names no limit', async () => {
		const { ask, log, learn, clock } = rig();
		await learn(0, 500, {});
		for (const name of ['a', 'b', 'c']) ask(name);
		await clock.advance(510);
		expect(log).toEqual(['a go 510', 'b go 510', 'c go 510']);
	});

	it('does not come to a standstill on a reset that never moves', async () => {
		const { ask, log, clock, limiter, learn } = rig();
		await learn(0, -5_000, { limit: 2 });
		for (const name of ['a', 'b', 'c', 'd', 'e']) ask(name);
		for (let i = 0; i < 5; i += 1) {
			await clock.advance(100);
			if (log.length > i) limiter.answered({ limit: 2, remaining: 0, resetAt: start - 5_000 });
		}
		await clock.advance(100);
		expect(log.map((entry) => entry.slice(0, 4))).toEqual(['a go', 'b go', 'c go', 'd go', 'e go']);
	});

	it('keeps its word about a vendor that refused, for all who stay under the limit', async () => {
		const { ask, log, clock, limiter } = rig();
		await limiter.turn(patient);
		limiter.closeUntil(start + 2_000);
		limiter.closeUntil(start + 1_000);
		limiter.answered({});
		ask('a');
		ask('off', unpaced);
		ask('b');
		await clock.advance(1_999);
		expect(log).toEqual(['off go 0']);
		await clock.advance(1);
		expect(log.slice(1)).toEqual(['a go 2000', 'b go 2000']);
	});

	it('makes those who already wait stay when the vendor refuses meanwhile', async () => {
		const { ask, log, clock, limiter, learn } = rig();
		await limiter.turn(unpaced);
		await learn(0, 500);
		ask('a');
		await clock.advance(100);
		limiter.closeUntil(start + 900);
		limiter.answered({});
		await clock.advance(799);
		expect(log).toEqual([]);
		await clock.advance(1);
		expect(log).toEqual(['a go 900']);
	});

	it('lets a new window begin while an answer of the old one is still missing', async () => {
		const { ask, log, clock, limiter, learn } = rig();
		await limiter.turn(patient);
		await learn(1, 1_000);
		// One request hangs until its timeout of a minute; the vendor has long opened the next window.
		ask('a');
		await clock.advance(1_010);
		expect(log).toEqual(['a go 1010']);
	});
});

describe('sharedRateLimiter', () => {
	it('is one per account', () => {
		const clock = new VirtualClock();
		const first = sharedRateLimiter('test:1', clock);
		expect(sharedRateLimiter('test:1', clock)).toBe(first);
		expect(sharedRateLimiter('test:2', clock)).not.toBe(first);
	});
});
