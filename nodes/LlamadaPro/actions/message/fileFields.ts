import type { IBinaryData, INodeProperties } from 'n8n-workflow';
import { isBinaryValue } from 'n8n-workflow';
import { z } from 'zod';

import { optionalId } from './messageFields';

type Shown = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/**
 * Where the file of a message comes from: this n8n, or LlamadaPro. The file ID is not marked as required: n8n asks for
 * hidden fields, too, when the field that hides them has an expression.
 */
export const fileProperties = (show: Shown = {}): INodeProperties[] => [
	{
		displayName: 'File Input',
		name: 'mediaInput',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: [
			{ name: 'From an Input Item', value: 'binary', description: 'A file of the workflow, which is uploaded' },
			{ name: 'Uploaded File', value: 'fileId', description: 'A file that LlamadaPro already has' },
		],
		default: 'binary',
		description: 'Where the file comes from',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: { ...show, mediaInput: ['binary'] } },
		default: 'data',
		hint: 'The name of the input field that contains the file',
		description: 'Name of the field with the file, of 16 MB at most: larger ones are refused before the upload',
	},
	{
		displayName: 'File ID',
		name: 'fileId',
		type: 'string',
		displayOptions: { show: { ...show, mediaInput: ['fileId'] } },
		default: '',
		placeholder: 'e.g. file_123',
		description: 'ID of the file in LlamadaPro. Upload Media returns it; the API cannot list files.',
	},
];

/** The name of a field with a file, or the file itself where an expression gives it. */
const binaryField = z.unknown().transform((value, context): string | IBinaryData | undefined => {
	if (isBinaryValue(value)) return value;
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
	const message = 'has to be the name of a field with a file, such as data';
	context.addIssue({ code: z.ZodIssueCode.custom, message });
	return z.NEVER;
});

/** The schema keys of `fileProperties`. */
export const fileParameters = {
	mediaInput: z.enum(['binary', 'fileId']).default('binary'),
	binaryPropertyName: binaryField,
	fileId: optionalId,
};

interface FileFields {
	readonly mediaInput: 'binary' | 'fileId';
	readonly binaryPropertyName?: string | IBinaryData;
	readonly fileId?: string;
}

/** A file that is to be uploaded, or one that the vendor already has. */
export type FileSource = { readonly field: string | IBinaryData } | { readonly fileId: string };

/** Where the file comes from, or undefined where the field for it is empty. */
export function fileSource({ mediaInput, binaryPropertyName, fileId }: FileFields): FileSource | undefined {
	if (mediaInput === 'binary') return binaryPropertyName === undefined ? undefined : { field: binaryPropertyName };
	return fileId === undefined ? undefined : { fileId };
}

/** Refuses a file without a source. */
export function checkFile(fields: FileFields, context: z.RefinementCtx): void {
	if (fileSource(fields) !== undefined) return;
	const path = [fields.mediaInput === 'binary' ? 'binaryPropertyName' : 'fileId'];
	context.addIssue({ code: z.ZodIssueCode.custom, path, message: 'is empty' });
}
