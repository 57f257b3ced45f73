import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes, smsConversationPages } from '../../api';
import { smsConversationOutput } from '../../schemas';

export const getSmsConversations = itemOperation({
	name: 'Get Conversations',
	value: 'getConversations',
	action: 'Get many SMS conversations',
	description: 'List the SMS conversations with their contacts',
	properties: [...returnAllProperties],
	parameters: z.object({ ...returnAllParameters }),
	output: smsConversationOutput,
	execute({ parameters, client }) {
		const limit = mostResults(parameters);
		return readPages(client, routes.listSmsConversations, { query: {} }, smsConversationPages, limit);
	},
});
