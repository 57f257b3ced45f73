import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { printable } from '../../../shared/http/text';
import { jsonObject } from '../../../shared/properties/jsonObject';
import { optionalText, requiredName } from '../../../shared/properties/text';

const onlyKnown = 'LiveChatAI keeps only keys that the AI agent already has: make them in its dashboard';

/** The contact's own attributes as rows, or as JSON. Source: section 6.2. */
export const attributesProperties: INodeProperties[] = [
	{
		displayName: 'Attributes Input',
		name: 'attributesInput',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How the attributes of the contact are given',
	},
	{
		displayName: 'Attributes',
		name: 'attributes',
		type: 'fixedCollection',
		placeholder: 'Add attribute',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: { show: { attributesInput: ['fields'] } },
		default: {},
		description: `What you know of the contact, such as a plan. Rows whose value is empty are left out. ${onlyKnown}.`,
		options: [
			{
				displayName: 'Attribute',
				name: 'attribute',
				values: [
					{
						displayName: 'Key',
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. plan',
						description: 'Name of the attribute, as the AI agent has it',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{ name: 'Number', value: 'number', description: 'A date is a number too: a UNIX timestamp' },
							{ name: 'Text', value: 'text' },
							{ name: 'True or False', value: 'boolean' },
						],
						default: 'text',
						description: 'What kind of value the attribute has',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. pro',
						description: 'What the attribute is to be for this contact',
					},
				],
			},
		],
	},
	{
		displayName: 'Attributes (JSON)',
		name: 'attributesJson',
		type: 'json',
		typeOptions: { rows: 4 },
		displayOptions: { show: { attributesInput: ['json'] } },
		default: '{}',
		placeholder: 'e.g. { "plan": "pro", "orders": 3 }',
		description: `An object with the attributes of the contact, sent as it is. ${onlyKnown}.`,
	},
];

type AttributeValue = string | number | boolean;

/** The value of a row in its type; undefined where it does not fit. */
function typed(type: 'text' | 'number' | 'boolean', value: string): AttributeValue | undefined {
	if (type === 'text') return value;
	if (type === 'number') return Number.isFinite(Number(value)) ? Number(value) : undefined;
	const word = value.trim().toLowerCase();
	return word === 'true' ? true : word === 'false' ? false : undefined;
}

const row = z
	.object({ key: requiredName, type: z.enum(['text', 'number', 'boolean']).default('text'), value: optionalText })
	.transform(({ key, type, value }, context) => {
		const converted = value === undefined ? undefined : typed(type, value);
		if (value !== undefined && converted === undefined) {
			context.addIssue({
				code: z.ZodIssueCode.custom,
				path: ['value'],
				message: `has to be ${type === 'number' ? 'a number' : 'true or false'}. Received: ${printable(JSON.stringify(value), 60)}`,
			});
		}
		return { key, value: converted };
	});

/** The schema keys of `attributesProperties`. A key that is there twice is refused: only one value could be sent. */
export const attributesParameters = {
	attributesInput: z.enum(['fields', 'json']).default('fields'),
	attributes: z
		.object({
			attribute: z
				.array(row)
				.default([])
				.superRefine((rows, context) => {
					rows.forEach(({ key }, index) => {
						if (rows.findIndex((other) => other.key === key) === index) return;
						context.addIssue({
							code: z.ZodIssueCode.custom,
							path: [index, 'key'],
							message: `is there twice: "${printable(key, 60)}"`,
						});
					});
				}),
		})
		.default({}),
	attributesJson: jsonObject,
};

interface AttributeParameters {
	readonly attributesInput: 'fields' | 'json';
	readonly attributes: { readonly attribute: ReadonlyArray<{ key: string; value?: AttributeValue }> };
	readonly attributesJson?: Record<string, unknown>;
}

/** The API's `attributes` object; undefined when there are none. */
export function attributesOf({
	attributesInput,
	attributes,
	attributesJson,
}: AttributeParameters): Record<string, unknown> | undefined {
	if (attributesInput === 'json') return attributesJson;
	const present = attributes.attribute.filter(({ value }) => value !== undefined);
	return present.length === 0 ? undefined : Object.fromEntries(present.map(({ key, value }) => [key, value]));
}
