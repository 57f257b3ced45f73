import type { ApiClient } from '../../../shared/http/client';
import { RequestFailure } from '../../../shared/http/failure';
import { assumptions, routes } from '../../api';
import type { Recording, Transcription } from '../../schemas/call';

/** What a call leaves behind, or the vendor's word that it is not there. */
export type Leftover<T> = { readonly found: T } | { readonly missing: RequestFailure };

/** The answer, or the failure. Whatever is no failure of a request is thrown. */
export async function settled<T>(request: Promise<T>): Promise<{ readonly value: T } | { failure: RequestFailure }> {
	const result = await request.then(
		(value) => ({ value }),
		(problem: unknown) => ({ problem }),
	);
	if ('value' in result) return result;
	if (result.problem instanceof RequestFailure) return { failure: result.problem };
	throw result.problem;
}

async function leftover<T>(request: Promise<T>): Promise<Leftover<T>> {
	const result = await settled(request);
	if ('value' in result) return { found: result.value };
	if (result.failure.details.status === assumptions.notReadyYet) return { missing: result.failure };
	throw result.failure;
}

/** The transcription of a call, if there is one. Throws a RequestFailure when that cannot be found out. */
export async function transcriptionOf(client: ApiClient, callId: string): Promise<Leftover<Transcription>> {
	return await leftover(client.request(routes.getCallTranscription, { path: { callId } }));
}

/** The recording of a call, if there is one. Throws a RequestFailure when that cannot be found out. */
export async function recordingOf(client: ApiClient, callId: string): Promise<Leftover<Recording>> {
	return await leftover(client.request(routes.getCallRecording, { path: { callId } }));
}

/** What was asked for, where it has to be there. Throws a RequestFailure that says what else may be the reason. */
export function existing<T>(leftover: Leftover<T>, callId: string, subject: string): T {
	if ('found' in leftover) return leftover.found;
	throw explained(
		leftover.missing,
		`A ${subject} appears some time after the call has ended, and only if the call was answered. Wait for Outcome of the Call resource waits for it. Otherwise check the call ID ${callId}.`,
	);
}

/** The same failure, with more to read for the user. */
export function explained({ details }: RequestFailure, more: string): RequestFailure {
	return new RequestFailure({ ...details, description: `${more} ${details.description}` });
}
