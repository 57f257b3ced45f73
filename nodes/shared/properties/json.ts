import { z } from 'zod';

import { printable } from '../http/text';

/** A JSON field: text that is parsed, or a value that an expression already made. Empty counts as not set. */
export const jsonValue = z.unknown().transform((value, context): unknown => {
	if (typeof value !== 'string') return value ?? undefined;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value);
	} catch (error) {
		context.addIssue({
			code: z.ZodIssueCode.custom,
			message: `is not valid JSON (${printable(error instanceof Error ? error.message : String(error), 120)})`,
		});
		return z.NEVER;
	}
});
