import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { largestBulk } from '../../schemas/conversation';

const usualBulk = 100;

/** How many conversations travel in one request. */
export const chunkSizeOption: INodeProperties = {
	displayName: 'Chunk Size',
	name: 'chunkSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: largestBulk },
	default: usualBulk,
	description:
		'How many conversations travel in one request. LlamadaPro does not document a maximum; make it smaller if LlamadaPro refuses large requests.',
};

/** The schema of the operation's own options. */
export const chunkOptions = z
	.object({
		chunkSize: z.preprocess(
			(value) => value ?? undefined,
			z.number().int({ message: 'has to be a whole number' }).min(1).max(largestBulk).default(usualBulk),
		),
	})
	.default({});
