import { z } from 'zod';

import { printable } from '../../../shared/http/text';
import { requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { agentIdProperty } from '../locators';
import { addedOutput } from './sourceFields';

const webAddress = requiredName.superRefine((text, context) => {
	if (/^https?:\/\//i.test(text) && URL.canParse(text)) return;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message: `has to be a web address such as https://example.com/shipping. Received: ${printable(JSON.stringify(text), 100)}`,
	});
});

export const addUrlSource = itemOperation({
	name: 'Add URL',
	value: 'addUrl',
	action: 'Add a web page to the knowledge of an AI agent',
	description: `Teach an AI agent one web page; links on it are not followed. ${assumptions.training}.`,
	properties: [
		agentIdProperty,
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/shipping',
			description: 'Address of the page, which LiveChatAI has to be able to open',
		},
	],
	parameters: z.object({ agentId: requiredName, url: webAddress }),
	output: addedOutput,
	async execute({ parameters, client }) {
		const item = await client.request(routes.addUrl, { body: parameters });
		return { ...item, agentId: parameters.agentId };
	},
});
