import type { Call } from './callEntity.ts';
import { notFound } from './errors.ts';
import type { LlamadaProState } from './state.ts';

/** A recording as it is kept; answers have a link in place of the null, see `shownRecording` (section 6). */
export interface Recording {
	readonly id: number;
	readonly tenantId: string;
	readonly callId: number;
	readonly providerId: string | null;
	readonly providerName: string | null;
	readonly callProviderId: string | null;
	readonly callProviderName: string | null;
	/** Where a loaded recording came from; null for audio the simulator serves itself. */
	readonly url: string | null;
	readonly startTime: string;
	readonly duration: number;
	readonly dualChannel: boolean;
	readonly createdAt: string;
	readonly updatedAt: string;
}

/** A transcription as it is kept; answers have a link in `url` (section 6). */
export interface Transcription {
	readonly id: number;
	readonly tenantId: string;
	readonly providerId: string | null;
	readonly providerName: string | null;
	readonly recordingId: number;
	readonly text: string;
	readonly createdAt: string;
	readonly updatedAt: string;
}

/** Stores the recording of a call, from `url` or the simulator's own. */
export function createRecording(call: Call, url: string | null, state: LlamadaProState): Recording {
	const now = state.timestamp();
	const id = state.recordings.nextId();
	return state.recordings.put({
		id,
		tenantId: state.tenantId,
		callId: call.id,
		providerId: url === null ? `RE${String(id).padStart(8, '0')}` : null,
		providerName: url === null ? call.providerName : 'import',
		callProviderId: call.providerId,
		callProviderName: call.providerName,
		url,
		startTime: call.startTime,
		duration: call.duration ?? 0,
		dualChannel: false,
		createdAt: now,
		updatedAt: now,
	});
}

/** What a completed call leaves behind: a recording and its transcription (section 9). */
export function recordCall(call: Call, state: LlamadaProState): void {
	const recording = createRecording(call, null, state);
	const now = state.timestamp();
	const transcription = state.transcriptions.put({
		id: state.transcriptions.nextId(),
		tenantId: state.tenantId,
		providerId: `TR${String(recording.id).padStart(8, '0')}`,
		providerName: call.providerName,
		recordingId: recording.id,
		text: `Agent: Hello, this is call ${call.id}.\nCustomer: Hello, thank you for calling ${call.to}.`,
		createdAt: now,
		updatedAt: now,
	});
	state.announce({ resource: 'Transcription', action: 'create', id: transcription.id });
}

/** The recording as answers have it, with a link that works for a while. */
export function shownRecording(recording: Recording, state: LlamadaProState): Recording & { url: string } {
	return { ...recording, url: recording.url ?? state.links.issue(`/media/recordings/${recording.id}.wav`) };
}

/** The transcription as answers have it, with a link that works for a while. */
export function shownTranscription(
	transcription: Transcription,
	state: LlamadaProState,
): Transcription & { url: string } {
	return { ...transcription, url: state.links.issue(`/media/transcriptions/${transcription.id}.txt`) };
}

/** The recording of a call, or a 404 while there is none. */
export function requireRecordingOf(callId: number, state: LlamadaProState): Recording {
	const recording = state.recordings.all().find((each) => each.callId === callId);
	if (recording === undefined) throw notFound(`A recording of call ${callId}`);
	return recording;
}
