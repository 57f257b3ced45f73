import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { printable } from '../../../shared/http/text';
import { optionalText, requiredName } from '../../../shared/properties/text';

/** Details of an event as rows of a name and a value. */
export const metadataProperty: INodeProperties = {
	displayName: 'Metadata',
	name: 'metadata',
	type: 'fixedCollection',
	placeholder: 'Add detail',
	typeOptions: { multipleValues: true },
	displayOptions: { show: { metadataInput: ['fields'] } },
	default: {},
	description: 'Details of the event. Values are sent as texts; use JSON for numbers and nested values.',
	options: [
		{
			displayName: 'Detail',
			name: 'entry',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. source' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. pricing page' },
			],
		},
	],
};

const entryShape = z.object({ name: requiredName, value: optionalText });

/** The rows of `metadataProperty`. A name that is there twice is refused: only one of its values could be sent. */
export const metadataRows = z
	.object({
		entry: z
			.array(entryShape)
			.default([])
			.superRefine((entries, context) => {
				entries.forEach(({ name }, index) => {
					if (entries.findIndex((other) => other.name === name) === index) return;
					context.addIssue({
						code: z.ZodIssueCode.custom,
						path: [index, 'name'],
						message: `is there twice: "${printable(name, 60)}"`,
					});
				});
			}),
	})
	.default({});

/** The rows as one object; undefined when there are none. */
export function metadataOf(entries: ReadonlyArray<z.infer<typeof entryShape>>): Record<string, string> | undefined {
	return entries.length === 0 ? undefined : Object.fromEntries(entries.map(({ name, value }) => [name, value ?? '']));
}
