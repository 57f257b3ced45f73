import { z } from 'zod';

import { requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { agentSchema } from '../../schemas/agent';

export const createAgent = itemOperation({
	name: 'Create',
	value: 'create',
	action: 'Create an AI agent',
	description: 'Make a new AI agent. Its knowledge is added with Data Source, its other settings in LiveChatAI.',
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Support assistant',
			description: 'What the AI agent is called',
		},
		{
			displayName: 'Live Chat Enabled',
			name: 'isLiveChatEnabled',
			type: 'boolean',
			default: true,
			description: 'Whether live chat with people of the team is switched on for this AI agent',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Image Sharing Enabled',
					name: 'isImageSharingEnabled',
					type: 'boolean',
					default: true,
					description: 'Whether visitors can send images',
				},
			],
		},
	],
	parameters: z.object({
		name: requiredText,
		isLiveChatEnabled: z.boolean().default(true),
		additionalFields: z.object({ isImageSharingEnabled: z.boolean().optional() }).default({}),
	}),
	output: agentSchema,
	async execute({ parameters, client }) {
		const { name, isLiveChatEnabled, additionalFields } = parameters;
		return await client.request(routes.createAgent, { body: { name, isLiveChatEnabled, ...additionalFields } });
	},
});
