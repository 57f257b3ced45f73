import { listReader, polledEvent } from '../../shared/triggers/poll/event';
import { assumptions, pagesOf, routes } from '../api';
import type { Contact } from '../schemas/contact';
import { contactFilterParameters, type ContactFilters, contactFilters, isWantedContact } from './contactFilters';

/** Contacts are created with a time that the client may choose: earlier ones are still found this far back. */
const overlapMs = 15 * 60_000;

/** The contacts, the newest by one field first. */
const contactsBy = (field: string) =>
	listReader({
		route: routes.listContacts,
		style: pagesOf<Contact>(),
		total: ({ totalCount }) => totalCount,
		input: () => ({ query: { sortBy: assumptions.sortBy({ field, direction: 'desc' }) } }),
	});

export const contactEvents = [
	polledEvent<Contact, ContactFilters>({
		name: 'New Contact',
		value: 'newContact',
		description:
			'A contact was created. One that is imported with an earlier creation date, more than 15 minutes before that of the newest contact, is not found.',
		properties: [contactFilters],
		parameters: contactFilterParameters,
		read: contactsBy('createdAt'),
		order: 'newestFirst',
		key: ({ id }) => String(id),
		moment: ({ createdAt }) => createdAt,
		momentField: 'createdAt',
		overlapMs,
		isWanted: isWantedContact,
	}),
	polledEvent<Contact, ContactFilters>({
		name: 'Updated Contact',
		value: 'updatedContact',
		description:
			'A contact was changed after it was created. Changes between two polls come as one, with the contact as it is then. Assumes that LlamadaPro can sort contacts by the time of their last change, which its documentation does not say.',
		properties: [contactFilters],
		parameters: contactFilterParameters,
		read: contactsBy(assumptions.changedAt),
		order: 'newestFirst',
		key: ({ id, updatedAt }) => `${id}@${updatedAt ?? ''}`,
		moment: ({ updatedAt }) => updatedAt,
		momentField: assumptions.changedAt,
		overlapMs,
		isWanted: (contact, parameters) => contact.updatedAt !== contact.createdAt && isWantedContact(contact, parameters),
	}),
];
