import { z } from 'zod';

import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { listedAgentIdProperty, suggestionIdProperty } from '../locators';
import { simplified, simplifiedSuggestion } from './simplified';

export const getSuggestion = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get an AI suggestion',
	description: 'Read one AI suggestion: the question, the answer of the AI, and what its knowledge lacks',
	properties: [listedAgentIdProperty, suggestionIdProperty, simplifyProperty],
	parameters: z.object({ agentId: optionalText, suggestionId: requiredName, ...simplifyParameter }),
	output: simplifiedSuggestion,
	async execute({ parameters: { suggestionId, simplify }, client }) {
		const suggestion = await client.request(routes.getSuggestion, { path: { suggestionId } });
		return simplify ? simplified(suggestion) : suggestion;
	},
});
