import type { OperationSample } from '../liveTok.ts';
import { byId } from './locators.ts';

const agent = byId('clxsupport0001');

/** One sample per operation of the Conversation resource. They fit the simulator's seed data. */
export const conversationSamples: Readonly<Record<string, OperationSample>> = {
	'conversation.sendMessage': {
		parameters: {
			agentId: agent,
			continueConversationOf: 'visitor',
			distinctId: '={{ $json.phone }}',
			idleHours: 24,
			contactFields: { name: '={{ $json.name }}' },
			question: '={{ $json.question }}',
			messageType: 'TEXT',
			simplify: true,
			additionalFields: { responseFormat: 'PLAIN', integrationType: 'WHATSAPP' },
		},
		items: [
			{ phone: '+4915112345678', name: 'Ann', question: 'Hello' },
			{ phone: '+4915112345679', name: 'Ben', question: 'Hola' },
		],
	},
	'conversation.create': {
		parameters: {
			agentId: agent,
			contactId: byId('={{ $json.contact }}'),
			additionalFields: { integrationType: 'WHATSAPP' },
		},
		items: [{ contact: 'contact_0001' }, { contact: 'contact_0002' }],
	},
	'conversation.get': {
		parameters: { agentId: agent, conversationId: byId('={{ $json.conversation }}'), simplify: true },
		items: [{ conversation: 'chat_0001' }, { conversation: 'chat_0002' }],
	},
	'conversation.getAll': {
		parameters: {
			agentId: agent,
			returnAll: false,
			limit: 3,
			viewId: byId(''),
			simplify: true,
			filters: { status: 'open', startDate: '2025-01-12T00:00:00Z' },
		},
		items: [{}, {}],
	},
	'conversation.getViews': {
		parameters: { agentId: agent, returnAll: true, filters: { name: 'o' } },
		items: [{}, {}],
	},
	'conversation.reply': {
		parameters: {
			agentId: agent,
			conversationId: byId('={{ $json.conversation }}'),
			message: 'I have sent you a new link.',
			userId: 'user_ben',
			messageType: 'TEXT',
		},
		items: [{ conversation: 'chat_0001' }, { conversation: 'chat_0003' }],
	},
	'conversation.end': {
		parameters: {
			agentId: agent,
			conversationId: byId('={{ $json.conversation }}'),
			additionalFields: { userId: 'user_ben' },
		},
		items: [{ conversation: 'chat_0001' }, { conversation: 'chat_0003' }],
	},
};
