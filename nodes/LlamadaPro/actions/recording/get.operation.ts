import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { recordingSchema } from '../../schemas/call';
import { wholeNumberId } from '../locators';
import { recordingIdProperty } from './recordingFields';

export const getRecording = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a recording',
	description: 'Get one recording: its call, duration and the link to the audio',
	properties: [recordingIdProperty],
	parameters: z.object({ recordingId: wholeNumberId }),
	output: recordingSchema,
	async execute({ parameters: { recordingId: id }, client }) {
		return await client.request(routes.getRecording, { path: { id } });
	},
});
