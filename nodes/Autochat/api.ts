import { z } from 'zod';

import { endpoint } from '../shared/http/endpoint';
import { pagesByOffset } from '../shared/http/paginate';
import type { ErrorHint, VendorError, VendorProfile } from '../shared/http/vendor';
import {
	aiGuideBody,
	aiGuideSchema,
	callSchema,
	chatAnswerSchema,
	chatBody,
	listSmsQuery,
	sentSmsSchema,
	smsBody,
	smsListSchema,
	startCallBody,
	startedSmsSchema,
	startSmsBody,
	trackBody,
	trackedSchema,
	widgetConfigSchema,
} from './schemas';

/** What the documentation does not say and this node relies on. To correct one is to change its line. */
export const assumptions = {
	/** Section 3.1, for the user: where a message without a conversation goes. */
	omittedConversation:
		'Without it Autochat is assumed to go on with the session’s last open one, or else to begin a new one; its documentation does not say',
	/** Section 3.1, for the user: the widget asks for name and email, but no field for them is documented. */
	extraBodyFields: 'Autochat documents none and may ignore them',
	/** Section 3.2, for the user: an event without a time. */
	omittedTimestamp: 'Without it Autochat is assumed to take the time at which it hears of it',
	/** Section 3.3, for the user: the number in the answer to a call. */
	voiceNumber: 'Autochat does not document what the number is for; it is assumed to be the one that the visitor dials',
	/** Section 4: where an error's words stand. The form of error bodies is not documented. */
	errorTexts: (body: ErrorBody): Array<string | undefined> => [textOf(body.error), body.error?.message, body.message],
	/** Section 4: a 429 may be a burst or a plan that is used up: without a time to come back it is tried this often. */
	triesAtUnknownLimit: 3,
	/** Section 7: the default size of a page; the largest one is not documented. */
	largestSmsPage: 50,
	/** Section 7: the answer to setting the guide could not be read in the documentation. */
	guideWasSet: { success: true },
	/** Section 5: no answer to a sign-in is documented. Frames of such types are taken for one, and are no event. */
	socketAcceptance: /^(auth|connected$)/i,
	/** Section 5: but those of them that say so are a refusal. */
	socketRefusal: /fail|error|denied|invalid|expired|unauthori[sz]ed/i,
	/** Section 5: a heartbeat in frames of its own is not documented. Frames of such types are no event. */
	socketHeartbeat: /^(ping|pong|heartbeat|keep-?alive)$/i,
	/** Section 5: where the words of an error frame stand. */
	socketErrorTexts: (frame: SocketErrorFrame): unknown[] => [frame.message, frame.error, frame.data?.message],
} as const;

interface SocketErrorFrame {
	readonly message?: unknown;
	readonly error?: unknown;
	readonly data?: { readonly message?: unknown };
}

interface ErrorBody {
	readonly error?: { readonly text?: string; readonly message?: string; readonly code?: string };
	readonly message?: string;
}

const optional = z.string().optional().catch(undefined);

const errorBody: z.ZodType<ErrorBody, z.ZodTypeDef, unknown> = z.object({
	error: z
		.union([z.string().transform((text) => ({ text })), z.object({ message: optional, code: optional })])
		.optional()
		.catch(undefined),
	message: optional,
});

const textOf = (error: ErrorBody['error']): string | undefined => error?.text;

function readError(body: unknown): VendorError | undefined {
	if (typeof body === 'string') return { message: body };
	const parsed = errorBody.safeParse(body);
	if (!parsed.success) return undefined;
	const message = assumptions.errorTexts(parsed.data).find((text) => text !== undefined && text.trim() !== '');
	return { code: parsed.data.error?.code, message };
}

/** Section 4: every yes says `success: true`, so `success: false` is a no, whatever the HTTP status. */
function readRefusal(body: unknown): VendorError | undefined {
	const says = z.object({ success: z.literal(false) }).safeParse(body);
	return says.success ? (readError(body) ?? {}) : undefined;
}

const common = {
	name: 'Autochat',
	redundantBasePath: '/api',
	timeoutMs: 60_000,
	// Section 4: limits are mentioned, without numbers and headers.
	rateLimit: { resetUnit: 'secondsFromNow' },
	triesAtUnknownLimit: assumptions.triesAtUnknownLimit,
	rateLimitedBody: { success: false },
	readError,
	readRefusal,
	codeHints: {},
} as const satisfies Partial<VendorProfile>;

const commonHints: Readonly<Record<number, ErrorHint>> = {
	200: { advice: 'Autochat answered that it did not do this. Correct the values of this item and run it again.' },
	429: {
		message: 'The usage or rate limit of Autochat is reached',
		advice:
			'Either too much was sent in a short time, or the plan’s conversations or minutes are used up: Autochat does not say which. It may be asked again {resetTime}. Look at the usage under Billing in Autochat, or set Requests per Second in the options.',
	},
	500: {
		advice:
			'The fault is on Autochat’s side. It may also mean that no default assistant is set for this channel: look under Assistants in Autochat.',
	},
	502: { advice: 'The fault is on Autochat’s side or on the way there.' },
	503: { advice: 'Autochat is overloaded or under maintenance. Try again later.' },
	504: { advice: 'Autochat took too long. Try again later.' },
};

