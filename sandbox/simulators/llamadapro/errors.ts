import { Refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';

/** What is wrong with each field of a request, as TSOA reports it (section 2). */
export type Details = Record<string, { message: string; value?: unknown }>;

const names: Record<number, string> = {
	400: 'BadRequest',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'NotFound',
	409: 'Conflict',
	429: 'TooManyRequests',
	503: 'ServiceUnavailable',
};

const messages: Record<number, string> = {
	400: 'The request is not valid.',
	401: 'The API key is missing or not valid.',
	403: 'This API key may not do this.',
	404: 'There is no such route.',
	429: 'Too many requests. Try again later.',
	503: 'The service is being maintained.',
};

/** A refusal in the envelope of section 2. */
export class LlamadaProRefusal extends Refusal {
	readonly reason: string;

	constructor(status: number, message: string, details: Details = {}, error = names[status] ?? 'InternalServerError') {
		super({ status, json: { code: status, error, message, details } });
		this.reason = message;
	}
}

/** A refusal of a request that breaks the schema; `details` has its fields as `body.toPhoneNumber` or `id`. */
export class ValidationRefusal extends LlamadaProRefusal {
	readonly details: Details;

	constructor(details: Details, status = 400) {
		super(status, 'Validation failed', details, 'ValidateError');
		this.details = details;
	}
}

/** A refusal because of one field. */
export function invalid(field: string, message: string, value?: unknown): ValidationRefusal {
	return new ValidationRefusal({ [field]: { message, value } });
}

/** A 404 for an entity, such as `Contact 17`. */
export function notFound(what: string): LlamadaProRefusal {
	return new LlamadaProRefusal(404, `${what} does not exist.`);
}

/** A 409 for a request that the state of the data does not allow. */
export function conflict(message: string): LlamadaProRefusal {
	return new LlamadaProRefusal(409, message);
}

/** LlamadaPro's ordinary answer for an error status; the body of a 500 for any status it does not list. */
export function failure(status: number): Answer {
	return new LlamadaProRefusal(status, messages[status] ?? 'Something went wrong.').answer;
}
