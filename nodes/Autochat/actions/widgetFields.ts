import type { INodeProperties } from 'n8n-workflow';

/** The visitor, as all of the widget's routes name them. */
export const sessionIdProperty: INodeProperties = {
	displayName: 'Session ID',
	name: 'sessionId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. session_abc123',
	description:
		'Who the visitor is. Any text that stays the same for one visitor, such as a customer number; the widget on a website makes its own.',
};

export const assistantIdProperty: INodeProperties = {
	displayName: 'Assistant ID',
	name: 'assistantId',
	type: 'string',
	default: '',
	placeholder: 'e.g. asst-123',
	description: 'The assistant that answers. Without it Autochat takes the default one of the channel.',
};
