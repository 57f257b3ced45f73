import { z } from 'zod';

import { requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { fileTypes } from '../../schemas/dataSource';
import { agentIdProperty } from '../locators';
import { fileText } from './fileText';
import { addedOutput, contentProperty, titleProperty } from './sourceFields';

export const addFileSource = itemOperation({
	name: 'Add File',
	value: 'addFile',
	action: 'Add the text of a file to the knowledge',
	description: `Teach an AI agent the text of a file. LiveChatAI takes text, not the file. ${assumptions.training}.`,
	properties: [
		agentIdProperty,
		{
			displayName: 'File Type',
			name: 'fileType',
			type: 'options',
			options: [
				{ name: 'DOCX', value: 'docx' },
				{ name: 'Image', value: 'image' },
				{ name: 'PDF', value: 'pdf' },
			],
			default: 'pdf',
			description: 'What the text was taken from',
		},
		titleProperty,
		{
			...contentProperty,
			description:
				'The text of the file, for example from the Extract From File node. The file itself is refused: LiveChatAI does not read files here.',
		},
	],
	parameters: z.object({
		agentId: requiredName,
		fileType: z.enum(fileTypes).default('pdf'),
		title: requiredName,
		content: fileText,
	}),
	output: addedOutput,
	async execute({ parameters, client }) {
		const item = await client.request(routes.addFile, { body: parameters });
		return { ...item, agentId: parameters.agentId };
	},
});
