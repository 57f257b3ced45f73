import { z } from 'zod';

import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { conversationIdProperty, listedAgentIdProperty } from '../locators';
import { oldestFirst, simplifiedConversation, simplifyConversation } from './simplified';

export const getConversation = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a conversation with its messages',
	description: 'Read one conversation with all its messages, the oldest first',
	properties: [listedAgentIdProperty, conversationIdProperty, simplifyProperty],
	parameters: z.object({ agentId: optionalText, conversationId: requiredName, ...simplifyParameter }),
	output: simplifiedConversation,
	async execute({ parameters: { conversationId, simplify }, client }) {
		const answer = await client.request(routes.getConversation, { path: { conversationId } });
		const conversation = { ...answer, messages: oldestFirst(answer.messages ?? []) };
		return simplify ? simplifyConversation(conversation) : conversation;
	},
});
