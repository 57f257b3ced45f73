import { z } from 'zod';

import { requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { sentSmsSchema } from '../../schemas';
import { conversationId, conversationIdProperty, smsTextProperty } from './smsFields';

export const sendSms = itemOperation({
	name: 'Send Message',
	value: 'sendMessage',
	action: 'Send an SMS in a conversation',
	description: 'Send a further SMS in a conversation that exists',
	properties: [conversationIdProperty, smsTextProperty],
	parameters: z.object({ conversationId, message: requiredText }),
	output: sentSmsSchema,
	send: { recipient: (parameters) => parameters.conversationId },
	// Several texts of one conversation arrive in the order of the input.
	sequenceKey: (parameters) => parameters.conversationId,
	async execute({ parameters, client }) {
		return await client.request(routes.sendSms, {
			path: { conversationId: parameters.conversationId },
			body: { message: parameters.message },
		});
	},
});
