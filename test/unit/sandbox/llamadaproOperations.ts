import type { OperationName } from '../../../sandbox/simulators/llamadapro/index.ts';
import { bridge, task, template, text, upload } from './llamadaproClient.ts';

type Entity =
	| 'Call'
	| 'Task'
	| 'Recording'
	| 'Transcription'
	| 'Conversation'
	| 'BulkResult'
	| 'Contact'
	| 'Message'
	| 'MediaUpload'
	| 'ListOption'
	| 'Definition';

/** The fields every answer of a kind has (section 6 of the LlamadaPro API sheet). */
export const fieldsOf: Record<Entity, string> = {
	Call: `id tenantId providerId providerName funnelConversationId sessionId userId contactId opportunityId
		analysisConfigId teamId from to redirectedTo duration direction status startTime metadata customData
		agentScore category createdAt updatedAt lastUpdateSequence`,
	Task: `id tenantId createdAt updatedAt context objective createdBy assignedTo publishedAt dueDate completedAt
		cancelledAt cancellationReason status`,
	Recording: `id tenantId callId providerId providerName callProviderId callProviderName url startTime duration
		dualChannel createdAt updatedAt`,
	Transcription: 'id tenantId providerId providerName recordingId url text createdAt updatedAt',
	Conversation: `id tenantId contactId userId funnelId funnelStatusId archivedAt createdAt updatedAt channelSessions
		contacts customFields`,
	BulkResult: 'message operationId report',
	Contact: `id tenantId providerId providerName nationalId firstName lastName email phone userId contactCompanyId
		companyPosition metadata createdAt updatedAt customFields addresses`,
	Message: `id tenantId conversationId funnelConversationId sessionId providerId contactId userId content status
		direction channel sender recipient attachments createdAt updatedAt metadata errors customFields mediaProcessing`,
	MediaUpload: 'url size fileName contentType fileId mediaId tags',
	ListOption: 'id tenantId definitionId value label description createdAt updatedAt',
	Definition: 'id tenantId entityType fieldKey fieldLabel fieldType description createdAt updatedAt',
};

/** What replaces `:name` in the path, and the query; ids are 1 otherwise. */
type At = Record<string, string>;
type Refused = [at: At, json: unknown, status: number, detail?: string];

/** For each operation a request that works, what it answers, and requests that are refused. */
export const samples: Record<
	OperationName,
	{ at?: At; json?: unknown; answers?: Entity; list?: true; refused: Refused[] }
