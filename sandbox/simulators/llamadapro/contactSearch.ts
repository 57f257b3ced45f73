import { z } from 'zod';
import { anyContains, compare, sortBy, textOf, valuesAt } from './fieldPath.ts';
import { inListOrder, matchesSearch } from './listQuery.ts';
import type { Handler } from './operationRoutes.ts';
import { pageOf } from './paging.ts';
import { readBody } from './schema.ts';

/** What a free text looks at, in this order. */
export const contactTextFields = [
	'firstName',
	'lastName',
	'email',
	'phone',
	'nationalId',
	'companyPosition',
	'addresses.address',
];

const operators = ['eq', 'contains', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'exists'] as const;

// the reference's own example sends the boolean as text (section 3)
const booleanOrText = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

const searchSchema = z.object({
	search: z.string().optional(),
	filters: z.array(z.object({ field: z.string(), operator: z.enum(operators), value: z.unknown() })).optional(),
	sort: z.array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) })).optional(),
	size: z.number().optional(),
	pageToken: z.string().optional(),
	includeArchived: booleanOrText.optional(),
	includeTotalCount: booleanOrText.optional(),
});

type Filter = NonNullable<z.infer<typeof searchSchema>['filters']>[number];

/** SearchContacts (sections 3 and 5.17). `totalCount` is only there when asked for. */
export const searchContacts: Handler = (request, state, assumptions) => {
	const { search = '', filters = [], sort = [], ...query } = readBody(request, searchSchema);
	const includeArchived = query.includeArchived ?? false;
	const selected = inListOrder(state.contacts.all(), assumptions).filter(
		(contact) =>
			(includeArchived || !state.archivedContactIds.has(contact.id)) &&
			(search === '' || matchesSearch(contact, undefined, search, contactTextFields)) &&
			filters.every((filter) => passes(contact, filter)),
	);
	const page = pageOf(
		sortBy(selected, sort),
		{
			size: { field: 'body.size', value: query.size },
			pageToken: { field: 'body.pageToken', value: query.pageToken },
			selection: { search, filters, sort, includeArchived },
		},
		assumptions,
	);
	return query.includeTotalCount === true ? page : { ...page, totalCount: undefined };
};

function passes(item: object, { field, operator, value }: Filter): boolean {
	const values = valuesAt(item, field);
	switch (operator) {
		case 'eq':
			return values.some((each) => textOf(each) === textOf(value));
		case 'neq':
			return !values.some((each) => textOf(each) === textOf(value));
		case 'contains':
			return anyContains(values, textOf(value));
		case 'gt':
			return values.some((each) => compare(each, value) > 0);
		case 'gte':
			return values.some((each) => compare(each, value) >= 0);
		case 'lt':
			return values.some((each) => compare(each, value) < 0);
		case 'lte':
			return values.some((each) => compare(each, value) <= 0);
		case 'in':
			return values.some((each) => [value].flat().some((one) => textOf(one) === textOf(each)));
		case 'exists':
			return values.length > 0 === (value !== false);
	}
}
