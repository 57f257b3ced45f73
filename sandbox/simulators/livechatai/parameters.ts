import { z } from 'zod';
import type { Call } from './call.ts';
import { invalid, LiveChatAiRefusal } from './errors.ts';

/** A string that has to be there and not be empty. */
export const text = z.string().min(1, { message: 'is required' });
export const optionalText = z.string().optional();

/** A date of the analytics: YYYY-MM-DD (section 6.6). */
export const day = z.string().refine(isDay, { message: 'must be a date such as 2025-01-31' });

function isDay(value: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const date = new Date(`${value}T00:00:00Z`);
	// the engine makes 2025-02-30 a day in March
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** The parameters every list of `size` rows has; paging.ts reads them. */
export function pageParameters<Size extends string>(size: Size) {
	return { page: optionalText, [size]: optionalText } as Record<'page' | Size, typeof optionalText>;
}

/** The request's query parameters, checked; of a repeated one the first counts. */
export function readQuery<Shape extends z.ZodRawShape>(call: Call, schema: z.ZodObject<Shape>) {
	const { query } = call.request;
	const values: Record<string, string> = {};
	for (const name of new Set(query.keys())) values[name] = query.get(name) ?? '';
	return check(call, schema, values);
}

/** The request's JSON object, checked; no body at all counts as one without fields. */
export function readBody<Shape extends z.ZodRawShape>(call: Call, schema: z.ZodObject<Shape>) {
	return check(call, schema, call.request.rawBody.length === 0 ? {} : parseBody(call));
}

function parseBody({ request, assumptions }: Call): unknown {
	const type = request.headers['content-type'] ?? '';
	if (assumptions.bodyFormat === 'formToo' && /^application\/x-www-form-urlencoded\b/i.test(type)) {
		return Object.fromEntries(new URLSearchParams(request.rawBody.toString('utf8')));
	}
	if (!/^application\/json\b/i.test(type)) {
		throw new LiveChatAiRefusal(400, 'The Content-Type must be application/json.');
	}
	if (request.body === undefined) throw new LiveChatAiRefusal(400, 'The request body is not JSON.');
	return request.body;
}

function check<Shape extends z.ZodRawShape>(
	{ assumptions }: Call,
	schema: z.ZodObject<Shape>,
	value: unknown,
): z.output<z.ZodObject<Shape>> {
	const known = assumptions.unknownParameters === 'refused' ? schema.strict() : schema;
	const parsed = known.safeParse(value);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw invalid(issue?.path.join('.') || 'The request', problemOf(issue));
}

function problemOf(issue: z.ZodIssue | undefined): string {
	if (issue === undefined) return 'is not acceptable';
	if (issue.code === 'invalid_type') {
		return issue.received === 'undefined' ? 'is required' : `must be of type ${issue.expected}`;
	}
	if (issue.code === 'invalid_enum_value') return `must be one of ${issue.options.join(', ')}`;
	if (issue.code === 'unrecognized_keys') return `has an unknown parameter ${issue.keys.join(', ')}`;
	return issue.message;
}
