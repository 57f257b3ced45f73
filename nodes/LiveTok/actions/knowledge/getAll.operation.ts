import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { tagList } from '../../../shared/properties/tags';
import { optionalText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, knowledgePages, routes } from '../../api';
import { knowledgeEntrySchema } from '../../schemas';
import { tagsProperty } from './knowledgeFields';
import { entriesWith } from './search';

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
					displayName: 'Search Text',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. shipping Norway',
					description:
						'Words to look for in questions, answers and tags. LiveTok cannot search, so the node reads the list, 100 entries per request, and keeps the entries that have all of the words.',
				},
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
		filters: z.object({ search: optionalText, tags: tagList.optional() }).default({}),
	}),
	output: knowledgeEntrySchema,
	execute({ parameters, client }) {
		const { search, tags = [] } = parameters.filters;
		const query = tags.length === 0 ? {} : { tags: assumptions.joinTags(tags) };
		const most = mostResults(parameters);
		if (search === undefined) return readPages(client, routes.listKnowledge, { query }, knowledgePages, most);
		return entriesWith(search, readPages(client, routes.listKnowledge, { query }, knowledgePages), most);
	},
});
