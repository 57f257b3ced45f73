import type { SimulatorRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import { AutochatRefusal } from './errors.ts';

export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The request's JSON object (section 1); what is not declared as JSON has no fields, as in any Express app. */
export function readBody(request: SimulatorRequest): JsonObject {
	const isJson = /^application\/json\b/i.test(request.headers['content-type'] ?? '');
	if (!isJson || request.rawBody.length === 0) return {};
	if (!isJsonObject(request.body)) throw new AutochatRefusal(400, 'The body is not a JSON object');
	return request.body;
}

/** A text that has to be there (section 3.1). */
export function requireText(body: JsonObject, field: string, { blankText }: Pick<Assumptions, 'blankText'>): string {
	const text = optionalText(body, field);
	if (text === undefined || (blankText === 'missing' && text.trim() === '')) {
		throw new AutochatRefusal(400, `${field} is required`);
	}
	return text;
}

/** A text that may be left out. */
export function optionalText(body: JsonObject, field: string): string | undefined {
	const value = body[field] ?? undefined;
	if (value !== undefined && typeof value !== 'string') throw new AutochatRefusal(400, `${field} must be a string`);
	return value;
}

/** The id of something that exists already; empty counts as left out. */
export function optionalId(body: JsonObject, field: string): string | undefined {
	const text = optionalText(body, field);
	return text === '' ? undefined : text;
}
