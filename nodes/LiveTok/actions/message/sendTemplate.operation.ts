import { z } from 'zod';

import { jsonValue } from '../../../shared/properties/json';
import { phoneNumber } from '../../../shared/properties/phone';
import { templateLanguageChoice } from '../../../shared/properties/templateLanguages';
import { requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { messageOutput } from '../../schemas';
import { templateParameterList, toApiParameter } from './templateParameters';

export const sendTemplate = itemOperation({
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a WhatsApp template message',
	description: 'Send an approved WhatsApp template to one recipient per item',
	properties: [
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +4915112345678',
			description:
				'Phone number of the recipient with its country code. Spaces, dashes, brackets and a leading 00 are accepted.',
		},
		{
			displayName: 'Template Name',
			name: 'templateName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. order_update',
			description: 'Name of the approved template, exactly as in LiveTok',
		},
		{
			displayName: 'Template Language',
			name: 'templateLanguage',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: 'en_US', cachedResultName: 'English (US) (en_US)' },
			description: 'The language in which the template was approved',
			...templateLanguageChoice,
		},
		{
			displayName: 'Template Parameters Input',
			name: 'templateParametersInput',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
			description: 'How the values for the template’s variables are given',
		},
		{
			displayName: 'Template Parameters',
			name: 'templateParameters',
			type: 'fixedCollection',
			placeholder: 'Add parameter',
			typeOptions: { multipleValues: true, sortable: true },
			displayOptions: { show: { templateParametersInput: ['fields'] } },
			default: {},
			description:
				'Values for the template’s variables, in the order of the template. An image or a document comes first.',
			options: [
				{
					displayName: 'Parameter',
					name: 'parameter',
					values: [
						{
							displayName: 'Type',
							name: 'type',
							type: 'options',
							options: [
								{
									name: 'Document (Unverified)',
									value: 'document',
									description:
										'LiveTok mentions documents but does not show their form; this node assumes that of an image',
								},
								{ name: 'Image', value: 'image' },
								{ name: 'Text', value: 'text' },
							],
							default: 'text',
						},
						{
							displayName: 'Text',
							name: 'text',
							type: 'string',
							displayOptions: { show: { type: ['text'] } },
							default: '',
							placeholder: 'e.g. Ann',
							description: 'Text that replaces the variable',
						},
						{
							displayName: 'Link',
							name: 'link',
							type: 'string',
							displayOptions: { show: { type: ['image', 'document'] } },
							default: '',
							placeholder: 'e.g. https://example.com/offer.png',
							description: 'Public address of the file, from which WhatsApp loads it',
						},
						{
							displayName: 'File Name',
							name: 'filename',
							type: 'string',
							displayOptions: { show: { type: ['document'] } },
							default: '',
							placeholder: 'e.g. invoice.pdf',
							description: 'Name under which the recipient sees the document',
						},
					],
				},
			],
		},
		{
			displayName: 'Template Parameters (JSON)',
			name: 'templateParametersJson',
			type: 'json',
			typeOptions: { rows: 5 },
			displayOptions: { show: { templateParametersInput: ['json'] } },
			default: '[]',
			placeholder: 'e.g. [{ "type": "text", "text": "Ann" }]',
			description:
				'List of parameter objects, sent to LiveTok as it is. Use it for kinds that the fields do not offer.',
		},
	],
	parameters: z.object({
		to: phoneNumber,
		templateName: requiredName,
		templateLanguage: requiredName,
		templateParametersInput: z.enum(['fields', 'json']).default('fields'),
		templateParameters: z.object({ parameter: templateParameterList }).partial().default({}),
		templateParametersJson: jsonValue.pipe(
			z
				.array(z.object({ type: z.string().min(1) }).passthrough(), {
					invalid_type_error: 'has to be a list of objects, each with a "type": [{ "type": "text", "text": "Ann" }]',
				})
				.optional(),
		),
	}),
	output: messageOutput,
	send: { recipient: (parameters) => parameters.to },
	async execute({ parameters, client }) {
		const given =
			parameters.templateParametersInput === 'json'
				? (parameters.templateParametersJson ?? [])
				: (parameters.templateParameters.parameter ?? []).map(toApiParameter);
		return await client.request(routes.sendTemplate, {
			body: {
				to: parameters.to,
				template_name: parameters.templateName,
				template_language: parameters.templateLanguage,
				...(given.length === 0 ? {} : { template_parameters: given }),
			},
		});
	},
});
