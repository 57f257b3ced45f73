import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

/** Return All and Limit, for every list. */
export const returnAllProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

/** The schema keys of `returnAllProperties`. */
export const returnAllParameters = {
	returnAll: z.boolean().default(false),
	limit: z.number().int().min(1).default(50),
};

/** The most items that a list with these parameters returns. */
export function mostResults(parameters: { readonly returnAll: boolean; readonly limit: number }): number {
	return parameters.returnAll ? Number.POSITIVE_INFINITY : parameters.limit;
}
