import { z } from 'zod';
import { contactFieldsSchema, createContact, requireContact, updateContact } from './contactEntity.ts';
import { contactTextFields, searchContacts } from './contactSearch.ts';
import { listByQuery } from './listQuery.ts';
import type { Handlers } from './operationRoutes.ts';
import { dateTime, readBody, readId } from './schema.ts';

const updateSchema = contactFieldsSchema.extend({
	id: z.number().optional(),
	tenantId: z.string().optional(),
	updatedAt: dateTime.optional(),
});

/** The contacts (sections 5.12 to 5.17). */
export const contactHandlers: Handlers<
	'getContacts' | 'createContact' | 'getContact' | 'updateContact' | 'deleteContact' | 'searchContacts'
> = {
	getContacts: (request, state, assumptions) =>
		listByQuery(request, () => state.contacts.all(), contactTextFields, assumptions),

	createContact: (request, state, assumptions) =>
		createContact(readBody(request, contactFieldsSchema), state, assumptions),

	getContact: (request, state) => requireContact(readId(request, 'id'), state),

	updateContact: (request, state, assumptions) => {
		const id = readId(request, 'id');
		const fields = readBody(request, updateSchema);
		return updateContact(requireContact(id, state), fields, state, assumptions);
	},

	deleteContact: (request, state) => {
		const contact = requireContact(readId(request, 'id'), state);
		state.contacts.delete(contact.id);
		return contact;
	},

	searchContacts,
};
