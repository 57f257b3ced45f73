import { z } from 'zod';

import { printable } from '../http/text';

/** Direction marks and zero-width characters that come along when a number is copied from a chat or a sheet. */
const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const separators = /[\s()[\]\u2010-\u2015\u2212\ufe63\uff0d-]/g;
const e164 = /^\+[1-9]\d{1,14}$/;

/**
 * A phone number in E.164 (`+4915112345678`), from the ways people write it: spaces, dashes, brackets and a leading
 * 00 are taken away. Returns undefined for anything else; nothing is guessed, least of all a country code.
 * The zero of "+49 (0) 151" is refused: dropping or keeping it reaches different people.
 */
export function normalisePhone(text: string): string | undefined {
	const visible = text.replace(invisible, '');
	if (/[([]\s*0\s*[)\]]/.test(visible)) return undefined;
	const compact = visible.replace(separators, '').replace(/^00/, '+');
	return e164.test(compact) ? compact : undefined;
}

/** A required phone number; the refusal shows what was received. */
export const phoneNumber = z.unknown().transform((value, context) => {
	const isText = typeof value === 'string' || typeof value === 'number';
	const phone = isText ? normalisePhone(String(value)) : undefined;
	if (phone !== undefined) return phone;
	const text = isText ? String(value) : (JSON.stringify(value ?? '') ?? '');
	const isNothing = value === undefined || value === null || text.trim() === '';
	const received = isNothing ? 'nothing' : `"${printable(text, 60)}"`;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message: `has to be a phone number with its country code, such as +4915112345678. Received: ${received}`,
	});
	return z.NEVER;
});
