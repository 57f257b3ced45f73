import { z } from 'zod';

import { requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { agentSchema } from '../../schemas/agent';
import { agentIdProperty } from '../locators';

export const getAgent = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get an AI agent',
	description: 'Read one AI agent, by its ID or its slug',
	properties: [
		{
			...agentIdProperty,
			modes: agentIdProperty.modes?.map((mode) =>
				mode.name === 'id'
					? { ...mode, displayName: 'By ID or Slug', placeholder: 'e.g. clx0abc123 or support-assistant' }
					: mode,
			),
		},
	],
	parameters: z.object({ agentId: requiredName }),
	output: agentSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.getAgent, { path: { agentId: parameters.agentId } });
	},
});
