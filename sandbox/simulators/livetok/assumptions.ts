import { type AssumptionSwitch, type Positions, resolvePositions } from '../assumptionSwitches.ts';

/**
 * What LiveTok does not document and the simulator has to decide. Every switch has two sensible
 * positions, the first is the default; `section` is the section of the LiveTok API sheet.
 *
 * Decided without a switch, because another position would teach nothing: one host for test and live
 * data and the key selects the mode (1, 3); a missing key is answered like a wrong one (2); the
 * undocumented error types and codes (4, see errors.ts); the rate limit counts per key in hours of
 * the clock (5); `to` is `+` and 2 to 15 digits (6.1); `status` is always `sent` (6.1); a change sets
 * `updated_at` (6.4); bulk results keep the input's order (6.6).
 */
export const assumptions = {
	createStatus: {
		positions: ['200', '201'],
		standsFor: 'The status of a successful create; only 200 is listed.',
		section: '6',
	},
	rateLimitHeaders: {
		positions: ['everyAnswer', 'only429'],
		standsFor: 'Which authenticated answers carry the X-RateLimit headers.',
		section: '5',
	},
	retryAfter: {
		positions: ['absent', 'sent'],
		standsFor: 'Whether a 429 carries Retry-After besides X-RateLimit-Reset.',
		section: '5',
	},
	testTemplates: {
		positions: ['listedAreApproved', 'notLookedUp'],
		standsFor: 'What "every template can be used" means in test mode.',
		section: '3',
	},
	parameterCount: {
		positions: ['checkedWhenKnown', 'unchecked'],
		standsFor: 'Whether a wrong number of template parameters is refused.',
		section: '6.1',
	},
	documentParameter: {
		positions: ['accepted', 'refused'],
		standsFor: 'Whether { type: "document", document: { link, filename? } } is a template parameter.',
		section: '6.1',
	},
	echoParameters: {
		positions: ['whenAllText', 'always'],
		standsFor: 'When the answer to a send repeats template_parameters.',
		section: '6.1',
	},
	knowledgeOrder: {
		positions: ['newestFirst', 'oldestFirst'],
		standsFor: 'Order of the list by created_at; ties stay in insertion order.',
		section: '6.2',
	},
	startingAfter: {
		positions: ['exclusive', 'inclusive'],
		standsFor: 'starting_after is an entry id; whether that entry itself begins the page.',
		section: '6.2',
	},
	unknownCursor: {
		positions: ['refused', 'ignored'],
		standsFor: 'A starting_after that names no entry: 400, or the first page again.',
		section: '6.2',
	},
	tagsMatch: {
		positions: ['any', 'all'],
		standsFor: 'Whether an entry needs one or all of the tags asked for.',
		section: '6.2',
	},
	limitOutOfRange: {
		positions: ['refused', 'clamped'],
		standsFor: 'A limit outside 1 to 100: 400, or moved to the nearest allowed one.',
		section: '6.2',
	},
	blankText: {
		positions: ['refused', 'accepted'],
		standsFor: 'A question or answer of nothing but white space.',
		section: '6.3',
	},
	duplicateQuestions: {
		positions: ['allowed', 'refused'],
		standsFor: 'Whether two entries may have the same question.',
		section: '6.3',
	},
	patchTags: {
		positions: ['replace', 'merge'],
		standsFor: 'Whether tags of an update replace the old ones or join them.',
		section: '6.4',
	},
	emptyPatch: {
		positions: ['unchanged', 'refused'],
		standsFor: 'An update without any field.',
		section: '6.4',
	},
	secondDelete: {
		positions: ['notFound', 'deletedAgain'],
		standsFor: 'Deleting an id that is not there (any more), of an entry or a webhook.',
		section: '6.5',
	},
	bulkImport: {
		positions: ['partial', 'atomic'],
		standsFor: 'One bad entry fails alone, or the whole import is refused with 400.',
		section: '6.6',
	},
	emptyBulk: {
		positions: ['refused', 'accepted'],
		standsFor: 'A bulk import of no entries.',
		section: '6.6',
	},
	webhookManagement: {
		positions: ['available', 'absent'],
		standsFor: 'Whether the undocumented list and delete of webhooks exist.',
		section: '8.2',
	},
	webhookId: {
		positions: ['returned', 'omitted'],
		standsFor: 'Whether registering a webhook tells its id.',
		section: '8.1',
	},
	webhookSecret: {
		positions: ['onCreation', 'never'],
		standsFor: 'Whether registering a webhook tells a signing secret.',
		section: '8.1',
	},
	webhookUrl: {
		positions: ['httpAllowed', 'httpsOnly'],
		standsFor: 'Whether a webhook may have a plain http URL, as a local n8n has.',
		section: '8.2',
	},
} as const satisfies Record<string, AssumptionSwitch>;

/** A position for every switch. */
export type Assumptions = Positions<typeof assumptions>;

/** The default of every switch, with `overrides` on top. Throws on a switch or a position that does not exist. */
export function resolveAssumptions(overrides: Partial<Assumptions> = {}): Assumptions {
	return resolvePositions(assumptions, overrides);
}
