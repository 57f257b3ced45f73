import type { Answer } from './answer.ts';
import type { SimulatorDefinition } from './definition.ts';
import type { Fault } from './faults.ts';

const proxyPage =
	'<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>\n';

/** Whether the fault strikes on the way, so that the API never sees (nor counts) the request. */
export function strikesOnTheWay(fault: Fault): boolean {
	return fault.type === 'cut' || fault.type === 'hang' || fault.type === 'html';
}

/**
 * The answer a fault gives instead of carrying the request out; undefined for faults that only
 * disturb the connection or delay the ordinary answer. `limit` is the rate limit in force.
 */
export function answerOfFault(
	fault: Fault,
	definition: Pick<SimulatorDefinition<unknown>, 'rateLimit' | 'failure'>,
	limit: number | undefined,
): Answer | undefined {
	switch (fault.type) {
		case 'status':
			return { ...statusAnswer(fault, definition), headers: fault.headers };
		case 'rateLimited':
			return {
				...definition.failure(429),
				headers: rateLimitedHeaders(fault, definition, limit),
			};
		case 'html':
			return {
				status: fault.status ?? 200,
				raw: { contentType: 'text/html; charset=utf-8', body: fault.html ?? proxyPage },
			};
		case 'empty':
			return { status: fault.status };
		case 'wrongShape':
			return { status: 200, json: fault.json ?? [] };
		case 'slow':
		case 'cut':
		case 'cutAfter':
		case 'truncated':
		case 'truncatedJson':
		case 'hang':
			return undefined;
	}
}

function statusAnswer(
	fault: Extract<Fault, { type: 'status' }>,
	definition: Pick<SimulatorDefinition<unknown>, 'failure'>,
): Answer {
	const { status, json, text } = fault;
	if (text !== undefined) return { status, raw: { contentType: 'text/plain', body: text } };
	if (json !== undefined || status < 400) return { status, json };
	return definition.failure(status);
}

function rateLimitedHeaders(
	fault: Extract<Fault, { type: 'rateLimited' }>,
	definition: Pick<SimulatorDefinition<unknown>, 'rateLimit'>,
	limit = 1,
): Record<string, string> {
	const headers: Record<string, string> = {};
	const now = Date.now();
	if (fault.resetInSeconds !== undefined) {
		const resetAt = now + fault.resetInSeconds * 1000;
		Object.assign(headers, definition.rateLimit.headers({ limit, remaining: 0, resetAt }));
	}
	if (fault.retryAfter?.as === 'seconds') headers['Retry-After'] = String(fault.retryAfter.seconds);
	if (fault.retryAfter?.as === 'date') {
		// HTTP dates have whole seconds: rounding up never tells the client to come too early
		const at = Math.ceil((now + fault.retryAfter.seconds * 1000) / 1000) * 1000;
		headers['Retry-After'] = new Date(at).toUTCString();
	}
	return { ...headers, ...fault.headers };
}
