import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { contactSchema } from '../../schemas/contact';
import { contactIdProperty, wholeNumberId } from '../locators';

export const deleteContact = itemOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a contact',
	description: 'Remove a contact for good, with its addresses and custom-field values',
	properties: [contactIdProperty],
	parameters: z.object({ contactId: wholeNumberId }),
	output: contactSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.deleteContact, { path: { id: parameters.contactId } });
	},
});
