import { z } from 'zod';

import { printable } from '../http/text';

/**
 * A whole number such as the id of a user or a team, as a number or as text. Empty counts as not set; anything else is
 * refused with what was received.
 */
export const optionalWholeNumber = z.unknown().transform((value, context): number | undefined => {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
	const number = typeof value === 'string' ? Number(value) : value;
	if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message: `has to be a whole number. Received: ${printable(JSON.stringify(value) ?? '', 60)}`,
	});
	return z.NEVER;
});

/** The same, but it may not be left empty. */
export const requiredWholeNumber = optionalWholeNumber.transform((value, context): number => {
	if (value !== undefined) return value;
	context.addIssue({ code: z.ZodIssueCode.custom, message: 'is empty' });
	return z.NEVER;
});
