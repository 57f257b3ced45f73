import type { INodeProperties } from 'n8n-workflow';

import { requiredName } from '../../../shared/properties/text';

/** The entry that an operation works on: from a searchable list, or by its id. */
export const knowledgeIdProperty: INodeProperties = {
	displayName: 'Knowledge Entry',
	name: 'knowledgeId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The question and answer to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an entry…',
			typeOptions: { searchListMethod: 'searchKnowledge', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. kb_abc123',
			hint: 'Get Many returns the IDs of all entries',
		},
	],
};

/** The schema of `knowledgeIdProperty`. */
export const knowledgeId = requiredName;

export const questionProperty: INodeProperties = {
	displayName: 'Question',
	name: 'question',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. How long does shipping take?',
	description: 'The question, as a customer would ask it',
};

export const answerProperty: INodeProperties = {
	displayName: 'Answer',
	name: 'answer',
	type: 'string',
	required: true,
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Two to four working days',
	description: 'What the AI agent answers',
};

export const tagsProperty: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. shipping, orders',
	description: 'Tags of the entry, separated by commas',
};
