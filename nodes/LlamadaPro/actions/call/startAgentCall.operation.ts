import { z } from 'zod';

import { jsonObject } from '../../../shared/properties/jsonObject';
import { requiredWholeNumber } from '../../../shared/properties/number';
import { phoneNumber } from '../../../shared/properties/phone';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { callSchema } from '../../schemas/call';
import { customDataHint, jsonObjectProperty, phoneProperty, rows, rowsProperty } from './callFields';

export const startAgentCall = itemOperation({
	name: 'Start Agent Call',
	value: 'startAgentCall',
	action: 'Start a call by a voice agent',
	description: 'Let a voice agent that is set up in LlamadaPro call a number',
	properties: [
		{
			displayName: 'Voice Agent ID',
			name: 'voiceAgentId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 7',
			description: 'ID of the voice agent, as LlamadaPro shows it. Its API offers no list of voice agents.',
		},
		{ ...phoneProperty('To', 'to', 'Phone number to call, with its country code'), required: true },
		{
			displayName: 'Context Variables Input',
			name: 'contextVariablesInput',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
			description: 'How the values for the voice agent’s variables are given',
		},
		rowsProperty({
			displayName: 'Context Variables',
			name: 'contextVariables',
			displayOptions: { show: { contextVariablesInput: ['fields'] } },
			description:
				'What the voice agent knows about this call, by the names of its variables. LlamadaPro does not document the kinds of values: they are sent as texts.',
		}),
		jsonObjectProperty({
			displayName: 'Context Variables (JSON)',
			name: 'contextVariablesJson',
			displayOptions: { show: { contextVariablesInput: ['json'] } },
			placeholder: 'e.g. { "customerName": "Ana" }',
			description: 'An object with the voice agent’s variables, sent to LlamadaPro as it is',
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				rowsProperty({
					displayName: 'Custom Data',
					name: 'customData',
					description: `Your own data to keep with the call. ${customDataHint}.`,
				}),
			],
		},
	],
	parameters: z.object({
		voiceAgentId: requiredWholeNumber,
		to: phoneNumber,
		contextVariablesInput: z.enum(['fields', 'json']).default('fields'),
		contextVariables: rows,
		contextVariablesJson: jsonObject,
		additionalFields: z.object({ customData: rows }).default({}),
	}),
	output: callSchema,
	send: { recipient: (parameters) => parameters.to },
	async execute({ parameters, client }) {
		const { voiceAgentId, to, contextVariablesInput, contextVariables, contextVariablesJson } = parameters;
		const variables = contextVariablesInput === 'json' ? contextVariablesJson : contextVariables;
		return await client.request(routes.startAgentCall, {
			body: {
				voiceAgentId,
				to,
				contextVariables: variables ?? {},
				customData: parameters.additionalFields.customData,
			},
		});
	},
});
