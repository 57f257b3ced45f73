import { createHash } from 'crypto';
import { z } from 'zod';

import { endpoint } from '../shared/http/endpoint';
import { pagesByToken } from '../shared/http/paginate';
import type { VendorError, VendorProfile } from '../shared/http/vendor';
import * as call from './schemas/call';
import { pagedQuery } from './schemas/common';
import * as contact from './schemas/contact';
import * as conversation from './schemas/conversation';
import * as customField from './schemas/customField';
import * as message from './schemas/message';
import * as task from './schemas/task';
import type { WebhookEvent } from './schemas/webhook';

/** Section 2. ASSUMPTION: the one error-like sample of the reference is the form of every error. */
const errorEnvelope = z.object({
	error: z.string().nullish(),
	message: z.string().nullish(),
	details: z.unknown(),
});

/** Section 2: a validation error maps each field to what is wrong with it. */
function readDetails(details: unknown): { fields: string[]; words: string[] } {
	const parsed = z.record(z.object({ message: z.string().nullish() }).passthrough()).safeParse(details);
	if (!parsed.success) return { fields: [], words: [] };
	const entries = Object.entries(parsed.data);
	return {
		fields: entries.map(([field]) => field.replace(/^(body|queries|query|path)\./, '')),
		words: entries.flatMap(([, problem]) => problem.message ?? []),
	};
}

function readError(body: unknown): VendorError | undefined {
	const parsed = errorEnvelope.safeParse(body);
	if (!parsed.success) return undefined;
	const { error, message: words, details } = parsed.data;
	const { fields, words: problems } = readDetails(details);
	const texts = [words ?? error, ...problems].filter((part) => typeof part === 'string' && part !== '');
	return {
		code: error ?? undefined,
		message: texts.length === 0 ? undefined : texts.join(': '),
		parameter: fields.length === 0 ? undefined : fields.join(', '),
	};
}

const digestOf = (data: object): string => createHash('sha256').update(JSON.stringify(data)).digest('hex');

