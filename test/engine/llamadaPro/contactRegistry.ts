import { createContact } from '../../../nodes/LlamadaPro/actions/contact/create.operation.ts';
import { deleteContact } from '../../../nodes/LlamadaPro/actions/contact/delete.operation.ts';
import { getContact } from '../../../nodes/LlamadaPro/actions/contact/get.operation.ts';
import { getAllContacts } from '../../../nodes/LlamadaPro/actions/contact/getAll.operation.ts';
import { searchContacts } from '../../../nodes/LlamadaPro/actions/contact/search.operation.ts';
import { updateContact } from '../../../nodes/LlamadaPro/actions/contact/update.operation.ts';
import { upsertContact } from '../../../nodes/LlamadaPro/actions/contact/upsert.operation.ts';
import { createCustomField } from '../../../nodes/LlamadaPro/actions/customField/create.operation.ts';
import { deleteCustomField } from '../../../nodes/LlamadaPro/actions/customField/delete.operation.ts';
import { getCustomField } from '../../../nodes/LlamadaPro/actions/customField/get.operation.ts';
import { getAllCustomFields } from '../../../nodes/LlamadaPro/actions/customField/getAll.operation.ts';
import { updateCustomField } from '../../../nodes/LlamadaPro/actions/customField/update.operation.ts';
import { createCustomFieldOption } from '../../../nodes/LlamadaPro/actions/customFieldOption/create.operation.ts';
import { deleteCustomFieldOption } from '../../../nodes/LlamadaPro/actions/customFieldOption/delete.operation.ts';
import { getCustomFieldOption } from '../../../nodes/LlamadaPro/actions/customFieldOption/get.operation.ts';
import { getAllCustomFieldOptions } from '../../../nodes/LlamadaPro/actions/customFieldOption/getAll.operation.ts';
import { updateCustomFieldOption } from '../../../nodes/LlamadaPro/actions/customFieldOption/update.operation.ts';
import type { Registry } from '../../../nodes/shared/runtime/operation.ts';

/** The part of the LlamadaPro node that is about contacts and custom fields. */
export const contactRegistry: Registry = {
	contact: {
		name: 'Contact',
		operations: [
			getAllContacts,
			getContact,
			createContact,
			updateContact,
			upsertContact,
			searchContacts,
			deleteContact,
		],
	},
	customField: {
		name: 'Custom Field',
		operations: [getAllCustomFields, getCustomField, createCustomField, updateCustomField, deleteCustomField],
	},
	customFieldOption: {
		name: 'Custom Field Option',
		operations: [
			getAllCustomFieldOptions,
			getCustomFieldOption,
			createCustomFieldOption,
			updateCustomFieldOption,
			deleteCustomFieldOption,
		],
	},
};
