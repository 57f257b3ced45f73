import { z } from 'zod';

import { matchingItems, readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf } from '../../answers';
import { routes } from '../../api';
import { type ContactRow, contactRowSchema } from '../../schemas/contact';
import { contains } from '../contains';
import { agentIdProperty } from '../locators';

export const getAllContacts = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many contacts',
	description: 'List or look up the contacts of an AI agent. The list has no attributes: Get returns them.',
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
					placeholder: 'e.g. ana@example.com',
					description:
						'Only contacts whose name, email, phone, ID or distinct ID contains this text. LiveChatAI has no search: the node reads the list until it has found enough.',
				},
			],
		},
	],
	parameters: z.object({
		agentId: requiredName,
		...returnAllParameters,
		filters: z.object({ search: optionalText }).default({}),
	}),
	output: contactRowSchema,
	execute({ parameters, client }) {
		const { agentId, filters } = parameters;
		const most = mostResults(parameters);
		const read = (limit?: number) =>
			readPages(client, routes.listContacts, { query: { agentId } }, pagesOf<ContactRow>('contacts'), limit);
		if (filters.search === undefined) return read(most);
		const isFound = contains(filters.search);
		return matchingItems(
			read(),
			({ id, distinctId, name, email, phone }) => isFound(id, distinctId, name, email, phone),
			most,
		);
	},
});