/** What the reference does not say and this node relies on. To correct one is to change its line. */
export const assumptions = {
	/** Section 3: `field:value` pairs joined by semicolons. */
	filterBy: (filters: ReadonlyArray<{ field: string; value: string }>): string =>
		filters.map(({ field, value }) => `${field}:${value}`).join(';'),
	/** Section 3: `searchBy` has neither example nor description; the form of `filterBy` is taken for it. */
	searchBy: (searches: ReadonlyArray<{ field: string; value: string }>): string =>
		searches.map(({ field, value }) => `${field}:${value}`).join(';'),
	/** Section 3: the contact search's operator for "is"; whether capitals count is not said. */
	equals: 'eq',
	/** Section 3: where the contact search finds phone numbers and email addresses. */
	addressPath: 'addresses.address',
	/** Section 3: where the contact search finds the value of a custom field. */
	customFieldPath: (fieldKey: string): string => `customFields.${fieldKey}`,
	/** Section 3: `field=direction`. */
	sortBy: ({ field, direction }: { field: string; direction: string }): string => `${field}=${direction}`,
	/** Section 8: contacts can be sorted by this field. The documentation sorts by `createdAt` only. */
	changedAt: 'updatedAt',
	/** Section 3: the reference names no maximum; its examples use 20. */
	largestPage: 100,
	/** Section 3: definitions of one kind of record. */
	definitionsOf: (entityType: string): string => `entityType:${entityType}`,
	/** Section 6: the key of a custom field in `customFields` is the definition's `fieldKey`. */
	customFieldKey: (definition: customField.Definition): string => definition.fieldKey,
	/** Section 6: a LIST field holds the `value` of one of its options. */
	customFieldOptionValue: (option: customField.ListOption): string => option.value,
	/** Section 5.15: addresses sent in an update replace the ones before, so the ones to keep are sent along. */
	updateReplacesAddresses: true,
	/** Section 6: a DATE custom field takes a day without a time. */
	customFieldDay: (day: string): string => day,
	/** Section 6: a call in one of these is over. */
	finalCallStatuses: ['completed', 'no-answer', 'busy', 'failed', 'canceled'],
	/** Section 9: a call that ended in one of these was answered, so that a recording and a transcription follow. */
	answeredCallStatuses: ['completed'],
	/** Section 8: transcription and recording of a call answer 404 until they exist. */
	notReadyYet: 404,
	/** Section 5.21: the content of an upload is base64. */
	uploadEncoding: 'base64',
	/** The largest file that is uploaded, in bytes. WhatsApp takes no larger one but documents; LlamadaPro names no limit. */
	largestUpload: 16 * 1024 * 1024,
	/** Section 8: nothing is documented about signatures; these are the names for a secret of the user's own. */
	webhookSecretHeader: 'X-Webhook-Secret',
	webhookSecretParameter: 'secret',
	/** Section 8: LlamadaPro's word for each action that a workflow can choose. Only the first is shown. */
	webhookActions: { create: 'create', update: 'update', delete: 'delete' },
	/**
	 * Section 8: a delivery that is repeated keeps the id of its event. Both samples show the same id, so it alone does not
	 * have to be unique: what it is about belongs to the key, and of an update its content too, because one record is updated
	 * many times.
	 */
	eventKey: ({ id, resource, action, data }: WebhookEvent): string => {
		const content = action === assumptions.webhookActions.update ? digestOf(data) : '';
		return JSON.stringify([id ?? '', resource, action, data.id, content]);
	},
	/** Section 7: a variable of a template's body. */
	templateVariable: (text: string) => ({ type: 'text', text }),
	/** Section 7: the components of a template and their parameters have the form of WhatsApp's own API. */
	templateComponent: {
		header: (parameter: object) => ({ type: 'header', parameters: [parameter] }),
		body: (parameters: readonly object[]) => ({ type: 'body', parameters }),
		button: (subType: string, index: number, parameter: object) => ({
			type: 'button',
			sub_type: subType,
			index: String(index),
			parameters: [parameter],
		}),
	},
	templateParameter: {
		text: (text: string) => ({ type: 'text', text }),
		currency: (fallbackValue: string, code: string, amount: number) => ({
			type: 'currency',
			currency: { fallback_value: fallbackValue, code, amount_1000: Math.round(amount * 1_000) },
		}),
		dateTime: (fallbackValue: string) => ({ type: 'date_time', date_time: { fallback_value: fallbackValue } }),
		media: (kind: string, file: object) => ({ type: kind, [kind]: file }),
		location: (location: object) => ({ type: 'location', location }),
		payload: (payload: string) => ({ type: 'payload', payload }),
		couponCode: (couponCode: string) => ({ type: 'coupon_code', coupon_code: couponCode }),
	},
} as const;

const whereTheKeyIs =
	'Open the credential and check the key, the header name and the base URL: LlamadaPro documents none of them; its support or its settings page know.';

/** LlamadaPro as the shared helper sees it. Sections 1 and 2. */
export const llamadaPro: VendorProfile = {
	name: 'LlamadaPro',
	credentialType: 'llamadaProApi',
	secretFields: ['apiKey'],
	redundantBasePath: '/api',
	timeoutMs: 60_000,
	// Section 1: a limit is mentioned for the contact search only, without numbers or headers.
	rateLimit: { resetUnit: 'secondsFromNow' },
	rateLimitedBody: { error: 'TooManyRequests' },
	readError,
	codeHints: {},
	statusHints: {
		400: { advice: 'LlamadaPro refused the values of this item. Correct them and run it again.' },
		401: { message: 'LlamadaPro does not accept the API key', advice: whereTheKeyIs },
		403: {
			message: 'The API key is not allowed to do this',
			advice: 'Ask the owner of the LlamadaPro account to give the key this permission.',
		},
		404: {
			advice:
				'Check that the record still exists. If every item gets this answer, the address may be wrong: most of LlamadaPro’s routes are not documented. Check the base URL in the credential.',
		},
		409: { advice: 'Another record stands in the way, or the record is in use.' },
		429: { message: 'LlamadaPro received too many requests', advice: 'It may be asked again {resetTime}.' },
		500: { advice: 'The fault is on LlamadaPro’s side.' },
		502: { advice: 'The fault is on LlamadaPro’s side or on the way there.' },
		503: { advice: 'LlamadaPro is overloaded or under maintenance. Try again later.' },
		504: { advice: 'LlamadaPro took too long. Try again later.' },
	},
};

