import { z } from 'zod';

import { endpoint } from '../shared/http/endpoint';
import type { VendorError, VendorProfile } from '../shared/http/vendor';
import { answerAt, pageOf, places } from './answers';
import * as agent from './schemas/agent';
import * as analytics from './schemas/analytics';
import { anyAnswer, limitedPage } from './schemas/common';
import * as contact from './schemas/contact';
import * as conversation from './schemas/conversation';
import * as dataSource from './schemas/dataSource';
import * as suggestion from './schemas/suggestion';

/** What the reference does not say and this node relies on. To correct one is to change its line. */
export const assumptions = {
	/** Section 5: a 429 without a time to come back may also be a spent quota: it is tried this often. */
	triesAtUnknownLimit: 5,
	/** Section 5, for the user: what a 403 may mean beside a key without permission. */
	spentQuota: 'the monthly message quota of the plan may be used up: LiveChatAI does not document what it answers then',
	/** Section 6.2: the same contact is created once, however often it is sent: it is known by its distinct ID. */
	upsertIsRepeatable: true,
	/** Section 6.2, for the user: how the contact is found. */
	contactMatch:
		'LiveChatAI is assumed to update the contact with this distinct ID, or else to create one; its documentation does not say how it matches',
	/** Section 6.3: the assigned human that stands for "nobody, the AI answers". */
	nobodyAssigned: 'ai',
	/** Section 6.3: what a conversation whose status is `close` looks like in a row. */
	isClosed: (row: conversation.ConversationRow): boolean => row.isResolved === true,
	/** Section 6.3: what a conversation looks like in a row when a message was written in it; opening it is no message. */
	hasMessages: ({ createdAt, lastMessageDate }: conversation.ConversationRow): boolean =>
		Date.parse(lastMessageDate ?? '') > Date.parse(createdAt ?? ''),
	/** Section 6.3, for the user: what the dates of the list are compared with. */
	comparedDate: 'LiveChatAI does not document which date it compares; the one of the last message is assumed',
	/** Section 6.3, for the user: whose inbox `your-inbox` is. */
	yourInbox:
		'Assumed to mean those assigned to the owner of the workspace; LiveChatAI does not document it for API keys',
	/** Section 6.3: the messages of a conversation are newest first when the first is later than the last, else oldest first. */
	isNewestFirst: (messages: readonly conversation.Message[]): boolean =>
		Date.parse(messages[0]?.createdAt ?? '') > Date.parse(messages.at(-1)?.createdAt ?? ''),
	/** Section 6.3, for the user: how a reply of the team changes the conversation. */
	takeover: 'the person is assumed to take it over from the AI',
	/** Section 9: who wrote a message, by its `role`. Only the visitor's is documented. */
	messageRoles: { visitor: 'user', aiAgent: 'assistant', human: 'agent' },
	/** Section 6.3, for the user: what an image is sent as. */
	imageContent: 'The public web address of the image is sent (assumed: LiveChatAI does not document it)',
	/** Section 6.3, for the user: a message to a conversation that is over. */
	resolvedConversation: 'If it is resolved, LiveChatAI is assumed to open it again; its documentation does not say',
	/** Section 6.4: further fields of a question and answer are always sent, in case they are required. */
	qaDefaults: { isGeneratedByAI: false },
	/** Section 6.4: the list shows a question as the title and its whole answer as the text. */
	questionAndAnswer: ({ title, text }: dataSource.DataSource) => ({ question: title ?? '', answer: text ?? '' }),
	/** Section 6.4, for the user: what becomes of new knowledge. */
	training:
		'LiveChatAI is assumed to train on it in the background: Get Many shows its status, COMPLETED when it is done',
	/** Section 6.6, for the user: what changes are relative to. */
	periodBefore: 'the period of the same length before it (assumed: LiveChatAI does not document its length)',
} as const;

const errorEnvelope = z.object({
	status: z.string().nullish().catch(undefined),
	message: z
		.union([z.string(), z.array(z.string()).transform((texts) => texts.join('. '))])
		.nullish()
		.catch(undefined),
	code: z.string().nullish().catch(undefined),
	error: z.string().nullish().catch(undefined),
});

/** Section 3. ASSUMPTION: without a message, a text under `error` is one. */
function readError(body: unknown): VendorError | undefined {
	if (typeof body === 'string') return { message: body };
	const parsed = errorEnvelope.safeParse(body);
	if (!parsed.success) return undefined;
	const { message, code, error } = parsed.data;
	return { code: code ?? undefined, message: message ?? error ?? undefined };
}

/** Section 3: a yes says `status: "success"` or nothing; `status: "error"` is a no, whatever the HTTP status. */
function readRefusal(body: unknown): VendorError | undefined {
	const says = z.object({ status: z.literal('error') }).safeParse(body);
	return says.success ? (readError(body) ?? {}) : undefined;
}

