import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { templateLanguageChoice } from '../../../shared/properties/templateLanguages';
import { requiredName, requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { messageSchema } from '../../schemas/message';
import { componentProperties } from './componentFields';
import { componentParameters, toComponents } from './components';
import {
	additionalFields,
	additionalFieldsProperty,
	phoneNumberParameters,
	phoneNumberProperties,
} from './messageFields';
import { type TemplateContent, templateContentJson } from './templateContent';

const templateProperties: INodeProperties[] = [
	{
		displayName: 'Template Name',
		name: 'templateName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_update',
		description: 'Name of the approved template, exactly as in LlamadaPro. The API cannot list templates.',
	},
	{
		displayName: 'Language',
		name: 'languageCode',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: 'es', cachedResultName: 'Spanish (es)' },
		description: 'The language in which the template was approved',
		...templateLanguageChoice,
	},
];

const contentProperties: INodeProperties[] = [
	{
		displayName: 'Template Content',
		name: 'templateContent',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Components',
				value: 'components',
				description: 'Header, body and buttons, with images, documents, amounts and dates',
			},
			{ name: 'JSON', value: 'json', description: 'The components as LlamadaPro takes them' },
			{ name: 'Variables', value: 'variables', description: 'Texts for the placeholders of the body' },
		],
		default: 'variables',
		description: 'How the template’s placeholders are filled. LlamadaPro takes variables or components, never both.',
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		placeholder: 'Add variable',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: { show: { templateContent: ['variables'] } },
		default: {},
		description:
			'Texts for the placeholders of the body, in their order. LlamadaPro does not document the form of a variable; the one that this node sends is unverified.',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						default: '',
						placeholder: 'e.g. Ana',
						description: 'Text that replaces the placeholder',
					},
				],
			},
		],
	},
	...componentProperties.map((property) => ({
		...property,
		displayOptions: { show: { templateContent: ['components'] } },
	})),
	{
		displayName: 'Content (JSON)',
		name: 'templateContentJson',
		type: 'json',
		typeOptions: { rows: 8 },
		displayOptions: { show: { templateContent: ['json'] } },
		default: '[]',
		placeholder: 'e.g. [{ "type": "body", "parameters": [{ "type": "text", "text": "Ana" }] }]',
		description:
			'List of components, sent to LlamadaPro as it is; or an object with either "components" or "variables". Use it where the form of the fields turns out to be wrong.',
	},
];

const variableRow = z.object({ text: requiredText });

const parameters = z.object({
	...phoneNumberParameters,
	templateName: requiredName,
	languageCode: requiredName,
	templateContent: z.enum(['variables', 'components', 'json']).default('variables'),
	variables: z.object({ variable: z.array(variableRow).default([]) }).default({}),
	...componentParameters,
	templateContentJson,
	additionalFields,
});

function contentOf(fields: z.infer<typeof parameters>): TemplateContent {
	switch (fields.templateContent) {
		case 'variables':
			return { variables: fields.variables.variable.map(({ text }) => assumptions.templateVariable(text)) };
		case 'components':
			return { components: toComponents(fields) };
		case 'json':
			return fields.templateContentJson;
	}
}

export const sendTemplateMessage = itemOperation({
	name: 'Send Template',
	value: 'sendTemplate',
	action: 'Send a WhatsApp template message',
	description: 'Send an approved WhatsApp template to one recipient per item',
	properties: [...phoneNumberProperties, ...templateProperties, ...contentProperties, additionalFieldsProperty],
	parameters,
	output: messageSchema,
	send: { recipient: (parameters) => parameters.toPhoneNumber },
	async execute({ parameters: fields, client }) {
		const { fromPhoneNumber, toPhoneNumber, templateName, languageCode } = fields;
		const { variables = [], components = [] } = contentOf(fields);
		return await client.request(routes.sendTemplateMessage, {
			body: {
				fromPhoneNumber,
				toPhoneNumber,
				templateName,
				languageCode,
				// A template without placeholders takes neither; an empty list could count as "both".
				variables: variables.length === 0 ? undefined : variables,
				components: components.length === 0 ? undefined : components,
				...fields.additionalFields,
			},
		});
	},
});
