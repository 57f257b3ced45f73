import { z } from 'zod';

import { tagList } from '../../../shared/properties/tags';
import { requiredText } from '../../../shared/properties/text';
import { chunkOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { importedEntrySchema } from '../../schemas';
import { chunkOptions, chunkSizeOption, readEntry } from './importedEntry';
import { answerProperty, questionProperty, tagsProperty } from './knowledgeFields';

export const bulkImport = chunkOperation({
	name: 'Bulk Import',
	value: 'bulkImport',
	action: 'Import many knowledge entries',
	description: 'Add all input items to the knowledge base with as few requests as possible',
	properties: [
		questionProperty,
		answerProperty,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [tagsProperty],
		},
	],
	options: [chunkSizeOption],
	parameters: z.object({
		question: requiredText,
		answer: requiredText,
		additionalFields: z.object({ tags: tagList.optional() }).default({}),
		options: chunkOptions,
	}),
	output: importedEntrySchema.omit({ error: true }),
	chunkSize: (parameters) => parameters.options.chunkSize,
	async executeChunk(entries, { client }) {
		const answer = await client.request(routes.bulkImportKnowledge, {
			body: {
				entries: entries.map(({ question, answer: text, additionalFields }) => ({
					question,
					answer: text,
					tags: additionalFields.tags,
				})),
			},
		});
		return answer.entries.map(readEntry);
	},
});
