import { z } from 'zod';

import { chunkOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { acceptedSchema, type BulkKind, readVerdicts } from './bulkReport';
import { chunkOptions, chunkSizeOption } from './chunkSize';
import {
	checkContact,
	newConversationParameters,
	newConversationProperties,
	toNewConversation,
} from './newConversation';

const kind: BulkKind = {
	done: 'created',
	outcome: 'unknown',
	advice:
		'This was not repeated automatically: the conversations may or may not have been created. Check in LlamadaPro before you run these items again.',
};

export const bulkCreateConversations = chunkOperation({
	name: 'Bulk Create',
	value: 'bulkCreate',
	action: 'Create many conversations',
	description:
		'Create a conversation per input item with as few requests as possible. LlamadaPro processes them later and does not return their IDs.',
	properties: newConversationProperties,
	options: [chunkSizeOption],
	parameters: z.object({ ...newConversationParameters, options: chunkOptions }).superRefine(checkContact),
	output: acceptedSchema,
	chunkSize: ({ options }) => options.chunkSize,
	async executeChunk(entries, { client }) {
		const result = await client.request(routes.bulkCreateConversations, {
			body: { conversations: entries.map(toNewConversation) },
		});
		return readVerdicts(result, entries.length, kind);
	},
});
