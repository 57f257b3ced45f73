import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { messageSchema } from '../../schemas/message';
import { textId } from '../locators';

export const getMessage = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a message with its delivery status',
	description: 'Read one message: whether it was delivered and read, and its attachments. Links to files expire.',
	properties: [
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. msg_123',
			description: 'ID of the message. Sending a message returns it; the API cannot list messages.',
		},
	],
	parameters: z.object({ messageId: textId }),
	output: messageSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.getMessage, { path: { messageId: parameters.messageId } });
	},
});
