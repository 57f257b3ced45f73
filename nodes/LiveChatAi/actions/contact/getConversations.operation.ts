import { z } from 'zod';

import { matchingItems, readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf } from '../../answers';
import { routes } from '../../api';
import type { ConversationRow } from '../../schemas/conversation';
import { simplifiedRow, simplifyRow } from '../conversation/simplified';
import { conversationFilters, conversationFiltersProperty, passes } from '../conversationFilters';
import { contactIdProperty, listedAgentIdProperty } from '../locators';

export const getContactConversations = itemOperation({
	name: 'Get Conversations',
	value: 'getConversations',
	action: 'Get the conversations of a contact',
	description:
		'List the conversations of one contact, without their messages. LiveChatAI’s documentation does not show the address of this list: it is inferred. If it is wrong, every item ends with HTTP 404.',
	properties: [
		listedAgentIdProperty,
		contactIdProperty,
		...returnAllProperties,
		simplifyProperty,
		conversationFiltersProperty,
	],
	parameters: z.object({
		agentId: optionalText,
		contactId: requiredName,
		...returnAllParameters,
		...simplifyParameter,
		filters: conversationFilters,
	}),
	output: simplifiedRow,
	async *execute({ parameters, client }) {
		const { contactId, simplify, filters } = parameters;
		const most = mostResults(parameters);
		const style = pagesOf<ConversationRow>('contactConversations');
		const read = (limit?: number) =>
			readPages(client, routes.listContactConversations, { path: { contactId }, query: {} }, style, limit);
		const isFiltered = Object.values(filters).some((value) => value !== undefined);
		const pages = isFiltered ? matchingItems(read(), (row) => passes(filters, row), most) : read(most);
		for await (const page of pages) yield simplify ? page.map(simplifyRow) : page;
	},
});
