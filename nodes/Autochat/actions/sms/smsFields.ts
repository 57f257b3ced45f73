import type { INodeProperties } from 'n8n-workflow';

import { requiredName } from '../../../shared/properties/text';

export const conversationIdProperty: INodeProperties = {
	displayName: 'Conversation',
	name: 'conversationId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The SMS conversation to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSmsConversations', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. conv-456',
			hint: 'Start Conversation and Get Conversations return the IDs',
		},
	],
};

export const conversationId = requiredName;

export const smsTextProperty: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Hello Ann, your order is on its way.',
	description: 'Text of the SMS',
};