/** Autochat as the visitors' side addresses it: with a widget token. Sections 2a, 3 and 4. */
export const autochatWidget: VendorProfile = {
	...common,
	credentialType: 'autochatWidgetApi',
	secretFields: ['widgetToken'],
	pathFields: { tenantId: 'tenant ID' },
	statusHints: {
		...commonHints,
		400: {
			advice:
				'Autochat refused the values of this item, or no assistant is set up for this channel: choose a default one under Assistants in Autochat, or enter an assistant ID.',
		},
		401: {
			message: 'Autochat does not accept the widget token',
			advice:
				'A widget token lasts 30 days unless set otherwise, and belongs to one tenant. Make a new one in Autochat under Settings > Branding > Chat Widget, and paste it into the credential. Check the tenant ID too.',
		},
		403: {
			message: 'Autochat’s list of allowed domains does not let this request in',
			advice:
				'Enter one of the allowed sites as Origin in the credential, such as https://www.example.com, or change the list in Autochat under Settings > Branding > Chat Widget. n8n itself names no site. Which header Autochat checks is not documented.',
		},
		404: {
			advice: 'Autochat knows no widget with this tenant ID. Check the tenant ID and the base URL in the credential.',
		},
	},
};

/** Autochat as the dashboard addresses it: with a user's token. Sections 2b, 4 and 7. */
export const autochatTenant: VendorProfile = {
	...common,
	credentialType: 'autochatTenantApi',
	secretFields: ['jwt'],
	statusHints: {
		...commonHints,
		400: { advice: 'Autochat refused the values of this item. Correct them and run it again.' },
		401: {
			message: 'Autochat does not accept the dashboard token',
			advice:
				'It has probably expired or was ended by signing out. Sign in to the Autochat dashboard again, copy the new token, and paste it into the credential.',
		},
		403: {
			message: 'The dashboard token is not allowed to do this',
			advice: 'Use the token of a user whose role in Autochat may do it: Agent, Manager, Admin or Owner.',
		},
		404: { advice: 'Check that the conversation still exists in Autochat, and the base URL in the credential.' },
	},
};

/** Every documented route for the widget (section 3) and for SMS (section 7). */
export const routes = {
	sendChatMessage: endpoint({
		method: 'POST',
		path: '/api/widgets/{tenantId}/chat',
		body: chatBody,
		response: chatAnswerSchema,
		source: '3.1',
		evidence: 'documented',
		unknownOutcome: 'the assistant may or may not have got the message and answered it',
	}),
	trackEvent: endpoint({
		method: 'POST',
		path: '/api/widgets/{tenantId}/track',
		body: trackBody,
		response: trackedSchema,
		source: '3.2',
		evidence: 'documented',
		unknownOutcome: 'the event may or may not have been recorded',
	}),
	startVoiceCall: endpoint({
		method: 'POST',
		path: '/api/widgets/{tenantId}/voice/start',
		body: startCallBody,
		response: callSchema,
		source: '3.3',
		evidence: 'documented',
		unknownOutcome: 'the call may or may not have been started',
	}),
	// It is called public, but stands among the routes of the widget token: the token is sent.
	getWidgetConfig: endpoint({
		method: 'GET',
		path: '/api/widgets/{tenantId}/config',
		response: widgetConfigSchema,
		source: '3.4',
		evidence: 'documented',
	}),
	startSmsConversation: endpoint({
		method: 'POST',
		path: '/api/sms/conversations/start',
		body: startSmsBody,
		response: startedSmsSchema,
		source: '7, SMS',
		evidence: 'documented',
		unknownOutcome: 'the SMS may or may not have been sent',
	}),
	sendSms: endpoint({
		method: 'POST',
		path: '/api/sms/conversations/:conversationId/messages',
		body: smsBody,
		response: sentSmsSchema,
		source: '7, SMS',
		evidence: 'documented',
		unknownOutcome: 'the SMS may or may not have been sent',
	}),
	listSmsConversations: endpoint({
		method: 'GET',
		path: '/api/sms/conversations',
		query: listSmsQuery,
		response: smsListSchema,
		source: '7, SMS',
		evidence: 'documented',
	}),
	setSmsAiGuide: endpoint({
		method: 'PUT',
		path: '/api/sms/conversations/:conversationId/ai-guide',
		body: aiGuideBody,
		response: aiGuideSchema,
		source: '7, SMS',
		evidence: 'inferred',
	}),
} as const;

/** Section 5: the tenant's WebSocket. */
export const tenantSocketPath = '/api/ws/tenant';

/** Section 7: `limit` and `offset`, with the number of all conversations. */
export const smsConversationPages = pagesByOffset({
	largestPage: assumptions.largestSmsPage,
	sizeKey: 'limit',
	offsetKey: 'offset',
	items: (body: z.infer<typeof smsListSchema>) => body.conversations,
	total: (body) => body.total ?? undefined,
});
