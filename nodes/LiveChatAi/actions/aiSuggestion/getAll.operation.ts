import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { optionalDateTime } from '../../../shared/properties/dateTime';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf } from '../../answers';
import { routes } from '../../api';
import type { Suggestion } from '../../schemas/suggestion';
import { refuseReversed } from '../dateRange';
import { agentIdProperty } from '../locators';
import { simplified, simplifiedSuggestion } from './simplified';

export const getAllSuggestions = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many AI suggestions',
	description: 'List what an AI agent could not answer well, and what LiveChatAI suggests to add to its knowledge',
	properties: [
		agentIdProperty,
		...returnAllProperties,
		simplifyProperty,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'End Date',
					name: 'endDate',
					type: 'dateTime',
					default: '',
					description: 'Only suggestions made before this moment. Without a time zone, it is in the workflow’s.',
				},
				{
					displayName: 'Start Date',
					name: 'startDate',
					type: 'dateTime',
					default: '',
					description: 'Only suggestions made after this moment. Without a time zone, it is in the workflow’s.',
				},
			],
		},
	],
	parameters: z.object({
		agentId: requiredName,
		...returnAllParameters,
		...simplifyParameter,
		filters: z
			.object({ endDate: optionalDateTime, startDate: optionalDateTime })
			.default({})
			.superRefine(refuseReversed),
	}),
	output: simplifiedSuggestion,
	async *execute({ parameters, client }) {
		const { agentId, simplify, filters } = parameters;
		const query = { agentId, ...filters };
		const style = pagesOf<Suggestion>('suggestions');
		for await (const page of readPages(client, routes.listSuggestions, { query }, style, mostResults(parameters))) {
			yield simplify ? page.map(simplified) : page;
		}
	},
});
