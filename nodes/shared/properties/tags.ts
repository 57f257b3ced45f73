import { z } from 'zod';

/**
 * Tags as users give them: "billing, refund", or a list from an expression. Blank ones and repetitions are dropped.
 * An empty text is an empty list, which clears the tags where an operation updates them.
 */
export const tagList = z.preprocess(
	(value) => (typeof value === 'string' ? value.split(',') : (value ?? undefined)),
	z.array(z.preprocess(String, z.string().trim())).transform((tags) => [...new Set(tags.filter((tag) => tag !== ''))]),
);
