import { readRateLimit, type RateLimitHeaders } from '../../../nodes/shared/http/rateLimitHeaders.ts';
import { RateLimiter } from '../../../nodes/shared/http/rateLimiter.ts';
import { patient, start } from './rateLimiterRig.ts';
import { settled, VirtualClock } from './virtualClock.ts';

const names: RateLimitHeaders = { limit: 'limit', remaining: 'remaining', reset: 'reset', resetUnit: 'epochSeconds' };

/** Numbers from 0 to 1 that look random and are the same in every run. */
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return state / 2_147_483_648;
	};
}

/** A vendor with fixed windows, its own clock, and a network between it and us. */
class Vendor {
	readonly perWindow = new Map<number, number>();
	refused = 0;
	private readonly random = chance(7);

	constructor(
		private readonly clock: VirtualClock,
		private readonly limit: number,
		private readonly windowMs: number,
		private readonly aheadMs = 0,
	) {}

	async request(): Promise<{ headers: Record<string, unknown>; wasRefused: boolean }> {
		await this.clock.sleep(5 + 100 * this.random());
		const time = this.clock.now() + this.aheadMs;
		const window = Math.floor(time / this.windowMs);
		const count = (this.perWindow.get(window) ?? 0) + 1;
		this.perWindow.set(window, count);
		const wasRefused = count > this.limit;
		if (wasRefused) this.refused += 1;
		const headers = {
			limit: String(this.limit),
			remaining: String(Math.max(0, this.limit - count)),
			reset: String(((window + 1) * this.windowMs) / 1_000),
			date: new Date(time).toUTCString(),
		};
		await this.clock.sleep(5 + 100 * this.random());
		return { headers, wasRefused };
	}
}

/** One request, again after the reset where the vendor refuses it. */
async function call(clock: VirtualClock, limiter: RateLimiter, vendor: Vendor, pace = patient): Promise<void> {
	for (;;) {
		const turn = await limiter.turn(pace);
		if (turn.kind !== 'go') throw new Error(`unexpected: ${turn.kind}`);
		const { headers, wasRefused } = await vendor.request();
		const reading = readRateLimit(headers, names, clock.now());
		if (wasRefused) limiter.closeUntil(reading.resetAt ?? 0);
		limiter.answered(reading, wasRefused);
		if (!wasRefused) return;
	}
}

describe('RateLimiter against a vendor of 300 requests per 2 seconds', () => {
	const windowMs = 2_000;
	const largest = (vendor: Vendor): number => Math.max(...vendor.perWindow.values());

	it.each([
		['after one answer', 1],
		['from a standing start', 0],
	])('brings 5,000 callers through in the least possible time, not one refused, %s', async (_, known) => {
		const clock = new VirtualClock(start);
		const limiter = new RateLimiter(clock);
		const vendor = new Vendor(clock, 300, windowMs);
		const calls = (count: number): Array<Promise<void>> =>
			Array.from({ length: count }, async () => await call(clock, limiter, vendor));
		const first = calls(known);
		await clock.finish(1_000);
		const others = calls(5_000 - known);
		await clock.finish(120_000);
		await Promise.all([...first, ...others]);
		expect(vendor.refused).toBe(0);
		expect(largest(vendor)).toBe(300);
		// 5,000 requests fill 16 windows and begin a 17th.
		const leastMs = 16 * windowMs;
		expect(clock.now() - start).toBeGreaterThanOrEqual(leastMs);
		expect(clock.now() - start).toBeLessThanOrEqual(leastMs * 1.05);
	});

	// A corrected reset is known to a second only, so windows have to be longer than that.
	it.each([
		['on time', 0, windowMs],
		['10.4 s ahead', 10_400, 10_000],
		['an hour behind', -3_600_700, 10_000],
	])('brings 200 at a time through, the vendor’s clock being %s', async (_, aheadMs, length) => {
		const clock = new VirtualClock(start);
		const limiter = new RateLimiter(clock);
		const vendor = new Vendor(clock, 300, length, aheadMs);
		let left = 3_000;
		const workers = Array.from({ length: 200 }, async () => {
			while (left > 0) {
				left -= 1;
				await call(clock, limiter, vendor);
			}
		});
		await clock.finish(300_000);
		await Promise.all(workers);
		expect(vendor.refused).toBe(0);
		expect(largest(vendor)).toBeLessThanOrEqual(300);
		expect([...vendor.perWindow.values()].reduce((sum, count) => sum + count, 0)).toBe(3_000);
	});
});

