import type { SimulatorDefinition } from '../definition.ts';
import { startSimulator } from '../simulator.ts';
import type { RunningSimulator, SimulatorOptions } from '../simulator.ts';
import { authenticate, guarded } from './access.ts';
import { resolveAssumptions } from './assumptions.ts';
import type { Assumptions } from './assumptions.ts';
import { failure } from './errors.ts';
import type { TenantEvent } from './events.ts';
import { routeOf, routes } from './routes.ts';
import { AutochatState } from './state.ts';
import type { StateOptions } from './state.ts';
import { TenantSocket } from './tenantSocket.ts';
import type { TenantSocketOptions } from './tenantSocket.ts';

export interface AutochatSimulatorOptions extends SimulatorOptions, StateOptions, TenantSocketOptions {
	/** Positions of switches in assumptions.ts that differ from the default. */
	assumptions?: Partial<Assumptions>;
}

export interface AutochatSimulator extends RunningSimulator<AutochatState> {
	/** The tenant's WebSocket (section 5). Its open connections outlive a reset. */
	readonly socket: TenantSocket;
}

/**
 * Starts Autochat on 127.0.0.1: the REST API and the tenant's WebSocket; the "Base URL" of a credential is `<url>`, paths
 * begin with `/api`. There is no rate limit unless one is set, as no numbers are documented (section 4). What the
 * WebSocket says goes to `onEvent` too, also after a reset.
 */
export async function startAutochatSimulator(options: AutochatSimulatorOptions = {}): Promise<AutochatSimulator> {
	const assumptions = resolveAssumptions(options.assumptions);
	const onEvent = (event: TenantEvent): void => {
		simulator.socket.deliver(event);
		options.onEvent?.(event);
	};
	// tokens expire on the clock of the state in force
	const definition = autochatDefinition(assumptions, { ...options, onEvent }, () => simulator.state);
	const running = await startSimulator(definition, options);
	const socket = new TenantSocket({ server: running.server, assumptions, options, state: () => running.state });
	const reset = running.reset.bind(running);
	const close = running.close.bind(running);
	const simulator: AutochatSimulator = Object.assign(running, {
		socket,
		reset: () => {
			reset();
			socket.reset();
		},
		close: async () => {
			socket.close();
			await close();
		},
	});
	return simulator;
}

function autochatDefinition(
	assumptions: Assumptions,
	options: StateOptions,
	state: () => AutochatState,
): SimulatorDefinition<AutochatState> {
	return {
		name: 'Autochat',
		createState: () => new AutochatState(options),
		authenticate: (request) => authenticate(request, state(), assumptions),
		routes: Object.values(routes).map((route) => guarded(route, assumptions)),
		failure: (status) => failure(status, assumptions),
		rateLimit: {
			default: 'off',
			appliesTo: (request) => routeOf(request)?.unlimited !== true,
			headers: () => ({}),
			headersOn: 'refusals',
			sendRetryAfter: assumptions.retryAfter === 'sent',
		},
	};
}
