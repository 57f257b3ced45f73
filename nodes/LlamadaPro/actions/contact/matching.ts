import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { ApiClient } from '../../../shared/http/client';
import { RequestFailure } from '../../../shared/http/failure';
import { readPages } from '../../../shared/http/paginate';
import { normalisePhone, phoneNumber } from '../../../shared/properties/phone';
import { optionalText } from '../../../shared/properties/text';
import { assumptions, routes, searchPages } from '../../api';
import type { Contact, NewContact } from '../../schemas/contact';
import { type Address, joined, notAnEmail, readEmail } from './addresses';

/** The fields that say which contact an item means. */
export const matchProperties: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		options: [
			{
				name: 'Custom Field (Unverified)',
				value: 'customField',
				description: 'LlamadaPro does not document that a search finds custom fields; this node assumes it',
			},
			{ name: 'Email', value: 'email', description: 'An email address among the addresses of the contact' },
			{ name: 'National ID', value: 'nationalId' },
			{ name: 'Phone', value: 'phone', description: 'A phone number among the addresses of the contact' },
		],
		default: 'phone',
		description:
			'How to recognise a contact that exists. A contact that has its phone or email only in LlamadaPro’s old fields, and not among its addresses, is not found.',
	},
	{
		displayName: 'Custom Field Key',
		name: 'matchCustomFieldKey',
		type: 'string',
		required: true,
		displayOptions: { show: { matchBy: ['customField'] } },
		default: '',
		placeholder: 'e.g. externalId',
		description: 'Key of the custom field whose value tells contacts apart, as LlamadaPro shows it',
	},
	{
		displayName: 'Match Value',
		name: 'matchValue',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +56912345678',
		description:
			'The phone number with its country code, the email address, the national ID or the value of the custom field. A new contact gets it too. An item without it ends with an error: it could mean anybody.',
	},
];

/** The schema keys of `matchProperties`. */
export const matchParameters = {
	matchBy: z.enum(['customField', 'email', 'nationalId', 'phone']).default('phone'),
	matchCustomFieldKey: optionalText,
	matchValue: z.unknown(),
};

type PlainValue = string | number | boolean;

/** What tells the contact of an item from all others. */
export type Match =
	| { readonly by: 'phone' | 'email' | 'nationalId'; readonly value: string }
	| { readonly by: 'customField'; readonly fieldKey: string; readonly value: PlainValue };

type MatchFields = z.infer<z.ZodObject<typeof matchParameters>>;

/** The match of an item, with its value in the form that is compared; an issue on the field that has none. */
export function toMatch(fields: MatchFields, context: z.RefinementCtx): Match {
	const refuse = (field: keyof MatchFields, message: string): never => {
		context.addIssue({ code: z.ZodIssueCode.custom, path: [field], message });
		return z.NEVER;
	};
	const given = fields.matchValue;
	if (given === undefined || given === null || given === '') return refuse('matchValue', 'is empty');
	if (!isPlain(given)) return refuse('matchValue', 'has to be a text or a number');
	const text = String(given).trim();
	if (text === '') return refuse('matchValue', 'is empty');
	switch (fields.matchBy) {
		case 'phone': {
			const phone = phoneNumber.safeParse(text);
			if (phone.success) return { by: 'phone', value: phone.data };
			return refuse('matchValue', phone.error.issues[0]?.message ?? 'has to be a phone number');
		}
		case 'email': {
			const email = readEmail(text);
			return email === undefined ? refuse('matchValue', notAnEmail(text)) : { by: 'email', value: email };
		}
		case 'nationalId':
			return { by: 'nationalId', value: text };
		case 'customField': {
			const fieldKey = fields.matchCustomFieldKey?.trim();
			if (fieldKey === undefined) return refuse('matchCustomFieldKey', 'is empty');
			// A number stays one: a field of the type NUMBER is compared with it.
			return { by: 'customField', fieldKey, value: typeof given === 'string' ? text : given };
		}
	}
}

/** The same text for all items that mean the same contact. */
export function matchKey(match: Match): string {
	const fieldKey = match.by === 'customField' ? match.fieldKey : '';
	return JSON.stringify([match.by, fieldKey, match.by === 'email' ? match.value.toLowerCase() : String(match.value)]);
}

/** How many contacts an error names before it says "and more". */
const mostNamed = 10;

