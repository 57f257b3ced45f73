/** What a simulated API answers: a status, extra headers and at most one of `json` and `raw`. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	json?: unknown;
	raw?: { contentType: string; body: string | Buffer };
}

/** An answer of 200, or another status, with a JSON body. */
export function jsonAnswer(json: unknown, status = 200): Answer {
	return { status, json };
}

/** Thrown by a route that refuses its request; the framework sends `answer` instead of a result. */
export class Refusal extends Error {
	readonly answer: Answer;

	constructor(answer: Answer) {
		super(`refused with ${answer.status}`);
		this.answer = answer;
	}
}

/** The headers and body bytes to send for an answer, Content-Length included. */
export function encodeAnswer(answer: Answer): { headers: Record<string, string>; body: Buffer } {
	const { contentType, body } = encodeBody(answer);
	const headers: Record<string, string> = {};
	if (contentType !== undefined) headers['Content-Type'] = contentType;
	if (answer.status !== 204 && answer.status !== 304) headers['Content-Length'] = String(body.length);
	return { headers: { ...headers, ...answer.headers }, body };
}

function encodeBody(answer: Answer): { contentType?: string; body: Buffer } {
	if (answer.raw !== undefined) {
		return { contentType: answer.raw.contentType, body: Buffer.from(answer.raw.body) };
	}
	if (answer.json === undefined) return { body: Buffer.alloc(0) };
	return {
		contentType: 'application/json; charset=utf-8',
		body: Buffer.from(JSON.stringify(answer.json)),
	};
}
