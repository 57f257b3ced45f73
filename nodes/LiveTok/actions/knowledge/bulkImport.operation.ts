import { z } from 'zod';

import { tagList } from '../../../shared/properties/tags';
import { requiredText } from '../../../shared/properties/text';
import { chunkOperation, type EntryResult } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { type ImportedEntry, importedEntrySchema } from '../../schemas';
import { answerProperty, questionProperty, tagsProperty } from './knowledgeFields';

const { largestBulkImport } = assumptions;

/** What became of one entry of the import. Source: section 6.6; the form of a refusal is an assumption. */
function readEntry(entry: ImportedEntry): EntryResult {
	const { id, status, error } = entry;
	if (typeof id === 'string' && !error && (status === undefined || status === assumptions.importedStatus)) {
		return { output: entry };
	}
	const field = error?.param ? ` (${error.param})` : '';
	return {
		refusal: {
			message: `LiveTok did not import this entry: ${error?.message ?? `its status is "${status ?? 'unknown'}"`}${field}`,
			description: 'Correct the entry and import it again. The other entries of the import are not affected.',
			code: error?.code ?? undefined,
		},
	};
}

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
	options: [
		{
			displayName: 'Chunk Size',
			name: 'chunkSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: largestBulkImport },
			default: largestBulkImport,
			description:
				'How many entries travel in one request. LiveTok does not document a maximum; make it smaller if LiveTok refuses large imports.',
		},
	],
	parameters: z.object({
		question: requiredText,
		answer: requiredText,
		additionalFields: z.object({ tags: tagList.optional() }).default({}),
		options: z
			.object({
				chunkSize: z.number().int().min(1).max(largestBulkImport).default(largestBulkImport),
			})
			.default({}),
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
