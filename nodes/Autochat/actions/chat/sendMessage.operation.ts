import { z } from 'zod';

import { jsonObject } from '../../../shared/properties/jsonObject';
import { optionalText, requiredName, requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { chatOutput } from '../../schemas';
import { assistantIdProperty, sessionIdProperty } from '../widgetFields';

export const sendChatMessage = itemOperation({
	name: 'Send Message',
	value: 'sendMessage',
	action: 'Send a chat message and get the answer',
	description: 'Send a visitor’s message to the AI assistant and return its answer',
	properties: [
		sessionIdProperty,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Do you ship to Norway?',
			description: 'What the visitor says. Several messages of one session are sent one after the other.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				assistantIdProperty,
				{
					displayName: 'Conversation ID',
					name: 'conversationId',
					type: 'string',
					default: '',
					placeholder: 'e.g. conv-456',
					description: `The conversation to go on with. ${assumptions.omittedConversation}.`,
				},
				{
					displayName: 'Extra Body Fields (JSON)',
					name: 'extraBodyFields',
					type: 'json',
					typeOptions: { rows: 4 },
					default: '{}',
					placeholder: 'e.g. { "email": "ann@example.com" }',
					description: `Further fields of the request, such as the visitor’s name or email. ${assumptions.extraBodyFields}. The node’s own fields come first.`,
				},
			],
		},
	],
	parameters: z.object({
		sessionId: requiredName,
		message: requiredText,
		additionalFields: z
			.object({ assistantId: optionalText, conversationId: optionalText, extraBodyFields: jsonObject })
			.default({}),
	}),
	output: chatOutput,
	// Two turns in flight together could be answered in the wrong order, or begin two conversations.
	sequenceKey: ({ sessionId }) => sessionId,
	async execute({ parameters, client }) {
		const { sessionId, message, additionalFields } = parameters;
		const { assistantId, conversationId, extraBodyFields } = additionalFields;
		return await client.request(routes.sendChatMessage, {
			body: {
				...extraBodyFields,
				sessionId,
				message,
				...(assistantId === undefined ? {} : { assistantId }),
				...(conversationId === undefined ? {} : { conversationId }),
			},
		});
	},
});
