import { z } from 'zod';

import { endpoint } from '../shared/http/endpoint';
import { pagesAfterLastId } from '../shared/http/paginate';
import type { VendorError, VendorProfile } from '../shared/http/vendor';
import {
	bulkImportBody,
	bulkImportSchema,
	createdWebhookSchema,
	deletedSchema,
	type KnowledgeEntry,
	knowledgeChanges,
	knowledgeEntrySchema,
	knowledgeListSchema,
	listKnowledgeQuery,
	listWebhooksQuery,
	messageSchema,
	newKnowledgeEntry,
	newWebhook,
	sendTemplateBody,
	updatedKnowledgeSchema,
	type WebhookEvent,
	webhookListSchema,
} from './schemas';

/** Section 4: the envelope. `param` and `doc_url` appear in one sample only. */
const errorEnvelope = z.object({
	error: z.object({
		code: z.string().optional().catch(undefined),
		message: z.string().optional().catch(undefined),
		param: z.string().optional().catch(undefined),
		doc_url: z.string().optional().catch(undefined),
	}),
});

function readError(body: unknown): VendorError | undefined {
	const parsed = errorEnvelope.safeParse(body);
	if (!parsed.success) return undefined;
	const { code, message, param, doc_url: documentationUrl } = parsed.data.error;
	return {
		code,
		message,
		parameter: param,
		documentationUrl: documentationUrl?.startsWith('https://') ? documentationUrl : undefined,
	};
}

/** What the documentation does not say and this node relies on. To correct one is to change its line. */
export const assumptions = {
	/** Section 6.2: the cursor is the id of the last entry received. */
	cursorOf: (entry: KnowledgeEntry): string => entry.id,
	/** Section 6.2: several tags travel as one comma-separated value. */
	joinTags: (tags: readonly string[]): string => tags.join(','),
	/** Section 6.6: the documentation names no maximum. */
	largestBulkImport: 100,
	/** Section 6.6: the status of an entry that was stored; anything else is a refusal. */
	importedStatus: 'created',
	/** Section 6.1: a document parameter has the form of an image parameter, with an optional file name. */
	documentParameter: (link: string, filename: string | undefined) => ({
		type: 'document',
		document: { link, ...(filename === undefined ? {} : { filename }) },
	}),
	/** Section 9: nothing is documented about signatures, not even whether there are any. */
	signatureHeader: 'X-LiveTok-Signature',
	/** Section 10, inferred: a delivery that is repeated keeps the id of its event. */
	eventKey: ({ id }: WebhookEvent): string => id,
	/** Section 8.2: what a vendor without a list or a removal of webhooks answers to such a call. */
	noSuchCall: [404, 405] as readonly number[],
} as const;

const makeKey = 'In LiveTok open Settings > API > Generate API Key, and paste the key into the credential.';

/** LiveTok as the shared helper sees it. Sections 2, 4 and 5. */
export const liveTok: VendorProfile = {
	name: 'LiveTok',
	credentialType: 'liveTokApi',
	secretFields: ['apiKey'],
	timeoutMs: 60_000,
	rateLimit: {
		limit: 'x-ratelimit-limit',
		remaining: 'x-ratelimit-remaining',
		reset: 'x-ratelimit-reset',
		resetUnit: 'epochSeconds',
	},
	rateLimitedBody: { error: { code: 'rate_limit_exceeded' } },
	readError,
	codeHints: {
		template_not_found: {
			advice:
				'Check three things in LiveTok: the spelling of the template name (capitals count), that WhatsApp has approved the template, and that it exists in the chosen language.',
		},
		invalid_phone_number: {
			advice:
				'Check the recipient: country code, no missing or extra digits, and that the number can receive WhatsApp messages.',
		},
		invalid_api_key: {
			message: 'LiveTok does not accept the API key',
			advice: `${makeKey} A key of the test mode starts with sk_test_ and sees test data only.`,
		},
		rate_limit_exceeded: {
			message: 'The LiveTok rate limit is used up',
			advice: 'It resets {resetTime}. LiveTok allows 1,000 requests per hour on the Free plan and 10,000 on Pro.',
		},
	},
	statusHints: {
		400: { advice: 'LiveTok refused the values of this item. Correct them and run it again.' },
		401: { message: 'LiveTok does not accept the API key', advice: makeKey },
		403: {
			message: 'The API key is not allowed to do this',
			advice:
				'Ask the owner of the LiveTok account to give the key this permission, or make another key in Settings > API.',
		},
		404: { advice: 'Check that it still exists in LiveTok, in the mode (test or live) that the key belongs to.' },
		429: { message: 'The LiveTok rate limit is used up', advice: 'It resets {resetTime}.' },
		500: { advice: 'The fault is on LiveTok’s side.' },
		502: { advice: 'The fault is on LiveTok’s side or on the way there.' },
		503: { advice: 'LiveTok is overloaded or under maintenance. Try again later.' },
		504: { advice: 'LiveTok took too long. Try again later.' },
	},
};

