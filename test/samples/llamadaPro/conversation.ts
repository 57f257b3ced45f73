import type { OperationSample } from '../liveTok.ts';

const forContact = {
	funnelId: '1',
	contactInput: 'contactId',
	contactId: { __rl: true, mode: 'id', value: '={{ $json.contactId }}' },
	additionalFields: { funnelStatusId: '10', userId: '101' },
};

/** One sample per operation of the Conversation resource. They fit the simulator's seed data: contacts 1 to 60, conversations 1 to 5. */
export const conversationSamples: Readonly<Record<string, OperationSample>> = {
	'conversation.create': { parameters: forContact, items: [{ contactId: '1' }, { contactId: '2' }] },
	'conversation.bulkCreate': { parameters: forContact, items: [{ contactId: '3' }, { contactId: '4' }] },
	'conversation.bulkUpdate': {
		parameters: {
			conversationId: '={{ $json.id }}',
			updateFields: { funnelStatusId: '20', clearFields: ['userId'] },
		},
		items: [{ id: '1' }, { id: '2' }],
	},
};
