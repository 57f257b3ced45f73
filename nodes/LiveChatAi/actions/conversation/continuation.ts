import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalText } from '../../../shared/properties/text';
import { assumptions } from '../../api';
import { contactIdProperty, conversationIdProperty } from '../locators';

/** What a message goes on with. */
export type Continuation =
	| { readonly of: 'newConversation' }
	| { readonly of: 'conversation'; readonly conversationId: string }
	| { readonly of: 'contact'; readonly contactId: string; readonly idleHours: number }
	| {
			readonly of: 'visitor';
			/** The user's own id of the person. */
			readonly distinctId: string;
			readonly idleHours: number;
			readonly contactFields: z.infer<typeof contactFields>;
	  };

/** The choices that go on with something. */
export type ContinuedConversation = Exclude<Continuation, { of: 'newConversation' }>;

const shownFor = (...of: Array<Continuation['of']>): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { continueConversationOf: of } },
});

/** Which conversation a message belongs to. LiveChatAI is the memory: the workflow has to store no ids. */
export const continuationProperties: INodeProperties[] = [
	{
		displayName: 'Continue Conversation Of',
		name: 'continueConversationOf',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Nobody: Start a New Conversation',
				value: 'newConversation',
				description: 'Every message begins a conversation with a contact of its own',
			},
			{
				name: 'A Conversation ID',
				value: 'conversation',
				description: `Go on with the conversation that an earlier message returned. ${assumptions.resolvedConversation}.`,
			},
			{
				name: 'A Contact',
				value: 'contact',
				description: 'Go on with the newest open conversation of the contact, or open one',
			},
			{
				name: 'Your Own Visitor ID',
				value: 'visitor',
				description:
					'Go on with the newest open conversation of the person with this WhatsApp number, customer number or other ID of yours, or open one. No IDs have to be stored.',
			},
		],
		default: 'newConversation',
		description:
			'Which conversation the message belongs to. Messages of one conversation are sent one after the other.',
	},
	{ ...conversationIdProperty, ...shownFor('conversation') },
	{ ...contactIdProperty, ...shownFor('contact') },
	{
		displayName: 'Visitor ID',
		name: 'distinctId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +4915112345678',
		description: `Your own ID of the person, written the same way every time. It becomes the distinct ID of the contact. ${assumptions.contactMatch}. Two messages of one person at the same moment end in one conversation; an empty second one may stay behind when several n8n workers run.`,
		...shownFor('visitor'),
	},
	{
		displayName: 'New Conversation After (Hours)',
		name: 'idleHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description:
			'After so many hours without a message, a new conversation is opened instead. 0 means never: a new one is opened only when none is open.',
		...shownFor('contact', 'visitor'),
	},
	{
		displayName: 'Contact Fields',
		name: 'contactFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: 'What is known of the visitor. Fields that are left out stay as they are.',
		options: [
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				placeholder: 'e.g. ann@example.com',
				default: '',
				description: 'Email address of the visitor',
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. Ann Lee',
				description: 'Name of the visitor',
			},
			{
				displayName: 'Phone',
				name: 'phone',
				type: 'string',
				default: '',
				placeholder: 'e.g. +4915112345678',
				description: 'Phone number of the visitor, sent as it is',
			},
			{
				displayName: 'User Hash',
				name: 'userHash',
				type: 'string',
				default: '',
				placeholder: 'e.g. 3f1c…',
				description:
					'Proof of the visitor ID. Needed only if secure identification is on for the AI agent. How to make it is not documented by LiveChatAI; it is sent as it is.',
			},
		],
		...shownFor('visitor'),
	},
];

const contactFields = z.object({
	email: optionalText,
	name: optionalText,
	phone: optionalText,
	userHash: optionalText,
});

/** Hours as a number or, from a sheet, as text. */
const hours = z.preprocess((value) => {
	if (typeof value !== 'string') return value ?? undefined;
	return value.trim() === '' ? undefined : Number(value);
}, z.number().min(0).default(24));

/** The schema keys of `continuationProperties`. */
export const continuationParameters = {
	continueConversationOf: z.enum(['newConversation', 'conversation', 'contact', 'visitor']).default('newConversation'),
	conversationId: optionalText,
	contactId: optionalText,
	distinctId: optionalText,
	idleHours: hours,
	contactFields: contactFields.default({}),
};

type Fields = z.infer<z.ZodObject<typeof continuationParameters>>;

/** The choice with what belongs to it; an issue on the field that is empty. */
export function toContinuation(fields: Fields, context: z.RefinementCtx): Continuation {
	const { continueConversationOf: of, idleHours } = fields;
	const required = (name: 'conversationId' | 'contactId' | 'distinctId'): string => {
		const value = fields[name]?.trim();
		if (value !== undefined) return value;
		context.addIssue({ code: z.ZodIssueCode.custom, path: [name], message: 'is empty' });
		return z.NEVER;
	};
	switch (of) {
		case 'newConversation':
			return { of };
		case 'conversation':
			return { of, conversationId: required('conversationId') };
		case 'contact':
			return { of, contactId: required('contactId'), idleHours };
		case 'visitor':
			return { of, distinctId: required('distinctId'), idleHours, contactFields: fields.contactFields };
	}
}

/** What messages have in common that must not be sent side by side. */
export function turnsOf(agentId: string, continuation: ContinuedConversation): string {
	switch (continuation.of) {
		case 'conversation':
			return `conversation ${continuation.conversationId}`;
		case 'contact':
			return `contact ${continuation.contactId}`;
		case 'visitor':
			return `visitor ${agentId} ${continuation.distinctId}`;
	}
}
