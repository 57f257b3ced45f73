import { sleep } from 'n8n-workflow';

/** Time as the HTTP helper sees it. Tests hand in a clock of their own, so that no test has to wait. */
export interface Clock {
	/** Milliseconds since the Unix epoch. */
	now(): number;
	/** Resolves after `milliseconds`; rejects at once when `signal` is aborted. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
	/** A number from 0 (included) to 1 (excluded), the source of jitter. */
	random(): number;
}

/** The host's clock: n8n-workflow's `sleep` is the only timer a verified node may use. */
export const hostClock: Clock = {
	now: () => Date.now(),
	sleep: async (milliseconds, signal) => await sleep(milliseconds, signal),
	random: () => Math.random(),
};
