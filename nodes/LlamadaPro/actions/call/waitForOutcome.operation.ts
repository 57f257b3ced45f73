import { z } from 'zod';

import type { ApiClient } from '../../../shared/http/client';
import { requiredName } from '../../../shared/properties/text';
import { itemOperation, OutputWithFiles } from '../../../shared/runtime/operation';
import { callSchema, recordingSchema, transcriptionSchema } from '../../schemas/call';
import { wholeNumberId } from '../locators';
import { audioOf, binaryPropertyNameProperty } from '../recording/audio';
import { callIdProperty } from './callFields';
import { explained, settled } from './leftovers';
import { leftoversOf, type Patience, untilEnded } from './outcome';

/** Null stands for a field that an expression left empty: it counts as not set. */
const setting = <Schema extends z.ZodTypeAny>(schema: Schema) => z.preprocess((value) => value ?? undefined, schema);

export const waitForOutcome = itemOperation({
	name: 'Wait for Outcome',
	value: 'waitForOutcome',
	action: 'Wait for the outcome of a call',
	description: 'Wait until a call has ended, then get the call with its transcription and recording in one item',
	properties: [
		callIdProperty,
		{
			displayName: 'Download Audio',
			name: 'downloadAudio',
			type: 'boolean',
			default: false,
			description: 'Whether to add the audio of the recording as a file. Without a recording there is no file.',
		},
		{ ...binaryPropertyNameProperty, displayOptions: { show: { downloadAudio: [true] } } },
	],
	options: [
		{
			displayName: 'Longest Pause',
			name: 'longestPause',
			type: 'number',
			typeOptions: { minValue: 0.1, numberPrecision: 1 },
			default: 15,
			description: 'The most seconds between two looks at the call. Pauses begin at 2 seconds and grow.',
		},
		{
			displayName: 'Time Limit',
			name: 'timeLimit',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 600,
			description:
				'How many seconds to wait for the call to end and for its transcription and recording. A call that has not ended by then is an error; a transcription or recording that does not exist by then is null. Raise Concurrency to wait for more than 10 calls at the same time.',
		},
		{
			displayName: 'Wait for Recording',
			name: 'waitForRecording',
			type: 'boolean',
			default: true,
			description:
				'Whether to wait for the transcription and the recording after the call has ended. Otherwise they are null if they do not exist yet. They are never waited for when the call was not answered.',
		},
	],
	parameters: z.object({
		callId: wholeNumberId,
		downloadAudio: z.boolean().default(false),
		binaryPropertyName: requiredName.default('data'),
		options: z
			.object({
				longestPause: setting(z.number().min(0.1).max(600).default(15)),
				timeLimit: setting(z.number().min(0).default(600)),
				waitForRecording: setting(z.boolean().default(true)),
			})
			.default({}),
	}),
	output: callSchema.extend({
		transcription: transcriptionSchema.nullable(),
		recording: recordingSchema.nullable(),
	}),
	async execute({ parameters, client, host }) {
		const { callId, downloadAudio, binaryPropertyName, options } = parameters;
		const patience = patienceOf(client, options);
		const call = await untilEnded(client, callId, patience);
		const leftovers = await leftoversOf(client, call, patience, options.waitForRecording);
		const json = { ...call, ...leftovers };
		if (!downloadAudio || leftovers.recording === null) return json;
		const audio = await settled(audioOf(client, host, leftovers.recording));
		if ('value' in audio) return new OutputWithFiles(json, { [binaryPropertyName]: audio.value });
		throw explained(
			audio.failure,
			`The call has ended with status "${call.status ?? ''}"; only its audio is missing. Download of the Recording resource gets it by the call ID ${callId}.`,
		);
	},
});

function patienceOf(
	client: ApiClient,
	{ timeLimit, longestPause }: { readonly timeLimit: number; readonly longestPause: number },
): Patience {
	const timeLimitMs = timeLimit * 1_000;
	return { timeLimitMs, deadline: client.now() + timeLimitMs, longestPauseMs: longestPause * 1_000 };
}
