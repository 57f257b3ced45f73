import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { widgetConfigOutput } from '../../schemas';

export const getWidgetConfig = itemOperation({
	name: 'Get Config',
	value: 'getConfig',
	action: 'Get the configuration of the chat widget',
	description: 'Read the name, assistant, colors and branding of the chat widget',
	properties: [],
	parameters: z.object({}),
	output: widgetConfigOutput,
	async execute({ client }) {
		const { config } = await client.request(routes.getWidgetConfig, {});
		return config;
	},
});
