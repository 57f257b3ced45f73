import { Refusal } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Assumptions } from './assumptions.ts';

/** The assumed codes and messages of the statuses (section 3). */
const kinds: Record<number, { code: string; message: string }> = {
	400: { code: 'bad_request', message: 'The request is not acceptable.' },
	401: { code: 'unauthorized', message: 'No valid API key was provided.' },
	403: { code: 'forbidden', message: 'This API key does not have permission to do this.' },
	404: { code: 'not_found', message: 'The requested resource does not exist.' },
	429: { code: 'rate_limit_exceeded', message: 'Too many requests. Please slow down.' },
};
const unexpected = { code: 'internal_error', message: 'Something went wrong on our end.' };

/** A refusal in the error envelope of section 3; the message of the status unless another is given. */
export class LiveChatAiRefusal extends Refusal {
	readonly status: number;
	readonly reason: string;

	constructor(status: number, message?: string) {
		const kind = kinds[status] ?? unexpected;
		const reason = message ?? kind.message;
		super({ status, json: { status: 'error', message: reason, code: kind.code } });
		this.status = status;
		this.reason = reason;
	}
}

/** A 400 for a parameter that is missing or wrong. */
export function invalid(parameter: string, problem: string): LiveChatAiRefusal {
	return new LiveChatAiRefusal(400, `${parameter} ${problem}`);
}

/** A 404 for something that does not exist, such as `Contact contact_9`. */
export function notFound(what: string): LiveChatAiRefusal {
	return new LiveChatAiRefusal(404, `${what} was not found.`);
}

/** LiveChatAI's ordinary answer for an error status, without the code where that is assumed. */
export function failure(status: number, assumptions: Assumptions): Answer {
	return shown(new LiveChatAiRefusal(status), assumptions);
}

/** The answer of a refusal, without the code where that is assumed. */
export function shown(refusal: LiveChatAiRefusal, assumptions: Assumptions): Answer {
	if (assumptions.errorCode === 'named') return refusal.answer;
	return { status: refusal.status, json: { status: 'error', message: refusal.reason } };
}
