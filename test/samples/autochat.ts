import type { OperationSample } from './liveTok.ts';

const conversation = (id: string) => ({ __rl: true, mode: 'id', value: id });

/** One sample per operation of the Autochat node, by "resource.operation". They fit the simulator's seed data. */
export const autochatSamples: Readonly<Record<string, OperationSample>> = {
	'chat.sendMessage': {
		parameters: { sessionId: '={{ $json.visitor }}', message: '={{ $json.question }}', additionalFields: {} },
		items: [
			{ visitor: 'visitor-1', question: 'Do you ship to Norway?' },
			{ visitor: 'visitor-2', question: 'When do you open?' },
		],
	},
	'event.track': {
		parameters: {
			sessionId: '={{ $json.visitor }}',
			event: 'widget_opened',
			metadataInput: 'fields',
			metadata: { entry: [{ name: 'source', value: '={{ $json.page }}' }] },
			additionalFields: { timestamp: '2026-03-01T09:00:00Z' },
		},
		items: [
			{ visitor: 'visitor-1', page: 'pricing' },
			{ visitor: 'visitor-2', page: 'home' },
		],
	},
	'voice.startCall': {
		parameters: { sessionId: '={{ $json.visitor }}', additionalFields: {} },
		items: [{ visitor: 'visitor-1' }, { visitor: 'visitor-2' }],
	},
	'widget.getConfig': { parameters: {}, items: [{}, {}] },
	'sms.startConversation': {
		parameters: {
			phoneNumber: '={{ $json.phone }}',
			message: 'Your order is on its way.',
			additionalFields: { contactName: '={{ $json.name }}' },
		},
		items: [
			{ phone: '+14155550101', name: 'Ann' },
			{ phone: '+14155550102', name: 'Ben' },
		],
	},
	'sms.sendMessage': {
		parameters: { conversationId: conversation('={{ $json.id }}'), message: 'It arrives tomorrow.' },
		items: [{ id: 'conv-6' }, { id: 'conv-7' }],
	},
	'sms.getConversations': { parameters: { returnAll: false, limit: 3 }, items: [{}, {}] },
	'sms.setAiGuide': {
		parameters: { conversationId: conversation('={{ $json.id }}'), aiGuide: 'Offer an appointment.' },
		items: [{ id: 'conv-6' }, { id: 'conv-7' }],
	},
};
