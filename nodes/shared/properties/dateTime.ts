import { z } from 'zod';

import { printable } from '../http/text';

/** luxon's DateTime, which n8n hands over for date fields, by what is used of it. */
interface DateTimeLike {
	toISO(): string | null;
}

function isDateTimeLike(value: unknown): value is DateTimeLike {
	return typeof value === 'object' && value !== null && 'toISO' in value && typeof value.toISO === 'function';
}

/** Date parts with a year in front: Date.parse would also take "5" or "May" for a date. */
const looksLikeDate = /^\d{4}-\d{2}(-\d{2})?([T ]|$)/;

/**
 * A date as ISO 8601 in UTC, from n8n's date fields, from ISO text and from Date objects. Returns undefined for anything
 * else. Text without a zone is taken as UTC: the runtime has given the workflow's zone to what comes from date fields.
 */
export function toIsoDateTime(value: unknown): string | undefined {
	if (isDateTimeLike(value)) return toIsoDateTime(value.toISO() ?? '');
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (typeof value !== 'string' || !looksLikeDate.test(value.trim())) return undefined;
	const text = value.trim().replace(' ', 'T');
	const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) || !text.includes('T');
	const time = Date.parse(hasZone ? text : `${text}Z`);
	return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** An optional date field: empty counts as not set. */
export const optionalDateTime = z.unknown().transform((value, context): string | undefined => {
	if (value === undefined || value === null || value === '') return undefined;
	const date = toIsoDateTime(value);
	if (date !== undefined) return date;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message: `has to be a date such as 2026-03-01T09:00:00Z. Received: ${printable(JSON.stringify(value) ?? '', 60)}`,
	});
	return z.NEVER;
});
