import { jsonAnswer } from '../answer.ts';
import { chooseAssistant } from './assistants.ts';
import type { ContactData, Conversation } from './conversation.ts';
import { AutochatRefusal } from './errors.ts';
import { optionalId, readBody, requireText } from './fields.ts';
import type { JsonObject } from './fields.ts';
import type { Call, Handler } from './handler.ts';
import { replyTo } from './replies.ts';
import { checkPlan } from './usage.ts';

const visitorFields = ['name', 'email', 'phone', 'company'] as const;

/** `POST /api/widgets/:widgetId/chat` (section 3.1). */
export const sendChat: Handler = (call) => {
	const { request, state, tenant, assumptions } = call;
	const body = readBody(request);
	const sessionId = requireText(body, 'sessionId', assumptions);
	const message = requireText(body, 'message', assumptions);
	const wanted = optionalId(body, 'assistantId');
	const resumed = findConversation(call, sessionId, optionalId(body, 'conversationId'));
	const current = resumed?.assistant_id;
	const assistantId = chooseAssistant(tenant, { channel: 'chat', wanted, current, message }, assumptions);
	if (assistantId === undefined) throw new AutochatRefusal(Number(assumptions.noAssistant), 'No assistant configured');
	checkPlan(tenant, 'conversations', resumed === undefined, assumptions);

	const conversation =
		resumed ??
		state.openConversation({
			tenantId: tenant.id,
			channel: 'chat',
			channel_identifier: sessionId,
			contact_data: assumptions.visitorFields === 'copied' ? visitorOf(body) : {},
			assistant_id: assistantId,
		});
	if (resumed === undefined) tenant.used.conversations += 1;
	else if (assumptions.visitorFields === 'copied') Object.assign(resumed.contact_data, visitorOf(body));
	conversation.status = 'active';
	conversation.assistant_id = assistantId;

	state.addMessage(conversation, 'user', message);
	const turn = state.conversations.messages(conversation.id).filter(({ role }) => role === 'user').length;
	const reply = replyTo(message, assistantId, turn);
	state.addMessage(conversation, 'assistant', reply.text);
	state.announce('conversation:updated', conversation);
	return jsonAnswer({
		success: true,
		conversationId: conversation.id,
		message: reply.text,
		metadata: reply.metadata,
	});
};

/** The conversation to resume; undefined means a new one. */
function findConversation(
	{ state, tenant, assumptions }: Call,
	sessionId: string,
	id: string | undefined,
): Conversation | undefined {
	const party = { tenantId: tenant.id, channel: 'chat', channel_identifier: sessionId } as const;
	if (id === undefined) {
		return assumptions.omittedConversation === 'resume' ? state.conversations.newestOpen(party) : undefined;
	}
	const found = state.conversations.get(id);
	const isOwn =
		found?.tenantId === party.tenantId && found.channel === 'chat' && found.channel_identifier === sessionId;
	if (found === undefined || !isOwn) {
		if (assumptions.unknownConversation === 'newConversation') return undefined;
		throw new AutochatRefusal(404, 'Conversation not found');
	}
	return found.status === 'active' || assumptions.closedConversation === 'reopened' ? found : undefined;
}

function visitorOf(body: JsonObject): ContactData {
	const contact: ContactData = {};
	for (const field of visitorFields) {
		const value = body[field];
		if (typeof value === 'string') contact[field] = value;
	}
	return contact;
}
