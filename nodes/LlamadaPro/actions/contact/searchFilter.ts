import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { toIsoDateTime } from '../../../shared/properties/dateTime';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { assumptions } from '../../api';
import { chosenField, fieldParameters, fieldProperties } from './listQuery';

/** Section 3 shows `eq` and `contains`; the others are what such searches usually know. */
const operators: INodePropertyOptions[] = [
	{ name: 'Contains', value: 'contains' },
	{ name: 'Does Not Equal (Unverified)', value: 'neq' },
	{ name: 'Equals', value: 'eq' },
	{ name: 'Exists (Unverified)', value: 'exists' },
	{ name: 'Greater Than (Unverified)', value: 'gt' },
	{ name: 'Greater Than or Equal (Unverified)', value: 'gte' },
	{ name: 'Is One Of (Unverified)', value: 'in' },
	{ name: 'Less Than (Unverified)', value: 'lt' },
	{ name: 'Less Than or Equal (Unverified)', value: 'lte' },
	{ name: 'Other', value: 'other', description: 'Another operator, by its name in LlamadaPro’s API' },
];

/** The fields of one filter of a contact search. */
export function searchFilterProperties(fields: readonly INodePropertyOptions[]): INodeProperties[] {
	return [
		...fieldProperties(
			fields,
			assumptions.addressPath,
			'The field to look at. For a custom field choose Other and enter customFields.key.',
		),
		{
			displayName: 'Operator',
			name: 'operator',
			type: 'options',
			options: operators,
			default: 'eq',
			description: 'How to compare. LlamadaPro documents Equals and Contains only.',
		},
		{
			displayName: 'Other Operator',
			name: 'otherOperator',
			type: 'string',
			displayOptions: { show: { operator: ['other'] } },
			default: '',
			placeholder: 'e.g. startsWith',
			description: 'Name of the operator in LlamadaPro’s API',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. +56912345678',
			description:
				'What to compare with. Is One Of takes values separated by commas, Exists takes true or false. An expression may also give a number or a list.',
		},
	];
}

/** One filter as the API takes it. The schema of `searchFilterProperties`. */
export const searchFilter = z
	.object({ ...fieldParameters, operator: requiredName, otherOperator: optionalText, value: z.unknown() })
	.transform((row, context) => {
		const field = chosenField(row, context);
		const operator = row.operator === 'other' ? row.otherOperator?.trim() : row.operator;
		if (operator === undefined) {
			context.addIssue({ code: z.ZodIssueCode.custom, path: ['otherOperator'], message: 'is empty' });
			return z.NEVER;
		}
		const value = filterValue(operator, row.value);
		if (value === undefined) {
			// A filter without a value would find contacts nobody asked for.
			context.addIssue({ code: z.ZodIssueCode.custom, path: ['value'], message: 'is empty' });
		}
		return { field, operator, value };
	});

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** The value in the form that the operator needs; undefined when it is empty. */
function filterValue(operator: string, given: unknown): unknown {
	const isEmpty =
		given === undefined || given === null || (typeof given === 'string' ? given.trim() === '' : isEmptyList(given));
	if (operator === 'exists') return isEmpty || (given !== false && given !== 'false');
	if (isEmpty) return undefined;
	if (operator === 'in' && typeof given === 'string') {
		const values = given.split(',').flatMap((part) => part.trim() || []);
		return values.length === 0 ? undefined : values;
	}
	return typeof given === 'object' && !Array.isArray(given) ? (toIsoDateTime(given) ?? given) : given;
}
