import type { SimulatorDefinition } from '../definition.ts';
import { startSimulator } from '../simulator.ts';
import type { RunningSimulator, SimulatorOptions } from '../simulator.ts';
import { authenticate, guarded } from './access.ts';
import { resolveAssumptions } from './assumptions.ts';
import type { Assumptions } from './assumptions.ts';
import { failure } from './errors.ts';
import { routeOf, routes } from './routes.ts';
import { AutochatState } from './state.ts';
import type { StateOptions } from './state.ts';

export interface AutochatSimulatorOptions extends SimulatorOptions, StateOptions {
	/** Positions of switches in assumptions.ts that differ from the default. */
	assumptions?: Partial<Assumptions>;
}

export type AutochatSimulator = RunningSimulator<AutochatState>;

/**
 * Starts the REST API of Autochat on 127.0.0.1; the "Base URL" of a credential is `<url>`, paths begin with
 * `/api`. There is no rate limit unless one is set, as no numbers are documented (section 4). What the tenant's
 * WebSocket would say goes to `onEvent`, also after a reset.
 */
export async function startAutochatSimulator(options: AutochatSimulatorOptions = {}): Promise<AutochatSimulator> {
	const assumptions = resolveAssumptions(options.assumptions);
	// tokens expire on the clock of the state in force
	const definition = autochatDefinition(assumptions, options, () => simulator.state);
	const simulator: AutochatSimulator = await startSimulator(definition, options);
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
