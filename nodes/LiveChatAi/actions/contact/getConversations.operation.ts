import { z } from 'zod';

import { matchingItems, readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf } from '../../answers';
import { routes } from '../../api';
import { type ConversationRow, conversationRowSchema } from '../../schemas/conversation';
import { conversationFilters, conversationFiltersProperty, passes } from '../conversationFilters';
import { contactIdProperty, listedAgentIdProperty } from '../locators';

export const getContactConversations = itemOperation({
	name: 'Get Conversations',
	value: 'getConversations',
	action: 'Get the conversations of a contact',
	description:
		'List the conversations of one contact, without their messages. The address of this list is inferred: LiveChatAI’s page does not print it.',
	properties: [listedAgentIdProperty, contactIdProperty, ...returnAllProperties, conversationFiltersProperty],
	parameters: z.object({
		agentId: optionalText,
		contactId: requiredName,
		...returnAllParameters,
		filters: conversationFilters,
	}),
	output: conversationRowSchema,
	execute({ parameters, client }) {
		const { contactId, filters } = parameters;
		const most = mostResults(parameters);
		const style = pagesOf<ConversationRow>('contactConversations');
		const read = (limit?: number) =>
			readPages(client, routes.listContactConversations, { path: { contactId }, query: {} }, style, limit);
		const isFiltered = Object.values(filters).some((value) => value !== undefined);
		return isFiltered ? matchingItems(read(), (row) => passes(filters, row), most) : read(most);
	},
});
