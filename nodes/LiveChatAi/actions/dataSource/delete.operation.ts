import { z } from 'zod';

import { requiredName } from '../../../shared/properties/text';
import { chunkOperation, type EntryResult } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { sourceTypes } from '../../schemas/dataSource';
import { agentIdProperty, dataSourceIdProperty } from '../locators';
import { chunkOptions, chunkSizeOption } from './deletionChunk';
import { sourceOptions } from './sourceFields';

export const deleteDataSources = chunkOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete data sources of an AI agent',
	description:
		'Remove one data source per item from the knowledge of an AI agent, many with one request. Each item says whether it was there.',
	properties: [
		agentIdProperty,
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: sourceOptions,
			default: 'QA',
			description: 'Type of the data source, as Get Many returns it. With another type LiveChatAI does not find it.',
		},
		dataSourceIdProperty,
	],
	options: [chunkSizeOption],
	parameters: z.object({
		agentId: requiredName,
		source: z.enum(sourceTypes).default('QA'),
		dataSourceId: requiredName,
		options: chunkOptions,
	}),
	output: z.object({ deleted: z.boolean(), dataSourceId: z.string(), agentId: z.string(), source: z.string() }),
	chunkSize: ({ options }) => options.chunkSize,
	// One request deletes data sources of one AI agent and one type.
	chunkKey: ({ agentId, source }) => JSON.stringify([agentId, source]),
	async executeChunk(entries, { client }) {
		const [first] = entries;
		if (first === undefined) return [];
		const { agentId, source } = first;
		const ids = [...new Set(entries.map(({ dataSourceId }) => dataSourceId))];
		const answer = await client.request(routes.deleteDataSources, { body: { agentId, source, ids } });
		const deleted = new Set(answer.deleted);
		const notFound = new Set(answer.notFound);
		return entries.map(({ dataSourceId }): EntryResult | undefined => {
			if (deleted.has(dataSourceId)) return { output: { deleted: true, dataSourceId, agentId, source } };
			return notFound.has(dataSourceId) ? { refusal: missing(dataSourceId) } : undefined;
		});
	},
});

/** Also true of what an earlier try has deleted whose answer was lost. */
function missing(dataSourceId: string) {
	return {
		message: `LiveChatAI has no such data source: ${dataSourceId}`,
		description:
			'It may be deleted already, belong to another AI agent, or be of another type than Source says: Get Many returns the type. The other items are not affected.',
	};
}
