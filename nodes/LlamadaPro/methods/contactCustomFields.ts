import type { FieldType, INodePropertyOptions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { ApiClient } from '../../shared/http/client';
import { readPages } from '../../shared/http/paginate';
import { assumptions, pagesOf, routes } from '../api';
import type { Definition, ListOption } from '../schemas/customField';

/** The control for each kind of field; anything else is a text. */
const controls: Readonly<Record<string, FieldType>> = {
	BOOLEAN: 'boolean',
	DATE: 'dateTime',
	FILE: 'string',
	LIST: 'options',
	NUMBER: 'number',
	STRING: 'string',
};

const listsAtOnce = 5;

const noFields =
	'Your LlamadaPro account has no custom fields for contacts. Define them in LlamadaPro or with the operation Custom Field > Create, then refresh this list.';

/** The account's custom fields of contacts, as a form: each with the control of its type, a LIST with its options. */
export async function contactCustomFields(client: ApiClient): Promise<ResourceMapperFields> {
	const definitions = (await readAll(readDefinitions(client))).filter(({ entityType }) => entityType === 'CONTACT');
	const limit = pLimit(listsAtOnce);
	const fields = await Promise.all(
		definitions.map(async (definition) => await limit(async () => await toField(client, definition, definitions))),
	);
	return { fields, ...(fields.length === 0 ? { emptyFieldsNotice: noFields } : {}) };
}

function readDefinitions(client: ApiClient): AsyncIterable<readonly Definition[]> {
	const query = { filterBy: assumptions.definitionsOf('CONTACT') };
	return readPages(client, routes.listDefinitions, { query }, pagesOf<Definition>());
}

async function readAll<Item>(pages: AsyncIterable<readonly Item[]>): Promise<Item[]> {
	const items: Item[] = [];
	for await (const page of pages) items.push(...page);
	return items;
}

async function toField(
	client: ApiClient,
	definition: Definition,
	all: readonly Definition[],
): Promise<ResourceMapperField> {
	return {
		id: assumptions.customFieldKey(definition),
		displayName: displayName(definition, all),
		type: controls[definition.fieldType] ?? 'string',
		required: false,
		defaultMatch: false,
		display: true,
		...(definition.fieldType === 'LIST' ? { options: await listOptions(client, definition) } : {}),
	};
}

/** The label; with its key where two fields have the same one. */
function displayName(definition: Definition, all: readonly Definition[]): string {
	const nameOf = ({ fieldLabel, fieldKey }: Definition): string => fieldLabel?.trim() || fieldKey;
	const name = nameOf(definition);
	const isShared = all.some((other) => other.id !== definition.id && nameOf(other) === name);
	const unique = isShared ? `${name} (${definition.fieldKey})` : name;
	return definition.fieldType === 'FILE' ? `${unique} (file ID, unverified)` : unique;
}

async function listOptions(client: ApiClient, { id }: Definition): Promise<INodePropertyOptions[]> {
	const path = { definitionId: String(id) };
	const options = await readAll(readPages(client, routes.listOptions, { path, query: {} }, pagesOf<ListOption>()));
	return options.map((option) => ({
		name: option.label?.trim() || option.value,
		value: assumptions.customFieldOptionValue(option),
		...(option.description ? { description: option.description } : {}),
	}));
}
