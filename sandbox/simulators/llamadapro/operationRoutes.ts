import type { Answer } from '../answer.ts';
import type { Route, RoutedRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import { LlamadaProRefusal, ValidationRefusal } from './errors.ts';
import { allows } from './keys.ts';
import { operations, routeOf } from './operations.ts';
import type { OperationName } from './operations.ts';
import type { LlamadaProState } from './state.ts';

/** What an operation does: the JSON of its success, undefined for none. */
export type Handler = (request: RoutedRequest, state: LlamadaProState, assumptions: Assumptions) => unknown;

/** A part of the operations. */
export type Handlers<Name extends OperationName> = Record<Name, Handler>;

/** The operations as routes of the shared framework; the key's permission is checked before (section 2). */
export function operationRoutes(
	handlers: Handlers<OperationName>,
	assumptions: Assumptions,
): Array<Route<LlamadaProState>> {
	return (Object.keys(operations) as OperationName[]).map((name) => {
		const { method, path } = routeOf(name, assumptions);
		const handle = (request: RoutedRequest, state: LlamadaProState): Answer => {
			if (!allows(request.apiKey, method)) throw new LlamadaProRefusal(403, 'This API key may not do this.');
			return success(name, handlers[name](request, state, assumptions), assumptions);
		};
		return { method, path, handle: assumptions.validationStatus === '422' ? as422(handle) : handle };
	});
}

function success(name: OperationName, json: unknown, assumptions: Assumptions): Answer {
	const { status } = operations[name];
	// a 204 has no body, whatever there is to say
	const answered = assumptions.successStatus === 'always200' || (status === 204 && json !== undefined) ? 200 : status;
	return { status: answered, json };
}

function as422(handle: Route<LlamadaProState>['handle']): Route<LlamadaProState>['handle'] {
	return (request, state) => {
		try {
			return handle(request, state);
		} catch (error) {
			throw error instanceof ValidationRefusal ? new ValidationRefusal(error.details, 422) : error;
		}
	};
}
