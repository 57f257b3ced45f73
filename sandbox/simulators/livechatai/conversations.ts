import { z } from 'zod';
import { requireAgent } from './agentEntity.ts';
import { success } from './call.ts';
import type { Call, Handlers } from './call.ts';
import { newContact, requireContact } from './contactEntity.ts';
import { addMessage, conversationDetails, newConversation, requireConversation } from './conversationEntity.ts';
import { invalid, LiveChatAiRefusal, notFound } from './errors.ts';
import { metaOf, pageOf } from './paging.ts';
import { optionalText, pageParameters, readBody, readQuery, text } from './parameters.ts';
import type { Person } from './people.ts';
import { sendMessage } from './sending.ts';
import { viewRow } from './views.ts';

const createSchema = z.object({
	agentId: text,
	contactId: optionalText,
	integrationType: z.enum(['WHATSAPP', 'SLACK']).optional(),
	ip: optionalText,
	country: optionalText,
});
const replySchema = z.object({
	message: text,
	userId: optionalText,
	messageType: z.enum(['TEXT', 'IMAGE']).default('TEXT'),
});
const endSchema = z.object({ userId: optionalText });
const viewsSchema = z.object({ agentId: text, ...pageParameters('perPage') });
const searchSchema = viewsSchema.extend({ search: optionalText });
const nothing = z.object({});

/** The conversations but for their lists (section 6.3). */
export const conversationHandlers: Handlers<
	| 'sendMessage'
	| 'createConversation'
	| 'listViews'
	| 'retrieveConversation'
	| 'replyToConversation'
	| 'endConversation'
> = {
	sendMessage,

	createConversation: (call) => {
		const { agentId, contactId, integrationType = null, ip, country } = readBody(call, createSchema);
		requireAgent(call, agentId);
		const { state, assumptions } = call;
		const isKnown = contactId !== undefined && state.contacts.get(contactId)?.agentId === agentId;
		const isAsked = contactId !== undefined && (isKnown || assumptions.unknownContactId === '404');
		const createdAt = state.clock.next();
		const contact = isAsked
			? requireContact(call, contactId, agentId)
			: newContact(state.newId('contact'), agentId, createdAt, { ip: ip ?? null, country: country ?? null });
		state.contacts.put(contact);
		const id = state.newId('chat');
		state.conversations.put(newConversation({ id, agentId, contactId: contact.id, createdAt, integrationType }));
		return success({ conversationId: id, contactId: contact.id });
	},

	listViews: (call) => {
		const searches = call.assumptions.viewSearch === 'honoured';
		const { agentId, search = '' } = readQuery(call, searches ? searchSchema : viewsSchema) as z.output<
			typeof searchSchema
		>;
		requireAgent(call, agentId);
		const found = call.state.views
			.filter((view) => view.agentId === agentId)
			.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()));
		const page = pageOf(call, found, { size: 'perPage', defaultSize: 20 });
		return success({ views: page.rows.map(viewRow), meta: metaOf(page) });
	},

	retrieveConversation: (call) => {
		readQuery(call, nothing);
		return success(conversationDetails(requireConversation(call), call));
	},

	replyToConversation: (call) => {
		const { message: content, userId, messageType: type } = readBody(call, replySchema);
		const { state, assumptions } = call;
		if (userId === undefined && assumptions.replyUserId === 'required') throw invalid('userId', 'is required');
		const conversation = requireConversation(call);
		const agent = userId === undefined ? (conversation.agent ?? state.people[0]) : requirePerson(userId, call);
		if (state.messageUnits < 1) {
			throw new LiveChatAiRefusal(Number(assumptions.quotaSpent), 'The message quota of this month is spent.');
		}
		state.setMessageUnits(state.messageUnits - 1);
		if (assumptions.replyEffect === 'takesOver') {
			Object.assign(conversation, { isAgent: true, agent, isResolved: false });
		}
		const id = state.newId('msg');
		const createdAt = state.clock.next();
		addMessage(conversation, { id, role: 'agent', type, content, source: [], agent, createdAt });
		return success(
			{
				messageId: id,
				conversationId: conversation.id,
				message: { id, text: content, sender: 'AGENT', type, createdAt, agent },
			},
			'Reply sent successfully.',
		);
	},

	endConversation: (call) => {
		const { userId } = readBody(call, endSchema);
		const conversation = requireConversation(call);
		if (conversation.isResolved && call.assumptions.secondEnd === 'refused') {
			throw new LiveChatAiRefusal(400, 'The conversation is resolved already.');
		}
		// the fallbacks are documented: the given user, the assigned human, the owner of the workspace
		const person = userId === undefined ? (conversation.agent ?? call.state.people[0]) : requirePerson(userId, call);
		Object.assign(conversation, { isResolved: true, updatedAt: call.state.clock.next() });
		const { id: conversationId, contactId } = conversation;
		return success({ conversationId, userId: person.id, contactId }, 'Conversation ended successfully.');
	},
};

function requirePerson(userId: string, { state }: Call): Person {
	const person = state.person(userId);
	if (person === undefined) throw notFound(`User ${userId}`);
	return person;
}
