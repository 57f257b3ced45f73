import type { Clock } from '../../../nodes/shared/http/clock.ts';

interface Sleeper {
	readonly due: number;
	wake(): void;
}

/** Beyond this, Node's timers fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Lets everything run that waits for promises only. */
export async function settled(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

/**
 * A clock that stands still until it is advanced. Its sleeps behave as Node's timers do: whole milliseconds, one at
 * least, and one as well when the number is larger than a timer can hold.
 */
export class VirtualClock implements Clock {
	/** How many sleeps were begun so far. */
	sleepsBegun = 0;
	private time: number;
	private sleepers: Sleeper[] = [];

	constructor(startMs = Date.UTC(2026, 0, 1)) {
		this.time = startMs;
	}

	now(): number {
		return this.time;
	}

	random(): number {
		return 0.5;
	}

	/** How many sleeps have not ended yet: the timers that a real process would still hold. */
	get pending(): number {
		return this.sleepers.length;
	}

	async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
		const length = milliseconds > longestTimerMs ? 1 : Math.max(1, Math.trunc(milliseconds));
		this.sleepsBegun += 1;
		await new Promise<void>((resolve, reject) => {
			const leave = (): void => {
				this.sleepers = this.sleepers.filter((other) => other !== sleeper);
				reject(new Error('aborted'));
			};
			const sleeper: Sleeper = {
				due: this.time + length,
				wake: () => {
					signal?.removeEventListener('abort', leave);
					resolve();
				},
			};
			if (signal?.aborted) {
				reject(new Error('aborted'));
				return;
			}
			signal?.addEventListener('abort', leave, { once: true });
			this.sleepers.push(sleeper);
		});
	}

	/** Moves on by so many milliseconds; sleeps end in the order in which they are due, each at its own moment. */
	async advance(milliseconds: number): Promise<void> {
		const end = this.time + milliseconds;
		await settled();
		for (let next = this.first(end); next !== undefined; next = this.first(end)) {
			await this.wakeAllDueAt(next.due);
		}
		this.time = end;
	}

	/** Moves on until nobody sleeps any more. Throws when that would take longer than `mostMs`. */
	async finish(mostMs: number): Promise<void> {
		const end = this.time + mostMs;
		await settled();
		for (let next = this.first(); next !== undefined; next = this.first()) {
			if (next.due > end) throw new Error(`Still sleeping after ${mostMs} ms`);
			await this.wakeAllDueAt(next.due);
		}
	}

	private async wakeAllDueAt(due: number): Promise<void> {
		this.time = due;
		const awake = this.sleepers.filter((sleeper) => sleeper.due === due);
		this.sleepers = this.sleepers.filter((sleeper) => sleeper.due !== due);
		for (const sleeper of awake) sleeper.wake();
		await settled();
	}

	private first(latest = Number.POSITIVE_INFINITY): Sleeper | undefined {
		let earliest: Sleeper | undefined;
		for (const sleeper of this.sleepers) {
			if (sleeper.due <= latest && (earliest === undefined || sleeper.due < earliest.due)) earliest = sleeper;
		}
		return earliest;
	}
}
