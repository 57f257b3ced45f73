import { type AssumptionSwitch, type Positions, resolvePositions } from '../assumptionSwitches.ts';
import { socketAssumptions } from './socketAssumptions.ts';

/**
 * What Autochat does not document and the simulator has to decide. The first position of a switch is
 * the default; `section` is the section of the Autochat API sheet.
 *
 * Decided without a switch, because another position would teach nothing: tokens are HS256 JWTs that carry
 * tenant and expiry, and clients cannot tell (2); a domain of the allow list means exactly that host (2a); a
 * field of the wrong type is refused like a missing one, `null` is a field left out (3); a conversation of
 * another session or tenant is an unknown one (3.1); a conversation keeps its assistant until a request
 * names another (6); requests of any kind count for the rate limit, events apart (4); new conversations by
 * SMS count for the plan like those of the chat (4); an unknown SMS conversation is a 404 wherever its id
 * stands (7).
 */
export const assumptions = {
	domainHeader: {
		positions: ['originOrReferer', 'originOnly'],
		standsFor: 'Which header tells the domain that is compared with the allow list.',
		section: '2a',
	},
	unknownDomain: {
		positions: ['refused', 'accepted'],
		standsFor: 'What happens with an allow list when no header tells the domain, as from a server.',
		section: '2a',
	},
	domainScope: {
		positions: ['allWidgetRoutes', 'chatOnly'],
		standsFor: 'Which routes the allow list protects.',
		section: '2a',
	},
	foreignToken: {
		positions: ['401', '403'],
		standsFor: "The status of a widget token on another tenant's path.",
		section: '2a',
	},
	badJwt: {
		positions: ['401', '403'],
		standsFor: 'The status of a missing, wrong or expired dashboard JWT.',
		section: '7',
	},
	blankText: {
		positions: ['missing', 'accepted'],
		standsFor: 'Whether an empty or blank text in a required field counts as left out.',
		section: '3.1',
	},
	visitorFields: {
		positions: ['ignored', 'copied'],
		standsFor: 'Whether name, email, phone and company of a chat message go into contact_data.',
		section: '3.1',
	},
	omittedConversation: {
		positions: ['resume', 'alwaysNew'],
		standsFor: "A message without conversationId: the session's newest open conversation, or a new one.",
		section: '3.1',
	},
	unknownConversation: {
		positions: ['newConversation', 'notFound'],
		standsFor: 'A conversationId that does not exist: a new conversation, or 404.',
		section: '3.1',
	},
	closedConversation: {
		positions: ['newConversation', 'reopened'],
		standsFor: 'The conversationId of a closed conversation: a new conversation, or it is open again.',
		section: '3.1',
	},
	unknownAssistant: {
		positions: ['refused', 'defaultInstead'],
		standsFor: 'An assistant id that does not exist: 400, or the choice goes on as if there were none.',
		section: '3.1',
	},
	noAssistant: {
		positions: ['400', '500'],
		standsFor: 'The status of a chat message when no assistant is configured; both are documented.',
		section: '3.1',
	},
	routingRules: {
		positions: ['applied', 'ignored'],
		standsFor: 'Whether a matching routing rule comes before the default assistant of the chat.',
		section: '6',
	},
	trackFields: {
		positions: ['sessionAndEvent', 'eventOnly', 'none', 'all'],
		standsFor: 'The required fields of an event; all means timestamp and metadata too.',
		section: '3.2',
	},
	voiceFields: {
		positions: ['session', 'sessionAndAssistant', 'none'],
		standsFor: 'The required fields of a voice start.',
		section: '3.3',
	},
	noVoice: {
		positions: ['400', '500'],
		standsFor: 'The status of a voice start without a voice number or assistant.',
		section: '3.3',
	},
	configToken: {
		positions: ['optional', 'required', 'ignored'],
		standsFor: 'Whether the configuration needs a token, or even looks at one; optional refuses a wrong one.',
		section: '3.4',
	},
	configFields: {
		positions: ['documented', 'extended'],
		standsFor: 'Whether the configuration has settings and proactive messages besides the documented keys.',
		section: '3.4',
	},
	errorBody: {
		positions: ['errorText', 'errorObject', 'message', 'plainText', 'empty'],
		standsFor: 'The body of every error.',
		section: '4',
	},
	refusalStatus: {
		positions: ['httpStatus', 'always200'],
		standsFor: 'Whether what a route refuses comes as HTTP 200 with success: false. 401 of tokens stays.',
		section: '4',
	},
	retryAfter: {
		positions: ['absent', 'sent'],
		standsFor: 'Whether a 429 of the rate limit carries Retry-After.',
		section: '4',
	},
	spentPlan: {
		positions: ['newConversations', 'everyMessage', 'billed'],
		standsFor: 'What a spent plan refuses with 429; billed is overage, nothing is refused.',
		section: '4',
	},
	phoneFormat: {
		positions: ['autoFormatted', 'e164Only'],
		standsFor: 'Whether an SMS number that is not E.164 is formatted or refused.',
		section: '7',
	},
	resumedSms: {
		positions: ['201', '200'],
		standsFor: 'The status of an SMS start that resumes a conversation.',
		section: '7',
	},
	smsOrder: {
		positions: ['newestFirst', 'oldestFirst'],
		standsFor: 'The order of the SMS conversations by last_message_at.',
		section: '7',
	},
	smsMaxLimit: {
		positions: ['none', '100'],
		standsFor: 'The highest limit of a page of SMS conversations; more is taken down to it.',
		section: '7',
	},
	badPaging: {
		positions: ['defaulted', 'refused'],
		standsFor: 'A limit or offset that is no whole number or out of range: its default, or 400.',
		section: '7',
	},
	aiGuideAnswer: {
		positions: ['success', 'withGuide', 'noContent'],
		standsFor: 'The answer to setting the AI guide: success alone, with ai_guide, or 204.',
		section: '7',
	},
	...socketAssumptions,
} as const satisfies Record<string, AssumptionSwitch>;

/** A position for every switch. */
export type Assumptions = Positions<typeof assumptions>;

/** The default of every switch, with `overrides` on top. Throws on a switch or a position that does not exist. */
export function resolveAssumptions(overrides: Partial<Assumptions> = {}): Assumptions {
	return resolvePositions(assumptions, overrides);
}
