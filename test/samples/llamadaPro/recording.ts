import type { OperationSample } from '../liveTok.ts';

/** One sample per operation of the Recording resource. They fit the simulator's seed data: recording 1 is that of call 1. */
export const recordingSamples: Readonly<Record<string, OperationSample>> = {
	'recording.get': {
		parameters: { recordingId: '={{ $json.id }}' },
		items: [{ id: '1' }, { id: '1' }],
	},
	'recording.load': {
		parameters: {
			userId: '42',
			url: '={{ $json.url }}',
			additionalFields: {
				callDirection: 'incoming',
				callFrom: '+56955510101',
				callStartTime: '2026-03-01T09:00:00Z',
				callTo: '+56225559999',
			},
		},
		items: [{ url: 'https://example.com/one.mp3' }, { url: 'https://example.com/two.mp3' }],
	},
	'recording.download': {
		parameters: { findBy: 'recordingId', recordingId: '={{ $json.id }}', binaryPropertyName: 'data' },
		items: [{ id: '1' }, { id: '1' }],
	},
};
