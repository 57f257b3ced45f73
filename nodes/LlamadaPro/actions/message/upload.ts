import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { RequestFailure } from '../../../shared/http/failure';
import { printable } from '../../../shared/http/text';
import { assumptions } from '../../api';

const { largestUpload, uploadEncoding } = assumptions;

/** A file as the vendor takes it. Source: section 5.21. */
export interface UploadedContent {
	readonly fileName: string;
	readonly contentType: string;
	readonly content: string;
}

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

function refuse(message: string, description: string): RequestFailure {
	return new RequestFailure({
		message,
		description: `Nothing was sent for this item. ${description}`,
		outcome: 'notSent',
	});
}

/**
 * Reads a file of an input item. n8n's own error says when the item has no such file; a RequestFailure when it is empty
 * or too large.
 *
 * @param field name of the item's field with the file, or the file itself
 */
export async function readFile(
	host: IExecuteFunctions,
	itemIndex: number,
	field: string | IBinaryData,
	names: { readonly fileName?: string; readonly contentType?: string } = {},
): Promise<UploadedContent> {
	const file = host.helpers.assertBinaryData(itemIndex, field);
	const fileName = names.fileName ?? file.fileName ?? `file.${file.fileExtension ?? 'bin'}`;
	// Before the file is read into memory, where n8n knows its size.
	checkSize(fileName, file.bytes ?? 1);
	const bytes = await host.helpers.getBinaryDataBuffer(itemIndex, file);
	checkSize(fileName, bytes.length);
	return { fileName, contentType: names.contentType ?? file.mimeType, content: bytes.toString(uploadEncoding) };
}

function checkSize(fileName: string, bytes: number): void {
	const file = `The file "${printable(fileName, 100)}"`;
	if (bytes === 0) throw refuse(`${file} is empty`, 'Check the node that made it.');
	if (bytes <= largestUpload) return;
	throw refuse(
		`${file} is too large to upload: ${megabytes(bytes)}, with ${megabytes(largestUpload)} allowed`,
		'WhatsApp takes larger documents only. Make the file smaller, or put it into LlamadaPro by other means and use its file ID.',
	);
}
