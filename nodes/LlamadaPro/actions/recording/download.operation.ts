import { z } from 'zod';

import { requiredName } from '../../../shared/properties/text';
import { itemOperation, OutputWithFiles } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { recordingSchema } from '../../schemas/call';
import { callIdProperty } from '../call/callFields';
import { existing, recordingOf } from '../call/leftovers';
import { wholeNumberId } from '../locators';
import { audioOf, binaryPropertyNameProperty } from './audio';
import { recordingIdProperty } from './recordingFields';

const binaryPropertyName = requiredName.default('data');

export const downloadRecording = itemOperation({
	name: 'Download',
	value: 'download',
	action: 'Download the audio of a recording',
	description: 'Get a recording and its audio as a file',
	properties: [
		{
			displayName: 'Find By',
			name: 'findBy',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Call ID', value: 'callId' },
				{ name: 'Recording ID', value: 'recordingId' },
			],
			default: 'recordingId',
			description: 'Whether the recording is given by its own ID or by that of its call',
		},
		{ ...recordingIdProperty, displayOptions: { show: { findBy: ['recordingId'] } } },
		{ ...callIdProperty, displayOptions: { show: { findBy: ['callId'] } } },
		binaryPropertyNameProperty,
	],
	parameters: z.discriminatedUnion('findBy', [
		z.object({ findBy: z.literal('recordingId'), recordingId: wholeNumberId, binaryPropertyName }),
		z.object({ findBy: z.literal('callId'), callId: wholeNumberId, binaryPropertyName }),
	]),
	output: recordingSchema,
	async execute({ parameters, client, host }) {
		const recording =
			parameters.findBy === 'callId'
				? existing(await recordingOf(client, parameters.callId), parameters.callId, 'recording')
				: await client.request(routes.getRecording, { path: { id: parameters.recordingId } });
		const audio = await audioOf(client, host, recording);
		return new OutputWithFiles(recording, { [parameters.binaryPropertyName]: audio });
	},
});
