import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { tagList } from '../../../shared/properties/tags';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, knowledgePages, routes } from '../../api';
import { knowledgeEntrySchema } from '../../schemas';
import { tagsProperty } from './knowledgeFields';

export const getAll = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many knowledge entries',
	description: 'List the questions and answers of the knowledge base',
	properties: [
		...returnAllProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					...tagsProperty,
					description:
						'Tags to look for, separated by commas. LiveTok does not document whether an entry needs one of them or all.',
				},
			],
		},
	],
	parameters: z.object({
		...returnAllParameters,
		filters: z.object({ tags: tagList.optional() }).default({}),
	}),
	output: knowledgeEntrySchema,
	execute({ parameters, client }) {
		const tags = parameters.filters.tags ?? [];
		const query = tags.length === 0 ? {} : { tags: assumptions.joinTags(tags) };
		return readPages(client, routes.listKnowledge, { query }, knowledgePages, mostResults(parameters));
	},
});
