import { z } from 'zod';

/*
 * The reference shows answers as samples only: which fields can be null or missing is unknown for every one of them
 * (section "How to read the reference"). So answers need their id, and everything else may be absent.
 */

export const text = z.string().nullish();
export const number = z.number().nullish();
export const flag = z.boolean().nullish();
/** ISO 8601 date-time. */
export const dateTime = z.string().nullish();
/** A map or any other value that passes through untouched. */
export const anything = z.unknown();
export const numericId = z.number();

/** Section 3: all three list styles answer in this form. An end is a missing, null or empty token. */
export const listOf = <Item extends z.ZodTypeAny>(item: Item) =>
	z
		.object({ items: z.array(item), nextPageToken: z.string().nullish(), totalCount: z.number().nullish() })
		.passthrough();

/** Section 3, style B. */
export const pagedQuery = z.object({
	filterBy: z.string().optional(),
	searchBy: z.string().optional(),
	sortBy: z.string().optional(),
	pageSize: z.number().int().optional(),
	pageToken: z.string().optional(),
});

/** Section 5: `CallCustomData` and the other maps of any values. */
export const anyMap = z.record(z.unknown());
