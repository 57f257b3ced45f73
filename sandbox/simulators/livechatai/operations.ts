import type { Route } from '../definition.ts';

interface Operation {
	method: Route<unknown>['method'];
	/** Under the base path. */
	path: string;
	/** Whether it makes something new, so that 201 would do as well. */
	creates?: true;
}

/** Where the API begins (section 2). */
export const basePath = '/api/v2';

/** Every endpoint of section 6. Literal paths come before those with an id in the same place (6.3). */
export const operations = {
	listAgents: { method: 'get', path: '/agents' },
	createAgent: { method: 'post', path: '/agents', creates: true },
	retrieveAgent: { method: 'get', path: '/agents/:agentId' },
	deleteAgent: { method: 'delete', path: '/agents/:agentId' },

	listContacts: { method: 'get', path: '/contacts' },
	upsertContact: { method: 'post', path: '/contacts', creates: true },
	retrieveContact: { method: 'get', path: '/contacts/:contactId' },
	listContactConversations: { method: 'get', path: '/contacts/:contactId/conversations' },

	sendMessage: { method: 'post', path: '/conversations' },
	createConversation: { method: 'post', path: '/conversations/create', creates: true },
	listConversations: { method: 'get', path: '/conversations' },
	listViews: { method: 'get', path: '/conversations/views' },
	retrieveConversation: { method: 'get', path: '/conversations/:conversationId' },
	replyToConversation: { method: 'post', path: '/conversations/:conversationId/reply' },
	endConversation: { method: 'post', path: '/conversations/:conversationId/end' },

	listDataSources: { method: 'get', path: '/data-sources' },
	createTextSource: { method: 'post', path: '/data-sources/text', creates: true },
	createUrlSource: { method: 'post', path: '/data-sources/url', creates: true },
	createFileSource: { method: 'post', path: '/data-sources/file', creates: true },
	createQaSource: { method: 'post', path: '/data-sources/qa', creates: true },
	deleteDataSources: { method: 'delete', path: '/data-sources' },

	listSuggestions: { method: 'get', path: '/ai-suggestions' },
	retrieveSuggestion: { method: 'get', path: '/ai-suggestions/:suggestionId' },
	dismissSuggestion: { method: 'delete', path: '/ai-suggestions/:suggestionId' },

	overviewAnalytics: { method: 'get', path: '/analytics' },
	agentAnalytics: { method: 'get', path: '/analytics/agent' },
	aiFunctionAnalytics: { method: 'get', path: '/analytics/ai-functions' },
	csatAnalytics: { method: 'get', path: '/analytics/csat' },
	sentimentAnalytics: { method: 'get', path: '/analytics/sentiments' },
	topicAnalytics: { method: 'get', path: '/analytics/topics' },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** The operation of this name, with its complete path. */
export function operationOf(name: OperationName): Operation {
	const operation: Operation = operations[name];
	return { ...operation, path: basePath + operation.path };
}
