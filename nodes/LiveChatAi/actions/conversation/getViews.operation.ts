import { z } from 'zod';

import { matchingItems, readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf } from '../../answers';
import { routes } from '../../api';
import { type View, viewSchema } from '../../schemas/conversation';
import { contains } from '../contains';
import { agentIdProperty } from '../locators';

export const getViews = itemOperation({
	name: 'Get Views',
	value: 'getViews',
	action: 'Get the saved views of the inbox',
	description: 'List the saved inbox views of an AI agent. Views are made in LiveChatAI.',
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
					displayName: 'Name Contains',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. unhappy',
					description:
						'A part of the view’s name, in capitals or not. The node looks through the list itself: how LiveChatAI searches is not documented.',
				},
			],
		},
	],
	parameters: z.object({
		agentId: requiredName,
		...returnAllParameters,
		filters: z.object({ name: optionalText }).default({}),
	}),
	output: viewSchema,
	execute({ parameters, client }) {
		const { agentId, filters } = parameters;
		const limit = mostResults(parameters);
		const read = (most?: number) =>
			readPages(client, routes.listViews, { query: { agentId } }, pagesOf<View>('views'), most);
		if (filters.name === undefined) return read(limit);
		const isWanted = contains(filters.name);
		return matchingItems(read(), ({ name }) => isWanted(name), limit);
	},
});
