import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

const usualChunk = 100;
const largestChunk = 1_000;

/** How many data sources one request deletes. */
export const chunkSizeOption: INodeProperties = {
	displayName: 'Chunk Size',
	name: 'chunkSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: largestChunk },
	default: usualChunk,
	description:
		'How many data sources are deleted with one request. LiveChatAI does not document a maximum; make it smaller if LiveChatAI refuses large requests.',
};

/** The schema of Options with `chunkSizeOption`. */
export const chunkOptions = z
	.object({ chunkSize: z.number().int().min(1).max(largestChunk).default(usualChunk) })
	.default({});
