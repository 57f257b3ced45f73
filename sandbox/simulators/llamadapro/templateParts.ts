import { z } from 'zod';
import { freeObject } from './schema.ts';

/** A variable has its text in `text` or in `value` (section 7). */
export const variableSchema = freeObject.refine(
	({ text, value }) => typeof text === 'string' || typeof value === 'string',
	{ message: 'must have a text' },
);

/**
 * A component has one of the three types the reference names, written in any case, and its parameters
 * are objects; the rest is unknown (section 7).
 */
export const componentSchema = z
	.object({
		type: z.string().regex(/^(header|body|button)$/i, { message: 'must be header, body or button' }),
		parameters: z.array(freeObject).optional(),
	})
	.passthrough();

/** The text of a variable. */
export function variableText({ text, value }: z.output<typeof variableSchema>): string {
	if (typeof text === 'string') return text;
	return typeof value === 'string' ? value : '';
}
