import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { optionalText, requiredName, requiredText } from '../../../shared/properties/text';
import { assumptions } from '../../api';

/** A choice of fields with a free entry: the documentation lists neither which fields filter nor which sort. */
export function fieldProperties(
	fields: readonly INodePropertyOptions[],
	standard: string,
	help: string,
): INodeProperties[] {
	return [
		{
			displayName: 'Field',
			name: 'field',
			type: 'options',
			options: [
				...fields,
				{ name: 'Other', value: 'other', description: 'Another field, by its name in LlamadaPro’s API' },
			].sort((first, second) => first.name.localeCompare(second.name)),
			default: standard,
			description: help,
		},
		{
			displayName: 'Other Field',
			name: 'otherField',
			type: 'string',
			displayOptions: { show: { field: ['other'] } },
			default: '',
			placeholder: 'e.g. customFields.source',
			description: 'Name of the field in LlamadaPro’s API',
		},
	];
}

/** The schema keys of `fieldProperties`. */
export const fieldParameters = { field: requiredName, otherField: optionalText };

/** The API's name of the chosen field; an issue on the row when Other was chosen and not filled in. */
export function chosenField(
	{ field, otherField }: { readonly field: string; readonly otherField?: string },
	context: z.RefinementCtx,
): string {
	if (field !== 'other') return field;
	if (otherField !== undefined) return otherField.trim();
	context.addIssue({ code: z.ZodIssueCode.custom, path: ['otherField'], message: 'is empty' });
	return '';
}

export const directionProperty: INodeProperties = {
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{
			name: 'Ascending (Unverified)',
			value: 'asc',
			description: 'LlamadaPro’s documentation shows descending only',
		},
		{ name: 'Descending', value: 'desc' },
	],
	default: 'desc',
	description: 'Which end comes first',
};

/** The schema of `directionProperty`. */
export const direction = z.enum(['asc', 'desc']).default('desc');

/**
 * The entries of a Filters collection that LlamadaPro's plain lists understand, in alphabetical order.
 *
 * @param standard the field that a new filter begins with
 */
export function listQueryProperties(fields: readonly INodePropertyOptions[], standard: string): INodeProperties[] {
	const value = (description: string): INodeProperties => ({
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		description,
	});
	return [
		{
			displayName: 'Filter By',
			name: 'filterBy',
			type: 'fixedCollection',
			placeholder: 'Add filter',
			typeOptions: { multipleValues: true },
			default: {},
			description:
				'Fields that must have a value. LlamadaPro does not document how it compares; several filters are assumed to hold together.',
			options: [
				{
					displayName: 'Filter',
					name: 'filter',
					values: [
						...fieldProperties(fields, standard, 'The field to look at'),
						value('The value that the field has. It may not contain a semicolon.'),
					],
				},
			],
		},
		{
			displayName: 'Search By (Unverified)',
			name: 'searchBy',
			type: 'fixedCollection',
			placeholder: 'Add search',
			typeOptions: { multipleValues: true },
			default: {},
			description:
				'Fields that contain a text. LlamadaPro does not document how this is written; the node assumes the form of Filter By.',
			options: [
				{
					displayName: 'Search',
					name: 'search',
					values: [
						...fieldProperties(fields, standard, 'The field to look at'),
						value('The text to look for. It may not contain a semicolon.'),
					],
				},
			],
		},
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'fixedCollection',
			placeholder: 'Add sort field',
			default: {},
			description: 'The order of the list',
			options: [
				{
					displayName: 'Sort',
					name: 'sort',
					values: [...fieldProperties(fields, 'createdAt', 'The field to sort by'), directionProperty],
				},
			],
		},
	];
}

const semicolon = 'may not contain a semicolon: LlamadaPro’s list filters end there';
const badFieldName = 'is not the name of a field: it may not contain : ; or =';

const pair = z
	.object({
		...fieldParameters,
		value: requiredText.refine((text) => !text.includes(';'), { message: semicolon }),
	})
	.transform((row, context) => ({ field: plainField(row, context), value: row.value }));

const order = z
	.object({ ...fieldParameters, direction })
	.transform((row, context) => ({ field: plainField(row, context), direction: row.direction }));

function plainField(row: { readonly field: string; readonly otherField?: string }, context: z.RefinementCtx): string {
	const field = chosenField(row, context);
	if (/[:;=]/.test(field)) {
		const path = [row.field === 'other' ? 'otherField' : 'field'];
		context.addIssue({ code: z.ZodIssueCode.custom, path, message: badFieldName });
	}
	return field;
}

/** The schema keys of `listQueryProperties`. */
export const listQueryParameters = {
	filterBy: z
		.object({ filter: z.array(pair) })
		.partial()
		.optional(),
	searchBy: z
		.object({ search: z.array(pair) })
		.partial()
		.optional(),
	sortBy: z.object({ sort: order }).partial().optional(),
};

type ListQuery = z.infer<z.ZodObject<typeof listQueryParameters>>;
type Pair = z.infer<typeof pair>;

/** The query of a plain list, with further filters that come from fields of their own. */
export function toListQuery({ filterBy, searchBy, sortBy }: ListQuery, more: readonly string[] = []) {
	const filters = [...more, ...textOf(filterBy?.filter, assumptions.filterBy)];
	const searches = textOf(searchBy?.search, assumptions.searchBy);
	return {
		...(filters.length === 0 ? {} : { filterBy: filters.join(';') }),
		...(searches.length === 0 ? {} : { searchBy: searches.join(';') }),
		...(sortBy?.sort === undefined ? {} : { sortBy: assumptions.sortBy(sortBy.sort) }),
	};
}

function textOf(pairs: readonly Pair[] = [], write: (pairs: readonly Pair[]) => string): string[] {
	return pairs.length === 0 ? [] : [write(pairs)];
}
