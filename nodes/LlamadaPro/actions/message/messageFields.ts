import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { jsonObject } from '../../../shared/properties/jsonObject';
import { phoneNumber } from '../../../shared/properties/phone';
import { optionalText } from '../../../shared/properties/text';

const accepted = 'Spaces, dashes, brackets and a leading 00 are accepted';

export const fromPhoneNumberProperty: INodeProperties = {
	displayName: 'From',
	name: 'fromPhoneNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +56225559999',
	description: `Your WhatsApp number in LlamadaPro, with its country code. ${accepted}.`,
};

/** Sender and recipient of a message. */
export const phoneNumberProperties: INodeProperties[] = [
	fromPhoneNumberProperty,
	{
		displayName: 'To',
		name: 'toPhoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +56912345678',
		description: `Phone number of the recipient, with its country code. ${accepted}.`,
	},
];

/** The schema keys of `phoneNumberProperties`. */
export const phoneNumberParameters = { fromPhoneNumber: phoneNumber, toPhoneNumber: phoneNumber };

/** The optional fields of every message that is sent. */
export const additionalFieldsProperty: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Custom Fields (JSON)',
			name: 'customFields',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. { "campaign": "spring" }',
			description: 'Values by the keys of the message’s custom fields',
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 123',
			description:
				'ID of the user in whose name the message is sent. The API cannot list users: look the ID up in LlamadaPro.',
		},
	],
};

/** An id that may be left empty. */
export const optionalId = optionalText.transform((text) => text?.trim());

/** The schema of `additionalFieldsProperty`. */
export const additionalFields = z.object({ customFields: jsonObject, userId: optionalId }).default({});
