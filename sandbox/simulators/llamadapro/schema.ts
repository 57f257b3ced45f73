import { z } from 'zod';
import type { SimulatorRequest } from '../definition.ts';
import { invalid, LlamadaProRefusal, ValidationRefusal } from './errors.ts';
import type { Details } from './errors.ts';

/** What is wrong with one field; `field` is its path, empty for the value itself. */
export interface Issue {
	field: string;
	message: string;
	value: unknown;
}

type Schema<Output> = z.ZodType<Output, z.ZodTypeDef, unknown>;

const isoDateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** A date-time, kept as UTC with milliseconds (section 1). */
export const dateTime = z
	.string()
	.refine((text) => isoDateTime.test(text) && !Number.isNaN(Date.parse(text)), {
		message: 'invalid ISO 8601 datetime format, i.e. YYYY-MM-DDTHH:mm:ss',
	})
	.transform((text) => new Date(text).toISOString());

/** An object with any keys; the children of many are unknown. */
export const freeObject = z.record(z.unknown());
export type FreeObject = z.infer<typeof freeObject>;

/** A value of any type that must be there. */
export const anyRequired = z.unknown().refine((value) => value !== undefined, { message: 'is required' });

/** A phone number in E.164, as the WhatsApp operations want it (sections 1 and 9). */
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, { message: 'must be in E.164 format, such as +56912345678' });

/** The checked value, or everything that is wrong with it. Unknown keys are dropped (section 9). */
export function check<Output>(
	schema: Schema<Output>,
	value: unknown,
): { ok: true; value: Output } | { ok: false; issues: Issue[] } {
	const parsed = schema.safeParse(value);
	if (parsed.success) return { ok: true, value: parsed.data };
	const issues = parsed.error.issues.map((issue) => ({
		field: issue.path.map((part) => (typeof part === 'number' ? `$${part}` : part)).join('.'),
		message: messageOf(issue),
		value: issue.path.reduce<unknown>(childOf, value),
	}));
	return { ok: false, issues };
}

/** The request's JSON body, checked: first that it is JSON, then the schema (sections 2 and 9). */
export function readBody<Output>(request: SimulatorRequest, schema: Schema<Output>): Output {
	// no body at all counts as one without fields, so that the answer names the missing ones
	const result = check(schema, request.rawBody.length === 0 ? {} : readJson(request));
	if (result.ok) return result.value;
	throw new ValidationRefusal(detailsOf(result.issues, 'body'));
}

/** The request's query parameters, checked; of a repeated one the first counts. */
export function readQuery<Output>(request: SimulatorRequest, schema: Schema<Output>): Output {
	const query: Record<string, string> = {};
	for (const name of new Set(request.query.keys())) query[name] = request.query.get(name) ?? '';
	const result = check(schema, query);
	if (result.ok) return result.value;
	throw new ValidationRefusal(detailsOf(result.issues));
}

/** A number in the path, such as `/contacts/17`. */
export function readId(request: { params: Record<string, string> }, name: string): number {
	const text = request.params[name] ?? '';
	if (!/^-?\d+(\.\d+)?$/.test(text)) throw invalid(name, 'invalid float number', text);
	return Number(text);
}

/** A number in the query. */
export const numberText = z
	.string()
	.regex(/^-?\d+(\.\d+)?$/, { message: 'invalid float number' })
	.transform(Number);

function readJson(request: SimulatorRequest): unknown {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
		throw new LlamadaProRefusal(400, 'The Content-Type must be application/json.');
	}
	if (request.body === undefined) throw new LlamadaProRefusal(400, 'The request body is not JSON.');
	return request.body;
}

function detailsOf(issues: Issue[], root?: string): Details {
	const details: Details = {};
	for (const { field, message, value } of issues) {
		const name = [root, field].filter((part) => part !== undefined && part !== '').join('.');
		details[name] ??= { message, value };
	}
	return details;
}

function messageOf(issue: z.ZodIssue): string {
	if (issue.code === 'invalid_type' && issue.received === 'undefined') return 'is required';
	if (issue.code === 'invalid_type') return `invalid ${issue.expected} value`;
	if (issue.code === 'invalid_enum_value') {
		return `should be one of the following; ['${issue.options.join("','")}']`;
	}
	return issue.message;
}

function childOf(parent: unknown, key: string | number): unknown {
	return typeof parent === 'object' && parent !== null ? (parent as Record<string | number, unknown>)[key] : undefined;
}