const callMayRun = 'the call may or may not have been started';
const messageMayBeSent = 'the message may or may not have been sent';
const recordMayExist = 'the record may or may not have been created';

/**
 * All 37 operations of the reference, section 4, in one table. Seven routes are stated there, all others are inferred:
 * to correct one is to change its line.
 */
export const routes = {
	startAgentCallWithBrief: endpoint({
		method: 'POST',
		path: '/api/v2/calls/agent',
		body: call.agentCallWithBrief,
		response: call.callSchema,
		source: '5.1',
		evidence: 'inferred',
		unknownOutcome: callMayRun,
	}),
	listTasks: endpoint({
		method: 'GET',
		path: '/api/v1/tasks',
		query: task.taskQuery,
		response: task.taskList,
		source: '5.2',
		evidence: 'documented',
	}),
	createTask: endpoint({
		method: 'POST',
		path: '/api/v1/tasks',
		body: task.newTask,
		response: task.taskSchema,
		source: '5.3',
		evidence: 'documented',
		unknownOutcome: recordMayExist,
	}),
	getTask: endpoint({
		method: 'GET',
		path: '/api/v1/tasks/:taskId',
		response: task.taskSchema,
		source: '5.4',
		evidence: 'inferred',
	}),
	updateTask: endpoint({
		method: 'PUT',
		path: '/api/v1/tasks/:taskId',
		body: task.taskChanges,
		response: task.taskSchema,
		source: '5.5',
		evidence: 'documented',
	}),
	deleteTask: endpoint({
		method: 'DELETE',
		path: '/api/v1/tasks/:taskId',
		response: task.taskSchema,
		source: '5.6',
		evidence: 'inferred',
		answerWhenAlreadyGone: ({ taskId }) => ({ id: taskId }),
	}),
	getRecording: endpoint({
		method: 'GET',
		path: '/api/v1/calls/recordings/:id',
		response: call.recordingSchema,
		source: '5.7',
		evidence: 'inferred',
	}),
	loadRecording: endpoint({
		method: 'POST',
		path: '/api/v1/calls/recordings',
		body: call.recordingToLoad,
		response: z.unknown(),
		source: '5.8',
		evidence: 'inferred',
		unknownOutcome: 'the recording may or may not have been loaded',
	}),
	bulkCreateConversations: endpoint({
		method: 'POST',
		path: '/api/v1/conversations/bulk',
		body: conversation.newConversations,
		response: conversation.bulkResultSchema,
		source: '5.9',
		evidence: 'inferred',
		unknownOutcome: 'the conversations of this chunk may or may not have been created',
	}),
	bulkUpdateConversations: endpoint({
		method: 'PUT',
		path: '/api/v1/conversations/bulk',
		body: conversation.changedConversations,
		response: conversation.bulkResultSchema,
		source: '5.10',
		evidence: 'inferred',
	}),
	createConversation: endpoint({
		method: 'POST',
		path: '/api/v1/conversations',
		body: conversation.newConversation,
		response: conversation.conversationSchema,
		source: '5.11',
		evidence: 'inferred',
		unknownOutcome: 'the conversation may or may not have been created',
	}),
	listContacts: endpoint({
		method: 'GET',
		path: '/api/v1/contacts',
		query: pagedQuery,
		response: contact.contactList,
		source: '5.12',
		evidence: 'documented',
	}),
	createContact: endpoint({
		method: 'POST',
		path: '/api/v1/contacts',
		body: contact.newContact,
		response: contact.contactSchema,
		source: '5.13',
		evidence: 'documented',
		unknownOutcome: 'the contact may or may not have been created',
	}),
	getContact: endpoint({
		method: 'GET',
		path: '/api/v1/contacts/:id',
		response: contact.contactSchema,
		source: '5.14',
		evidence: 'inferred',
	}),
	updateContact: endpoint({
		method: 'PUT',
		path: '/api/v1/contacts/:id',
		body: contact.contactChanges,
		response: contact.contactSchema,
		source: '5.15',
		evidence: 'documented',
	}),
	deleteContact: endpoint({
		method: 'DELETE',
		path: '/api/v1/contacts/:id',
		response: contact.contactSchema,
		source: '5.16',
		evidence: 'inferred',
		answerWhenAlreadyGone: ({ id }) => ({ id: Number(id) }),
	}),
	// It reads: asking twice does no harm.
	searchContacts: endpoint({
		method: 'POST',
		path: '/api/v1/contacts/search',
		body: contact.contactSearch,
		response: contact.contactList,
		source: '5.17',
		evidence: 'documented',
		repeatable: true,
	}),
	getMessage: endpoint({
		method: 'GET',
		path: '/api/v1/messaging/messages/:messageId',
		response: message.messageSchema,
		source: '5.18',
		evidence: 'inferred',
	}),
	sendTemplateMessage: endpoint({
		method: 'POST',
		path: '/api/v1/messaging/whatsapp/messages/template',
		body: message.templateMessage,
		response: message.messageSchema,
		source: '5.19',
		evidence: 'inferred',
		unknownOutcome: messageMayBeSent,
	}),
	sendMessage: endpoint({
		method: 'POST',
		path: '/api/v1/messaging/whatsapp/messages',
		body: message.newMessage,
		response: message.messageSchema,
		source: '5.20',
		evidence: 'inferred',
		unknownOutcome: messageMayBeSent,
	}),
	uploadMedia: endpoint({
		method: 'POST',
		path: '/api/v1/messaging/whatsapp/messages/media',
		body: message.mediaToUpload,
		response: message.mediaUploadSchema,
		source: '5.21',
		evidence: 'inferred',
		unknownOutcome: 'the file may or may not have been uploaded',
	}),
	listOptions: endpoint({
		method: 'GET',
		path: '/api/v1/custom-fields/definitions/:definitionId/list-options',
		query: customField.customFieldQuery,
		response: customField.optionList,
		source: '5.22',
		evidence: 'inferred',
	}),
	createOption: endpoint({
		method: 'POST',
		path: '/api/v1/custom-fields/definitions/:definitionId/list-options',
		body: customField.newOption,
		response: customField.optionSchema,
		source: '5.23',
		evidence: 'inferred',
		unknownOutcome: recordMayExist,
	}),
	getOption: endpoint({
		method: 'GET',
		path: '/api/v1/custom-fields/definitions/:definitionId/list-options/:optionId',
		response: customField.optionSchema,
		source: '5.24',
		evidence: 'inferred',
	}),
	updateOption: endpoint({
		method: 'PUT',
		path: '/api/v1/custom-fields/definitions/:definitionId/list-options/:optionId',
		body: customField.optionChanges,
		response: customField.optionSchema,
		source: '5.25',
		evidence: 'inferred',
	}),
	deleteOption: endpoint({
		method: 'DELETE',
		path: '/api/v1/custom-fields/definitions/:definitionId/list-options/:optionId',
		response: customField.optionSchema.partial().extend({ id: z.number() }),
		source: '5.26',
		evidence: 'inferred',
		answerWhenAlreadyGone: ({ optionId }) => ({ id: Number(optionId) }),
	}),
	listDefinitions: endpoint({
		method: 'GET',
		path: '/api/v1/custom-fields/definitions',
		query: customField.customFieldQuery,
		response: customField.definitionList,
		source: '5.27',
		evidence: 'inferred',
	}),
	createDefinition: endpoint({
		method: 'POST',
		path: '/api/v1/custom-fields/definitions',
		body: customField.newDefinition,
		response: customField.definitionSchema,
		source: '5.28',
		evidence: 'inferred',
		unknownOutcome: recordMayExist,
	}),
	getDefinition: endpoint({
		method: 'GET',
		path: '/api/v1/custom-fields/definitions/:id',
		response: customField.definitionSchema,
		source: '5.29',
		evidence: 'inferred',
	}),
	updateDefinition: endpoint({
		method: 'PUT',
		path: '/api/v1/custom-fields/definitions/:id',
		body: customField.definitionChanges,
		response: customField.definitionSchema,
		source: '5.30',
		evidence: 'inferred',
	}),
	deleteDefinition: endpoint({
		method: 'DELETE',
		path: '/api/v1/custom-fields/definitions/:id',
		query: customField.deleteDefinitionQuery,
		response: customField.definitionSchema.partial().extend({ id: z.number() }),
		source: '5.31',
		evidence: 'inferred',
		answerWhenAlreadyGone: ({ id }) => ({ id: Number(id) }),
	}),
	startBridgeCall: endpoint({
		method: 'POST',
		path: '/api/v1/calls/bridge',
		body: call.bridgeCall,
		response: call.callSchema,
		source: '5.32',
		evidence: 'inferred',
		unknownOutcome: callMayRun,
	}),
	startAgentCall: endpoint({
		method: 'POST',
		path: '/api/v1/calls/agent',
		body: call.agentCall,
		response: call.callSchema,
		source: '5.33',
		evidence: 'inferred',
		unknownOutcome: callMayRun,
	}),
	logCall: endpoint({
		method: 'POST',
		path: '/api/v1/calls',
		body: call.loggedCall,
		response: call.callSchema,
		source: '5.34',
		evidence: 'inferred',
		unknownOutcome: 'the call may or may not have been logged',
	}),
	getCall: endpoint({
		method: 'GET',
		path: '/api/v1/calls/:callId',
		response: call.callSchema,
		source: '5.35',
		evidence: 'inferred',
	}),
	getCallTranscription: endpoint({
		method: 'GET',
		path: '/api/v1/calls/:callId/transcription',
		response: call.transcriptionSchema,
		source: '5.36',
		evidence: 'inferred',
	}),
	getCallRecording: endpoint({
		method: 'GET',
		path: '/api/v1/calls/:callId/recording',
		response: call.recordingSchema,
		source: '5.37',
		evidence: 'inferred',
	}),
} as const;

