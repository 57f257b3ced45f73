import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { requiredWholeNumber } from '../../../shared/properties/number';
import type { newConversation } from '../../schemas/conversation';
import { isAnySet } from '../clearFields';
import { addresses, addressesProperty } from '../contact/addresses';
import { contactIdProperty, wholeNumberId } from '../locators';
import {
	contactFields,
	contactProperty,
	conversationParameters,
	conversationProperties,
	funnelIdProperty,
} from './conversationFields';

const forNewContact = { show: { contactInput: ['contact'] } };

/** The fields of one new conversation: the same for a single one and for many at once. */
export const newConversationProperties: INodeProperties[] = [
	funnelIdProperty,
	{
		displayName: 'Contact Input',
		name: 'contactInput',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'By Its Details',
				value: 'contact',
				description: 'LlamadaPro looks for a contact with one of the addresses, updates it, or creates a new one',
			},
			{ name: 'Existing Contact', value: 'contactId' },
		],
		default: 'contactId',
		description: 'With whom the conversation is',
	},
	{
		...contactIdProperty,
		displayOptions: { show: { contactInput: ['contactId'] } },
		description: 'The contact with whom the conversation is',
	},
	{
		...addressesProperty,
		displayOptions: forNewContact,
		description:
			'Phone numbers and other ways to reach the contact. LlamadaPro recognises a contact by them; without any, it creates a new contact every time. Rows whose address is empty are left out.',
	},
	{ ...contactProperty, displayOptions: forNewContact },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: conversationProperties,
	},
];

/** The schema keys of `newConversationProperties`. */
export const newConversationParameters = {
	funnelId: requiredWholeNumber,
	contactInput: z.enum(['contactId', 'contact']).default('contactId'),
	contactId: wholeNumberId.transform(Number).optional(),
	addresses,
	contact: contactFields,
	additionalFields: z.object(conversationParameters).default({}),
};

type NewConversationFields = z.infer<z.ZodObject<typeof newConversationParameters>>;

/** A conversation needs a contact: a chosen one, or something by which to find or create one. */
export function checkContact(fields: NewConversationFields, context: z.RefinementCtx): void {
	const refuse = (path: string, message: string): void =>
		context.addIssue({ code: z.ZodIssueCode.custom, path: [path], message });
	if (fields.contactInput === 'contactId') {
		if (fields.contactId === undefined) refuse('contactId', 'is empty');
	} else if (!isAnySet(fields.contact) && fields.addresses === undefined) {
		refuse('addresses', 'and Contact are both empty: add at least one address, by which LlamadaPro finds the contact');
	}
}

/** One new conversation in the vendor's form. Source: section 5.9. */
export function toNewConversation(fields: NewConversationFields): z.input<typeof newConversation> {
	return {
		funnelId: fields.funnelId,
		...fields.additionalFields,
		...(fields.contactInput === 'contactId'
			? { contactId: fields.contactId }
			: { contact: { ...fields.contact, addresses: fields.addresses } }),
	};
}
