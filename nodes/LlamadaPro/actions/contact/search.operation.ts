import { z } from 'zod';

import { type PageStyle, readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { optionalText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes, searchPages } from '../../api';
import { type Contact, type contactList, contactSchema } from '../../schemas/contact';
import { contactColumns } from './contactColumns';
import { chosenField, direction, directionProperty, fieldParameters, fieldProperties } from './listQuery';
import { searchFilter, searchFilterProperties } from './searchFilter';

const searchColumns = [{ name: 'Address (Phone, Email, …)', value: assumptions.addressPath }, ...contactColumns];

/** The pages of a search that asked for the total: every contact carries it. */
const pagesWithTotal: PageStyle<z.infer<typeof contactList>, Contact> = {
	...searchPages,
	items: (body) => body.items.map((contact) => ({ ...contact, totalCount: body.totalCount ?? null })),
};

export const searchContacts = itemOperation({
	name: 'Search',
	value: 'search',
	action: 'Search contacts',
	description: 'Find contacts by text, address, field or custom field',
	properties: [
		...returnAllProperties,
		{
			displayName: 'Search Text',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ana Pérez',
			description: 'Text to look for. LlamadaPro does not document in which fields. Empty looks at the filters only.',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'fixedCollection',
			placeholder: 'Add filter',
			typeOptions: { multipleValues: true },
			default: {},
			description: 'What the contacts have to fulfil. Several filters are assumed to hold together.',
			options: [{ displayName: 'Filter', name: 'filter', values: searchFilterProperties(searchColumns) }],
		},
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'fixedCollection',
			placeholder: 'Add sort field',
			typeOptions: { multipleValues: true, sortable: true },
			default: {},
			description: 'The order of the contacts, by the first field first',
			options: [
				{
					displayName: 'Rule',
					name: 'rule',
					values: [...fieldProperties(contactColumns, 'createdAt', 'The field to sort by'), directionProperty],
				},
			],
		},
	],
	options: [
		{
			displayName: 'Include Archived',
			name: 'includeArchived',
			type: 'boolean',
			default: false,
			description: 'Whether to find archived contacts too',
		},
		{
			displayName: 'Include Total Count',
			name: 'includeTotalCount',
			type: 'boolean',
			default: false,
			description: 'Whether to put the number of all contacts found into each contact, as totalCount',
		},
	],
	parameters: z.object({
		...returnAllParameters,
		search: optionalText,
		filters: z
			.object({ filter: z.array(searchFilter) })
			.partial()
			.default({}),
		sort: z
			.object({
				rule: z.array(
					z
						.object({ ...fieldParameters, direction })
						.transform((row, context) => ({ field: chosenField(row, context), direction: row.direction })),
				),
			})
			.partial()
			.default({}),
		options: z
			.object({ includeArchived: z.boolean().optional(), includeTotalCount: z.boolean().optional() })
			.default({}),
	}),
	output: contactSchema.extend({ totalCount: z.number().nullish() }),
	execute({ parameters, client }) {
		const { search, filters, sort, options } = parameters;
		const body = {
			search,
			filters: filters.filter,
			sort: sort.rule,
			includeArchived: options.includeArchived,
			includeTotalCount: options.includeTotalCount,
		};
		const style = options.includeTotalCount === true ? pagesWithTotal : searchPages;
		return readPages(client, routes.searchContacts, { body }, style, mostResults(parameters));
	},
});
