import { z } from 'zod';

import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { createdConversationSchema } from '../../schemas/conversation';
import { agentIdProperty, contactIdProperty } from '../locators';
import { countryProperty, integrationTypeProperty, ipProperty, originParameters } from './messageFields';

const forNewContact = 'Used only where a new contact is made.';

export const createConversation = itemOperation({
	name: 'Create',
	value: 'create',
	action: 'Open a conversation without a message',
	description: 'Open an empty conversation for a contact; the AI says nothing yet',
	properties: [
		agentIdProperty,
		{
			...contactIdProperty,
			required: false,
			description:
				'The contact to talk to, by LiveChatAI’s own ID. Without one a new contact is made. The list shows those of the chosen AI agent.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{ ...countryProperty, description: `${countryProperty.description}. ${forNewContact}` },
				integrationTypeProperty,
				{ ...ipProperty, description: `${ipProperty.description}. ${forNewContact}` },
			],
		},
	],
	parameters: z.object({
		agentId: requiredName,
		contactId: optionalText,
		additionalFields: z.object(originParameters).default({}),
	}),
	output: createdConversationSchema,
	async execute({ parameters, client }) {
		const { agentId, contactId, additionalFields } = parameters;
		const body = { agentId, contactId: contactId?.trim(), ...additionalFields };
		return await client.request(routes.createConversation, { body });
	},
});
