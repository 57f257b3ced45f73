import { type Pace, RateLimiter, type Turn } from '../../../nodes/shared/http/rateLimiter.ts';
import { VirtualClock } from './virtualClock.ts';

export const start = Date.UTC(2026, 0, 1);
export const patient: Pace = { stayUnderLimit: true, intervalMs: 0, longestWaitMs: 3_600_000 };
export const unpaced: Pace = { ...patient, stayUnderLimit: false };

/** A limiter, its clock, and a log of who got which turn when. */
export function rig() {
	const clock = new VirtualClock(start);
	const limiter = new RateLimiter(clock);
	const log: string[] = [];
	const say = (turn: Turn): string => (turn.kind === 'tooLong' ? `tooLong until ${turn.freeAt - start}` : turn.kind);
	return {
		clock,
		limiter,
		log,
		/** Asks for a turn and notes what came of it: "a go 0". */
		ask: (name: string, pace: Pace = patient): void => {
			void limiter.turn(pace).then((turn) => log.push(`${name} ${say(turn)} ${clock.now() - start}`));
		},
		/** Brings the limiter to a known state with one request that was answered. */
		learn: async (remaining: number, resetInMs: number, more: { limit?: number } = { limit: 10 }): Promise<void> => {
			await limiter.turn(unpaced);
			limiter.answered({ remaining, resetAt: clock.now() + resetInMs, ...more });
		},
	};
}
