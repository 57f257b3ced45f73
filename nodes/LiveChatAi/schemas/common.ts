import { z } from 'zod';

/*
 * The reference shows answers as examples: which fields can be null or missing is stated for one of them only
 * (section 3, section 11 point 9). So answers need their id, and everything else may be absent.
 */

export const text = z.string().nullish();
export const number = z.number().nullish();
export const flag = z.boolean().nullish();
/** ISO 8601 date-time in UTC. */
export const dateTime = z.string().nullish();
export const id = z.string();

/** Section 4, styles A, B and D. */
export const limitedPage = { page: z.number().int().optional(), limit: z.number().int().optional() };

/** Section 4, style C. */
export const perPage = { page: z.number().int().optional(), perPage: z.number().int().optional() };

/** Section 9: a human of the team, called "agent" in answers. */
export const humanSchema = z.object({ id: text, name: text, email: text, avatar: text }).passthrough();

/** An answer of which nothing is needed and nothing documented: any 2xx is a yes. Sections 6.1 and 6.5. */
export const anyAnswer = z.unknown();
