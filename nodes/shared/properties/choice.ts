import { z } from 'zod';

/** A choice that may be left empty: null or an empty text, as an expression may give it, counts as not set. */
export const optionalChoice = <Value extends string>(values: readonly [Value, ...Value[]]) =>
	z.preprocess((value) => (value === null || value === '' ? undefined : value), z.enum(values).optional());
