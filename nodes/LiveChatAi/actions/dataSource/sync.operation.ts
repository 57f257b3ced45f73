import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { ApiClient } from '../../../shared/http/client';
import { readPages } from '../../../shared/http/paginate';
import type { KnowledgeBase, ListedEntry } from '../../../shared/knowledgeSync/knowledgeBase';
import { syncKnowledge } from '../../../shared/knowledgeSync/sync';
import {
	recognisableQuestion,
	syncOutput,
	syncParameters,
	syncProperties,
} from '../../../shared/knowledgeSync/syncFields';
import { requiredName, requiredText } from '../../../shared/properties/text';
import { allItemsOperation } from '../../../shared/runtime/operation';
import { ParameterProblem } from '../../../shared/runtime/fieldChecks';
import { pagesOf } from '../../answers';
import { assumptions, routes } from '../../api';
import type { DataSource } from '../../schemas/dataSource';
import { agentIdProperty } from '../locators';
import { chunkOptions, chunkSizeOption } from './deletionChunk';
import { answerProperty, questionProperty } from './sourceFields';

/** Section 6.4: the only type of data source that is a question with its answer. */
const source = 'QA';

const deletionNotice: INodeProperties = {
	displayName:
		'LiveChatAI has no tags: every question and answer of this AI agent that no input item has is deleted, also those that were added by hand. Texts, web pages and files stay.',
	name: 'deletionNotice',
	type: 'notice',
	default: '',
};

export const syncDataSources = allItemsOperation({
	name: 'Sync',
	value: 'sync',
	action: 'Sync questions and answers with the input items',
	description: `Make the questions and answers of an AI agent say what the input items say. LiveChatAI cannot change an entry: the new one is added before the earlier one is deleted. ${assumptions.training}.`,
	properties: [
		agentIdProperty,
		{
			...questionProperty,
			description:
				'What visitors ask. An entry is recognised by it; capitals, white space and punctuation at the end make no other question.',
		},
		{
			...answerProperty,
			description:
				'What the AI agent is to answer. It is compared with the answer that LiveChatAI lists, which is assumed to be the whole one.',
		},
		...syncProperties(deletionNotice),
	],
	options: [chunkSizeOption],
	parameters: z.object({
		agentId: requiredName,
		question: recognisableQuestion,
		answer: requiredText,
		...syncParameters,
		options: chunkOptions,
	}),
	output: syncOutput,
	async executeAll(context) {
		const [first] = context.entries;
		if (first === undefined) return;
		const { agentId, options } = first.parameters;
		if (context.entries.some(({ parameters }) => parameters.agentId !== agentId)) throw severalAgents();
		await syncKnowledge(context, knowledgeBase(context.client, agentId, options.chunkSize), (parameters) => parameters);
	},
});

function severalAgents(): ParameterProblem {
	return new ParameterProblem(
		'The input items name different AI agents',
		'Nothing was written. A sync compares all items with the knowledge of one AI agent: use one node per AI agent, or a loop over them.',
	);
}

function knowledgeBase(client: ApiClient, agentId: string, deletedPerRequest: number): KnowledgeBase {
	return {
		name: client.vendor.name,
		read: () => readQuestions(client, agentId),
		createdPerRequest: 1,
		create: async (entries) => {
			const created: Array<{ id: string }> = [];
			for (const { question, answer } of entries) {
				const body = { agentId, question, answer, ...assumptions.qaDefaults };
				created.push(await client.request(routes.addQa, { body }));
			}
			return created;
		},
		deletedPerRequest,
		delete: async (ids) => {
			const answer = await client.request(routes.deleteDataSources, { body: { agentId, source, ids: [...ids] } });
			const { deleted, notFound } = answer;
			return [...(deleted ?? []), ...(notFound ?? [])];
		},
	};
}

async function* readQuestions(client: ApiClient, agentId: string): AsyncGenerator<ListedEntry[]> {
	const query = { agentId, source } as const;
	for await (const page of readPages(client, routes.listDataSources, { query }, pagesOf<DataSource>('dataSources'))) {
		// Checked again: what is read here may be deleted.
		const questions = page.filter((item) => item.source === source);
		yield questions.map((item) => ({ id: item.id, ...assumptions.questionAndAnswer(item), tags: [] }));
	}
}
