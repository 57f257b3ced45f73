import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { contactSchema } from '../../schemas/contact';
import { contactIdProperty, wholeNumberId } from '../locators';

export const getContact = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a contact',
	description: 'Read one contact with its addresses and custom fields',
	properties: [contactIdProperty],
	parameters: z.object({ contactId: wholeNumberId }),
	output: contactSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.getContact, { path: { id: parameters.contactId } });
	},
});
