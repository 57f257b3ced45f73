import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalDateTime } from '../../../shared/properties/dateTime';
import { jsonObject } from '../../../shared/properties/jsonObject';
import { optionalWholeNumber } from '../../../shared/properties/number';
import { contactFieldParameters, contactFieldProperties } from '../contact/contactFields';

const id = (property: Pick<INodeProperties, 'displayName' | 'name' | 'description'>): INodeProperties => ({
	...property,
	type: 'string',
	default: '',
	placeholder: 'e.g. 12',
});

const date = (property: Pick<INodeProperties, 'displayName' | 'name' | 'description'>): INodeProperties => ({
	...property,
	type: 'dateTime',
	default: '',
});

export const funnelIdProperty: INodeProperties = {
	...id({
		displayName: 'Funnel ID',
		name: 'funnelId',
		description:
			'ID of the funnel in which the conversation begins. The API cannot list funnels: look the ID up in LlamadaPro. A conversation cannot change its funnel later.',
	}),
	required: true,
};

const customFieldsProperty: INodeProperties = {
	displayName: 'Custom Fields (JSON)',
	name: 'customFields',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "source": "web" }',
	description: 'Values by the keys of the custom fields',
};

/** The optional fields of a conversation, for its creation and for its update. */
export const conversationProperties: INodeProperties[] = [
	date({
		displayName: 'Archived At',
		name: 'archivedAt',
		description:
			'When the conversation was archived: setting it archives it. Without a time zone, it is in the workflow’s.',
	}),
	date({
		displayName: 'Created At',
		name: 'createdAt',
		description: 'When the conversation began, if not now. Without a time zone, it is in the workflow’s.',
	}),
	{ ...customFieldsProperty, description: 'Values by the keys of the conversation’s custom fields' },
	id({
		displayName: 'Funnel Status ID',
		name: 'funnelStatusId',
		description: 'ID of the stage within the funnel. The API cannot list stages: look the ID up in LlamadaPro.',
	}),
	id({
		displayName: 'User ID',
		name: 'userId',
		description: 'ID of the user who is responsible. The API cannot list users: look the ID up in LlamadaPro.',
	}),
];

/** The schema keys of `conversationProperties`. */
export const conversationParameters = {
	archivedAt: optionalDateTime,
	createdAt: optionalDateTime,
	customFields: jsonObject,
	funnelStatusId: optionalWholeNumber,
	userId: optionalWholeNumber,
};

/** What the vendor is not known to take with a conversation, unlike with a new contact. */
const contactOnly = ['metadata', 'userId'];

/** The fields of the contact behind a conversation. Which ones LlamadaPro takes is an assumption. */
export const contactProperty: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description:
		'What is known about the contact. LlamadaPro does not document these fields; this node assumes those of a new contact.',
	options: [
		...contactFieldProperties.filter(({ name }) => !contactOnly.includes(name)),
		{ ...customFieldsProperty, description: 'Values by the keys of the contact’s custom fields' },
	].sort((first, second) => first.displayName.localeCompare(second.displayName)),
};

/** The schema of `contactProperty`. A field that was left empty is not sent: it blanks nothing. */
export const contactFields = z
	.object(contactFieldParameters)
	.omit({ metadata: true, userId: true })
	.extend({ customFields: jsonObject })
	.default({});
