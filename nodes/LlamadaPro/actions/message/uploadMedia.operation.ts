import { z } from 'zod';

import { printable } from '../../../shared/http/text';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { phoneNumber } from '../../../shared/properties/phone';
import { routes } from '../../api';
import { mediaUploadSchema } from '../../schemas/message';
import { checkFile, fileParameters, fileProperties, fileSource } from './fileFields';
import { fromPhoneNumberProperty } from './messageFields';
import { readFile } from './upload';

const forNewFile = { show: { '/mediaInput': ['binary'] } };

const tagRows = z
	.object({
		tag: z
			.array(z.object({ key: requiredName, value: optionalText }))
			.default([])
			.superRefine((rows, context) => {
				rows.forEach(({ key }, index) => {
					if (rows.findIndex((row) => row.key === key) === index) return;
					const message = `is there twice: "${printable(key, 60)}"`;
					context.addIssue({ code: z.ZodIssueCode.custom, path: [index, 'key'], message });
				});
			}),
	})
	.default({});

export const uploadMedia = itemOperation({
	name: 'Upload Media',
	value: 'uploadMedia',
	action: 'Upload a file for WhatsApp messages',
	description: 'Hand a file to WhatsApp, to send it in messages or in the header of templates',
	properties: [
		{ ...fromPhoneNumberProperty, description: 'Your WhatsApp number in LlamadaPro that will send the file' },
		...fileProperties(),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Content Type',
					name: 'contentType',
					type: 'string',
					displayOptions: forNewFile,
					default: '',
					placeholder: 'e.g. image/png',
					description: 'What kind of file it is, if the input item says it wrongly',
				},
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					displayOptions: forNewFile,
					default: '',
					placeholder: 'e.g. offer.pdf',
					description: 'Name of the file, if it is to be another one than in the input item',
				},
				{
					displayName: 'Tags',
					name: 'tags',
					type: 'fixedCollection',
					placeholder: 'Add tag',
					typeOptions: { multipleValues: true },
					default: {},
					description: 'Labels to keep with the file',
					options: [
						{
							displayName: 'Tag',
							name: 'tag',
							values: [
								{ displayName: 'Key', name: 'key', type: 'string', default: '', placeholder: 'e.g. campaign' },
								{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. spring' },
							],
						},
					],
				},
			],
		},
	],
	parameters: z
		.object({
			fromPhoneNumber: phoneNumber,
			...fileParameters,
			additionalFields: z
				.object({ contentType: optionalText, fileName: optionalText, tags: tagRows.optional() })
				.default({}),
		})
		.superRefine(checkFile),
	output: mediaUploadSchema,
	async execute({ parameters, client, host, itemIndex }) {
		const { fromPhoneNumber, additionalFields } = parameters;
		const { tags, ...names } = additionalFields;
		const source = fileSource(parameters);
		const rows = tags?.tag ?? [];
		return await client.request(routes.uploadMedia, {
			body: {
				fromPhoneNumber,
				...(source !== undefined && 'field' in source ? await readFile(host, itemIndex, source.field, names) : source),
				tags: rows.length === 0 ? undefined : Object.fromEntries(rows.map(({ key, value = '' }) => [key, value])),
			},
		});
	},
});
