import { VirtualClock } from './virtualClock.ts';

describe('VirtualClock', () => {
	it('ends sleeps in the order in which they are due, each at its own moment', async () => {
		const clock = new VirtualClock(0);
		const log: string[] = [];
		for (const length of [300, 100, 200]) {
			void clock.sleep(length).then(() => log.push(`${length} at ${clock.now()}`));
		}
		await clock.advance(250);
		expect(log).toEqual(['100 at 100', '200 at 200']);
		expect(clock.now()).toBe(250);
		expect(clock.pending).toBe(1);
	});

	it('runs sleeps that are begun while it advances', async () => {
		const clock = new VirtualClock(0);
		const log: number[] = [];
		const tick = async (): Promise<void> => {
			for (let i = 0; i < 3; i += 1) {
				await clock.sleep(10);
				log.push(clock.now());
			}
		};
		void tick();
		await clock.advance(100);
		expect(log).toEqual([10, 20, 30]);
	});

	it('forgets a sleep whose signal is aborted', async () => {
		const clock = new VirtualClock(0);
		const stop = new AbortController();
		const sleep = expect(clock.sleep(100, stop.signal)).rejects.toThrow('aborted');
		stop.abort();
		await sleep;
		expect(clock.pending).toBe(0);
	});

	it('says so when a sleep does not end in time', async () => {
		const clock = new VirtualClock(0);
		void clock.sleep(101);
		await expect(clock.finish(100)).rejects.toThrow('Still sleeping after 100 ms');
	});
});
