import type { Answer } from '../answer.ts';
import type { Route, RoutedRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import type { Handlers } from './call.ts';
import { LiveChatAiRefusal, shown } from './errors.ts';
import { findKey } from './keys.ts';
import { operationOf, operations } from './operations.ts';
import type { OperationName } from './operations.ts';
import type { LiveChatAiState } from './state.ts';

/** The operations as routes of the shared framework; the key's permission is checked before (section 3). */
export function operationRoutes(
	handlers: Handlers<OperationName>,
	assumptions: Assumptions,
): Array<Route<LiveChatAiState>> {
	return (Object.keys(operations) as OperationName[])
		.filter((name) => name !== 'listContactConversations' || assumptions.contactConversationsRoute !== 'absent')
		.map((name) => {
			const { method, path, creates } = operationOf(name);
			const handle = (request: RoutedRequest, state: LiveChatAiState): Answer => {
				checkPermission(name, request, method);
				const answer = handlers[name]({ request, state, assumptions });
				return creates && answer.status === 200 ? { ...answer, status: Number(assumptions.createStatus) } : answer;
			};
			return { method, path, handle: withAssumedCode(handle, assumptions) };
		});
}

function checkPermission(name: OperationName, { apiKey }: RoutedRequest, method: string): void {
	const key = findKey(apiKey);
	const isListOfAgents = name === 'listAgents';
	if (key === undefined || (!key.mayWrite && method !== 'get') || (!key.ownsData && !isListOfAgents)) {
		throw new LiveChatAiRefusal(403);
	}
}

function withAssumedCode(
	handle: (request: RoutedRequest, state: LiveChatAiState) => Answer,
	assumptions: Assumptions,
): Route<LiveChatAiState>['handle'] {
	return (request, state) => {
		try {
			return handle(request, state);
		} catch (error) {
			if (error instanceof LiveChatAiRefusal) return shown(error, assumptions);
			throw error;
		}
	};
}