interface TokenList<Item> {
	readonly items: readonly Item[];
	readonly nextPageToken?: string | null;
}

const itemsOf = <Item>(body: TokenList<Item>): readonly Item[] => body.items;
const tokenOf = (body: { readonly nextPageToken?: string | null }): string | undefined =>
	body.nextPageToken || undefined;

/** Section 3, style A: tasks. */
export const taskPages = pagesByToken({
	largestPage: assumptions.largestPage,
	sizeKey: 'limit',
	tokenKey: 'pageToken',
	items: itemsOf<z.infer<typeof task.taskSchema>>,
	nextToken: tokenOf,
});

/** Section 3, style B: contacts, custom-field definitions and options. Walks tokens and never page numbers. */
export function pagesOf<Item>() {
	return pagesByToken({
		largestPage: assumptions.largestPage,
		sizeKey: 'pageSize',
		tokenKey: 'pageToken',
		items: itemsOf<Item>,
		nextToken: tokenOf,
	});
}

/** Section 3, style C: the contact search asks in its body. */
export const searchPages = pagesByToken({
	place: 'body',
	largestPage: assumptions.largestPage,
	sizeKey: 'size',
	tokenKey: 'pageToken',
	items: itemsOf<contact.Contact>,
	nextToken: tokenOf,
});
