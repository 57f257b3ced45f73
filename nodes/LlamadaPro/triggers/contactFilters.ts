import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalWholeNumber } from '../../shared/properties/number';
import { contactColumns } from '../actions/contact/contactColumns';
import { chosenField, fieldParameters, fieldProperties } from '../actions/contact/listQuery';
import { requiredText } from '../../shared/properties/text';
import type { Contact } from '../schemas/contact';

/** Filters of the contact events. They are checked here, on the contacts that the list returns. */
export const contactFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Which contacts start the workflow',
	options: [
		{
			displayName: 'Contact Fields',
			name: 'fields',
			type: 'fixedCollection',
			placeholder: 'Add field',
			typeOptions: { multipleValues: true },
			default: {},
			description: 'Only contacts whose fields have these values, all of them',
			options: [
				{
					displayName: 'Field',
					name: 'field',
					values: [
						...fieldProperties(contactColumns, 'companyPosition', 'The field to look at'),
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							description: 'The value that the field has. Capital and small letters count as the same.',
						},
					],
				},
			],
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 101',
			description:
				'Only contacts that are assigned to this user. The API cannot list users: look the ID up in LlamadaPro.',
		},
	],
};

const fieldFilter = z
	.object({ ...fieldParameters, value: requiredText })
	.transform((row, context) => ({ path: chosenField(row, context), value: row.value }));

/** The schema of `contactFilters`. */
export const contactFilterParameters = z.object({
	filters: z
		.object({
			fields: z
				.object({ field: z.array(fieldFilter) })
				.partial()
				.optional(),
			userId: optionalWholeNumber,
		})
		.default({}),
});

export type ContactFilters = z.infer<typeof contactFilterParameters>;

/** Whether a contact has what the filters ask for. */
export function isWantedContact(contact: Contact, { filters: { fields, userId } }: ContactFilters): boolean {
	if (userId !== undefined && contact.userId !== userId) return false;
	return (fields?.field ?? []).every(({ path, value }) =>
		textsAt(contact, path.split('.')).some((text) => text.toLowerCase() === value.trim().toLowerCase()),
	);
}

/** The values at a dotted path, as text; of a list, those of all its entries. */
function textsAt(value: unknown, path: readonly string[]): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => textsAt(entry, path));
	const [key, ...rest] = path;
	if (key === undefined) return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : [];
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
	return textsAt((value as Readonly<Record<string, unknown>>)[key], rest);
}