/** Every documented route, section 6. */
export const routes = {
	sendTemplate: endpoint({
		method: 'POST',
		path: '/messages/templates',
		body: sendTemplateBody,
		response: messageSchema,
		source: '6.1',
		evidence: 'documented',
		unknownOutcome: 'the message may or may not have been sent',
	}),
	listKnowledge: endpoint({
		method: 'GET',
		path: '/knowledge',
		query: listKnowledgeQuery,
		response: knowledgeListSchema,
		source: '6.2',
		evidence: 'documented',
	}),
	createKnowledge: endpoint({
		method: 'POST',
		path: '/knowledge',
		body: newKnowledgeEntry,
		response: knowledgeEntrySchema,
		source: '6.3',
		evidence: 'documented',
		unknownOutcome: 'the entry may or may not have been stored',
	}),
	updateKnowledge: endpoint({
		method: 'PATCH',
		path: '/knowledge/:id',
		body: knowledgeChanges,
		response: updatedKnowledgeSchema,
		source: '6.4',
		evidence: 'documented',
		// It replaces whole fields: the second time leaves what the first time left.
		repeatable: true,
	}),
	deleteKnowledge: endpoint({
		method: 'DELETE',
		path: '/knowledge/:id',
		response: deletedSchema,
		source: '6.5',
		evidence: 'documented',
		answerWhenAlreadyGone: ({ id }) => ({ id, deleted: true }),
	}),
	bulkImportKnowledge: endpoint({
		method: 'POST',
		path: '/knowledge/bulk',
		body: bulkImportBody,
		response: bulkImportSchema,
		source: '6.6',
		evidence: 'documented',
		unknownOutcome: 'the entries of this chunk may or may not have been stored',
	}),
	createWebhook: endpoint({
		method: 'POST',
		path: '/webhooks',
		body: newWebhook,
		response: createdWebhookSchema,
		source: '8.1',
		evidence: 'documented',
		unknownOutcome: 'the webhook may or may not have been registered',
	}),
	listWebhooks: endpoint({
		method: 'GET',
		path: '/webhooks',
		query: listWebhooksQuery,
		response: webhookListSchema,
		source: '8.2',
		evidence: 'assumption',
	}),
	deleteWebhook: endpoint({
		method: 'DELETE',
		path: '/webhooks/:id',
		response: z.unknown(),
		source: '8.2',
		evidence: 'assumption',
	}),
} as const;

/** Section 6.2: default 20, at most 100 a page. */
export const knowledgePages = pagesAfterLastId({
	largestPage: 100,
	sizeKey: 'limit',
	cursorKey: 'starting_after',
	items: (body: z.infer<typeof knowledgeListSchema>) => body.data,
	hasMore: (body) => body.has_more,
	id: assumptions.cursorOf,
});

/** Section 8.2. ASSUMPTION: as the knowledge list. */
export const webhookPages = pagesAfterLastId({
	largestPage: 100,
	sizeKey: 'limit',
	cursorKey: 'starting_after',
	items: (body: z.infer<typeof webhookListSchema>) => body.data,
	hasMore: (body) => body.has_more === true,
	id: ({ id }) => id,
});
