import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalChoice } from '../../../shared/properties/choice';
import { optionalText } from '../../../shared/properties/text';
import { assumptions } from '../../api';
import { integrationTypes, messageTypes } from '../../schemas/conversation';

/** What a message is: of a visitor or of a human of the team. */
export const messageTypeProperty: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	options: [
		{ name: 'Image', value: 'IMAGE', description: assumptions.imageContent },
		{ name: 'Text', value: 'TEXT' },
	],
	default: 'TEXT',
	description: 'Whether the message is a text or the web address of an image',
};

/** The schema of `messageTypeProperty`. */
export const messageType = z.enum(messageTypes).default('TEXT');

/** Adds an issue at `field` where an image is not given as a web address. */
export function checkImage(
	field: string,
	text: string,
	type: z.infer<typeof messageType>,
	context: z.RefinementCtx,
): void {
	const address = text.trim();
	if (type !== 'IMAGE' || (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol))) return;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		path: [field],
		message: 'has to be the web address of the image, such as https://example.com/photo.jpg',
	});
}

/** Where the conversation takes place. */
export const integrationTypeProperty: INodeProperties = {
	displayName: 'Integration Type',
	name: 'integrationType',
	type: 'options',
	options: [
		{ name: 'Slack', value: 'SLACK' },
		{ name: 'WhatsApp', value: 'WHATSAPP' },
	],
	default: 'WHATSAPP',
	description: 'The channel on which the visitor writes',
};

export const ipProperty: INodeProperties = {
	displayName: 'IP Address',
	name: 'ip',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.7',
	description: 'IP address of the visitor',
};

export const countryProperty: INodeProperties = {
	displayName: 'Country',
	name: 'country',
	type: 'string',
	default: '',
	placeholder: 'e.g. DE',
	description: 'Country of the visitor, as a code of two letters',
};

/** The schema keys of the three fields above. */
export const originParameters = {
	country: optionalText,
	integrationType: optionalChoice(integrationTypes),
	ip: optionalText,
};

/** The human of the team. LiveChatAI has no list of them. */
export const userIdProperty: INodeProperties = {
	displayName: 'User ID',
	name: 'userId',
	type: 'string',
	default: '',
	placeholder: 'e.g. user_123',
	description:
		'ID of the person of the team. LiveChatAI cannot list people. To find it, let the person take over a conversation and read that with the operation Get: the ID of the assigned user is assumed to be this one.',
};
