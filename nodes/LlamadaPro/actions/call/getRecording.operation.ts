import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { recordingSchema } from '../../schemas/call';
import { wholeNumberId } from '../locators';
import { callIdProperty } from './callFields';
import { existing, recordingOf } from './leftovers';

export const getCallRecording = itemOperation({
	name: 'Get Recording',
	value: 'getRecording',
	action: 'Get the recording of a call',
	description: 'Get the recording of a call: its ID, duration and the link to the audio',
	properties: [callIdProperty],
	parameters: z.object({ callId: wholeNumberId }),
	output: recordingSchema,
	async execute({ parameters: { callId }, client }) {
		return existing(await recordingOf(client, callId), callId, 'recording');
	},
});
