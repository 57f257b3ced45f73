import { z } from 'zod';

import { optionalText, requiredName, requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { replySchema } from '../../schemas/conversation';
import { conversationIdProperty, listedAgentIdProperty } from '../locators';
import { checkImage, messageType, messageTypeProperty, userIdProperty } from './messageFields';

export const replyToConversation = itemOperation({
	name: 'Reply',
	value: 'reply',
	action: 'Reply to a visitor as a person of the team',
	description: `Write to the visitor in the name of a person of the team. LiveChatAI changes the status of the conversation with it: ${assumptions.takeover}.`,
	properties: [
		listedAgentIdProperty,
		conversationIdProperty,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. I have sent you a new link.',
			description: 'What the person says; for an image, its public web address',
		},
		{ ...userIdProperty, required: true, description: `Who replies. ${userIdProperty.description}` },
		messageTypeProperty,
	],
	parameters: z
		.object({
			agentId: optionalText,
			conversationId: requiredName,
			message: requiredText,
			userId: requiredName,
			messageType,
		})
		.superRefine((fields, context) => checkImage('message', fields.message, fields.messageType, context)),
	output: replySchema,
	send: { recipient: ({ conversationId }) => conversationId },
	// Two replies in flight together could reach the visitor in the wrong order.
	sequenceKey: ({ conversationId }) => conversationId,
	async execute({ parameters: { conversationId, message, userId, messageType: type }, client }) {
		const text = type === 'IMAGE' ? message.trim() : message;
		return await client.request(routes.replyToConversation, {
			path: { conversationId },
			body: { message: text, userId, messageType: type },
		});
	},
});
