import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { transcriptionSchema } from '../../schemas/call';
import { wholeNumberId } from '../locators';
import { callIdProperty } from './callFields';
import { existing, transcriptionOf } from './leftovers';

export const getCallTranscription = itemOperation({
	name: 'Get Transcription',
	value: 'getTranscription',
	action: 'Get the transcription of a call',
	description: 'Get what was said in a call, as text',
	properties: [callIdProperty],
	parameters: z.object({ callId: wholeNumberId }),
	output: transcriptionSchema,
	async execute({ parameters: { callId }, client }) {
		return existing(await transcriptionOf(client, callId), callId, 'transcription');
	},
});
