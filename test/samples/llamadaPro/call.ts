import type { OperationSample } from '../liveTok.ts';

/** One sample per operation of the Call resource. They fit the simulator's seed data: calls 1 and 2 have ended. */
export const callSamples: Readonly<Record<string, OperationSample>> = {
	'call.startAgentCall': {
		parameters: {
			voiceAgentId: '7',
			to: '={{ $json.phone }}',
			contextVariablesInput: 'fields',
			contextVariables: { entry: [{ name: 'customerName', value: '={{ $json.name }}' }] },
			additionalFields: { customData: { entry: [{ name: 'contactExternalId', value: 'crm-17' }] } },
		},
		items: [
			{ phone: '+56955510101', name: 'Ana' },
			{ phone: '+56955510102', name: 'Benjamín' },
		],
	},
	'call.startAgentCallWithBrief': {
		parameters: {
			toPhoneNumber: '={{ $json.phone }}',
			objectives: 'Find out whether the order has arrived\nAsk for a rating',
			additionalFields: {
				constraints: 'Never promise a discount',
				contactInfo: { details: { firstName: '={{ $json.name }}', lastName: '', company: '', additionalInfo: {} } },
				localization: 'CL',
				maxDurationSeconds: 300,
				personality: { details: { name: 'Sofía', communicationStyle: 'professional', customTraits: '' } },
				taskSteps: 'Greet\nAsk\nThank',
			},
		},
		items: [
			{ phone: '+56955510101', name: 'Ana' },
			{ phone: '+56955510102', name: 'Benjamín' },
		],
	},
	'call.startBridgeCall': {
		parameters: { from: '+56955519999', to: '={{ $json.phone }}', additionalFields: {} },
		items: [{ phone: '+56955510101' }, { phone: '+56955510102' }],
	},
	'call.log': {
		parameters: {
			direction: 'incoming',
			from: '={{ $json.phone }}',
			to: '+56225559999',
			status: 'completed',
			startTime: '={{ $json.began }}',
			additionalFields: { duration: 42 },
		},
		items: [
			{ phone: '+56955510101', began: '2026-03-01T09:00:00Z' },
			{ phone: '+56955510102', began: '2026-03-01T10:00:00Z' },
		],
	},
	'call.get': {
		parameters: { callId: '={{ $json.id }}' },
		items: [{ id: '1' }, { id: '2' }],
	},
	'call.getTranscription': {
		parameters: { callId: '={{ $json.id }}' },
		items: [{ id: '1' }, { id: '1' }],
	},
	'call.getRecording': {
		parameters: { callId: '={{ $json.id }}' },
		items: [{ id: '1' }, { id: '1' }],
	},
	'call.waitForOutcome': {
		parameters: { callId: '={{ $json.id }}', downloadAudio: true, binaryPropertyName: 'data' },
		items: [{ id: '1' }, { id: '2' }],
	},
};
