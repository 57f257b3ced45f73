import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { conversationSchema } from '../../schemas/conversation';
import {
	checkContact,
	newConversationParameters,
	newConversationProperties,
	toNewConversation,
} from './newConversation';

export const createConversation = itemOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a conversation',
	description: 'Begin a conversation with an existing or a new contact in a funnel',
	properties: newConversationProperties,
	parameters: z.object(newConversationParameters).superRefine(checkContact),
	output: conversationSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.createConversation, { body: toNewConversation(parameters) });
	},
});
