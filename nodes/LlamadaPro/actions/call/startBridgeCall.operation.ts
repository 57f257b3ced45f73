import { z } from 'zod';

import { jsonObject } from '../../../shared/properties/jsonObject';
import { phoneNumber } from '../../../shared/properties/phone';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { callSchema } from '../../schemas/call';
import { customDataHint, jsonObjectProperty, phoneProperty, rows, rowsProperty } from './callFields';

export const startBridgeCall = itemOperation({
	name: 'Start Bridge Call',
	value: 'startBridgeCall',
	action: 'Start a call that connects two numbers',
	description: 'Connect two phone numbers, such as those of a colleague and a customer',
	properties: [
		{
			...phoneProperty(
				'From',
				'from',
				'First phone number, with its country code. LlamadaPro does not document which of the two it rings first; presumably this one',
			),
			required: true,
		},
		{ ...phoneProperty('To', 'to', 'Second phone number, with its country code'), required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				rowsProperty({
					displayName: 'Call Custom Data',
					name: 'callCustomData',
					description: `Your own data to keep with the call. ${customDataHint}.`,
				}),
				jsonObjectProperty({
					displayName: 'Provider Data',
					name: 'providerData',
					placeholder: 'e.g. { "key": "value" }',
					description:
						'An object for the telephone service, sent to LlamadaPro as it is. LlamadaPro documents neither its content nor, readably, its name: providerData is assumed.',
				}),
			],
		},
	],
	parameters: z.object({
		from: phoneNumber,
		to: phoneNumber,
		additionalFields: z.object({ callCustomData: rows, providerData: jsonObject }).default({}),
	}),
	output: callSchema,
	send: { recipient: (parameters) => parameters.to },
	async execute({ parameters, client }) {
		const { from, to, additionalFields } = parameters;
		return await client.request(routes.startBridgeCall, { body: { from, to, ...additionalFields } });
	},
});
