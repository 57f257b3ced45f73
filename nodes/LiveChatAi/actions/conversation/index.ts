import type { Operation } from '../../../shared/runtime/operation';
import { createConversation } from './create.operation';
import { endConversation } from './end.operation';
import { getConversation } from './get.operation';
import { getAllConversations } from './getAll.operation';
import { getViews } from './getViews.operation';
import { replyToConversation } from './reply.operation';
import { sendMessage } from './sendMessage.operation';

/** The operations of the Conversation resource, the default first. */
export const conversationOperations: readonly Operation[] = [
	sendMessage,
	createConversation,
	endConversation,
	getConversation,
	getAllConversations,
	getViews,
	replyToConversation,
];
