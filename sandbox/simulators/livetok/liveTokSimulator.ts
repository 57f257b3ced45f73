import { startSimulator } from '../simulator.ts';
import type { RunningSimulator, SimulatorOptions } from '../simulator.ts';
import type { SimulatorDefinition } from '../definition.ts';
import { resolveAssumptions } from './assumptions.ts';
import type { Assumptions } from './assumptions.ts';
import { failure } from './errors.ts';
import { keyOf } from './keys.ts';
import { knowledgeRoutes } from './knowledge.ts';
import { messageRoutes } from './messages.ts';
import { withAccount } from './route.ts';
import { LiveTokState } from './state.ts';
import { webhookRoutes } from './webhooks.ts';

export { liveKey, readOnlyKey, testKey } from './keys.ts';

export interface LiveTokSimulatorOptions extends SimulatorOptions {
	/** Positions of switches in assumptions.ts that differ from the default. */
	assumptions?: Partial<Assumptions>;
	/** Knowledge entries test mode begins with, also after a reset; default 45. */
	testEntries?: number;
}

export type LiveTokSimulator = RunningSimulator<LiveTokState>;

/**
 * Starts a LiveTok API on 127.0.0.1; its base URL is `<url>/v1`. Without `rateLimit` the Pro plan
 * applies: 10,000 requests an hour per key (section 5).
 */
export function startLiveTokSimulator(options: LiveTokSimulatorOptions = {}): Promise<LiveTokSimulator> {
	const assumptions = resolveAssumptions(options.assumptions);
	return startSimulator(liveTokDefinition(assumptions, options.testEntries), options);
}

function liveTokDefinition(
	assumptions: Assumptions,
	testEntries: number | undefined,
): SimulatorDefinition<LiveTokState> {
	const routes = [...messageRoutes, ...knowledgeRoutes, ...webhookRoutes];
	return {
		name: 'LiveTok',
		createState: () => new LiveTokState(assumptions, testEntries),
		authenticate: (request) => keyOf(request) ?? failure(401),
		routes: routes.map((route) => withAccount(route, assumptions)),
		failure,
		rateLimit: {
			default: { limit: 10_000, windowMs: 3_600_000 },
			headers: ({ limit, remaining, resetAt }) => ({
				'X-RateLimit-Limit': String(limit),
				'X-RateLimit-Remaining': String(remaining),
				// rounded up: a client that waits until then never comes too early
				'X-RateLimit-Reset': String(Math.ceil(resetAt / 1000)),
			}),
			headersOn: assumptions.rateLimitHeaders === 'everyAnswer' ? 'everyAnswer' : 'refusals',
			sendRetryAfter: assumptions.retryAfter === 'sent',
		},
	};
}
