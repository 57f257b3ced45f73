import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf, routes } from '../../api';
import { type Contact, contactSchema } from '../../schemas/contact';
import { contactColumns } from './contactColumns';
import { listQueryParameters, listQueryProperties, toListQuery } from './listQuery';

export const getAllContacts = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many contacts',
	description: 'List contacts, filtered and sorted. Search offers operators and finds by address.',
	properties: [
		...returnAllProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: listQueryProperties(contactColumns, 'firstName'),
		},
	],
	parameters: z.object({ ...returnAllParameters, filters: z.object(listQueryParameters).default({}) }),
	output: contactSchema,
	execute({ parameters, client }) {
		const query = toListQuery(parameters.filters);
		return readPages(client, routes.listContacts, { query }, pagesOf<Contact>(), mostResults(parameters));
	},
});
