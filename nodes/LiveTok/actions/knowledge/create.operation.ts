import { z } from 'zod';

import { tagList } from '../../../shared/properties/tags';
import { requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { knowledgeEntrySchema } from '../../schemas';
import { answerProperty, questionProperty, tagsProperty } from './knowledgeFields';

export const create = itemOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a knowledge entry',
	description: 'Add one question and its answer to the knowledge base',
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
	parameters: z.object({
		question: requiredText,
		answer: requiredText,
		additionalFields: z.object({ tags: tagList.optional() }).default({}),
	}),
	output: knowledgeEntrySchema,
	async execute({ parameters, client }) {
		const { question, answer, additionalFields } = parameters;
		return await client.request(routes.createKnowledge, { body: { question, answer, tags: additionalFields.tags } });
	},
});
