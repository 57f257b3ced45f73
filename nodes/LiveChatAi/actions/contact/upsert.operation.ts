import { z } from 'zod';

import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { agentIdProperty } from '../locators';
import { attributesOf, attributesParameters, attributesProperties } from './attributes';

export const upsertContact = itemOperation({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: [
		agentIdProperty,
		{
			displayName: 'Distinct ID',
			name: 'distinctId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. customer-0815 or +14155550123',
			description: `Your own ID of the person: any text that stays the same, such as a customer number. ${assumptions.contactMatch}.`,
		},
		...attributesProperties,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Fields that are left empty are not changed',
			options: [
				{
					displayName: 'Contact ID',
					name: 'contactId',
					type: 'string',
					default: '',
					placeholder: 'e.g. contact_123',
					description: 'LiveChatAI’s own ID of an existing contact that is to get this distinct ID',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. nathan@example.com',
					description: 'Email address of the contact',
				},
				{ displayName: 'Name', name: 'name', type: 'string', default: '', description: 'Name of the contact' },
				{
					displayName: 'Phone',
					name: 'phone',
					type: 'string',
					default: '',
					placeholder: 'e.g. +14155550123',
					description: 'Phone number of the contact, sent as it is: LiveChatAI does not document how to write it',
				},
				{
					displayName: 'User Hash',
					name: 'userHash',
					type: 'string',
					default: '',
					description:
						'Needed only if secure identification is on for the AI agent. How to make it is not documented by LiveChatAI; it is sent as it is.',
				},
			],
		},
	],
	parameters: z.object({
		agentId: requiredName,
		distinctId: requiredName,
		...attributesParameters,
		additionalFields: z
			.object({
				contactId: optionalText,
				email: optionalText,
				name: optionalText,
				phone: optionalText,
				userHash: optionalText,
			})
			.default({}),
	}),
	output: z.object({ contactId: z.string(), agentId: z.string(), distinctId: z.string() }),
	// Two items for one person side by side could make two contacts.
	sequenceKey: ({ agentId, distinctId }) => JSON.stringify([agentId, distinctId]),
	async execute({ parameters, client }) {
		const { agentId, distinctId, additionalFields } = parameters;
		const { contactId } = await client.request(routes.upsertContact, {
			body: { agentId, distinctId, ...additionalFields, attributes: attributesOf(parameters) },
		});
		return { contactId, agentId, distinctId };
	},
});
