import { z } from 'zod';

import { RequestFailure } from '../../../shared/http/failure';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { contactSchema } from '../../schemas/contact';
import { isAnySet } from '../clearFields';
import { customFieldsOf, customFieldsParameters, customFieldsProperties } from '../customFieldValues';
import { addresses, addressesProperty } from './addresses';
import { contactFieldParameters, contactFieldProperties, createdAt, createdAtProperty } from './contactFields';

export const createContact = itemOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a contact',
	description: 'Add a contact. Create or Update does the same without making a contact twice.',
	properties: [
		addressesProperty,
		...customFieldsProperties,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [...contactFieldProperties, createdAtProperty].sort((first, second) =>
				first.displayName.localeCompare(second.displayName),
			),
		},
	],
	parameters: z.object({
		addresses,
		...customFieldsParameters,
		additionalFields: z.object({ ...contactFieldParameters, createdAt }).default({}),
	}),
	output: contactSchema,
	async execute(context) {
		const { parameters, client } = context;
		const body = {
			...parameters.additionalFields,
			addresses: parameters.addresses,
			customFields: customFieldsOf(parameters, context.client.timeZone),
		};
		if (!isAnySet(body)) {
			throw new RequestFailure({
				message: 'There is nothing to create: every field of the contact is empty',
				description: 'Nothing was sent for this item. Fill in at least one field, an address or a custom field.',
				outcome: 'notSent',
			});
		}
		return await client.request(routes.createContact, { body });
	},
});
