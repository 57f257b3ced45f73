import type { Registry } from '../../shared/runtime/operation';
import { createAgent } from './agent/create.operation';
import { deleteAgent } from './agent/delete.operation';
import { getAgent } from './agent/get.operation';
import { getAllAgents } from './agent/getAll.operation';
import { dismissSuggestion } from './aiSuggestion/dismiss.operation';
import { getSuggestion } from './aiSuggestion/get.operation';
import { getAllSuggestions } from './aiSuggestion/getAll.operation';
import { getHumanAgents } from './analytics/getAgent.operation';
import { getAiFunctions } from './analytics/getAiFunctions.operation';
import { getCsat } from './analytics/getCsat.operation';
import { getOverview } from './analytics/getOverview.operation';
import { getSentiments } from './analytics/getSentiments.operation';
import { getTopics } from './analytics/getTopics.operation';
import { getContact } from './contact/get.operation';
import { getAllContacts } from './contact/getAll.operation';
import { getContactConversations } from './contact/getConversations.operation';
import { upsertContact } from './contact/upsert.operation';
import { conversationOperations } from './conversation';
import { addFileSource } from './dataSource/addFile.operation';
import { addQaSource } from './dataSource/addQa.operation';
import { addTextSource } from './dataSource/addText.operation';
import { addUrlSource } from './dataSource/addUrl.operation';
import { deleteDataSources } from './dataSource/delete.operation';
import { getAllDataSources } from './dataSource/getAll.operation';
import { syncDataSources } from './dataSource/sync.operation';

/** Everything the LiveChatAI node can do. The first operation of a resource is its default. */
export const registry: Registry = {
	conversation: { name: 'Conversation', operations: conversationOperations },
	agent: { name: 'AI Agent', operations: [getAllAgents, createAgent, deleteAgent, getAgent] },
	contact: {
		name: 'Contact',
		operations: [upsertContact, getContact, getContactConversations, getAllContacts],
	},
	dataSource: {
		name: 'Data Source',
		operations: [
			getAllDataSources,
			addFileSource,
			addQaSource,
			addTextSource,
			addUrlSource,
			deleteDataSources,
			syncDataSources,
		],
	},
	aiSuggestion: { name: 'AI Suggestion', operations: [getAllSuggestions, dismissSuggestion, getSuggestion] },
	analytics: {
		name: 'Analytics',
		operations: [getOverview, getAiFunctions, getCsat, getHumanAgents, getSentiments, getTopics],
	},
};
