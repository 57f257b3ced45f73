import { z } from 'zod';

import { requiredName, requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { agentIdProperty } from '../locators';
import { addedOutput, contentProperty, titleProperty } from './sourceFields';

export const addTextSource = itemOperation({
	name: 'Add Text',
	value: 'addText',
	action: 'Add a text to the knowledge of an AI agent',
	description: `Teach an AI agent a text. ${assumptions.training}.`,
	properties: [agentIdProperty, titleProperty, contentProperty],
	parameters: z.object({ agentId: requiredName, title: requiredName, content: requiredText }),
	output: addedOutput,
	async execute({ parameters, client }) {
		const item = await client.request(routes.addText, { body: parameters });
		return { ...item, agentId: parameters.agentId };
	},
});
