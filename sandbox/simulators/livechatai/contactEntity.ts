import type { Call } from './call.ts';
import { notFound } from './errors.ts';

/** A contact of an AI agent (section 6.2). */
export interface Contact {
	readonly id: string;
	readonly agentId: string;
	distinctId: string | null;
	name: string | null;
	email: string | null;
	phone: string | null;
	country: string | null;
	ip: string | null;
	chatSource: string | null;
	threadId: string | null;
	attributes: Record<string, unknown>;
	createdAt: string;
	updatedAt: string;
}

/** The short form of the list; it has no attributes. */
export function contactRow({ id, distinctId, name, email, phone, country, createdAt }: Contact) {
	return { id, distinctId, name, email, phone, country, createdAt };
}

/** The full form, where attributes are an array; its nulls are documented. */
export function contactDetails(contact: Contact) {
	const attributes = Object.entries(contact.attributes).map(([key, value]) => ({ key, value }));
	return { ...contact, attributes };
}

/** The form inside a conversation row, where attributes are an object (section 6.3). */
export function contactOfRow({ id, name, phone, email, distinctId, attributes }: Contact) {
	return { id, name, phone, email, distinctId, attributes };
}

/** A contact without anything known about the person. */
export function newContact(id: string, agentId: string, now: string, known: Partial<Contact> = {}): Contact {
	return {
		id,
		agentId,
		distinctId: null,
		name: null,
		email: null,
		phone: null,
		country: null,
		ip: null,
		chatSource: 'api',
		threadId: null,
		attributes: {},
		createdAt: now,
		updatedAt: now,
		...known,
	};
}

/** The contact a request names, of this agent if one is given, or a 404. */
export function requireContact({ state }: Call, contactId: string, agentId?: string): Contact {
	const contact = state.contacts.get(contactId);
	if (contact === undefined || (agentId !== undefined && contact.agentId !== agentId)) {
		throw notFound(`Contact ${contactId}`);
	}
	return contact;
}

const names = ['Maria Lopez', 'John Smith', 'Aiko Tanaka', 'Lars Olsen', 'Zoe Martin'];
const countries = ['MX', 'US', 'JP', 'NO', 'FR'];

/** `count` contacts of an agent, one an hour; every third has only a distinctId and a country. */
export function seedContacts(count: number, agentId: string, prefix: string): Contact[] {
	return Array.from({ length: count }, (_, index) => {
		const number = String(index + 1).padStart(4, '0');
		const known = index % 3 !== 2;
		const createdAt = new Date(Date.UTC(2025, 0, 10, index)).toISOString();
		return newContact(`${prefix}_${number}`, agentId, createdAt, {
			distinctId: `customer-${number}`,
			country: countries[index % countries.length] ?? null,
			chatSource: 'website',
			name: known ? (names[index % names.length] ?? null) : null,
			email: known ? `customer${number}@example.com` : null,
			phone: known ? `+1555010${number}` : null,
			attributes: known ? { plan: index % 2 === 0 ? 'pro' : 'free', customerNumber: index + 1 } : {},
		});
	});
}
