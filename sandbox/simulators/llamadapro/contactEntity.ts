import { z } from 'zod';
import type { Assumptions } from './assumptions.ts';
import { notFound, ValidationRefusal } from './errors.ts';
import { dateTime, freeObject } from './schema.ts';
import type { FreeObject } from './schema.ts';
import type { LlamadaProState } from './state.ts';

/** One way to reach a contact (section 5.13). */
export interface ContactAddress {
	readonly id: number;
	readonly contactId: number;
	readonly tenantId: string;
	readonly address: string;
	readonly channelType: string;
	readonly createdAt: string;
	readonly updatedAt: string;
}

/** A contact as every answer has it (section 6). */
export interface Contact {
	readonly id: number;
	readonly tenantId: string;
	readonly providerId: string | null;
	readonly providerName: string | null;
	readonly nationalId: string | null;
	readonly firstName: string | null;
	readonly lastName: string | null;
	readonly email: string | null;
	readonly phone: string | null;
	readonly userId: number | null;
	readonly contactCompanyId: number | null;
	readonly companyPosition: string | null;
	readonly metadata: unknown;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly customFields: FreeObject;
	readonly addresses: readonly ContactAddress[];
}

const text = z.string().nullable().optional();
const number = z.number().nullable().optional();

/** The body of CreateContact (section 5.13); nothing is required. */
export const contactFieldsSchema = z.object({
	userId: number,
	customFields: freeObject.optional(),
	providerId: text,
	providerName: text,
	nationalId: text,
	firstName: text,
	lastName: text,
	email: text,
	phone: text,
	contactCompanyId: number,
	companyPosition: text,
	metadata: z.unknown(),
	createdAt: dateTime.optional(),
	addresses: z.array(z.object({ address: z.string(), channelType: z.string() })).optional(),
});

export type ContactFields = z.infer<typeof contactFieldsSchema>;

/** Stores a new contact. */
export function createContact(fields: ContactFields, state: LlamadaProState, assumptions: Assumptions): Contact {
	const now = state.timestamp();
	checkKeys(fields, state, assumptions);
	const id = state.contacts.nextId();
	return state.contacts.put({
		providerId: null,
		providerName: null,
		nationalId: null,
		firstName: null,
		lastName: null,
		email: null,
		phone: null,
		userId: null,
		contactCompanyId: null,
		companyPosition: null,
		metadata: null,
		createdAt: now,
		customFields: {},
		...fields,
		id,
		tenantId: state.tenantId,
		updatedAt: now,
		addresses: addressesOf(id, fields.addresses ?? [], [], state),
	});
}

/** Stores a contact with some fields changed (section 5.15). */
export function updateContact(
	contact: Contact,
	fields: ContactFields,
	state: LlamadaProState,
	assumptions: Assumptions,
): Contact {
	checkKeys(fields, state, assumptions);
	const { customFields, addresses } = fields;
	const merged =
		assumptions.customFieldValues === 'merge' ? { ...contact.customFields, ...customFields } : customFields;
	const kept = assumptions.contactAddresses === 'merge' ? contact.addresses : [];
	return state.contacts.put({
		...contact,
		...fields,
		id: contact.id,
		tenantId: contact.tenantId,
		updatedAt: state.timestamp(),
		customFields: merged ?? contact.customFields,
		addresses:
			addresses === undefined
				? contact.addresses
				: addressesOf(contact.id, [...kept, ...addresses], contact.addresses, state),
	});
}

/** The contact of this id, or a 404. */
export function requireContact(id: number, state: LlamadaProState): Contact {
	const contact = state.contacts.get(id);
	if (contact === undefined) throw notFound(`Contact ${id}`);
	return contact;
}

/** The oldest contact that has one of the addresses on the same channel (section 9). */
export function findByAddresses(
	wanted: ReadonlyArray<Pick<ContactAddress, 'address' | 'channelType'>>,
	state: LlamadaProState,
): Contact | undefined {
	return state.contacts.all().find(({ addresses }) => addresses.some((has) => wanted.some((one) => same(one, has))));
}

/** The oldest contact that can be reached at this phone number. */
export function findByPhone(phone: string, state: LlamadaProState): Contact | undefined {
	return state.contacts.all().find(({ addresses }) => addresses.some(({ address }) => address === phone));
}

function addressesOf(
	contactId: number,
	wanted: ReadonlyArray<Pick<ContactAddress, 'address' | 'channelType'>>,
	existing: readonly ContactAddress[],
	state: LlamadaProState,
): ContactAddress[] {
	const now = state.timestamp();
	const addresses: ContactAddress[] = [];
	for (const one of wanted) {
		if (addresses.some((has) => same(one, has))) continue;
		const { address, channelType } = one;
		const before = existing.find((has) => same(one, has));
		const { tenantId } = state;
		addresses.push(
			before ?? {
				id: state.nextAddressId(),
				contactId,
				tenantId,
				address,
				channelType,
				createdAt: now,
				updatedAt: now,
			},
		);
	}
	return addresses;
}

function same(
	a: Pick<ContactAddress, 'address' | 'channelType'>,
	b: Pick<ContactAddress, 'address' | 'channelType'>,
): boolean {
	return a.address === b.address && a.channelType === b.channelType;
}

function checkKeys(fields: ContactFields, state: LlamadaProState, assumptions: Assumptions): void {
	if (assumptions.customFieldKeys === 'any') return;
	const defined = state.definitions.all().filter(({ entityType }) => entityType === 'CONTACT');
	const unknown = Object.entries(fields.customFields ?? {}).filter(
		([key]) => !defined.some(({ fieldKey }) => fieldKey === key),
	);
	if (unknown.length === 0) return;
	const details = unknown.map(([key, value]) => [
		`body.customFields.${key}`,
		{ message: 'is not a defined custom field', value },
	]);
	throw new ValidationRefusal(Object.fromEntries(details) as ValidationRefusal['details']);
}
