/**
 * What LiveChatAI does not document and the simulator has to decide. The first position of a switch is
 * the default; `section` is the section of the LiveChatAI API sheet.
 *
 * Decided without a switch, because another position would teach nothing: the error codes (3, see
 * errors.ts); ids are opaque and the nested `agent.id` is the user id (1); archived agents can be used
 * (6.1); `messageType` is TEXT unless said (6.3); a reply may be TEXT or IMAGE (6.3); `source` of the
 * data sources is ALL unless said (6.4); for QA the title is the question (6.4); the parameters of the
 * main analytics are those of the others (6.6).
 */
export const switches = {
	// Errors, envelopes and limits
	errorCode: {
		positions: ['named', 'absent'],
		standsFor: 'Whether an error envelope has a code.',
		section: '3',
	},
	createStatus: {
		positions: ['200', '201'],
		standsFor: 'The status of a create; 201 is never listed.',
		section: '3',
	},
	bodyFormat: {
		positions: ['jsonOnly', 'formToo'],
		standsFor: 'Whether form-encoded bodies are understood; the introduction and the pages disagree.',
		section: '2',
	},
	unknownParameters: {
		positions: ['ignored', 'refused'],
		standsFor: 'A parameter of the query or body that no page knows.',
		section: '11',
	},
	retryAfter: {
		positions: ['oneSecond', 'untilReset', 'absent'],
		standsFor: 'The Retry-After of a 429.',
		section: '5',
	},
	quotaSpent: {
		positions: ['403', '429'],
		standsFor: 'The status of a send when the monthly message quota is spent.',
		section: '5',
	},
	absentValues: {
		positions: ['null', 'omitted'],
		standsFor: 'Whether values that are not there (a human, an integration, a url) are null or left out.',
		section: '9',
	},
	// Lists
	pageParameter: {
		positions: ['honoured', 'ignored'],
		standsFor: 'A fault: whether every page of a list is its first one, and says so.',
		section: '4',
	},
	pastTheEnd: {
		positions: ['empty', 'lastPage', 'refused'],
		standsFor: 'A page after the last one.',
		section: '4',
	},
	sizeOutOfRange: {
		positions: ['refused', 'clamped'],
		standsFor: 'A page size outside 1 to 100: 400, or moved to the nearest allowed one.',
		section: '4',
	},
	emptyTotalPages: {
		positions: ['0', '1'],
		standsFor: 'The number of pages of an empty list.',
		section: '4',
	},
	listOrder: {
		positions: ['newestFirst', 'oldestFirst'],
		standsFor: 'The order of the lists that are not asked to sort, by createdAt.',
		section: '4',
	},
	// Agents
	archivedAgents: {
		positions: ['listed', 'hidden'],
		standsFor: 'Whether archived agents are in the list.',
		section: '6.1',
	},
	agentAnswer: {
		positions: ['envelope', 'bare', 'idOnly'],
		standsFor: 'The body of creating and retrieving an agent.',
		section: '6.1',
	},
	deleteAnswer: {
		positions: ['message', 'empty'],
		standsFor: 'The body of deleting an agent or dismissing a suggestion.',
		section: '6.1',
	},
	secondDelete: {
		positions: ['notFound', 'deletedAgain'],
		standsFor: 'Deleting an agent, or dismissing a suggestion, that is not there any more.',
		section: '6.1',
	},
	// Contacts
	contactMatch: {
		positions: ['contactIdFirst', 'distinctIdOnly'],
		standsFor: 'Whether a contactId of an upsert decides which contact is meant.',
		section: '6.2',
	},
	unknownContactId: {
		positions: ['404', 'newContact'],
		standsFor: 'An upsert or a new conversation with a contactId that does not exist.',
		section: '6.2',
	},
	contactAttributes: {
		positions: ['merge', 'replace'],
		standsFor: 'Whether attributes of an upsert join the old ones.',
		section: '6.2',
	},
	userHashStatus: {
		positions: ['403', '401'],
		standsFor: 'The status of a missing or wrong userHash.',
		section: '6.2',
	},
	contactConversationsRoute: {
		positions: ['underContact', 'absent'],
		standsFor: "Whether the inferred path of a contact's conversations exists.",
		section: '6.2',
	},
	// Conversations
	unknownConversation: {
		positions: ['404', 'newConversation'],
		standsFor: 'A send to a conversation that does not exist.',
		section: '6.3',
	},
	conversationOfOtherAgent: {
		positions: ['404', '403'],
		standsFor: 'A send to a conversation of another agent.',
		section: '6.3',
	},
	resolvedConversation: {
		positions: ['reopens', 'staysResolved', 'newConversation', 'refused'],
		standsFor: 'A send to a resolved conversation.',
		section: '6.3',
	},
	takenOver: {
		positions: ['emptyText', 'null', 'aiAnswers'],
		standsFor: 'The response of a send when a human has taken over.',
		section: '6.3',
	},
	blankQuestion: {
		positions: ['refused', 'accepted'],
		standsFor: 'A question that is empty or white space.',
		section: '6.3',
	},
	imageQuestion: {
		positions: ['webUrl', 'anyText'],
		standsFor: 'What the question of an IMAGE has to be.',
		section: '6.3',
	},
	streaming: {
		positions: ['eventStream', 'json'],
		standsFor: 'What streaming: true gets; the wire format is a guess.',
		section: '7',
	},
	defaultType: {
		positions: ['all', 'unassigned'],
		standsFor: 'The type of a list that asks for none.',
		section: '6.3',
	},
	yourInbox: {
		positions: ['ownersConversations', 'everyHumans'],
		standsFor: 'What your-inbox means for a key.',
		section: '6.3',
	},
	dateField: {
		positions: ['lastMessageDate', 'createdAt'],
		standsFor: 'What startDate and endDate of the list compare.',
		section: '6.3',
	},
	dateFormat: {
		positions: ['secondsOrIso', 'secondsOnly'],
		standsFor: 'Which dates the list takes; the pages of different age disagree.',
		section: '6.3',
	},
	bareEndDate: {
		positions: ['endOfDay', 'startOfDay'],
		standsFor: 'The moment an endDate without a time stands for.',
		section: '6.3',
	},
	endDate: {
		positions: ['honoured', 'ignored'],
		standsFor: 'Whether the inferred endDate of the list exists.',
		section: '6.3',
	},
	guessedFilters: {
		positions: ['honoured', 'ignored'],
		standsFor: 'Whether the filters with guessed names exist.',
		section: '6.3',
	},
	viewSearch: {
		positions: ['honoured', 'ignored'],
		standsFor: 'Whether the guessed search parameter of the views exists.',
		section: '6.3',
	},
	messageOrder: {
		positions: ['oldestFirst', 'newestFirst'],
		standsFor: "The order of a conversation's messages.",
		section: '6.3',
	},
	replyUserId: {
		positions: ['required', 'optional'],
		standsFor: 'Whether a reply has to say who replies.',
		section: '6.3',
	},
	replyEffect: {
		positions: ['takesOver', 'messageOnly'],
		standsFor: 'Whether a reply takes the conversation over and reopens it.',
		section: '6.3',
	},
	secondEnd: {
		positions: ['accepted', 'refused'],
		standsFor: 'Ending a resolved conversation.',
		section: '6.3',
	},
	// Data sources, suggestions and analytics
	qaFields: {
		positions: ['firstThree', 'all'],
		standsFor: 'Which fields of a question and answer are required.',
		section: '6.4',
	},
	training: {
		positions: ['perList', 'atOnce', 'byHook'],
		standsFor: 'How a new data source becomes COMPLETED.',
		section: '6.4',
	},
	deleteWithoutIds: {
		positions: ['refused', 'accepted'],
		standsFor: 'Deleting data sources with neither id nor ids.',
		section: '6.4',
	},
	deleteOfOtherSource: {
		positions: ['notFound', 'deleted'],
		standsFor: 'An id of another source than the request names.',
		section: '6.4',
	},
	dismissedSuggestion: {
		positions: ['gone', 'retrievable'],
		standsFor: 'Retrieving a suggestion that was dismissed.',
		section: '6.5',
	},
	previousPeriod: {
		positions: ['sameLength', 'oneMonth'],
		standsFor: 'Which period comes before the one asked for.',
		section: '6.6',
	},
	overviewDates: {
		positions: ['required', 'optional'],
		standsFor: 'Whether the main analytics need their dates.',
		section: '6.6',
	},
	reversedDates: {
		positions: ['refused', 'empty'],
		standsFor: 'A startDate after the endDate.',
		section: '6.6',
	},
} as const;
