import { z } from 'zod';

import { optionalChoice } from '../../../shared/properties/choice';
import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { requiredName, requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { answerSchema, responseFormats } from '../../schemas/conversation';
import { agentIdProperty } from '../locators';
import { continuationParameters, continuationProperties, toContinuation, turnsOf } from './continuation';
import {
	checkImage,
	countryProperty,
	integrationTypeProperty,
	ipProperty,
	messageType,
	messageTypeProperty,
	originParameters,
} from './messageFields';
import { takeConversationTurn, type Turn } from './turn';

export const sendMessage = itemOperation({
	name: 'Send Message',
	value: 'sendMessage',
	action: 'Send a visitor’s message and get the AI answer',
	description: 'Send what a visitor says to an AI agent and return its answer',
	properties: [
		agentIdProperty,
		...continuationProperties,
		{
			displayName: 'Question',
			name: 'question',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Do you ship to Norway?',
			description: 'What the visitor says; for an image, its public web address',
		},
		messageTypeProperty,
		simplifyProperty,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				countryProperty,
				integrationTypeProperty,
				ipProperty,
				{
					displayName: 'Response Format',
					name: 'responseFormat',
					type: 'options',
					options: [
						{ name: 'Markdown', value: 'MARKDOWN' },
						{ name: 'Plain Text', value: 'PLAIN' },
					],
					default: 'PLAIN',
					description: 'How the answer is written. LiveChatAI writes Markdown unless told otherwise.',
				},
			],
		},
	],
	parameters: z
		.object({
			agentId: requiredName,
			...continuationParameters,
			question: requiredText,
			messageType,
			...simplifyParameter,
			additionalFields: z.object({ ...originParameters, responseFormat: optionalChoice(responseFormats) }).default({}),
		})
		.transform(({ agentId, question, messageType: type, simplify, additionalFields, ...fields }, context) => {
			checkImage('question', question, type, context);
			const message = {
				question: type === 'IMAGE' ? question.trim() : question,
				messageType: type,
				...additionalFields,
			};
			return { agentId, message, simplify, continuation: toContinuation(fields, context) };
		}),
	output: z.object({
		conversationId: answerSchema.shape.conversationId,
		contactId: answerSchema.shape.contactId,
		isNewConversation: z.boolean(),
		answered: z.boolean(),
		response: answerSchema.shape.response,
		messageId: answerSchema.shape.messageId,
		responseMessageId: answerSchema.shape.responseMessageId,
		links: z.array(z.object({ link: z.string(), type: z.string() })),
	}),
	sequenceKey: ({ agentId, continuation }) =>
		continuation.of === 'newConversation' ? undefined : turnsOf(agentId, continuation),
	async execute({ parameters, client }) {
		const { agentId, message, simplify, continuation } = parameters;
		const { integrationType } = message;
		const turn = await takeConversationTurn(
			client,
			{ agentId, continuation, integrationType },
			async (conversationId) =>
				await client.request(routes.sendMessage, { body: { ...message, agentId, conversationId, streaming: false } }),
		);
		return simplify ? simplified(turn) : { ...turn.answer, ...saidBy(turn) };
	},
});

/** What the answer does not say by itself. Where a human has taken over, the AI is silent. */
function saidBy({ answer, isNew }: Turn) {
	return { isNewConversation: isNew, answered: (answer.response ?? '').trim() !== '' };
}

function simplified(turn: Turn): object {
	const { conversationId, contactId, response, messageId, responseMessageId, links } = turn.answer;
	return {
		conversationId,
		contactId: contactId ?? null,
		...saidBy(turn),
		response: response ?? '',
		messageId: messageId ?? null,
		responseMessageId: responseMessageId ?? null,
		links: links ?? [],
	};
}
