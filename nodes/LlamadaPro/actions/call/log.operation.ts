import { z } from 'zod';

import { optionalDateTime } from '../../../shared/properties/dateTime';
import { jsonValue } from '../../../shared/properties/json';
import { optionalWholeNumber } from '../../../shared/properties/number';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { callSchema } from '../../schemas/call';
import {
	callDirection,
	callDirectionProperty,
	callPartyProperty,
	optionalCallParty,
	requiredCallParty,
	seconds,
} from './callFields';

const requiredDateTime = optionalDateTime.transform((value, context): string => {
	if (value !== undefined) return value;
	context.addIssue({ code: z.ZodIssueCode.custom, message: 'is empty' });
	return z.NEVER;
});

export const logCall = itemOperation({
	name: 'Log',
	value: 'log',
	action: 'Log a call that took place elsewhere',
	description: 'Enter a call that was made outside of LlamadaPro. Nobody is called.',
	properties: [
		callDirectionProperty('direction'),
		{ ...callPartyProperty('From', 'from', 'Who called'), required: true },
		{ ...callPartyProperty('To', 'to', 'Who was called'), required: true },
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: [
				{ name: 'Busy', value: 'busy' },
				{ name: 'Canceled', value: 'canceled' },
				{ name: 'Completed', value: 'completed' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'No Answer', value: 'no-answer' },
			],
			default: 'completed',
			description:
				'How the call ended. LlamadaPro takes any text and documents completed, no-answer, busy and failed; an expression can give another.',
		},
		{
			displayName: 'Start Time',
			name: 'startTime',
			type: 'dateTime',
			required: true,
			default: '',
			description: 'When the call began. Without a time zone, it is in the workflow’s.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Custom Data',
					name: 'customData',
					type: 'json',
					typeOptions: { rows: 4 },
					default: '{}',
					placeholder: 'e.g. { "contactExternalId": "crm-17" }',
					description: 'Your own data to keep with the call, any JSON value',
				},
				{
					displayName: 'Duration (Seconds)',
					name: 'duration',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'How long the call lasted. Left out, it is sent as unknown.',
				},
				{
					displayName: 'Funnel Conversation ID',
					name: 'funnelConversationId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 501',
					description: 'ID of the conversation to which the call belongs',
				},
				{
					displayName: 'Metadata',
					name: 'metadata',
					type: 'json',
					typeOptions: { rows: 4 },
					default: '{}',
					placeholder: 'e.g. { "source": "pbx" }',
					description: 'More about the call, any JSON value. Left out, it is an empty object.',
				},
				{
					displayName: 'Provider ID',
					name: 'providerId',
					type: 'string',
					default: '',
					placeholder: 'e.g. CA0123456789',
					description: 'ID of the call in the telephone system where it took place',
				},
				{
					displayName: 'Provider Name',
					name: 'providerName',
					type: 'string',
					default: '',
					placeholder: 'e.g. twilio',
					description: 'Name of the telephone system where the call took place',
				},
				callPartyProperty('Redirected To', 'redirectedTo', 'Who the call was passed on to'),
				{
					displayName: 'Session ID',
					name: 'sessionId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 33',
					description: 'ID of the channel session to which the call belongs',
				},
				{
					displayName: 'Team ID',
					name: 'teamId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5',
					description: 'ID of the team to which the call belongs',
				},
				{
					displayName: 'User ID',
					name: 'userId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 42',
					description: 'ID of the LlamadaPro user who made or took the call. Left out, the call belongs to nobody.',
				},
			],
		},
	],
	parameters: z.object({
		direction: callDirection,
		from: requiredCallParty,
		to: requiredCallParty,
		status: requiredName,
		startTime: requiredDateTime,
		additionalFields: z
			.object({
				customData: jsonValue,
				duration: seconds(0),
				funnelConversationId: optionalWholeNumber,
				metadata: jsonValue,
				providerId: optionalText,
				providerName: optionalText,
				redirectedTo: optionalCallParty,
				sessionId: optionalWholeNumber,
				teamId: optionalWholeNumber,
				userId: optionalWholeNumber,
			})
			.default({}),
	}),
	output: callSchema,
	async execute({ parameters, client }) {
		const { additionalFields, ...call } = parameters;
		const { userId = null, duration = null, metadata = {}, ...more } = additionalFields;
		// The API demands these three keys, even where there is nothing to say.
		return await client.request(routes.logCall, { body: { ...call, ...more, userId, duration, metadata } });
	},
});