> = {
	startAgentCallV2: {
		json: {
			toPhoneNumber: '+56911112222',
			objectives: ['Confirm the visit'],
			localization: 'CL',
			personality: { name: 'Eva', communicationStyle: 'professional' },
			customData: { any: 1 },
		},
		answers: 'Call',
		refused: [
			[{}, { objectives: ['x'] }, 400, 'body.toPhoneNumber'],
			[{}, { toPhoneNumber: '+1', objectives: 'x' }, 400, 'body.objectives'],
			[{}, { toPhoneNumber: '+1', objectives: ['x', 5] }, 400, 'body.objectives.$1'],
			[{}, { toPhoneNumber: '+1', objectives: [], localization: 'AR' }, 400, 'body.localization'],
			[{}, { toPhoneNumber: '+1', objectives: [], provider: 'other' }, 400, 'body.provider'],
		],
	},

	getTasks: {
		answers: 'Task',
		list: true,
		refused: [
			[{ query: '?status=pending' }, undefined, 400, 'status'],
			[{ query: '?limit=many' }, undefined, 400, 'limit'],
			[{ query: '?dueBefore=tomorrow' }, undefined, 400, 'dueBefore'],
			[{ query: '?assignedToType=team' }, undefined, 400, 'assignedToType'],
		],
	},
	createTask: {
		json: task,
		answers: 'Task',
		refused: [
			[{}, { ...task, context: undefined }, 400, 'body.context'],
			[{}, { ...task, objective: undefined }, 400, 'body.objective'],
			[{}, { ...task, createdBy: undefined }, 400, 'body.createdBy'],
			[{}, { ...task, assignedTo: '102' }, 400, 'body.assignedTo'],
			[{}, { ...task, status: 'pending' }, 400, 'body.status'],
			[{}, { ...task, dueDate: 'tomorrow' }, 400, 'body.dueDate'],
		],
	},
	getTask: { at: { taskId: 'task_1' }, answers: 'Task', refused: [[{ taskId: 'task_99' }, undefined, 404]] },
	updateTask: {
		at: { taskId: 'task_1' },
		json: { objective: 'Other', cancellationReason: null },
		answers: 'Task',
		refused: [
			[{ taskId: 'task_99' }, {}, 404],
			[{ taskId: 'task_99' }, { status: 'done' }, 400, 'body.status'],
		],
	},
	deleteTask: { at: { taskId: 'task_1' }, answers: 'Task', refused: [[{ taskId: '1' }, undefined, 404]] },

	getRecording: {
		answers: 'Recording',
		refused: [
			[{ id: '99' }, undefined, 404],
			[{ id: 'one' }, undefined, 400, 'id'],
		],
	},
	loadRecording: {
		json: { userId: 101, url: 'https://example.com/a.mp3', callDirection: 'incoming' },
		refused: [
			[{}, { url: 'https://example.com/a.mp3' }, 400, 'body.userId'],
			[{}, { userId: 101, url: 'x', callDirection: 'inbound' }, 400, 'body.callDirection'],
		],
	},

	bulkCreateConversations: {
		json: { conversations: [{ funnelId: 1, contactId: 1 }] },
		answers: 'BulkResult',
		refused: [
			[{}, {}, 400, 'body.conversations'],
			[{}, { conversations: [] }, 400, 'body.conversations'],
			[{}, { conversations: Array(501).fill({ funnelId: 1, contactId: 1 }) }, 400, 'body.conversations'],
		],
	},
	bulkUpdateConversations: {
		json: { conversations: [{ id: 1, userId: null }] },
		answers: 'BulkResult',
		refused: [
			[{}, { conversations: {} }, 400, 'body.conversations'],
			[{}, { conversations: [] }, 400, 'body.conversations'],
		],
	},
	createConversation: {
		json: { funnelId: 1, contactId: 1 },
		answers: 'Conversation',
		refused: [
			[{}, { contactId: 1 }, 400, 'body.funnelId'],
			[{}, { funnelId: 1 }, 400, 'body.contactId'],
			[{}, { funnelId: 1, contactId: 999 }, 404],
		],
	},

	getContacts: {
		answers: 'Contact',
		list: true,
		refused: [
			[{ query: '?pageSize=101' }, undefined, 400, 'pageSize'],
			[{ query: '?page=0' }, undefined, 400, 'page'],
			[{ query: '?pageToken=nonsense' }, undefined, 400, 'pageToken'],
			[{ query: '?filterBy=Ana' }, undefined, 400, 'filterBy'],
			[{ query: '?sortBy=createdAt' }, undefined, 400, 'sortBy'],
		],
	},
	createContact: {
		json: { firstName: 'Ana', addresses: [{ address: '+56911112222', channelType: 'PHONE' }] },
		answers: 'Contact',
		refused: [
			[{}, { firstName: 5 }, 400, 'body.firstName'],
			[{}, { addresses: [{ address: '+56911112222' }] }, 400, 'body.addresses.$0.channelType'],
			[{}, { createdAt: 'today' }, 400, 'body.createdAt'],
			[{}, [], 400, 'body'],
			[{}, '{"firstName":', 400],
		],
	},
	getContact: {
		answers: 'Contact',
		refused: [
			[{ id: '999' }, undefined, 404],
			[{ id: 'abc' }, undefined, 400, 'id'],
		],
	},
	updateContact: {
		json: { lastName: null, id: 1, tenantId: 'x' },
		answers: 'Contact',
		refused: [
			[{ id: '999' }, {}, 404],
			[{}, { userId: '5' }, 400, 'body.userId'],
		],
	},
	deleteContact: { answers: 'Contact', refused: [[{ id: '999' }, undefined, 404]] },
	searchContacts: {
		json: { search: 'ana', includeTotalCount: 'true' },
		answers: 'Contact',
		list: true,
		refused: [
			[{}, { filters: [{ field: 'firstName', operator: 'like', value: 'x' }] }, 400, 'body.filters.$0.operator'],
			[{}, { sort: [{ field: 'firstName', direction: 'down' }] }, 400, 'body.sort.$0.direction'],
			[{}, { size: 0 }, 400, 'body.size'],
			[{}, { pageToken: 'nonsense' }, 400, 'body.pageToken'],
		],
	},

	getMessage: { at: { messageId: 'msg_1' }, answers: 'Message', refused: [[{ messageId: 'msg_9' }, undefined, 404]] },
	createTemplateMessage: {
		json: { ...template, variables: [{ type: 'text', text: 'Ana' }] },
		answers: 'Message',
		refused: [
			[{}, { ...template, templateName: undefined }, 400, 'body.templateName'],
			[{}, { ...template, toPhoneNumber: '911112222' }, 400, 'body.toPhoneNumber'],
			[{}, { ...template, userId: 101 }, 400, 'body.userId'],
			[{}, { ...template, variables: [], components: [] }, 400, 'body.components'],
			[{}, { ...template, variables: [{ type: 'text' }] }, 400, 'body.variables.$0'],
			[{}, { ...template, components: [{ type: 'footer' }] }, 400, 'body.components.$0.type'],
		],
	},
	createMessage: {
		json: text,
		answers: 'Message',
		refused: [
			[{}, { ...text, content: undefined }, 400, 'body.content'],
			[{}, { ...text, type: 'gif' }, 400, 'body.type'],
			[{}, { ...text, type: 'image' }, 400, 'body.fileId'],
			[{}, { ...text, type: 'image', fileId: 'file_99' }, 404],
		],
	},
	uploadMedia: {
		json: upload,
		answers: 'MediaUpload',
		refused: [
			[{}, { fromPhoneNumber: upload.fromPhoneNumber, fileName: 'a.txt' }, 400, 'body.fileId'],
			[{}, { ...upload, content: 'not base64!' }, 400, 'body.content'],
			[{}, { ...upload, tags: { a: 1 } }, 400, 'body.tags.a'],
			[{}, { fromPhoneNumber: upload.fromPhoneNumber, fileId: 'file_99' }, 404],
		],
	},

	getCustomFieldListOptions: {
		at: { definitionId: '5' },
		answers: 'ListOption',
		list: true,
		refused: [
			[{ definitionId: '99' }, undefined, 404],
			[{ definitionId: '99', query: '?page=x' }, undefined, 400, 'page'],
		],
	},
	createCustomFieldListOption: {
		at: { definitionId: '5' },
		json: { definitionId: 5, value: 'later' },
		answers: 'ListOption',
		refused: [
			[{ definitionId: '5' }, { value: 'later' }, 400, 'body.definitionId'],
			[{ definitionId: '5' }, { definitionId: 4, value: 'later' }, 400, 'body.definitionId'],
			[{ definitionId: '99' }, { definitionId: 99, value: 'later' }, 404],
			[{ definitionId: '5' }, { definitionId: 5, value: 'low' }, 409],
			[{ definitionId: '1' }, { definitionId: 1, value: 'later' }, 409],
		],
	},
	getCustomFieldListOption: {
		at: { definitionId: '5', optionId: '4' },
		answers: 'ListOption',
		refused: [
			[{ definitionId: '5', optionId: '9' }, undefined, 404],
			[{ definitionId: '1', optionId: '4' }, undefined, 404],
		],
	},
	updateCustomFieldListOption: {
		at: { definitionId: '5', optionId: '4' },
		json: { label: 'Urgent' },
		answers: 'ListOption',
		refused: [
			[{ definitionId: '5', optionId: '4' }, { value: 'low' }, 409],
			[{ definitionId: '5', optionId: '4' }, { label: 5 }, 400, 'body.label'],
		],
	},
	deleteCustomFieldListOption: {
		at: { definitionId: '5', optionId: '4' },
		answers: 'ListOption',
		refused: [[{ definitionId: '5', optionId: '9' }, undefined, 404]],
	},

	getCustomFieldDefinitions: {
		answers: 'Definition',
		list: true,
		refused: [[{ query: '?sortBy=id=up' }, undefined, 400, 'sortBy']],
	},
	createCustomFieldDefinition: {
		json: { entityType: 'PRODUCT', fieldKey: 'source', fieldType: 'STRING' },
		answers: 'Definition',
		refused: [
			[{}, { entityType: 'LEAD', fieldKey: 'a', fieldType: 'TEXT' }, 400, 'body.entityType'],
			[{}, { entityType: 'CONTACT', fieldType: 'STRING' }, 400, 'body.fieldKey'],
			[{}, { entityType: 'CONTACT', fieldKey: 'source', fieldType: 'NUMBER' }, 409],
		],
	},
	getCustomFieldDefinition: { answers: 'Definition', refused: [[{ id: '99' }, undefined, 404]] },
	updateCustomFieldDefinition: {
		json: { fieldLabel: 'Where from' },
		answers: 'Definition',
		refused: [
			[{}, { fieldKey: 'score' }, 409],
			[{}, { fieldType: 'TEXT' }, 400, 'body.fieldType'],
			[{ id: '99' }, {}, 404],
		],
	},
	deleteCustomFieldDefinition: {
		at: { id: '7' },
		answers: 'Definition',
		refused: [
			[{ id: '1' }, undefined, 409],
			[{ id: '1', query: '?force=yes' }, undefined, 400, 'force'],
			[{ id: '99' }, undefined, 404],
		],
	},

	startBridgeCall: {
		json: bridge,
		answers: 'Call',
		refused: [[{}, { to: bridge.to }, 400, 'body.from']],
	},
	startAgentCall: {
		json: { voiceAgentId: 7, to: '+56911112222', contextVariables: {} },
		answers: 'Call',
		refused: [[{}, { voiceAgentId: '7', to: '+56911112222' }, 400, 'body.contextVariables']],
	},
	createCall: {
		json: {
			status: 'completed',
			userId: null,
			metadata: {},
			from: '+56225550000',
			to: '+56911112222',
			duration: null,
			direction: 'outgoing',
			startTime: '2025-02-01T10:00:00Z',
		},
		answers: 'Call',
		refused: [
			[{}, { status: 'completed' }, 400, 'body.metadata'],
			[{}, { status: 'completed', metadata: {} }, 400, 'body.userId'],
			[{}, { startTime: 'now' }, 400, 'body.startTime'],
		],
	},
	getCall: { answers: 'Call', refused: [[{ callId: '99' }, undefined, 404]] },
	getCallTranscription: {
		answers: 'Transcription',
		refused: [
			[{ callId: '99' }, undefined, 404],
			[{ callId: '2' }, undefined, 404],
		],
	},
	getCallRecording: { answers: 'Recording', refused: [[{ callId: '2' }, undefined, 404]] },
};
