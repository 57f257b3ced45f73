/**
 * What is known about the request after it failed.
 * - notSent: the vendor has seen nothing, or refused before acting
 * - failed: the vendor says that it did not do it
 * - unknown: it may have been done; doing it again could do it twice
 */
export type FailureOutcome = 'notSent' | 'failed' | 'unknown';

export interface FailureDetails {
	/** One sentence for the user: what happened. */
	readonly message: string;
	/** What to do next, and what was tried. */
	readonly description: string;
	readonly outcome: FailureOutcome;
	/** HTTP status, where there was an answer. */
	readonly status?: number;
	/** The vendor's own error code. */
	readonly code?: string;
	/** The request field that the vendor complained about. */
	readonly parameter?: string;
	/** When the vendor's limit resets, in milliseconds since the epoch. */
	readonly resetAt?: number;
	/** Set when the execution was stopped: nothing more is to be sent. */
	readonly cancelled?: boolean;
}

/**
 * A request that did not succeed, described completely and once. It carries no host types: the runtime turns it into
 * the host's error where it knows the item it belongs to.
 */
export class RequestFailure extends Error {
	readonly details: FailureDetails;

	constructor(details: FailureDetails) {
		super(details.message);
		this.name = 'RequestFailure';
		this.details = details;
	}
}
