import type { ApiClient } from '../../../shared/http/client';
import { RequestFailure } from '../../../shared/http/failure';
import { printable, spokenDuration } from '../../../shared/http/text';
import { assumptions, routes } from '../../api';
import type { Call, Recording, Transcription } from '../../schemas/call';
import { explained, type Leftover, recordingOf, settled, transcriptionOf } from './leftovers';

/** How long to wait. Times in milliseconds. */
export interface Patience {
	readonly timeLimitMs: number;
	/** When the time is up, on the client's clock. */
	readonly deadline: number;
	readonly longestPauseMs: number;
}

/** What a call leaves behind; null for what does not exist. */
export interface Leftovers {
	readonly transcription: Transcription | null;
	readonly recording: Recording | null;
}

const firstPauseMs = 2_000;

/** The pause after a number of looks, 1 or more: 2 seconds, doubled with every look up to the longest. */
export function pauseAfter(looks: number, longestPauseMs: number): number {
	return Math.min(longestPauseMs, firstPauseMs * 2 ** (looks - 1));
}

/** Looks until there is something to see, with a last look when the time is up. Undefined: there was nothing. */
async function watch<T>(
	client: ApiClient,
	{ deadline, longestPauseMs }: Patience,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	for (let looks = 1; ; looks += 1) {
		const seen = await look();
		if (seen !== undefined) return seen;
		const left = deadline - client.now();
		if (left <= 0) return undefined;
		await client.wait(Math.min(left, pauseAfter(looks, longestPauseMs)));
	}
}

/** Whether the next look may well succeed: the vendor or the way there was out of order for a moment. */
function mayPass({ details: { status, cancelled } }: RequestFailure): boolean {
	return cancelled !== true && (status === undefined || status === 429 || status >= 500);
}

const goOn = (callId: string): string =>
	`The call goes on in LlamadaPro and is not lost: do not start it again. Run Wait for Outcome once more with the call ID ${callId}, or raise the Time Limit option.`;

/**
 * Looks at a call until it has ended. A fault that may pass does not end a wait that had begun well.
 * Throws a RequestFailure when the time is up, which says that the call goes on.
 */
export async function untilEnded(client: ApiClient, callId: string, patience: Patience): Promise<Call> {
	let last: Call | undefined;
	let trouble: RequestFailure | undefined;
	const ended = await watch(client, patience, async () => {
		const result = await settled(client.request(routes.getCall, { path: { callId } }));
		if ('failure' in result) {
			if (last === undefined || !mayPass(result.failure)) throw result.failure;
			trouble = result.failure;
			return undefined;
		}
		trouble = undefined;
		last = result.value;
		return isFinal(last) ? last : undefined;
	});
	if (ended !== undefined) return ended;
	if (trouble !== undefined) throw explained(trouble, goOn(callId));
	throw new RequestFailure({
		message: `The call did not end within ${spokenDuration(patience.timeLimitMs)}: its status is "${printable(last?.status ?? 'unknown', 60)}"`,
		description: `${goOn(callId)} LlamadaPro does not document all statuses: a call counts as ended with ${assumptions.finalCallStatuses.join(', ')}.`,
		outcome: 'failed',
	});
}

function isFinal({ status }: Call): boolean {
	return assumptions.finalCallStatuses.some((final) => final === status);
}

/**
 * The transcription and the recording of a call that has ended. Waits for them if `isWorthWaiting` and the call was
 * answered; otherwise takes what is there. Throws a RequestFailure when it cannot be found out whether they exist.
 */
export async function leftoversOf(
	client: ApiClient,
	{ id, status }: Call,
	patience: Patience,
	isWorthWaiting: boolean,
): Promise<Leftovers> {
	const callId = String(id);
	const wasAnswered = assumptions.answeredCallStatuses.some((answered) => answered === status);
	const ends = isWorthWaiting && wasAnswered ? patience : { ...patience, deadline: client.now() };
	const transcription = seeker(() => transcriptionOf(client, callId));
	const recording = seeker(() => recordingOf(client, callId));
	await watch(client, ends, async () => {
		const seen = await Promise.all([transcription.seek(), recording.seek()]);
		return seen.every((isThere) => isThere) || undefined;
	});
	return { transcription: transcription.result(), recording: recording.result() };
}

/** Looks for one thing until it is there, and remembers it. */
function seeker<T>(ask: () => Promise<Leftover<T>>) {
	let found: T | undefined;
	let trouble: RequestFailure | undefined;
	return {
		/** Whether it is there. */
		async seek(): Promise<boolean> {
			if (found !== undefined) return true;
			const result = await settled(ask());
			if ('failure' in result && !mayPass(result.failure)) throw result.failure;
			trouble = 'failure' in result ? result.failure : undefined;
			found = 'value' in result && 'found' in result.value ? result.value.found : undefined;
			return found !== undefined;
		},
		/** What was found, or null. Throws a RequestFailure when the last look could not tell. */
		result(): T | null {
			if (trouble !== undefined) throw trouble;
			return found ?? null;
		},
	};
}
