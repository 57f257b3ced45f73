import { z } from 'zod';

import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { endSchema } from '../../schemas/conversation';
import { conversationIdProperty, listedAgentIdProperty } from '../locators';
import { userIdProperty } from './messageFields';

export const endConversation = itemOperation({
	name: 'End',
	value: 'end',
	action: 'End a conversation as resolved',
	description: 'Mark a conversation as resolved',
	properties: [
		listedAgentIdProperty,
		conversationIdProperty,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					...userIdProperty,
					description: `Who ends it. ${userIdProperty.description} Without it LiveChatAI takes the person assigned to the conversation, or else the owner of the workspace.`,
				},
			],
		},
	],
	parameters: z.object({
		agentId: optionalText,
		conversationId: requiredName,
		additionalFields: z.object({ userId: optionalText }).default({}),
	}),
	output: endSchema,
	// It has to come after the replies that stand before it in the input.
	sequenceKey: ({ conversationId }) => conversationId,
	async execute({ parameters: { conversationId, additionalFields }, client }) {
		const userId = additionalFields.userId?.trim();
		return await client.request(routes.endConversation, { path: { conversationId }, body: { userId } });
	},
});
