import { z } from 'zod';
import { createCall } from './callEntity.ts';
import { notFound } from './errors.ts';
import type { Handlers } from './operationRoutes.ts';
import { createRecording, shownRecording } from './recordingEntity.ts';
import { readBody, readId } from './schema.ts';

const loadSchema = z.object({
	userId: z.number(),
	url: z.string(),
	callTo: z.string().optional(),
	callFrom: z.string().optional(),
	callDirection: z.enum(['outgoing', 'incoming']).optional(),
	callStartTime: z.string().optional(),
});

/** Recordings (sections 5.7 and 5.8). Loading one creates the call it belongs to, too. */
export const recordingHandlers: Handlers<'getRecording' | 'loadRecording'> = {
	getRecording: (request, state) => {
		const id = readId(request, 'id');
		const recording = state.recordings.get(id);
		if (recording === undefined) throw notFound(`Recording ${id}`);
		return shownRecording(recording, state);
	},

	loadRecording: (request, state, assumptions) => {
		const { userId, url, ...fields } = readBody(request, loadSchema);
		const call = createCall(
			{
				userId,
				from: fields.callFrom ?? '',
				to: fields.callTo ?? '',
				direction: fields.callDirection ?? 'outgoing',
				startTime: fields.callStartTime ?? state.timestamp(),
				status: 'completed',
			},
			state,
		);
		createRecording(call, url, state);
		if (assumptions.loadRecordingAnswer === 'noBody') return undefined;
		return { code: 200, error: '', message: 'The recording was loaded.', details: {} };
	},
};
