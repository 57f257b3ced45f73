import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { deletedSchema } from '../../schemas';
import { knowledgeId, knowledgeIdProperty } from './knowledgeFields';

export const deleteEntry = itemOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a knowledge entry',
	description: 'Remove an entry from the knowledge base for good',
	properties: [knowledgeIdProperty],
	parameters: z.object({ knowledgeId }),
	output: deletedSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.deleteKnowledge, { path: { id: parameters.knowledgeId } });
	},
});
