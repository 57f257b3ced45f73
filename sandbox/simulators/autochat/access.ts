import type { Answer } from '../answer.ts';
import { Refusal } from '../answer.ts';
import type { Route, RoutedRequest, SimulatorRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import { checkDomain } from './domains.ts';
import { AutochatRefusal, errorAnswer, failure } from './errors.ts';
import { routeOf } from './routes.ts';
import type { AutochatRoute } from './routes.ts';
import type { AutochatState } from './state.ts';
import type { Tenant } from './tenants.ts';
import { readToken } from './tokens.ts';

/** What a request without any token is counted under. */
const nobody = 'nobody';

/** The token of a request, if its route takes such a one, or the answer that refuses it (section 2). */
export function authenticate(
	request: SimulatorRequest,
	state: AutochatState,
	assumptions: Assumptions,
): string | Answer {
	const route = routeOf(request);
	// no route, no token: whoever asks gets the 404
	if (route === undefined) return nobody;
	const isPublic = route.token === 'anyone';
	if (isPublic && assumptions.configToken === 'ignored') return nobody;
	const { authorization } = request.headers;
	if (isPublic && authorization === undefined && assumptions.configToken === 'optional') return nobody;
	const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
	const kind = route.token === 'anyone' ? 'widget' : route.token;
	if (token !== undefined && state.claimsOf(token, kind) !== undefined) return token;
	return failure(kind === 'dashboard' ? Number(assumptions.badJwt) : 401, assumptions);
}

/** Turns an endpoint into one the shared framework runs: tenant, domain, then what the endpoint does. */
export function guarded(route: AutochatRoute, assumptions: Assumptions): Route<AutochatState> {
	const answer = (request: RoutedRequest, state: AutochatState): Answer => {
		const tenant = tenantOf(route, request, state, assumptions);
		const isProtected = assumptions.domainScope === 'allWidgetRoutes' || route.path.endsWith('/chat');
		if (route.token !== 'dashboard' && isProtected) checkDomain(request, tenant, assumptions);
		return route.handle({ request, tenant, state, assumptions });
	};
	return {
		method: route.method,
		path: route.path,
		handle: (request, state) => {
			try {
				return answer(request, state);
			} catch (error) {
				if (!(error instanceof AutochatRefusal)) throw error;
				const refused = errorAnswer(error.status, error.message, assumptions);
				throw new Refusal(assumptions.refusalStatus === 'always200' ? { ...refused, status: 200 } : refused);
			}
		},
	};
}

/** The tenant of the JWT, or of the path, which must be that of the widget token (section 2a). */
function tenantOf(
	{ token: kind }: AutochatRoute,
	{ apiKey, params }: RoutedRequest,
	state: AutochatState,
	assumptions: Assumptions,
): Tenant {
	const claims = readToken(apiKey);
	const tenant = state.tenants.get((kind === 'dashboard' ? claims?.tenantId : params.widgetId) ?? '');
	if (tenant === undefined) throw new AutochatRefusal(404, 'Widget not found');
	if (claims !== undefined && claims.tenantId !== tenant.id) {
		throw new AutochatRefusal(Number(assumptions.foreignToken), 'This token belongs to another widget');
	}
	return tenant;
}
