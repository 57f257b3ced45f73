import { listSearch } from '../shared/runtime/listSearch';
import { liveChatAi } from './api';
import {
	findAgents,
	findContacts,
	findConversations,
	findDataSources,
	findSuggestions,
	findViews,
} from './methods/records';

export const methods = {
	listSearch: {
		searchAgents: listSearch(liveChatAi, findAgents),
		searchContacts: listSearch(liveChatAi, findContacts),
		searchConversations: listSearch(liveChatAi, findConversations),
		searchDataSources: listSearch(liveChatAi, findDataSources),
		searchSuggestions: listSearch(liveChatAi, findSuggestions),
		searchViews: listSearch(liveChatAi, findViews),
	},
};
