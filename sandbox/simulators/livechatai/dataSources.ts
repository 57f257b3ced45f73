import { z } from 'zod';
import type { Answer } from '../answer.ts';
import { requireAgent } from './agentEntity.ts';
import { success } from './call.ts';
import type { Call, Handlers } from './call.ts';
import { dataSourceItem, sourceTypes } from './dataSourceEntity.ts';
import type { DataSource } from './dataSourceEntity.ts';
import { invalid } from './errors.ts';
import { countAndPages, inListOrder, pageOf } from './paging.ts';
import { optionalText, pageParameters, readBody, readQuery, text } from './parameters.ts';

const listSchema = z.object({
	agentId: text,
	source: z.enum([...sourceTypes, 'ALL']).default('ALL'),
	...pageParameters('limit'),
});
const textSchema = z.object({ title: text, content: text, agentId: text });
const urlSchema = z.object({
	url: text.refine((value) => /^https?:\/\//i.test(value) && URL.canParse(value), { message: 'must be a web address' }),
	agentId: text,
});
const fileSchema = textSchema.extend({ fileType: z.enum(['pdf', 'docx', 'image']) });
const qaSchema = z.object({
	question: text,
	answer: text,
	agentId: text,
	isGeneratedByAI: z.boolean().optional(),
	relatedMessageId: z.string().nullable().optional(),
});
const deleteSchema = z.object({
	agentId: text,
	source: z.enum(sourceTypes),
	id: optionalText,
	ids: z.array(z.string()).optional(),
});

const fileSources = { pdf: 'PDF', docx: 'DOCX', image: 'IMAGE' } as const;

/** The knowledge of the agents (section 6.4). */
export const dataSourceHandlers: Handlers<
	| 'listDataSources'
	| 'createTextSource'
	| 'createUrlSource'
	| 'createFileSource'
	| 'createQaSource'
	| 'deleteDataSources'
> = {
	listDataSources: (call) => {
		const { agentId, source } = readQuery(call, listSchema);
		requireAgent(call, agentId);
		const found = call.state.dataSourcesOf(agentId).filter((item) => source === 'ALL' || item.source === source);
		const page = pageOf(call, inListOrder(found, call), { size: 'limit', defaultSize: 10 });
		const items = page.rows.map((item) => dataSourceItem(item, call));
		// asking is what lets the training go on: who polls sees every status
		if (call.assumptions.training === 'perList') call.state.advanceTraining(page.rows);
		return success({ agentId, items, ...countAndPages(page) });
	},

	createTextSource: (call) => {
		const { title, content, agentId } = readBody(call, textSchema);
		return created(call, { agentId, source: 'TEXT', title, text: content });
	},

	createUrlSource: (call) => {
		const { url, agentId } = readBody(call, urlSchema);
		return created(call, { agentId, source: 'WEBSITE', title: url, text: `The text of ${url}`, url });
	},

	createFileSource: (call) => {
		const { title, content, agentId, fileType } = readBody(call, fileSchema);
		return created(call, { agentId, source: fileSources[fileType], title, text: content });
	},

	createQaSource: (call) => {
		const body = readBody(call, qaSchema);
		const { question: title, answer, agentId, isGeneratedByAI, relatedMessageId } = body;
		if (call.assumptions.qaFields === 'all' && isGeneratedByAI === undefined) {
			throw invalid('isGeneratedByAI', 'is required');
		}
		if (call.assumptions.qaFields === 'all' && relatedMessageId === undefined) {
			throw invalid('relatedMessageId', 'is required');
		}
		return created(call, { agentId, source: 'QA', title, text: answer, isGeneratedByAI, relatedMessageId });
	},

	deleteDataSources: (call) => {
		const { agentId, source, id, ids } = readBody(call, deleteSchema);
		requireAgent(call, agentId);
		if (id === undefined && ids === undefined && call.assumptions.deleteWithoutIds === 'refused') {
			throw invalid('id', 'or ids is required');
		}
		const deleted: string[] = [];
		const missing: string[] = [];
		for (const wanted of new Set([...(id === undefined ? [] : [id]), ...(ids ?? [])])) {
			const item = call.state.dataSources.get(wanted);
			const isMeant = item?.source === source || call.assumptions.deleteOfOtherSource === 'deleted';
			const goes = item?.agentId === agentId && isMeant && call.state.dataSources.delete(wanted);
			(goes ? deleted : missing).push(wanted);
		}
		return success({
			message: `${deleted.length} items deleted successfully.`,
			agentId,
			source,
			deleted,
			notFound: missing,
		});
	},
};

function created(
	call: Call,
	parts: Pick<DataSource, 'agentId' | 'source' | 'title' | 'text'> & Partial<DataSource>,
): Answer {
	const { state, assumptions } = call;
	requireAgent(call, parts.agentId);
	const now = state.clock.now();
	const item = state.dataSources.put({
		id: state.newId('source'),
		agentId: parts.agentId,
		source: parts.source,
		title: parts.title,
		text: parts.text,
		url: parts.url ?? null,
		isGeneratedByAI: parts.isGeneratedByAI ?? false,
		relatedMessageId: parts.relatedMessageId ?? null,
		status: assumptions.training === 'atOnce' ? 'COMPLETED' : 'PENDING',
		createdAt: now,
		updatedAt: now,
	});
	const { id, source, isGeneratedByAI } = item;
	return success({ message: 'Data source added successfully.', item: { id, source, isGeneratedByAI } });
}
