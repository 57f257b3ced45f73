import { z } from 'zod';

import { tagList } from '../../../shared/properties/tags';
import { requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { updatedKnowledgeSchema } from '../../schemas';
import { answerProperty, knowledgeId, knowledgeIdProperty, questionProperty, tagsProperty } from './knowledgeFields';

export const update = itemOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a knowledge entry',
	description: 'Change the question, the answer or the tags of an entry',
	properties: [
		knowledgeIdProperty,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'What to change. Fields that are not added here stay as they are.',
			options: [
				{ ...answerProperty, required: false },
				{ ...questionProperty, required: false },
				{
					...tagsProperty,
					description: 'Tags that replace all tags of the entry, separated by commas. Empty removes them all.',
				},
			],
		},
	],
	parameters: z.object({
		knowledgeId,
		updateFields: z
			.object({ question: requiredText.optional(), answer: requiredText.optional(), tags: tagList.optional() })
			.default({})
			.refine((fields) => Object.values(fields).some((field) => field !== undefined), {
				message: 'is empty: add at least one field to change',
			}),
	}),
	output: updatedKnowledgeSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.updateKnowledge, {
			path: { id: parameters.knowledgeId },
			body: parameters.updateFields,
		});
	},
});
