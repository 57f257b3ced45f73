import { searchTemplateLanguages } from '../shared/properties/templateLanguages';
import { listSearch } from '../shared/runtime/listSearch';
import { resourceMapping } from '../shared/runtime/resourceMapping';
import { llamadaPro } from './api';
import { contactCustomFields } from './methods/contactCustomFields';
import { findContacts, findCustomFieldOptions, findCustomFields, findTasks } from './methods/records';

export const methods = {
	listSearch: {
		searchContacts: listSearch(llamadaPro, findContacts),
		searchCustomFieldOptions: listSearch(llamadaPro, findCustomFieldOptions),
		searchCustomFields: listSearch(llamadaPro, findCustomFields),
		searchTasks: listSearch(llamadaPro, findTasks),
		searchTemplateLanguages,
	},
	resourceMapping: {
		getContactCustomFields: resourceMapping(llamadaPro, contactCustomFields),
	},
};
