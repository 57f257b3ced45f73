import type { Answer } from '../answer.ts';
import type { Assumptions } from './assumptions.ts';

/** Thrown by a handler that refuses its request. How that looks on the wire is decided in `errorAnswer`. */
export class AutochatRefusal extends Error {
	readonly status: number;

	constructor(status: number, text: string) {
		super(text);
		this.status = status;
	}
}

const codes: Record<number, string> = {
	400: 'bad_request',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not_found',
	429: 'too_many_requests',
};

const texts: Record<number, string> = {
	400: 'Bad request',
	401: 'Invalid or expired token',
	403: 'Forbidden',
	404: 'Not found',
	429: 'Too many requests',
};

/** An error in the body the assumption `errorBody` asks for (section 4). */
export function errorAnswer(status: number, text: string, { errorBody }: Pick<Assumptions, 'errorBody'>): Answer {
	switch (errorBody) {
		case 'errorText':
			return { status, json: { success: false, error: text } };
		case 'errorObject':
			return { status, json: { success: false, error: { message: text, code: codes[status] ?? 'internal_error' } } };
		case 'message':
			return { status, json: { success: false, message: text } };
		case 'plainText':
			return { status, raw: { contentType: 'text/plain; charset=utf-8', body: text } };
		case 'empty':
			return { status };
	}
}

/** Autochat's ordinary answer for an error status; the text of a 500 for any status it does not list. */
export function failure(status: number, assumptions: Pick<Assumptions, 'errorBody'>): Answer {
	return errorAnswer(status, texts[status] ?? 'Internal server error', assumptions);
}
