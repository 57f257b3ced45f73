import { z } from 'zod';

const separator = ',';

/** One tag as text; undefined for an empty cell, null for what cannot be a tag. */
function readTag(value: unknown): string | undefined | null {
	if (value === undefined || value === null) return undefined;
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value).trim()
		: null;
}

/**
 * Tags as users give them: "billing, refund", a cell that is a number, or a list from an expression. Blank ones and
 * repetitions are dropped. An empty text is an empty list, which clears the tags where an operation updates them;
 * null counts as not set.
 */
export const tagList = z.unknown().transform((value, context): string[] | undefined => {
	if (value === undefined || value === null) return undefined;
	const given: unknown[] = Array.isArray(value) ? value : String(readTag(value) ?? '').split(separator);
	const tags = given.map(readTag);
	if (readTag(value) !== null || Array.isArray(value)) {
		if (!tags.includes(null))
			return [...new Set(tags.filter((tag) => typeof tag === 'string' && tag !== ''))] as string[];
	}
	context.addIssue({ code: z.ZodIssueCode.custom, message: 'has to be tags separated by commas, or a list of tags' });
	return z.NEVER;
});
