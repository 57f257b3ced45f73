import { z } from 'zod';

import type { ApiClient } from '../../../shared/http/client';
import { readPages } from '../../../shared/http/paginate';
import type { KnowledgeBase, ListedEntry } from '../../../shared/knowledgeSync/knowledgeBase';
import { syncKnowledge } from '../../../shared/knowledgeSync/sync';
import {
	deleteOnlyTagProperty,
	recognisableQuestion,
	syncOutput,
	syncParameters,
	syncProperties,
} from '../../../shared/knowledgeSync/syncFields';
import { tagList } from '../../../shared/properties/tags';
import { optionalText, requiredText } from '../../../shared/properties/text';
import { allItemsOperation } from '../../../shared/runtime/operation';
import { knowledgePages, routes } from '../../api';
import type { KnowledgeEntry } from '../../schemas';
import { chunkOptions, chunkSizeOption, readEntry } from './importedEntry';
import { answerProperty, questionProperty, tagsProperty } from './knowledgeFields';

export const sync = allItemsOperation({
	name: 'Sync',
	value: 'sync',
	action: 'Sync knowledge entries with the input items',
	description:
		'Make the knowledge base say what the input items say: create what is missing, update what differs, leave what is the same',
	properties: [
		{
			...questionProperty,
			description:
				'The question, as a customer would ask it. An entry is recognised by it; capitals, white space and punctuation at the end make no other question.',
		},
		answerProperty,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					...tagsProperty,
					description:
						'Tags of the entry, separated by commas. They replace those it has, and empty removes them all. Without this field tags stay as they are.',
				},
			],
		},
		...syncProperties(deleteOnlyTagProperty),
	],
	options: [chunkSizeOption],
	parameters: z.object({
		question: recognisableQuestion,
		answer: requiredText,
		additionalFields: z.object({ tags: tagList.optional() }).default({}),
		...syncParameters,
		deleteOnlyTag: optionalText,
		options: chunkOptions,
	}),
	output: syncOutput,
	async executeAll(context) {
		const chunkSize = context.entries[0]?.parameters.options.chunkSize;
		await syncKnowledge(
			context,
			knowledgeBase(context.client, chunkSize),
			({ question, answer, additionalFields }) => ({
				question,
				answer,
				tags: additionalFields.tags,
			}),
		);
	},
});

function knowledgeBase(client: ApiClient, createdPerRequest = 1): KnowledgeBase {
	return {
		name: client.vendor.name,
		read: () => readEntries(client),
		createdPerRequest,
		create: async (entries) => {
			const answer = await client.request(routes.bulkImportKnowledge, { body: { entries: [...entries] } });
			return answer.entries.map((entry) => {
				const result = readEntry(entry);
				return 'output' in result ? result.output : result.refusal;
			});
		},
		update: async (id, changes) => {
			await client.request(routes.updateKnowledge, { path: { id }, body: changes });
		},
		deletedPerRequest: 1,
		delete: async (ids) => {
			for (const id of ids) await client.request(routes.deleteKnowledge, { path: { id } });
			return ids;
		},
	};
}

async function* readEntries(client: ApiClient): AsyncGenerator<ListedEntry[]> {
	for await (const page of readPages(client, routes.listKnowledge, { query: {} }, knowledgePages)) {
		yield page.map(toListedEntry);
	}
}

function toListedEntry({ id, question, answer, tags }: KnowledgeEntry): ListedEntry {
	return { id, question: question ?? '', answer: answer ?? '', tags: tags ?? [] };
}
