import { z } from 'zod';

import { requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { aiGuideOutput } from '../../schemas';
import { conversationId, conversationIdProperty } from './smsFields';

export const setSmsAiGuide = itemOperation({
	name: 'Set AI Guide',
	value: 'setAiGuide',
	action: 'Set the AI guide of an SMS conversation',
	description:
		'Tell the AI assistant how to go on in one SMS conversation. What Autochat answers to this could not be verified: a good HTTP status counts as done.',
	properties: [
		conversationIdProperty,
		{
			displayName: 'AI Guide',
			name: 'aiGuide',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Offer an appointment next week. Do not discuss prices.',
			description: 'Instructions for the assistant in this conversation. They replace the ones before.',
		},
	],
	parameters: z.object({ conversationId, aiGuide: requiredText }),
	output: aiGuideOutput,
	// Of several guides for one conversation the last one counts.
	sequenceKey: (parameters) => parameters.conversationId,
	async execute({ parameters, client }) {
		const answer = await client.request(routes.setSmsAiGuide, {
			path: { conversationId: parameters.conversationId },
			body: { ai_guide: parameters.aiGuide },
		});
		return { ...assumptions.guideWasSet, conversation_id: parameters.conversationId, ...answer };
	},
});