/** LiveChatAI as the shared helper sees it. Sections 2, 3 and 5. */
export const liveChatAi: VendorProfile = {
	name: 'LiveChatAI',
	credentialType: 'liveChatAiApi',
	secretFields: ['apiKey'],
	// Section 5: the AI answers within the request.
	timeoutMs: 120_000,
	// Section 5: no numbers and no headers are documented.
	rateLimit: { resetUnit: 'secondsFromNow' },
	triesAtUnknownLimit: assumptions.triesAtUnknownLimit,
	rateLimitedBody: { status: 'error' },
	readError,
	readRefusal,
	// Section 3: no list of codes exists, so advice goes by the HTTP status.
	codeHints: {},
	statusHints: {
		200: { advice: 'LiveChatAI answered that it did not do this. Correct the values of this item and run it again.' },
		400: { advice: 'LiveChatAI refused the values of this item. Correct them and run it again.' },
		401: {
			message: 'LiveChatAI does not accept the API key',
			advice: 'Copy the key again, or make a new one, in the LiveChatAI dashboard, and paste it into the credential.',
		},
		403: {
			message: 'LiveChatAI does not allow this',
			advice: `The key may belong to another workspace or lack the permission: check it in the LiveChatAI dashboard. For a message, ${assumptions.spentQuota}. For a contact, the AI agent may ask for a user hash.`,
		},
		404: {
			advice:
				'Check that it still exists and belongs to this AI agent. If every item gets this answer, check the base URL in the credential: it usually is https://app.livechatai.com/api/v2.',
		},
		429: {
			message: 'LiveChatAI received too many requests',
			advice: 'It may be asked again {resetTime}. Set Requests per Second in the options to go slower.',
		},
		500: { advice: 'The fault is on LiveChatAI’s side.' },
		502: { advice: 'The fault is on LiveChatAI’s side or on the way there.' },
		503: { advice: 'LiveChatAI is overloaded or under maintenance. Try again later.' },
		504: { advice: 'LiveChatAI took too long. Try again later.' },
	},
};

const sourceMayExist = 'the data source may or may not have been added';

