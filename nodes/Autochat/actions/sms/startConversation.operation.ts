import { z } from 'zod';

import { phoneNumber } from '../../../shared/properties/phone';
import { optionalText, requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { startedSmsSchema } from '../../schemas';
import { assistantIdProperty } from '../widgetFields';
import { smsTextProperty } from './smsFields';

export const startSmsConversation = itemOperation({
	name: 'Start Conversation',
	value: 'startConversation',
	action: 'Start an SMS conversation',
	description:
		'Send a first SMS to a phone number. If there was a conversation with it in the last 30 days, Autochat goes on with that one.',
	properties: [
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +14155550123',
			description:
				'Phone number of the recipient with its country code. Spaces, dashes, brackets and a leading 00 are accepted.',
		},
		smsTextProperty,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				assistantIdProperty,
				{
					displayName: 'Contact Company',
					name: 'contactCompany',
					type: 'string',
					default: '',
					placeholder: 'e.g. Acme Ltd',
					description: 'Company of the recipient',
				},
				{
					displayName: 'Contact Name',
					name: 'contactName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ann Lee',
					description: 'Name of the recipient',
				},
			],
		},
	],
	parameters: z.object({
		phoneNumber,
		message: requiredText,
		additionalFields: z
			.object({ assistantId: optionalText, contactCompany: optionalText, contactName: optionalText })
			.default({}),
	}),
	output: startedSmsSchema,
	send: { recipient: (parameters) => parameters.phoneNumber },
	// Several texts to one number arrive in the order of the input, and in one conversation.
	sequenceKey: (parameters) => parameters.phoneNumber,
	async execute({ parameters, client }) {
		const { assistantId, contactCompany, contactName } = parameters.additionalFields;
		return await client.request(routes.startSmsConversation, {
			body: {
				phone_number: parameters.phoneNumber,
				message: parameters.message,
				contact_name: contactName,
				contact_company: contactCompany,
				assistant_id: assistantId,
			},
		});
	},
});
