import type { INodeProperties } from 'n8n-workflow';

interface Entry {
	readonly displayName: string;
	readonly name: string;
	readonly searchListMethod: string;
	readonly placeholder: string;
	readonly hint: string;
	readonly description: string;
}

/** Something that can be listed: from a searchable list, or by its id. */
function locator({ displayName, name, searchListMethod, placeholder, hint, description }: Entry): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder, hint },
		],
	};
}

/** The AI agent, where LiveChatAI asks for it. */
export const agentIdProperty = locator({
	displayName: 'AI Agent',
	name: 'agentId',
	searchListMethod: 'searchAgents',
	placeholder: 'e.g. clx0abc123',
	hint: 'Get Many of AI Agent returns the IDs',
	description: 'The AI agent (formerly chatbot) to work with; not a person of the team',
});

/**
 * The AI agent, where LiveChatAI does not ask for it: only the list of another field needs it. Its schema is
 * `optionalText`.
 */
export const listedAgentIdProperty: INodeProperties = {
	...agentIdProperty,
	required: false,
	description: 'The AI agent whose records the list below shows. Not needed where an ID is entered.',
};

export const contactIdProperty = locator({
	displayName: 'Contact',
	name: 'contactId',
	searchListMethod: 'searchContacts',
	placeholder: 'e.g. contact_123',
	hint: 'Get Many of Contact returns the IDs',
	description: 'The contact to work on, by LiveChatAI’s own ID. The list shows those of the chosen AI agent.',
});

export const conversationIdProperty = locator({
	displayName: 'Conversation',
	name: 'conversationId',
	searchListMethod: 'searchConversations',
	placeholder: 'e.g. chat_123',
	hint: 'Get Many of Conversation returns the IDs',
	description: 'The conversation to work on. The list shows those of the chosen AI agent, the latest first.',
});

export const dataSourceIdProperty = locator({
	displayName: 'Data Source',
	name: 'dataSourceId',
	searchListMethod: 'searchDataSources',
	placeholder: 'e.g. clx0abc456',
	hint: 'Get Many of Data Source returns the IDs',
	description: 'The data source to work on. The list shows those of the chosen AI agent and type.',
});

export const suggestionIdProperty = locator({
	displayName: 'AI Suggestion',
	name: 'suggestionId',
	searchListMethod: 'searchSuggestions',
	placeholder: 'e.g. msg_123',
	hint: 'Get Many of AI Suggestion returns the IDs',
	description: 'The AI suggestion to work on. The list shows those of the chosen AI agent.',
});

export const viewIdProperty = locator({
	displayName: 'Saved View',
	name: 'viewId',
	searchListMethod: 'searchViews',
	placeholder: 'e.g. view_123',
	hint: 'Get Views of Conversation returns the IDs',
	description: 'A saved view of the inbox. The list shows those of the chosen AI agent.',
});
