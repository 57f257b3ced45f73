import { z } from 'zod';
import type { SimulatorRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import { invalid } from './errors.ts';
import { anyContains, sortBy, textOf, valuesAt } from './fieldPath.ts';
import { pageOf } from './paging.ts';
import type { Page } from './paging.ts';
import { numberText, readQuery } from './schema.ts';

const querySchema = z.object({
	filterBy: z.string().optional(),
	searchBy: z.string().optional(),
	sortBy: z.string().optional(),
	page: numberText.optional(),
	pageSize: numberText.optional(),
	pageToken: z.string().optional(),
	tenantId: z.string().optional(),
});

/**
 * A list of style B: `filterBy`, `searchBy`, `sortBy` and pages (section 3). `textFields` are the ones
 * a search term without a field name looks at. The query is checked before `items` is called.
 */
export function listByQuery<Item extends object>(
	request: SimulatorRequest,
	items: () => Item[],
	textFields: string[],
	assumptions: Assumptions,
): Page<Item> {
	const query = readQuery(request, querySchema);
	const filters = pairsOf('filterBy', query.filterBy);
	const searches = searchesOf(query.searchBy);
	const sort = sortOf(query.sortBy);
	const selected = inListOrder(items(), assumptions).filter(
		(item) =>
			filters.every(({ field, value }) => valuesAt(item, field).some((each) => textOf(each) === value)) &&
			searches.every(({ field, value }) => matchesSearch(item, field, value, textFields)) &&
			(query.tenantId === undefined || valuesAt(item, 'tenantId').includes(query.tenantId)),
	);
	return pageOf(
		sortBy(selected, sort),
		{
			size: { field: 'pageSize', value: query.pageSize },
			pageToken: { field: 'pageToken', value: query.pageToken },
			page: query.page,
			selection: { filters, searches, sort, tenantId: query.tenantId },
		},
		assumptions,
	);
}

/** Items in the order of a list nobody sorted. */
export function inListOrder<Item>(items: Item[], assumptions: Assumptions): Item[] {
	return assumptions.listOrder === 'oldestFirst' ? items : items.toReversed();
}

/** Whether a term is found in a field; without a field in any of the text fields, or across them. */
export function matchesSearch(item: object, field: string | undefined, term: string, textFields: string[]): boolean {
	if (field !== undefined) return anyContains(valuesAt(item, field), term);
	// joined, so that a first and a last name are found together
	const text = textFields.flatMap((name) => valuesAt(item, name).map(textOf)).join(' ');
	return anyContains([text], term);
}

/** `field:value` pairs joined by `;`, split at the first colon (section 3). */
function pairsOf(parameter: string, text: string | undefined): Array<{ field: string; value: string }> {
	return partsOf(text).map((part) => {
		const colon = part.indexOf(':');
		if (colon < 1) throw invalid(parameter, 'must be field:value pairs joined by ;', text);
		return { field: part.slice(0, colon), value: part.slice(colon + 1) };
	});
}

function searchesOf(text: string | undefined): Array<{ field: string | undefined; value: string }> {
	if (text === undefined || text.includes(':')) return pairsOf('searchBy', text);
	return text === '' ? [] : [{ field: undefined, value: text }];
}

/** `field=asc` or `field=desc`, joined by `;` (section 3). */
function sortOf(text: string | undefined): Array<{ field: string; direction: 'asc' | 'desc' }> {
	return partsOf(text).map((part) => {
		const [, field, direction] = /^([^=]+)=(asc|desc)$/.exec(part) ?? [];
		if (field === undefined || (direction !== 'asc' && direction !== 'desc')) {
			throw invalid('sortBy', 'must be field=asc or field=desc', text);
		}
		return { field, direction };
	});
}

function partsOf(text = ''): string[] {
	return text.split(';').filter((part) => part !== '');
}
