import { type AssumptionSwitch, type Positions, resolvePositions } from '../assumptionSwitches.ts';

/**
 * What LlamadaPro does not document and the simulator has to decide. The first position of a switch is
 * the default; `section` is the section of the LlamadaPro API sheet.
 *
 * Decided without a switch, because another position would teach nothing: the error envelope and its
 * names (2, see errors.ts); a page token wins over `page` (3); `filterBy` and `searchBy` take dotted
 * paths, and a field that does not exist matches nothing (3); nested objects whose children are unknown
 * are only checked to be objects (5); the fields of the server (`id`, `tenantId`, `updatedAt`) in the
 * body of an update are checked and otherwise ignored (5); funnels, users, voice agents, teams and
 * template names are never looked up, because no operation lists them (1); creating an option of a
 * definition that is not a LIST is a 409, listing them gives an empty list (9).
 */
export const assumptions = {
	keyHeader: {
		positions: ['xApiKey', 'bearerToo'],
		standsFor: 'Whether Authorization: Bearer carries the key as well as x-api-key.',
		section: '1',
	},
	successStatus: {
		positions: ['distinct', 'always200'],
		standsFor: 'Creates 201, bulk 202, LoadRecording 204; or 200 for everything.',
		section: '2',
	},
	validationStatus: {
		positions: ['400', '422'],
		standsFor: 'The status of a body, query or path that breaks the schema.',
		section: '2',
	},
	loadRecordingAnswer: {
		positions: ['noBody', 'envelope'],
		standsFor: 'Whether the sample of LoadRecording, shaped like an error, is its success.',
		section: '2',
	},
	briefCallRoute: {
		positions: ['agent', 'root', 'verb'],
		standsFor: 'The path of StartAgentCall of v2.',
		section: '4',
	},
	startCallRoutes: {
		positions: ['noun', 'verb'],
		standsFor: 'The paths of StartBridgeCall and StartAgentCall of v1: bridge or start-bridge-call.',
		section: '4',
	},
	loadRecordingRoute: {
		positions: ['root', 'load'],
		standsFor: 'The path of LoadRecording.',
		section: '4',
	},
	conversationRoutes: {
		positions: ['bulkApart', 'singleApart'],
		standsFor: 'Whether /bulk or /single leaves the root of conversations to the other.',
		section: '4',
	},
	bulkUpdateMethod: {
		positions: ['put', 'patch'],
		standsFor: 'The method of the bulk update of conversations.',
		section: '4',
	},
	templateMessageRoute: {
		positions: ['template', 'templates'],
		standsFor: 'The path of CreateTemplateMessage.',
		section: '4',
	},
	uploadMediaRoute: {
		positions: ['media', 'uploadMedia'],
		standsFor: 'The path of UploadMedia.',
		section: '4',
	},
	listOptionRoutes: {
		positions: ['underDefinition', 'underCustomFields', 'underListOptions'],
		standsFor: 'The paths of the options of a LIST field.',
		section: '4',
	},
	pageBase: {
		positions: ['1', '0'],
		standsFor: 'The number of the first page.',
		section: '3',
	},
	sizeOutOfRange: {
		positions: ['refused', 'clamped'],
		standsFor: 'A page size outside 1 to 100: 400, or moved to the nearest allowed one.',
		section: '3',
	},
	lastPageToken: {
		positions: ['null', 'empty', 'absent'],
		standsFor: 'What nextPageToken is on the last page.',
		section: '3',
	},
	pageTokens: {
		positions: ['advance', 'repeat'],
		standsFor: 'A fault: whether every page after the first gives its own token as the next one, for ever.',
		section: '9',
	},
	tokenBinding: {
		positions: ['unbound', 'sameQuery'],
		standsFor: 'Whether a page token with other filters than before is refused.',
		section: '3',
	},
	listOrder: {
		positions: ['oldestFirst', 'newestFirst'],
		standsFor: 'The order of a list that is not asked to sort.',
		section: '8',
	},
	contactAddresses: {
		positions: ['replace', 'merge'],
		standsFor: 'Whether addresses of an update replace the old ones or join them.',
		section: '5.15',
	},
	customFieldValues: {
		positions: ['merge', 'replace'],
		standsFor: 'Whether customFields of an update join the old ones or replace them.',
		section: '5.15',
	},
	customFieldKeys: {
		positions: ['any', 'definedOnly'],
		standsFor: 'Whether a contact may have values without a definition.',
		section: '6',
	},
	definitionWithValues: {
		positions: ['refused', 'deleted'],
		standsFor: 'Deleting a definition that has values, without force.',
		section: '5.31',
	},
	bulkSize: {
		positions: ['upTo500', 'unlimited'],
		standsFor: 'How many conversations one bulk request may have.',
		section: '5.9',
	},
	bulkReport: {
		positions: ['detailed', 'empty'],
		standsFor: 'Whether the report of a bulk operation says which items are bad.',
		section: '6',
	},
	inboundTypes: {
		positions: ['accepted', 'refused'],
		standsFor: 'Whether message types that only make sense inbound can be sent.',
		section: '5.20',
	},
	progress: {
		positions: ['perPoll', 'byHook'],
		standsFor: 'Whether calls and messages advance when they are read, or only by the hooks of the state.',
		section: '9',
	},
	mediaLinks: {
		positions: ['valid', 'expired'],
		standsFor: 'Whether signed links work for 15 minutes, or are expired when they are given.',
		section: '6',
	},
	mediaOrigin: {
		positions: ['api', 'separate'],
		standsFor: 'Whether recordings and files are on the origin of the API or on another one.',
		section: '6',
	},
} as const satisfies Record<string, AssumptionSwitch>;

/** A position for every switch. */
export type Assumptions = Positions<typeof assumptions>;

/** The default of every switch, with `overrides` on top. Throws on a switch or a position that does not exist. */
export function resolveAssumptions(overrides: Partial<Assumptions> = {}): Assumptions {
	return resolvePositions(assumptions, overrides);
}
