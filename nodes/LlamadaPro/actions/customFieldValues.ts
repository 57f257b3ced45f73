import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { RequestFailure } from '../../shared/http/failure';
import { printable } from '../../shared/http/text';
import { toIsoDateTime } from '../../shared/properties/dateTime';
import { jsonObject } from '../../shared/properties/jsonObject';
import { inTimeZone } from '../../shared/runtime/localDates';
import { assumptions } from '../api';

/** Custom fields as a form filled from the account's definitions, or as JSON. */
export const customFieldsProperties: INodeProperties[] = [
	{
		displayName: 'Custom Fields Input',
		name: 'customFieldsInput',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How the values of custom fields are given',
	},
	{
		displayName: 'Custom Fields',
		name: 'customFields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		displayOptions: { show: { customFieldsInput: ['fields'] } },
		description:
			'Values for the custom fields that your LlamadaPro account has for contacts. Fields that are empty are left out. A switch that was added is always sent: off means false.',
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'getContactCustomFields',
				mode: 'add',
				valuesLabel: 'Custom Fields',
				fieldWords: { singular: 'custom field', plural: 'custom fields' },
				// Fields appear when they are added: one that only stands there would be sent, a switch even as "off".
				addAllFields: false,
				supportAutoMap: false,
				noFieldsError: 'Your LlamadaPro account has no custom fields for contacts',
			},
		},
	},
	{
		displayName: 'Custom Fields (JSON)',
		name: 'customFieldsJson',
		type: 'json',
		typeOptions: { rows: 4 },
		default: '{}',
		placeholder: 'e.g. { "source": "web", "score": 12 }',
		displayOptions: { show: { customFieldsInput: ['json'] } },
		description:
			'Object with the keys of custom fields and their values, sent as it is. Empty texts are left out; null clears a value.',
	},
];

/** The schema keys of `customFieldsProperties`. The form is checked by `customFieldsOf`. */
export const customFieldsParameters = {
	customFieldsInput: z.enum(['fields', 'json']).default('fields'),
	customFields: z.unknown(),
	customFieldsJson: jsonObject,
};

/** A mapped form as the editor stores it. */
const mappedForm = z.object({
	value: z.record(z.unknown()).nullish(),
	schema: z
		.array(
			z.object({
				id: z.string(),
				displayName: z.string().optional(),
				type: z.string().optional(),
				removed: z.boolean().optional(),
				options: z.array(z.object({ value: z.unknown() })).optional(),
			}),
		)
		.nullish(),
});

type MappedField = NonNullable<z.infer<typeof mappedForm>['schema']>[number];

interface CustomFieldParameters {
	readonly customFieldsInput: 'fields' | 'json';
	readonly customFields?: unknown;
	readonly customFieldsJson?: Readonly<Record<string, unknown>>;
}

/**
 * The API's `customFields` object; undefined when no field has a value. Empty values are left out, so that nothing is
 * blanked by an empty cell. Throws a RequestFailure that names the field whose value does not fit its type.
 *
 * @param timeZone IANA name: the zone of dates that name none
 */
export function customFieldsOf(
	{ customFieldsInput, customFields, customFieldsJson }: CustomFieldParameters,
	timeZone: string,
): Record<string, unknown> | undefined {
	const values =
		customFieldsInput === 'json' ? Object.entries(customFieldsJson ?? {}) : mappedValues(customFields, timeZone);
	const present = values.filter(([, value]) => value !== undefined && !isBlankText(value));
	return present.length === 0 ? undefined : Object.fromEntries(present);
}

/** The values of a mapped form, each in the form that its field's type has in the API. */
export function mappedValues(stored: unknown, timeZone: string): Array<[key: string, value: unknown]> {
	const form = mappedForm.safeParse(stored).data;
	const fields = new Map((form?.schema ?? []).map((field) => [field.id, field]));
	return Object.entries(form?.value ?? {}).flatMap(([key, value]): Array<[string, unknown]> => {
		const field = fields.get(key) ?? { id: key };
		if (value === undefined || value === null || isBlankText(value) || field.removed === true) return [];
		return [[key, toApiValue(value, field, timeZone)]];
	});
}

function isBlankText(value: unknown): boolean {
	return typeof value === 'string' && value.trim() === '';
}

function toApiValue(value: unknown, field: MappedField, timeZone: string): unknown {
	const { type = 'string' } = field;
	switch (type) {
		case 'number':
			return accepted(toNumber(value), 'a number', value, field);
		case 'boolean':
			return accepted(toBoolean(value), 'true or false', value, field);
		case 'dateTime':
			return accepted(toDate(value, timeZone), 'a date such as 2026-03-01', value, field);
		case 'options':
			return accepted(toOption(value, field), `one of its options (${optionList(field)})`, value, field);
		default:
			return accepted(toText(value), 'a text', value, field);
	}
}

function toNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function toBoolean(value: unknown): boolean | undefined {
	switch (typeof value === 'string' ? value.trim().toLowerCase() : value) {
		case true:
		case 'true':
		case 1:
		case '1':
			return true;
		case false:
		case 'false':
		case 0:
		case '0':
			return false;
		default:
			return undefined;
	}
}

/** A birthday is a day and not a moment: midnight without a zone, as the date picker stores a day, stays the day. */
function toDate(value: unknown, timeZone: string): string | undefined {
	const day =
		typeof value === 'string' ? /^\s*(\d{4}-\d{2}-\d{2})([T ]00:00(:00(\.0+)?)?)?\s*$/.exec(value)?.[1] : undefined;
	const moment = toIsoDateTime(inTimeZone(value, timeZone));
	return moment !== undefined && day !== undefined ? assumptions.customFieldDay(day) : moment;
}

/** Options are texts: a cell that holds the number 1 means the option "1". */
function toOption(value: unknown, { options = [] }: MappedField): unknown {
	return options.find((option) => String(option.value) === String(value))?.value;
}

function optionList({ options = [] }: MappedField): string {
	return options.length === 0
		? 'it has none'
		: printable(options.map((option) => String(option.value)).join(', '), 200);
}

/** Dates stay dates in text fields too; other objects have no form as a text. */
function toText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : toIsoDateTime(value);
}

/** The converted value; or the refusal, where it could not be converted. */
function accepted<Value>(converted: Value | undefined, wanted: string, given: unknown, field: MappedField): Value {
	if (converted !== undefined) return converted;
	const received = typeof given === 'string' ? given : (JSON.stringify(given) ?? '');
	const label = printable(field.displayName ?? field.id, 80);
	throw new RequestFailure({
		message: `"Custom Fields > ${label}" has to be ${wanted}. Received: "${printable(received, 60)}"`,
		description:
			'Nothing was sent for this item. If the field or its options were changed in LlamadaPro, refresh the list of custom fields in the node.',
		outcome: 'notSent',
	});
}
