import { z } from 'zod';

import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { callSchema } from '../../schemas';
import { assistantIdProperty, sessionIdProperty } from '../widgetFields';

export const startVoiceCall = itemOperation({
	name: 'Start Call',
	value: 'startCall',
	action: 'Start a voice call for a visitor',
	description: `Open a voice conversation and return its phone number. ${assumptions.voiceNumber}.`,
	properties: [
		sessionIdProperty,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [assistantIdProperty],
		},
	],
	parameters: z.object({
		sessionId: requiredName,
		additionalFields: z.object({ assistantId: optionalText }).default({}),
	}),
	output: callSchema,
	send: { recipient: (parameters) => parameters.sessionId },
	async execute({ parameters, client }) {
		const { sessionId, additionalFields } = parameters;
		return await client.request(routes.startVoiceCall, {
			body: { sessionId, assistantId: additionalFields.assistantId },
		});
	},
});