/**
 * The one contact that matches, or undefined. What the search finds is compared again, exactly: how LlamadaPro compares is
 * known from examples only, and an update of a contact that merely looks alike could not be undone.
 * Throws a RequestFailure that lists the ids when several match.
 */
export async function findMatch(client: ApiClient, match: Match): Promise<Contact | undefined> {
	for (const value of searchValues(match)) {
		const found = await matchesOf(client, match, value);
		if (found.size > 1) throw severalMatch(match, [...found.keys()]);
		const [contact] = found.values();
		if (contact !== undefined) return contact;
	}
	return undefined;
}

/** Whether capitals count in LlamadaPro's search is unknown: an email address is looked for in lower case too. */
function searchValues(match: Match): unknown[] {
	return match.by === 'email' ? [...new Set([match.value, match.value.toLowerCase()])] : [match.value];
}

async function matchesOf(client: ApiClient, match: Match, value: unknown): Promise<Map<number, Contact>> {
	const body = { filters: [{ field: searchPath(match), operator: assumptions.equals, value }] };
	const found = new Map<number, Contact>();
	for await (const page of readPages(client, routes.searchContacts, { body }, searchPages)) {
		for (const contact of page) {
			if (isMatch(contact, match)) found.set(contact.id, contact);
		}
		if (found.size > mostNamed) break;
	}
	return found;
}

function searchPath(match: Match): string {
	switch (match.by) {
		case 'phone':
		case 'email':
			return assumptions.addressPath;
		case 'nationalId':
			return 'nationalId';
		case 'customField':
			return assumptions.customFieldPath(match.fieldKey);
	}
}

/** Whether a contact has exactly this phone number (however it is written), email address, national id or field value. */
export function isMatch(contact: Contact, match: Match): boolean {
	const addresses = (contact.addresses ?? []).map(({ address }) => address ?? '');
	switch (match.by) {
		case 'phone':
			return [...addresses, contact.phone ?? ''].some((address) => normalisePhone(address) === match.value);
		case 'email':
			return [...addresses, contact.email ?? ''].some(
				(address) => address.trim().toLowerCase() === match.value.toLowerCase(),
			);
		case 'nationalId':
			return contact.nationalId?.trim() === match.value;
		case 'customField': {
			const value = contact.customFields?.[match.fieldKey];
			return isSameValue(value, match.value);
		}
	}
}

/** Whether a value reads the same as the one to match; numbers are compared with their texts. */
function isSameValue(value: unknown, wanted: PlainValue): boolean {
	return isPlain(value) && String(value).trim() === String(wanted);
}

function isPlain(value: unknown): value is PlainValue {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function severalMatch(match: Match, ids: readonly number[]): RequestFailure {
	const named = ids.slice(0, mostNamed).join(', ') + (ids.length > mostNamed ? ' and more' : '');
	return new RequestFailure({
		message: `Several contacts match "${String(match.value)}": ${named}`,
		description:
			'None of them was changed and none was created. Merge them in LlamadaPro or match by something that only one contact has. Update changes one of them by its ID.',
		outcome: 'failed',
	});
}

/** A new contact with the value it is matched by, so that the next run finds it. */
export function withMatch(contact: NewContact, match: Match): NewContact {
	const addressOf = (channelType: string, address: string): Address => ({ channelType, address });
	switch (match.by) {
		case 'phone':
			return { ...contact, addresses: joined([addressOf('PHONE', match.value)], contact.addresses ?? []) };
		case 'email':
			return { ...contact, addresses: joined([addressOf('EMAIL', match.value)], contact.addresses ?? []) };
		case 'nationalId':
			return { ...contact, nationalId: match.value };
		case 'customField':
			return { ...contact, customFields: { [match.fieldKey]: match.value, ...contact.customFields } };
	}
}

/** The field that gives the contact another value than the one it is matched by; the next run would not find it again. */
export function contradiction(contact: NewContact, match: Match): string | undefined {
	const given = contradictable(contact, match);
	if (given === undefined || isSameValue(given, match.value)) return undefined;
	return `"Match Value" is "${String(match.value)}", but the contact is also given the value ${JSON.stringify(given)} for it`;
}

function contradictable(contact: NewContact, match: Match): unknown {
	switch (match.by) {
		case 'nationalId':
			return contact.nationalId;
		case 'customField':
			return contact.customFields?.[match.fieldKey];
		case 'phone':
		case 'email':
			return undefined;
	}
}
