import { z } from 'zod';

import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { listedAgentIdProperty, suggestionIdProperty } from '../locators';

export const dismissSuggestion = itemOperation({
	name: 'Dismiss',
	value: 'dismiss',
	action: 'Dismiss an AI suggestion',
	description:
		'Mark an AI suggestion as ignored, so that it leaves the list. LiveChatAI’s page about this call could not be read: its address is inferred from the other calls.',
	properties: [listedAgentIdProperty, suggestionIdProperty],
	parameters: z.object({ agentId: optionalText, suggestionId: requiredName }),
	output: z.object({ dismissed: z.boolean(), suggestionId: z.string() }),
	async execute({ parameters: { suggestionId }, client }) {
		await client.request(routes.dismissSuggestion, { path: { suggestionId } });
		return { dismissed: true, suggestionId };
	},
});
