import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import { RequestFailure } from '../../shared/http/failure';
import { printable } from '../../shared/http/text';
import type { SearchPage } from '../../shared/runtime/listSearch';
import { assumptions, routes } from '../api';
import type { Contact } from '../schemas/contact';

/** At most this many requests for one part of a list that LlamadaPro cannot search. */
const pagesPerSearch = 5;

const longestLabel = 120;

/** A part of a list in the form that all of LlamadaPro's lists have. */
interface ListPart<Item> {
	readonly items: readonly Item[];
	readonly nextPageToken?: string | null;
}

const label = (parts: ReadonlyArray<string | null | undefined>, separator: string): string =>
	printable(parts.filter((part) => typeof part === 'string' && part.trim() !== '').join(separator), longestLabel);

/** "Ana Pérez · +56912345678"; whatever is known of a contact without name or address. */
export function contactLabel(contact: Contact): string {
	const [address] = contact.addresses ?? [];
	const name = label([contact.firstName, contact.lastName], ' ');
	const reach = address?.address ?? contact.phone ?? contact.email ?? contact.nationalId;
	return label([name, reach], ' · ') || `Contact ${contact.id}`;
}

/** LlamadaPro searches contacts itself: one request for each part of the list. */
export async function findContacts(
	client: ApiClient,
	filter: string,
	position: string | undefined,
): Promise<SearchPage> {
	const { items, nextPageToken } = await client.request(routes.searchContacts, {
		body: {
			...(filter === '' ? {} : { search: filter }),
			size: assumptions.largestPage,
			...(position === undefined ? {} : { pageToken: position }),
		},
	});
	return {
		results: items.map((contact) => ({ name: contactLabel(contact), value: String(contact.id) })),
		next: nextPageToken || undefined,
	};
}

/**
 * The records whose entry contains the filter text, for lists that LlamadaPro cannot search. Without a filter one request
 * for each part; with one, parts without a match are skipped, up to five requests at a time.
 */
async function findPageByPage<Item>(
	ask: (pageToken: string | undefined) => Promise<ListPart<Item>>,
	entry: (item: Item) => INodeListSearchItems,
	filter: string,
	position: string | undefined,
): Promise<SearchPage> {
	const wanted = filter.toLocaleLowerCase();
	const matches = ({ name, value }: INodeListSearchItems): boolean =>
		[name, String(value)].some((text) => text.toLocaleLowerCase().includes(wanted));
	let next = position;
	for (let page = 0; page < pagesPerSearch; page += 1) {
		const part = await ask(next);
		const results = part.items.map(entry).filter(matches);
		next = part.nextPageToken || undefined;
		if (results.length > 0 || next === undefined) return { results, next };
	}
	return { results: [], next };
}

/** Tasks by their objective and status. */
export async function findTasks(client: ApiClient, filter: string, position: string | undefined): Promise<SearchPage> {
	return await findPageByPage(
		async (pageToken) =>
			await client.request(routes.listTasks, { query: { limit: assumptions.largestPage, pageToken } }),
		({ id, objective, status }) => ({
			name: label([objective ?? `Task ${id}`, status], ' · '),
			value: id,
		}),
		filter,
		position,
	);
}

/** Custom fields by their label, key and kind of record. */
export async function findCustomFields(
	client: ApiClient,
	filter: string,
	position: string | undefined,
): Promise<SearchPage> {
	return await findPageByPage(
		async (pageToken) =>
			await client.request(routes.listDefinitions, { query: { pageSize: assumptions.largestPage, pageToken } }),
		({ id, fieldLabel, fieldKey, entityType, fieldType }) => ({
			name: label([fieldLabel || fieldKey, fieldKey, entityType, fieldType], ' · '),
			value: String(id),
		}),
		filter,
		position,
	);
}

/** The options of the custom field that is chosen in the node. */
export async function findCustomFieldOptions(
	client: ApiClient,
	filter: string,
	position: string | undefined,
	host: ILoadOptionsFunctions,
): Promise<SearchPage> {
	const chosen = host.getCurrentNodeParameter('customFieldId', { extractValue: true });
	const definitionId = typeof chosen === 'string' || typeof chosen === 'number' ? String(chosen).trim() : '';
	if (!/^\d+$/.test(definitionId)) {
		throw new RequestFailure({
			message: 'Choose the custom field first',
			description:
				'The options belong to a custom field. Where the custom field comes from an expression, enter the option by its ID.',
			outcome: 'notSent',
		});
	}
	return await findPageByPage(
		async (pageToken) =>
			await client.request(routes.listOptions, {
				path: { definitionId },
				query: { pageSize: assumptions.largestPage, pageToken },
			}),
		({ id, label: name, value }) => ({ name: label([name || value, value], ' · '), value: String(id) }),
		filter,
		position,
	);
}
