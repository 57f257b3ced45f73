import { z } from 'zod';

import { matchingItems, readPages } from '../../../shared/http/paginate';
import { optionalChoice } from '../../../shared/properties/choice';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf } from '../../answers';
import { routes } from '../../api';
import { type DataSource, dataSourceSchema, sourceTypes } from '../../schemas/dataSource';
import { contains } from '../contains';
import { agentIdProperty } from '../locators';
import { sourceOptions } from './sourceFields';

export const getAllDataSources = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many data sources or search the knowledge',
	description: 'List or search the knowledge of an AI agent, with what has become of its training',
	properties: [
		agentIdProperty,
		...returnAllProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Contains Text',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. shipping',
					description:
						'Only data sources whose title, text or web address contains this text. LiveChatAI has no search: the node reads the list until it has found enough.',
				},
				{
					displayName: 'Source',
					name: 'source',
					type: 'options',
					options: sourceOptions,
					default: 'QA',
					description: 'Only data sources of this type',
				},
			],
		},
	],
	parameters: z.object({
		agentId: requiredName,
		...returnAllParameters,
		filters: z.object({ search: optionalText, source: optionalChoice(sourceTypes) }).default({}),
	}),
	output: dataSourceSchema,
	execute({ parameters, client }) {
		const { agentId, filters } = parameters;
		const { search, source } = filters;
		const most = mostResults(parameters);
		const query = { agentId, source: source ?? ('ALL' as const) };
		const read = (limit?: number) =>
			readPages(client, routes.listDataSources, { query }, pagesOf<DataSource>('dataSources'), limit);
		if (search === undefined) return read(most);
		const isFound = contains(search);
		return matchingItems(read(), ({ title, text, url }) => isFound(title, text, url), most);
	},
});
