import type { Answer } from '../answer.ts';
import type { RoutedRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import type { AutochatState } from './state.ts';
import type { Tenant } from './tenants.ts';

/** A request that may be carried out: the token is good, for this tenant, from an allowed domain. */
export interface Call {
	request: RoutedRequest;
	tenant: Tenant;
	state: AutochatState;
	assumptions: Assumptions;
}

/** What a route does; it may throw an `AutochatRefusal`. */
export type Handler = (call: Call) => Answer;
