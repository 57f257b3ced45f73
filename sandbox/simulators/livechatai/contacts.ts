import { z } from 'zod';
import { requireAgent } from './agentEntity.ts';
import type { Agent } from './agentEntity.ts';
import type { Call, Handlers } from './call.ts';
import { contactDetails, contactRow, newContact, requireContact } from './contactEntity.ts';
import type { Contact } from './contactEntity.ts';
import { LiveChatAiRefusal, notFound } from './errors.ts';
import { countAndPages, inListOrder, pageOf } from './paging.ts';
import { optionalText, pageParameters, readBody, readQuery, text } from './parameters.ts';
import { userHashOf } from './userHash.ts';

const listSchema = z.object({ agentId: text, ...pageParameters('limit') });
const upsertSchema = z.object({
	agentId: text,
	distinctId: text,
	contactId: optionalText,
	userHash: optionalText,
	name: optionalText,
	email: optionalText,
	phone: optionalText,
	attributes: z.record(z.unknown()).optional(),
});
const nothing = z.object({});
type Wanted = z.output<typeof upsertSchema>;

/** The contacts (section 6.2). */
export const contactHandlers: Handlers<'listContacts' | 'upsertContact' | 'retrieveContact'> = {
	listContacts: (call) => {
		const { agentId } = readQuery(call, listSchema);
		requireAgent(call, agentId);
		const ofAgent = call.state.contacts.all().filter((contact) => contact.agentId === agentId);
		const page = pageOf(call, inListOrder(ofAgent, call), { size: 'limit', defaultSize: 10 });
		const data = page.rows.map(contactRow);
		return { status: 200, json: { status: 'success', agentId, data, ...countAndPages(page) } };
	},

	upsertContact: (call) => {
		const wanted = readBody(call, upsertSchema);
		const agent = requireAgent(call, wanted.agentId);
		if (agent.isIdentificationSecure && wanted.userHash !== userHashOf(wanted.distinctId)) {
			throw new LiveChatAiRefusal(Number(call.assumptions.userHashStatus), 'userHash is missing or wrong.');
		}
		const now = call.state.clock.next();
		const known = find(wanted, call);
		const contact = known ?? newContact(call.state.newId('contact'), agent.id, now);
		call.state.contacts.put(changed(contact, wanted, { agent, now, call }));
		return { status: 200, json: { status: 'success', contactId: contact.id } };
	},

	retrieveContact: (call) => {
		readQuery(call, nothing);
		const contact = requireContact(call, call.request.params.contactId ?? '');
		return { status: 200, json: contactDetails(contact) };
	},
};

/** The contact an upsert is about; undefined for a new one. */
function find({ agentId, contactId, distinctId }: Wanted, { state, assumptions }: Call): Contact | undefined {
	if (contactId !== undefined && assumptions.contactMatch === 'contactIdFirst') {
		const byId = state.contacts.get(contactId);
		if (byId?.agentId === agentId) return byId;
		if (assumptions.unknownContactId === '404') throw notFound(`Contact ${contactId}`);
	}
	return state.contacts.all().find((contact) => contact.agentId === agentId && contact.distinctId === distinctId);
}

function changed(
	contact: Contact,
	wanted: Wanted,
	{ agent, now, call }: { agent: Agent; now: string; call: Call },
): Contact {
	const { distinctId, name = contact.name, email = contact.email, phone = contact.phone } = wanted;
	return {
		...contact,
		distinctId,
		name,
		email,
		phone,
		attributes: attributesAfter(contact, wanted.attributes, agent, call),
		updatedAt: now,
	};
}

/** Only keys that are configured for the agent are kept (documented). */
function attributesAfter(
	{ attributes }: Contact,
	given: Record<string, unknown> | undefined,
	{ attributeKeys }: Agent,
	{ assumptions }: Call,
): Record<string, unknown> {
	if (given === undefined) return attributes;
	const kept = Object.fromEntries(Object.entries(given).filter(([key]) => attributeKeys.includes(key)));
	return assumptions.contactAttributes === 'merge' ? { ...attributes, ...kept } : kept;
}
