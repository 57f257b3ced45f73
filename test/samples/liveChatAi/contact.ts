import type { OperationSample } from '../liveTok.ts';
import { byId } from './locators.ts';

const agentId = byId('clxsupport0001');

/** One sample per operation of the Contact resource. They fit the simulator's seed data. */
export const contactSamples: Readonly<Record<string, OperationSample>> = {
	'contact.upsert': {
		parameters: {
			agentId,
			distinctId: '={{ $json.customer }}',
			attributesInput: 'fields',
			attributes: {
				attribute: [
					{ key: 'plan', type: 'text', value: '={{ $json.plan }}' },
					{ key: 'customerNumber', type: 'number', value: '={{ $json.number }}' },
					{ key: 'isVip', type: 'boolean', value: 'true' },
				],
			},
			additionalFields: { name: '={{ $json.name }}', email: '={{ $json.email }}' },
		},
		items: [
			{ customer: 'customer-0001', name: 'Maria', email: 'maria@example.com', plan: 'pro', number: '17' },
			{ customer: 'customer-9001', name: 'Nobu', email: 'nobu@example.com', plan: '', number: '18' },
		],
	},
	'contact.get': {
		parameters: { agentId, contactId: byId('={{ $json.contact }}'), simplify: true },
		items: [{ contact: 'contact_0001' }, { contact: 'contact_0003' }],
	},
	'contact.getAll': {
		parameters: { agentId, returnAll: false, limit: 3, filters: { search: '={{ $json.search }}' } },
		items: [{ search: 'maria' }, { search: '' }],
	},
	'contact.getConversations': {
		parameters: {
			agentId,
			contactId: byId('={{ $json.contact }}'),
			returnAll: false,
			limit: 3,
			simplify: true,
			filters: { status: '={{ $json.status }}' },
		},
		items: [
			{ contact: 'contact_0001', status: 'open' },
			{ contact: 'contact_0002', status: 'close' },
		],
	},
};