/** All 30 operations of the reference, section 6, in one table. */
export const routes = {
	listAgents: endpoint({
		method: 'GET',
		path: '/agents',
		query: z.object(limitedPage),
		response: pageOf('agents', agent.agentSchema),
		source: '6.1',
		evidence: 'documented',
	}),
	createAgent: endpoint({
		method: 'POST',
		path: '/agents',
		body: agent.newAgent,
		response: agent.agentAnswer,
		source: '6.1',
		evidence: 'documented',
		unknownOutcome: 'the AI agent may or may not have been created',
	}),
	getAgent: endpoint({
		method: 'GET',
		path: '/agents/:agentId',
		response: agent.agentAnswer,
		source: '6.1',
		evidence: 'documented',
	}),
	deleteAgent: endpoint({
		method: 'DELETE',
		path: '/agents/:agentId',
		response: anyAnswer,
		source: '6.1',
		evidence: 'documented',
		answerWhenAlreadyGone: () => undefined,
	}),

	listContacts: endpoint({
		method: 'GET',
		path: '/contacts',
		query: z.object({ agentId: z.string(), ...limitedPage }),
		response: pageOf('contacts', contact.contactRowSchema),
		source: '6.2',
		evidence: 'documented',
	}),
	upsertContact: endpoint({
		method: 'POST',
		path: '/contacts',
		body: contact.upsertedContact,
		response: answerAt(places.top, contact.upsertAnswer),
		source: '6.2',
		evidence: 'documented',
		repeatable: assumptions.upsertIsRepeatable,
	}),
	getContact: endpoint({
		method: 'GET',
		path: '/contacts/:contactId',
		response: answerAt(places.top, contact.contactSchema),
		source: '6.2',
		evidence: 'documented',
	}),
	listContactConversations: endpoint({
		method: 'GET',
		path: '/contacts/:contactId/conversations',
		query: conversation.contactConversationQuery,
		response: pageOf('contactConversations', conversation.conversationRowSchema),
		source: '6.2',
		evidence: 'inferred',
	}),

	sendMessage: endpoint({
		method: 'POST',
		path: '/conversations',
		body: conversation.sentQuestion,
		response: answerAt(places.data, conversation.answerSchema),
		source: '6.3',
		evidence: 'documented',
		unknownOutcome: 'the AI agent may or may not have got the message and answered it',
	}),
	createConversation: endpoint({
		method: 'POST',
		path: '/conversations/create',
		body: conversation.newConversation,
		response: answerAt(places.data, conversation.createdConversationSchema),
		source: '6.3',
		evidence: 'documented',
		unknownOutcome: 'the conversation may or may not have been opened',
	}),
	listConversations: endpoint({
		method: 'GET',
		path: '/conversations',
		query: conversation.conversationQuery,
		response: pageOf('conversations', conversation.conversationRowSchema),
		source: '6.3',
		evidence: 'documented',
	}),
	listViews: endpoint({
		method: 'GET',
		path: '/conversations/views',
		query: conversation.viewQuery,
		response: pageOf('views', conversation.viewSchema),
		source: '6.3',
		evidence: 'documented',
	}),
	getConversation: endpoint({
		method: 'GET',
		path: '/conversations/:conversationId',
		response: answerAt(places.data, conversation.conversationSchema),
		source: '6.3',
		evidence: 'documented',
	}),
	replyToConversation: endpoint({
		method: 'POST',
		path: '/conversations/:conversationId/reply',
		body: conversation.humanReply,
		response: answerAt(places.data, conversation.replySchema),
		source: '6.3',
		evidence: 'documented',
		unknownOutcome: 'the reply may or may not have been sent',
	}),
	endConversation: endpoint({
		method: 'POST',
		path: '/conversations/:conversationId/end',
		body: conversation.endedConversation,
		response: answerAt(places.data, conversation.endSchema),
		source: '6.3',
		evidence: 'documented',
		unknownOutcome: 'the conversation may or may not have been ended',
	}),

	listDataSources: endpoint({
		method: 'GET',
		path: '/data-sources',
		query: dataSource.dataSourceQuery,
		response: pageOf('dataSources', dataSource.dataSourceSchema),
		source: '6.4',
		evidence: 'documented',
	}),
	addText: endpoint({
		method: 'POST',
		path: '/data-sources/text',
		body: dataSource.newText,
		response: answerAt(places.item, dataSource.addedSourceSchema),
		source: '6.4',
		evidence: 'documented',
		unknownOutcome: sourceMayExist,
	}),
	addUrl: endpoint({
		method: 'POST',
		path: '/data-sources/url',
		body: dataSource.newUrl,
		response: answerAt(places.item, dataSource.addedSourceSchema),
		source: '6.4',
		evidence: 'documented',
		unknownOutcome: sourceMayExist,
	}),
	addFile: endpoint({
		method: 'POST',
		path: '/data-sources/file',
		body: dataSource.newFile,
		response: answerAt(places.item, dataSource.addedSourceSchema),
		source: '6.4',
		evidence: 'documented',
		unknownOutcome: sourceMayExist,
	}),
	addQa: endpoint({
		method: 'POST',
		path: '/data-sources/qa',
		body: dataSource.newQa,
		response: answerAt(places.item, dataSource.addedSourceSchema),
		source: '6.4',
		evidence: 'documented',
		unknownOutcome: sourceMayExist,
	}),
	deleteDataSources: endpoint({
		method: 'DELETE',
		path: '/data-sources',
		body: dataSource.sourcesToDelete,
		response: answerAt(places.data, dataSource.deletedSourcesSchema),
		source: '6.4',
		evidence: 'documented',
	}),

	listSuggestions: endpoint({
		method: 'GET',
		path: '/ai-suggestions',
		query: suggestion.suggestionQuery,
		response: pageOf('suggestions', suggestion.suggestionSchema),
		source: '6.5',
		evidence: 'documented',
	}),
	getSuggestion: endpoint({
		method: 'GET',
		path: '/ai-suggestions/:suggestionId',
		response: answerAt(places.data, suggestion.suggestionSchema),
		source: '6.5',
		evidence: 'documented',
	}),
	dismissSuggestion: endpoint({
		method: 'DELETE',
		path: '/ai-suggestions/:suggestionId',
		response: anyAnswer,
		source: '6.5',
		evidence: 'inferred',
		answerWhenAlreadyGone: () => undefined,
	}),

	getOverviewAnalytics: endpoint({
		method: 'GET',
		path: '/analytics',
		query: analytics.periodQuery,
		response: answerAt(places.data, analytics.overviewSchema),
		source: '6.6',
		evidence: 'inferred',
	}),
	getHumanAnalytics: endpoint({
		method: 'GET',
		path: '/analytics/agent',
		query: analytics.humanQuery,
		response: answerAt(places.data, analytics.humanAnalyticsSchema),
		source: '6.6',
		evidence: 'documented',
	}),
	getFunctionAnalytics: endpoint({
		method: 'GET',
		path: '/analytics/ai-functions',
		query: analytics.periodQuery,
		response: answerAt(places.data, analytics.functionAnalyticsSchema),
		source: '6.6',
		evidence: 'documented',
	}),
	listScores: endpoint({
		method: 'GET',
		path: '/analytics/csat',
		query: analytics.scoreQuery,
		response: pageOf('scores', analytics.scoreSchema),
		source: '6.6',
		evidence: 'documented',
	}),
	getSentimentAnalytics: endpoint({
		method: 'GET',
		path: '/analytics/sentiments',
		query: analytics.periodQuery,
		response: answerAt(places.top, analytics.sentimentAnalyticsSchema),
		source: '6.6',
		evidence: 'documented',
	}),
	getTopicAnalytics: endpoint({
		method: 'GET',
		path: '/analytics/topics',
		query: analytics.topicQuery,
		response: answerAt(places.top, analytics.topicAnalyticsSchema),
		source: '6.6',
		evidence: 'documented',
	}),
} as const;
