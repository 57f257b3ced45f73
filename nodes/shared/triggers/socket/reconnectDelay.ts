const firstDelayMs = 2_000;
const longestDelayMs = 60_000;

/**
 * How long to wait before the next attempt, in milliseconds: 1 to 2 s at first, doubled with every failure in a row, 30 to
 * 60 s at most. The jitter keeps many clients of one server from coming back together.
 */
export function reconnectDelay(failuresInARow: number, random: number): number {
	const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failuresInARow, 10));
	return Math.round(delay * (0.5 + random / 2));
}
