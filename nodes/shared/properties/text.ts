import { z } from 'zod';

/** Cells of a sheet arrive as numbers and booleans: they are texts all the same. */
const asText = (value: unknown): unknown =>
	typeof value === 'number' || typeof value === 'boolean' ? String(value) : (value ?? undefined);

/** A text that may not be empty. Surrounding space is kept: it can be meant. */
export const requiredText = z.preprocess(
	asText,
	z.string().refine((text) => text.trim() !== '', { message: 'is empty' }),
);

/** A text that may be left empty: empty counts as not set. */
export const optionalText = z.preprocess((value) => {
	const text = asText(value);
	return typeof text === 'string' && text.trim() === '' ? undefined : text;
}, z.string().optional());

/** A short name such as a template's: required, without surrounding space. */
export const requiredName = z.preprocess(asText, z.string().trim().min(1, { message: 'is empty' }));
