import type { Route } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';

/**
 * How sure the path of an operation is: it stands in the reference, or was deduced from it (section 4).
 */
type Mark = 'STATED' | 'INFERRED-high' | 'INFERRED-medium' | 'INFERRED-low';

/** Where an operation lives and what a success is answered with. */
export interface Operation {
	method: Route<unknown>['method'];
	path: string;
	mark: Mark;
	status: number;
	/** What is different in other positions of the route switches; later ones win. */
	instead?: Array<{ when: Partial<Assumptions>; method?: Operation['method']; path?: string }>;
}

const contacts = '/api/v1/contacts';
const tasks = '/api/v1/tasks';
const calls = '/api/v1/calls';
const conversations = '/api/v1/conversations';
const whatsapp = '/api/v1/messaging/whatsapp/messages';
const definitions = '/api/v1/custom-fields/definitions';

/** The 37 operations in the order of section 4: the one place for their routes. */
export const operations = {
	startAgentCallV2: {
		method: 'post',
		path: '/api/v2/calls/agent',
		mark: 'INFERRED-low',
		status: 201,
		instead: [
			{ when: { briefCallRoute: 'root' }, path: '/api/v2/calls' },
			{ when: { briefCallRoute: 'verb' }, path: '/api/v2/calls/start-agent-call' },
		],
	},

	getTasks: { method: 'get', path: tasks, mark: 'STATED', status: 200 },
	createTask: { method: 'post', path: tasks, mark: 'STATED', status: 201 },
	getTask: { method: 'get', path: `${tasks}/:taskId`, mark: 'INFERRED-high', status: 200 },
	updateTask: { method: 'put', path: `${tasks}/:taskId`, mark: 'STATED', status: 200 },
	deleteTask: { method: 'delete', path: `${tasks}/:taskId`, mark: 'INFERRED-high', status: 200 },

	getRecording: { method: 'get', path: `${calls}/recordings/:id`, mark: 'INFERRED-high', status: 200 },
	loadRecording: {
		method: 'post',
		path: `${calls}/recordings`,
		mark: 'INFERRED-medium',
		status: 204,
		instead: [{ when: { loadRecordingRoute: 'load' }, path: `${calls}/recordings/load` }],
	},

	bulkCreateConversations: {
		method: 'post',
		path: `${conversations}/bulk`,
		mark: 'INFERRED-medium',
		status: 202,
		instead: [{ when: { conversationRoutes: 'singleApart' }, path: conversations }],
	},
	bulkUpdateConversations: {
		method: 'put',
		path: `${conversations}/bulk`,
		mark: 'INFERRED-medium',
		status: 202,
		instead: [
			{ when: { conversationRoutes: 'singleApart' }, path: conversations },
			{ when: { bulkUpdateMethod: 'patch' }, method: 'patch' },
		],
	},
	createConversation: {
		method: 'post',
		path: conversations,
		mark: 'INFERRED-medium',
		status: 201,
		instead: [{ when: { conversationRoutes: 'singleApart' }, path: `${conversations}/single` }],
	},

	getContacts: { method: 'get', path: contacts, mark: 'STATED', status: 200 },
	createContact: { method: 'post', path: contacts, mark: 'STATED', status: 201 },
	getContact: { method: 'get', path: `${contacts}/:id`, mark: 'INFERRED-high', status: 200 },
	updateContact: { method: 'put', path: `${contacts}/:id`, mark: 'STATED', status: 200 },
	deleteContact: { method: 'delete', path: `${contacts}/:id`, mark: 'INFERRED-high', status: 200 },
	searchContacts: { method: 'post', path: `${contacts}/search`, mark: 'STATED', status: 200 },

	getMessage: {
		method: 'get',
		path: '/api/v1/messaging/messages/:messageId',
		mark: 'INFERRED-high',
		status: 200,
	},
	createTemplateMessage: {
		method: 'post',
		path: `${whatsapp}/template`,
		mark: 'INFERRED-low',
		status: 201,
		instead: [{ when: { templateMessageRoute: 'templates' }, path: `${whatsapp}/templates` }],
	},
	createMessage: { method: 'post', path: whatsapp, mark: 'INFERRED-medium', status: 201 },
	uploadMedia: {
		method: 'post',
		path: `${whatsapp}/media`,
		mark: 'INFERRED-low',
		status: 201,
		instead: [{ when: { uploadMediaRoute: 'uploadMedia' }, path: `${whatsapp}/upload-media` }],
	},

	getCustomFieldListOptions: { method: 'get', ...listOptionPaths(''), mark: 'INFERRED-low', status: 200 },
	createCustomFieldListOption: { method: 'post', ...listOptionPaths(''), mark: 'INFERRED-low', status: 201 },
	getCustomFieldListOption: { method: 'get', ...listOptionPaths('/:optionId'), mark: 'INFERRED-low', status: 200 },
	updateCustomFieldListOption: { method: 'put', ...listOptionPaths('/:optionId'), mark: 'INFERRED-low', status: 200 },
	deleteCustomFieldListOption: {
		method: 'delete',
		...listOptionPaths('/:optionId'),
		mark: 'INFERRED-low',
		status: 200,
	},

	getCustomFieldDefinitions: { method: 'get', path: definitions, mark: 'INFERRED-high', status: 200 },
	createCustomFieldDefinition: { method: 'post', path: definitions, mark: 'INFERRED-high', status: 201 },
	getCustomFieldDefinition: { method: 'get', path: `${definitions}/:id`, mark: 'INFERRED-high', status: 200 },
	updateCustomFieldDefinition: { method: 'put', path: `${definitions}/:id`, mark: 'INFERRED-high', status: 200 },
	deleteCustomFieldDefinition: { method: 'delete', path: `${definitions}/:id`, mark: 'INFERRED-high', status: 200 },

	startBridgeCall: {
		method: 'post',
		path: `${calls}/bridge`,
		mark: 'INFERRED-low',
		status: 201,
		instead: [{ when: { startCallRoutes: 'verb' }, path: `${calls}/start-bridge-call` }],
	},
	startAgentCall: {
		method: 'post',
		path: `${calls}/agent`,
		mark: 'INFERRED-low',
		status: 201,
		instead: [{ when: { startCallRoutes: 'verb' }, path: `${calls}/start-agent-call` }],
	},
	createCall: { method: 'post', path: calls, mark: 'INFERRED-medium', status: 201 },
	getCall: { method: 'get', path: `${calls}/:callId`, mark: 'INFERRED-medium', status: 200 },
	getCallTranscription: {
		method: 'get',
		path: `${calls}/:callId/transcription`,
		mark: 'INFERRED-medium',
		status: 200,
	},
	getCallRecording: { method: 'get', path: `${calls}/:callId/recording`, mark: 'INFERRED-medium', status: 200 },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** Method and path of an operation in these positions of the route switches (section 4). */
export function routeOf(name: OperationName, assumptions: Assumptions): Pick<Operation, 'method' | 'path'> {
	const operation: Operation = operations[name];
	let { method, path } = operation;
	for (const { when, ...other } of operation.instead ?? []) {
		const switches = Object.keys(when) as Array<keyof Assumptions>;
		if (!switches.every((each) => assumptions[each] === when[each])) continue;
		method = other.method ?? method;
		path = other.path ?? path;
	}
	return { method, path };
}

function listOptionPaths(tail: string): Pick<Operation, 'path' | 'instead'> {
	return {
		path: `${definitions}/:definitionId/list-options${tail}`,
		instead: [
			{
				when: { listOptionRoutes: 'underCustomFields' },
				path: `/api/v1/custom-fields/:definitionId/list-options${tail}`,
			},
			{
				when: { listOptionRoutes: 'underListOptions' },
				path: `/api/v1/custom-fields/list-options/:definitionId${tail}`,
			},
		],
	};
}
