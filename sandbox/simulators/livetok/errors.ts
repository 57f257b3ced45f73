import { Refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';

/** The `error` object of LiveTok's envelope (section 4). */
export interface LiveTokError {
	type: string;
	code: string;
	message: string;
	param?: string;
	doc_url?: string;
}

/** The documented pairs of type and code, and the invented ones of section 4, with their status. */
const kinds = {
	invalid_api_key: { status: 401, type: 'authentication_error' },
	template_not_found: { status: 404, type: 'invalid_request_error' },
	invalid_phone_number: { status: 400, type: 'invalid_request_error' },
	rate_limit_exceeded: { status: 429, type: 'rate_limit_error' },
	parameter_missing: { status: 400, type: 'invalid_request_error' },
	parameter_invalid: { status: 400, type: 'invalid_request_error' },
	invalid_json: { status: 400, type: 'invalid_request_error' },
	knowledge_not_found: { status: 404, type: 'invalid_request_error' },
	webhook_not_found: { status: 404, type: 'invalid_request_error' },
	not_found: { status: 404, type: 'invalid_request_error' },
	insufficient_permissions: { status: 403, type: 'permission_error' },
	internal_error: { status: 500, type: 'api_error' },
	service_unavailable: { status: 503, type: 'api_error' },
} as const;

export type LiveTokErrorCode = keyof typeof kinds;

/** A refusal in LiveTok's envelope. `doc_url` comes with `param`, as in the one sample that has either. */
export class LiveTokRefusal extends Refusal {
	readonly error: LiveTokError;

	constructor(code: LiveTokErrorCode, message: string, param?: string) {
		const { status, type } = kinds[code];
		const error: LiveTokError = { type, code, message };
		if (param !== undefined) {
			error.param = param;
			error.doc_url = `https://docs.livetok.ai/errors#${code}`;
		}
		super({ status, json: { error } });
		this.error = error;
	}
}

/** LiveTok's ordinary answer for an error status; the body of a 500 under any status it does not list. */
export function failure(status: number): Answer {
	switch (status) {
		case 400:
			return new LiveTokRefusal('parameter_invalid', 'Invalid request.').answer;
		case 401:
			return new LiveTokRefusal('invalid_api_key', 'Invalid API key provided.').answer;
		case 403:
			return new LiveTokRefusal('insufficient_permissions', 'This API key may not do this.').answer;
		case 404:
			return new LiveTokRefusal('not_found', 'Unrecognized request URL.').answer;
		case 429:
			return new LiveTokRefusal('rate_limit_exceeded', 'Too many requests. Please try again later.').answer;
		case 503:
			return new LiveTokRefusal('service_unavailable', 'The service is being maintained.').answer;
		default:
			return { ...new LiveTokRefusal('internal_error', 'Something went wrong.').answer, status };
	}
}
