import type { Registry } from '../../shared/runtime/operation';
import { createAgent } from './agent/create.operation';
import { deleteAgent } from './agent/delete.operation';
import { getAgent } from './agent/get.operation';
import { getAllAgents } from './agent/getAll.operation';
import { conversationOperations } from './conversation';

/** Everything the LiveChatAI node can do. The first operation of a resource is its default. */
export const registry: Registry = {
	conversation: { name: 'Conversation', operations: conversationOperations },
	agent: { name: 'AI Agent', operations: [getAllAgents, createAgent, deleteAgent, getAgent] },
};
