import { z } from 'zod';
import type { Assumptions } from './assumptions.ts';
import { contactFieldsSchema, createContact, findByAddresses, requireContact, updateContact } from './contactEntity.ts';
import type { Contact, ContactFields } from './contactEntity.ts';
import { notFound } from './errors.ts';
import { dateTime, freeObject } from './schema.ts';
import type { FreeObject } from './schema.ts';
import type { LlamadaProState } from './state.ts';

/** A conversation as it is kept; answers have its contacts, too, see `shownConversation` (section 6). */
export interface Conversation {
	readonly id: number;
	readonly tenantId: string;
	readonly contactId: number;
	readonly userId: number | null;
	readonly funnelId: number;
	readonly funnelStatusId: number | null;
	readonly archivedAt: string | null;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly channelSessions: readonly unknown[];
	readonly customFields: FreeObject;
}

/** A bulk operation as it was answered (section 6). */
export interface BulkOperation {
	readonly id: string;
	readonly kind: 'create' | 'update';
	readonly report: unknown;
}

// the children of `contact` are unknown: the subset of CreateContact that section 5.9 assumes
const contactSchema = contactFieldsSchema.omit({ userId: true, metadata: true, createdAt: true });

/** The fields of one new conversation (sections 5.9 and 5.11). */
export const newConversationSchema = z
	.object({
		createdAt: dateTime.optional(),
		userId: z.number().nullable().optional(),
		funnelId: z.number(),
		funnelStatusId: z.number().nullable().optional(),
		archivedAt: dateTime.nullable().optional(),
		customFields: freeObject.optional(),
		contactId: z.number().optional(),
		contact: contactSchema.optional(),
	})
	.refine(({ contactId, contact }) => contactId !== undefined || contact !== undefined, {
		message: 'either contactId or contact is required',
		path: ['contactId'],
	});

/** The fields of one changed conversation (section 5.10). */
export const changedConversationSchema = z.object({
	id: z.number(),
	createdAt: dateTime.optional(),
	userId: z.number().nullable().optional(),
	funnelStatusId: z.number().nullable().optional(),
	archivedAt: dateTime.nullable().optional(),
	customFields: freeObject.optional(),
	contact: contactSchema.optional(),
});

/** Stores a new conversation and its contact: the one named, one with the same address, or a new one (section 9). */
export function createConversation(
	fields: z.output<typeof newConversationSchema>,
	state: LlamadaProState,
	assumptions: Assumptions,
): Conversation {
	const { contact, contactId, ...others } = fields;
	const id = contactId === undefined ? matchContact(contact ?? {}, state, assumptions).id : contactId;
	requireContact(id, state);
	const now = state.timestamp();
	return state.conversations.put({
		userId: null,
		funnelStatusId: null,
		archivedAt: null,
		createdAt: now,
		customFields: {},
		...others,
		id: state.conversations.nextId(),
		tenantId: state.tenantId,
		contactId: id,
		updatedAt: now,
		channelSessions: [],
	});
}

/** Stores a conversation with some fields changed, and its contact if that is changed, too. */
export function updateConversation(
	fields: z.output<typeof changedConversationSchema>,
	state: LlamadaProState,
	assumptions: Assumptions,
): Conversation {
	const { id, contact, customFields, ...others } = fields;
	const conversation = state.conversations.get(id);
	if (conversation === undefined) throw notFound(`Conversation ${id}`);
	if (contact !== undefined) {
		updateContact(requireContact(conversation.contactId, state), contact, state, assumptions);
	}
	const merged =
		assumptions.customFieldValues === 'merge' ? { ...conversation.customFields, ...customFields } : customFields;
	return state.conversations.put({
		...conversation,
		...others,
		customFields: merged ?? conversation.customFields,
		updatedAt: state.timestamp(),
	});
}

/** The conversation as answers have it. */
export function shownConversation(
	conversation: Conversation,
	state: LlamadaProState,
): Conversation & { contacts: Contact[] } {
	const contact = state.contacts.get(conversation.contactId);
	return { ...conversation, contacts: contact === undefined ? [] : [contact] };
}

function matchContact(fields: ContactFields, state: LlamadaProState, assumptions: Assumptions): Contact {
	const given = fields.addresses ?? [];
	const known = findByAddresses(given, state);
	if (known === undefined) return createContact(fields, state, assumptions);
	// the address that matched must not cost the contact its other ones
	return updateContact(known, { ...fields, addresses: [...known.addresses, ...given] }, state, assumptions);
}
