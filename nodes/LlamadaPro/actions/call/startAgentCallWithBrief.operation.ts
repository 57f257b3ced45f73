import { z } from 'zod';

import { phoneNumber } from '../../../shared/properties/phone';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { callSchema } from '../../schemas/call';
import { brief, briefProperties } from './briefFields';
import { lines, linesProperty, phoneProperty } from './callFields';

export const startAgentCallWithBrief = itemOperation({
	name: 'Start Agent Call With Brief',
	value: 'startAgentCallWithBrief',
	action: 'Start an agent call with a whole brief',
	description: 'Let an AI agent call a number with objectives, constraints and steps given here',
	properties: [
		{ ...phoneProperty('To', 'toPhoneNumber', 'Phone number to call, with its country code'), required: true },
		{
			...linesProperty({
				displayName: 'Objectives',
				name: 'objectives',
				placeholder: 'e.g. Find out whether the order has arrived',
				description: 'What the call is to achieve, one objective per line',
			}),
			required: true,
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: briefProperties,
		},
	],
	parameters: z.object({
		toPhoneNumber: phoneNumber,
		objectives: lines.pipe(
			z.array(z.string(), { required_error: 'is empty' }).min(1, { message: 'is empty: enter at least one objective' }),
		),
		additionalFields: brief,
	}),
	output: callSchema,
	send: { recipient: (parameters) => parameters.toPhoneNumber },
	async execute({ parameters, client }) {
		const { toPhoneNumber, objectives, additionalFields } = parameters;
		return await client.request(routes.startAgentCallWithBrief, {
			body: { toPhoneNumber, objectives, ...additionalFields },
		});
	},
});
