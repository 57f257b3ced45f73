import type { INodeProperties } from 'n8n-workflow';

/** The recording that an operation works on. LlamadaPro has no list of recordings to choose from. */
export const recordingIdProperty: INodeProperties = {
	displayName: 'Recording ID',
	name: 'recordingId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 678',
	description:
		'ID of the recording. Get Recording of the Call resource returns it, and a transcription names its recording. LlamadaPro offers no list of recordings.',
};
