import { z } from 'zod';

import { requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { agentIdProperty } from '../locators';

export const deleteAgent = itemOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete an AI agent for good',
	description:
		'Remove an AI agent for good. This cannot be undone; what becomes of its conversations is not documented.',
	properties: [agentIdProperty],
	parameters: z.object({ agentId: requiredName }),
	output: z.object({ deleted: z.boolean(), agentId: z.string() }),
	async execute({ parameters: { agentId }, client }) {
		await client.request(routes.deleteAgent, { path: { agentId } });
		return { deleted: true, agentId };
	},
});
