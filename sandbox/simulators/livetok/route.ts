import type { Answer } from '../answer.ts';
import type { Route, RoutedRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import { LiveTokRefusal } from './errors.ts';
import { findKey } from './keys.ts';
import type { Account, LiveTokState } from './state.ts';

/** An endpoint that works on the data of the key's mode; the key's permission is checked before. */
export interface LiveTokRoute extends Pick<Route<LiveTokState>, 'method' | 'path'> {
	handle(request: RoutedRequest, account: Account, assumptions: Assumptions): Answer;
}

/** Turns a LiveTok endpoint into one the shared framework runs (403: section 4). */
export function withAccount(route: LiveTokRoute, assumptions: Assumptions): Route<LiveTokState> {
	return {
		method: route.method,
		path: route.path,
		handle: (request, state) => {
			const key = findKey(request.apiKey);
			if (key === undefined || (route.method !== 'get' && !key.mayWrite)) {
				throw new LiveTokRefusal('insufficient_permissions', 'This API key may not do this.');
			}
			return route.handle(request, state.account(key.mode), assumptions);
		},
	};
}
