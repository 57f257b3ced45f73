import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalChoice } from '../../../shared/properties/choice';
import { jsonObject } from '../../../shared/properties/jsonObject';
import { optionalWholeNumber } from '../../../shared/properties/number';
import { optionalText } from '../../../shared/properties/text';
import { localizations, providers } from '../../schemas/call';
import {
	jsonObjectProperty,
	lines,
	linesProperty,
	optionalPhone,
	phoneProperty,
	rows,
	rowsProperty,
	seconds,
} from './callFields';

const personality: INodeProperties = {
	displayName: 'Personality',
	name: 'personality',
	type: 'fixedCollection',
	placeholder: 'Add personality',
	default: {},
	description: 'Who the agent is and how it talks',
	options: [
		{
			displayName: 'Personality',
			name: 'details',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Sofía',
					description: 'The name by which the agent introduces itself',
				},
				{
					displayName: 'Communication Style',
					name: 'communicationStyle',
					type: 'string',
					default: '',
					placeholder: 'e.g. professional',
					description: 'LlamadaPro takes certain words only, of which it documents one: professional',
				},
				{
					displayName: 'Custom Traits',
					name: 'customTraits',
					type: 'string',
					default: '',
					placeholder: 'e.g. patient, with a sense of humour',
					description: 'Anything else about the agent’s character',
				},
			],
		},
	],
};

const contactInfo: INodeProperties = {
	displayName: 'Contact Info',
	name: 'contactInfo',
	type: 'fixedCollection',
	placeholder: 'Add contact info',
	default: {},
	description: 'What the agent knows about the person it calls',
	options: [
		{
			displayName: 'Contact Info',
			name: 'details',
			values: [
				{ displayName: 'First Name', name: 'firstName', type: 'string', default: '', placeholder: 'e.g. Ana' },
				{ displayName: 'Last Name', name: 'lastName', type: 'string', default: '', placeholder: 'e.g. Rojas' },
				{ displayName: 'Company', name: 'company', type: 'string', default: '', placeholder: 'e.g. Acme SpA' },
				rowsProperty({
					displayName: 'Additional Info',
					name: 'additionalInfo',
					description: 'Anything else about the person, by name',
				}),
			],
		},
	],
};

/** The optional parts of the brief. */
export const briefProperties: INodeProperties[] = [
	linesProperty({
		displayName: 'Constraints',
		name: 'constraints',
		placeholder: 'e.g. Never promise a discount',
		description: 'What the agent must keep to, one per line',
	}),
	contactInfo,
	jsonObjectProperty({
		displayName: 'Custom Data',
		name: 'customData',
		placeholder: 'e.g. { "contactExternalId": "crm-17" }',
		description: 'An object with your own data, to keep with the call',
	}),
	phoneProperty('From', 'fromPhoneNumber', 'Phone number to call from, with its country code'),
	{
		displayName: 'Knowledge Base',
		name: 'knowledgeBase',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. We deliver within two days',
		description: 'Facts that the agent may use in its answers',
	},
	{
		displayName: 'Localization',
		name: 'localization',
		type: 'options',
		options: [
			{ name: 'Chile', value: 'CL' },
			{ name: 'Colombia', value: 'CO' },
			{ name: 'Mexico', value: 'MX' },
			{ name: 'Peru', value: 'PE' },
			{ name: 'United States', value: 'US' },
		],
		default: 'CL',
		description: 'The country whose way of speaking the agent uses',
	},
	{
		displayName: 'Max Duration (Seconds)',
		name: 'maxDurationSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 600,
		description: 'How long the call may last',
	},
	personality,
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'options',
		options: [{ name: 'Vapi', value: 'vapi' }],
		default: 'vapi',
		description: 'The voice service behind the agent. LlamadaPro knows one.',
	},
	jsonObjectProperty({
		displayName: 'Provider Config',
		name: 'providerConfig',
		placeholder: 'e.g. { "voice": { "provider": "11labs", "voiceId": "…" } }',
		description:
			'An object with the model, voice and transcriber of the voice service, sent to LlamadaPro as it is. LlamadaPro does not document all of it.',
	}),
	{
		displayName: 'Silence Timeout (Seconds)',
		name: 'silenceTimeoutSeconds',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'After how much silence the call ends',
	},
	linesProperty({
		displayName: 'Task Steps',
		name: 'taskSteps',
		placeholder: 'e.g. Ask whether the order has arrived',
		description: 'What the agent does in the call, one step per line, in their order',
	}),
	{
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 42',
		description: 'ID of the LlamadaPro user to whom the call belongs',
	},
];

/** Nothing at all when every field of a group is empty. */
function unlessEmpty<Fields extends object>(fields: Fields | undefined): Fields | undefined {
	return fields !== undefined && Object.values(fields).some((value) => value !== undefined) ? fields : undefined;
}

/** The checks of `briefProperties`, and the API's form of them. */
export const brief = z
	.object({
		constraints: lines,
		contactInfo: z
			.object({
				details: z
					.object({ firstName: optionalText, lastName: optionalText, company: optionalText, additionalInfo: rows })
					.optional(),
			})
			.default({})
			.transform(({ details }) => unlessEmpty(details)),
		customData: jsonObject,
		fromPhoneNumber: optionalPhone,
		knowledgeBase: optionalText,
		localization: optionalChoice(localizations),
		maxDurationSeconds: seconds(1),
		personality: z
			.object({
				details: z
					.object({ name: optionalText, communicationStyle: optionalText, customTraits: optionalText })
					.optional(),
			})
			.default({})
			.transform(({ details }) => unlessEmpty(details)),
		provider: optionalChoice(providers),
		providerConfig: jsonObject,
		silenceTimeoutSeconds: seconds(1),
		taskSteps: lines,
		userId: optionalWholeNumber,
	})
	.default({});
