import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { EntryRefusal } from '../../../shared/runtime/operation';
import { assumptions } from '../../api';
import type { ImportedEntry } from '../../schemas';

const { largestBulkImport } = assumptions;

/** How many entries travel in one import. */
export const chunkSizeOption: INodeProperties = {
	displayName: 'Chunk Size',
	name: 'chunkSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: largestBulkImport },
	default: largestBulkImport,
	description:
		'How many entries travel in one request. LiveTok does not document a maximum; make it smaller if LiveTok refuses large imports.',
};

/** The schema of Options with `chunkSizeOption`. */
export const chunkOptions = z
	.object({ chunkSize: z.number().int().min(1).max(largestBulkImport).default(largestBulkImport) })
	.default({});

/** What became of one entry of the import. Source: section 6.6; the form of a refusal is an assumption. */
export function readEntry(
	entry: ImportedEntry,
): { readonly output: ImportedEntry & { readonly id: string } } | { readonly refusal: EntryRefusal } {
	const { id, status, error } = entry;
	if (typeof id === 'string' && !error && (status === undefined || status === assumptions.importedStatus)) {
		return { output: { ...entry, id } };
	}
	const field = error?.param ? ` (${error.param})` : '';
	return {
		refusal: {
			message: `LiveTok did not import this entry: ${error?.message ?? `its status is "${status ?? 'unknown'}"`}${field}`,
			description: 'Correct the entry and import it again. The other entries of the import are not affected.',
			code: error?.code ?? undefined,
		},
	};
}