describe('two RateLimiters against one vendor of 300 requests per 2 seconds', () => {
	it.each([
		['both at 20 at a time', 20, 20],
		['both at 40 at a time', 40, 40],
		['both at 192 at a time', 192, 192],
		['one at 50, the other at 5 at a time', 50, 5],
		['one at 192, the other at 10 at a time', 192, 10],
	])('%s: together they take the whole limit, and nearly none is refused', async (_, one, other) => {
		const clock = new VirtualClock(start);
		const vendor = new Vendor(clock, 300, 2_000);
		let left = 5_000;
		const process = (concurrency: number): Array<Promise<void>> => {
			const limiter = new RateLimiter(clock);
			return Array.from({ length: concurrency }, async () => {
				while (left > 0) {
					left -= 1;
					await call(clock, limiter, vendor);
				}
			});
		};
		const workers = [...process(one), ...process(other)];
		await clock.finish(300_000);
		await Promise.all(workers);
		// Neither knows of the other but by the vendor's count, which is a moment old: 1 % may be refused.
		expect(vendor.refused).toBeLessThanOrEqual(50);
		expect(clock.now() - start).toBeLessThanOrEqual(16 * 2_000 * 1.05);
	});
});

describe('RateLimiter: an interval', () => {
	const at = async (ask: (limiter: RateLimiter, note: () => void) => void): Promise<number[]> => {
		const clock = new VirtualClock(start);
		const limiter = new RateLimiter(clock);
		const times: number[] = [];
		ask(limiter, () => times.push(clock.now() - start));
		await clock.finish(60_000);
		return times;
	};

	it.each([true, false])('is kept by two callers together (staying under the limit: %s)', async (stayUnderLimit) => {
		const pace = { ...patient, stayUnderLimit, intervalMs: 200 };
		const times = await at((limiter, note) => {
			const caller = async (): Promise<void> => {
				for (let i = 0; i < 3; i += 1) {
					await limiter.turn(pace);
					note();
					limiter.answered({});
				}
			};
			void caller();
			void caller();
		});
		expect(times).toEqual([0, 200, 400, 600, 800, 1_000]);
	});

	it('is never shorter than it should be when it is no whole number', async () => {
		const times = await at((limiter, note) => {
			const call = async (): Promise<void> => {
				await limiter.turn({ ...patient, intervalMs: 1_000 / 3 });
				note();
				limiter.answered({});
			};
			for (let i = 0; i < 31; i += 1) void call();
		});
		expect(times).toHaveLength(31);
		expect(times.filter((time, index) => time < Math.floor((index * 1_000) / 3))).toEqual([]);
		expect(times.at(-1)).toBeLessThanOrEqual(10_050);
	});

	it('does not hand out what was not used as a burst', async () => {
		const clock = new VirtualClock(start);
		const limiter = new RateLimiter(clock);
		const pace = { ...patient, intervalMs: 100 };
		await limiter.turn(pace);
		await clock.advance(10_000);
		const times: number[] = [];
		for (let i = 0; i < 3; i += 1) void limiter.turn(pace).then(() => times.push(clock.now() - start));
		await clock.advance(1_000);
		expect(times).toEqual([10_000, 10_100, 10_200]);
	});

	it('says that it is too long as soon as that is known', async () => {
		const clock = new VirtualClock(start);
		const limiter = new RateLimiter(clock);
		const pace = { ...patient, intervalMs: 1_000, longestWaitMs: 999 };
		expect(await limiter.turn(pace)).toEqual({ kind: 'go' });
		expect(await limiter.turn(pace)).toEqual({ kind: 'tooLong', freeAt: start + 1_000 });
	});
});

it('never waits with pacing switched off', async () => {
	const clock = new VirtualClock(start);
	const limiter = new RateLimiter(clock);
	await limiter.turn(patient);
	limiter.closeUntil(start + 60_000);
	limiter.answered({ limit: 1, remaining: 0, resetAt: start + 60_000 });
	let waiting = 0;
	void limiter.turn(patient).then(() => (waiting += 1));
	let gone = 0;
	for (let i = 0; i < 1_000; i += 1) {
		void limiter.turn({ ...patient, stayUnderLimit: false }).then(() => (gone += 1));
	}
	await settled();
	expect(gone).toBe(1_000);
	expect(waiting).toBe(0);
});
