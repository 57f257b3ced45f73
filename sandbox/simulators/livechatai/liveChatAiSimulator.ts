import { z } from 'zod';
import type { SimulatorDefinition } from '../definition.ts';
import { overlapsOf } from '../overlaps.ts';
import type { Overlap } from '../overlaps.ts';
import type { LoggedRequest } from '../requestLog.ts';
import { startSimulator } from '../simulator.ts';
import type { RunningSimulator, SimulatorOptions } from '../simulator.ts';
import { agentHandlers } from './agents.ts';
import { analyticsHandlers } from './analytics.ts';
import { resolveAssumptions } from './assumptions.ts';
import type { Assumptions } from './assumptions.ts';
import { contactHandlers } from './contacts.ts';
import { conversationListHandlers } from './conversationList.ts';
import { conversationHandlers } from './conversations.ts';
import { dataSourceHandlers } from './dataSources.ts';
import { failure } from './errors.ts';
import { keyOf } from './keys.ts';
import { operationRoutes } from './operationRoutes.ts';
import { operationOf } from './operations.ts';
import { LiveChatAiState } from './state.ts';
import { suggestionHandlers } from './suggestions.ts';

export interface LiveChatAiSimulatorOptions extends SimulatorOptions {
	/** Positions of switches in assumptionSwitches.ts that differ from the default. */
	assumptions?: Partial<Assumptions>;
}

export interface LiveChatAiSimulator extends RunningSimulator<LiveChatAiState> {
	/** Pairs of sends to one conversation that were open together; `group` is the conversation. */
	overlappingTurns(): Overlap[];
}

/**
 * Starts a LiveChatAI API on 127.0.0.1; its base URL is `<url>/api/v2`. There is no rate limit unless one is
 * set, as no numbers are documented (section 5).
 */
export async function startLiveChatAiSimulator(options: LiveChatAiSimulatorOptions = {}): Promise<LiveChatAiSimulator> {
	const simulator = await startSimulator(liveChatAiDefinition(resolveAssumptions(options.assumptions)), options);
	return Object.assign(simulator, { overlappingTurns: () => overlapsOf(simulator.requests, conversationOf) });
}

function liveChatAiDefinition(assumptions: Assumptions): SimulatorDefinition<LiveChatAiState> {
	const handlers = {
		...agentHandlers,
		...contactHandlers,
		...conversationHandlers,
		...conversationListHandlers,
		...dataSourceHandlers,
		...suggestionHandlers,
		...analyticsHandlers,
	};
	const oneSecond: Record<string, string> = assumptions.retryAfter === 'oneSecond' ? { 'Retry-After': '1' } : {};
	return {
		name: 'LiveChatAI',
		createState: () => new LiveChatAiState(),
		authenticate: (request) => keyOf(request) ?? failure(401, assumptions),
		routes: operationRoutes(handlers, assumptions),
		failure: (status) => failure(status, assumptions),
		rateLimit: {
			default: 'off',
			headers: () => oneSecond,
			headersOn: 'refusals',
			sendRetryAfter: assumptions.retryAfter === 'untilReset',
		},
	};
}

const turnSchema = z.object({ conversationId: z.string() });
const turns = operationOf('sendMessage');

function conversationOf({ method, path, body }: LoggedRequest): string | undefined {
	if (method !== turns.method.toUpperCase() || path !== turns.path) return undefined;
	return turnSchema.safeParse(body).data?.conversationId;
}
