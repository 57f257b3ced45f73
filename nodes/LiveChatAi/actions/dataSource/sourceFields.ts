import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { addedSourceSchema } from '../../schemas/dataSource';

/** Section 6.4: the types of data sources, as LiveChatAI's lists name them. */
export const sourceOptions = [
	{ name: 'DOCX', value: 'DOCX' },
	{ name: 'Image', value: 'IMAGE' },
	{ name: 'PDF', value: 'PDF' },
	{ name: 'Question and Answer', value: 'QA' },
	{ name: 'Text', value: 'TEXT' },
	{ name: 'Website', value: 'WEBSITE' },
];

export const titleProperty: INodeProperties = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Shipping',
	description: 'What the data source is called in LiveChatAI',
};

export const contentProperty: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. We ship within two days to all of Europe.',
	description: 'The text that the AI agent learns',
};

export const questionProperty: INodeProperties = {
	displayName: 'Question',
	name: 'question',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Do you ship to Norway?',
	description: 'What visitors ask',
};

export const answerProperty: INodeProperties = {
	displayName: 'Answer',
	name: 'answer',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Yes, within five days.',
	description: 'What the AI agent is to answer',
};

/** What adding a data source returns. */
export const addedOutput = addedSourceSchema.extend({ agentId: z.string() });
