import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { printable } from '../../../shared/http/text';
import { phoneNumber } from '../../../shared/properties/phone';
import { optionalText } from '../../../shared/properties/text';
import type { NewContact } from '../../schemas/contact';

export type Address = NonNullable<NewContact['addresses']>[number];

export const addressesProperty: INodeProperties = {
	displayName: 'Addresses',
	name: 'addresses',
	type: 'fixedCollection',
	placeholder: 'Add address',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	description:
		'Phone numbers, email addresses and other ways to reach the contact. Rows whose address is empty are left out.',
	options: [
		{
			displayName: 'Address',
			name: 'address',
			values: [
				{
					displayName: 'Channel Type',
					name: 'channelType',
					type: 'options',
					options: [
						{
							name: 'Email (Unverified)',
							value: 'EMAIL',
							description: 'LlamadaPro documents PHONE only; this node assumes EMAIL',
						},
						{ name: 'Other', value: 'other', description: 'A channel type that your account knows' },
						{ name: 'Phone', value: 'PHONE' },
					],
					default: 'PHONE',
				},
				{
					displayName: 'Other Channel Type',
					name: 'otherChannelType',
					type: 'string',
					displayOptions: { show: { channelType: ['other'] } },
					default: '',
					placeholder: 'e.g. WHATSAPP',
					description: 'Name of the channel type. LlamadaPro documents PHONE only.',
				},
				{
					displayName: 'Address',
					name: 'address',
					type: 'string',
					default: '',
					placeholder: 'e.g. +56912345678',
					description:
						'The phone number with its country code (spaces, dashes, brackets and a leading 00 are accepted), the email address, or what the channel uses',
				},
			],
		},
	],
};

const row = z
	.object({
		channelType: z.enum(['EMAIL', 'other', 'PHONE']).default('PHONE'),
		otherChannelType: optionalText,
		address: optionalText,
	})
	.transform(({ channelType, otherChannelType, address }, context): Address | undefined => {
		if (address === undefined) return undefined;
		const refuse = (field: string, message: string): never => {
			context.addIssue({ code: z.ZodIssueCode.custom, path: [field], message });
			return z.NEVER;
		};
		switch (channelType) {
			case 'PHONE': {
				const phone = phoneNumber.safeParse(address);
				if (phone.success) return { address: phone.data, channelType };
				return refuse('address', phone.error.issues[0]?.message ?? 'has to be a phone number');
			}
			case 'EMAIL': {
				const email = readEmail(address);
				return email === undefined ? refuse('address', notAnEmail(address)) : { address: email, channelType };
			}
			case 'other':
				if (otherChannelType === undefined) return refuse('otherChannelType', 'is empty');
				return { address: address.trim(), channelType: otherChannelType.trim() };
		}
	});

/** The schema of `addressesProperty`: the addresses as the API takes them, undefined when there are none. */
export const addresses = z
	.object({ address: z.array(row) })
	.partial()
	.default({})
	.transform(({ address = [] }) => {
		const given = address.filter((one) => one !== undefined);
		return given.length === 0 ? undefined : joined(given, []);
	});

/** An email address without the space around it; undefined for what cannot be one. */
export function readEmail(text: string): string | undefined {
	return /^[^\s@]+@[^\s@]+$/.test(text.trim()) ? text.trim() : undefined;
}

/** Why a text is no email address, to follow a field's label. */
export function notAnEmail(text: string): string {
	return `has to be an email address such as ana@example.com. Received: "${printable(text, 60)}"`;
}

/** Whether two addresses reach the same: capitals make no difference in an email address. */
export function isSameAddress(one: Address, other: Address): boolean {
	if (one.channelType !== other.channelType) return false;
	return one.channelType === 'EMAIL'
		? one.address.toLowerCase() === other.address.toLowerCase()
		: one.address === other.address;
}

/** The first addresses and those of the others that are not among them, each once. */
export function joined(first: readonly Address[], others: readonly Address[]): Address[] {
	const all: Address[] = [];
	for (const address of [...first, ...others]) {
		if (!all.some((known) => isSameAddress(known, address))) all.push(address);
	}
	return all;
}
