import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

/** Whether an answer with many fields is cut down to the ones that people work with. */
export const simplifyProperty: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The schema key of `simplifyProperty`. */
export const simplifyParameter = { simplify: z.boolean().default(true) };
