import type { Clock } from '../../http/clock';

/** Waits. False when the signal has ended the wait: then no timer is left. */
export async function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<boolean> {
	if (signal.aborted) return false;
	return await clock.sleep(milliseconds, signal).then(
		() => !signal.aborted,
		() => false,
	);
}
