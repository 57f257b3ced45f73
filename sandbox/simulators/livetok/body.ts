import type { SimulatorRequest } from '../definition.ts';
import { LiveTokRefusal } from './errors.ts';

export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The request's JSON object (sections 1 and 4); no body at all counts as one without fields. */
export function readBody(request: SimulatorRequest): JsonObject {
	if (request.rawBody.length === 0) return {};
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
		throw new LiveTokRefusal('invalid_json', 'The Content-Type must be application/json.');
	}
	if (!isJsonObject(request.body)) {
		throw new LiveTokRefusal('invalid_json', 'The request body is not a JSON object.');
	}
	return request.body;
}

/** A required string that is not empty; `param` names it in the refusal. */
export function requireString(value: unknown, param: string): string {
	if (value === undefined || value === null || value === '') {
		throw new LiveTokRefusal('parameter_missing', `Missing required parameter: ${param}.`, param);
	}
	if (typeof value !== 'string') throw invalid(param, 'must be a string');
	return value;
}

/** A refusal for a value of the wrong type or out of range. */
export function invalid(param: string, problem: string): LiveTokRefusal {
	return new LiveTokRefusal('parameter_invalid', `Invalid parameter: ${param} ${problem}.`, param);
}

/** An array of strings; `param` names it in the refusal. */
export function requireStrings(value: unknown, param: string): string[] {
	if (!Array.isArray(value)) throw invalid(param, 'must be an array of strings');
	return value.map((item: unknown, index) => {
		if (typeof item !== 'string') throw invalid(`${param}[${index}]`, 'must be a string');
		return item;
	});
}

/** A moment as LiveTok writes it: ISO 8601, UTC, whole seconds (section 1). */
export function timestamp(epochMs = Date.now()): string {
	return new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
