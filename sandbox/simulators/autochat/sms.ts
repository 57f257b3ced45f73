import { jsonAnswer } from '../answer.ts';
import { chooseAssistant } from './assistants.ts';
import type { Conversation } from './conversation.ts';
import { AutochatRefusal } from './errors.ts';
import { optionalId, optionalText, readBody, requireText } from './fields.ts';
import type { Call, Handler } from './handler.ts';
import { formatPhone } from './phoneNumber.ts';
import { checkPlan } from './usage.ts';

const resumableMs = 30 * 86_400_000;

/** `POST /api/sms/conversations/start` (section 7). A number that wrote or was written to within 30 days resumes. */
export const startSms: Handler = ({ request, state, tenant, assumptions }) => {
	const body = readBody(request);
	const phone = formatPhone(requireText(body, 'phone_number', assumptions), assumptions);
	const message = requireText(body, 'message', assumptions);
	const name = optionalText(body, 'contact_name');
	const company = optionalText(body, 'contact_company');
	const contact = { ...(name === undefined ? {} : { name }), ...(company === undefined ? {} : { company }), phone };

	const party = { tenantId: tenant.id, channel: 'sms', channel_identifier: phone } as const;
	const latest = state.conversations.newestOpen(party);
	const isRecent = latest !== undefined && state.now() - Date.parse(latest.last_message_at) <= resumableMs;
	const resumed = isRecent ? latest : undefined;
	const occasion = {
		channel: 'sms',
		wanted: optionalId(body, 'assistant_id'),
		current: resumed?.assistant_id,
	} as const;
	const assistantId = chooseAssistant(tenant, occasion, assumptions) ?? null;
	checkPlan(tenant, 'conversations', resumed === undefined, assumptions);

	const conversation =
		resumed ?? state.openConversation({ ...party, contact_data: contact, assistant_id: assistantId });
	if (resumed === undefined) tenant.used.conversations += 1;
	else Object.assign(resumed.contact_data, contact);
	conversation.assistant_id = assistantId;
	const sent = state.addMessage(conversation, 'assistant', message);
	state.announce('conversation:updated', conversation);
	return jsonAnswer(
		{
			success: true,
			conversation_id: conversation.id,
			message_id: sent.id,
			is_new_conversation: resumed === undefined,
		},
		resumed === undefined ? 201 : Number(assumptions.resumedSms),
	);
};

/** `POST /api/sms/conversations/:conversationId/messages` (section 7). */
export const sendSms: Handler = (call) => {
	const { request, state, tenant, assumptions } = call;
	const conversation = requireSmsConversation(call);
	const message = requireText(readBody(request), 'message', assumptions);
	checkPlan(tenant, 'conversations', false, assumptions);
	const sent = state.addMessage(conversation, 'assistant', message);
	state.announce('conversation:updated', conversation);
	return jsonAnswer({ success: true, message_id: sent.id });
};

/** `PUT /api/sms/conversations/:conversationId/ai-guide` (section 7). An empty guide is no guide. */
export const setAiGuide: Handler = (call) => {
	const conversation = requireSmsConversation(call);
	const guide = optionalText(readBody(call.request), 'ai_guide');
	if (guide === undefined) throw new AutochatRefusal(400, 'ai_guide is required');
	conversation.ai_guide = guide === '' ? null : guide;
	switch (call.assumptions.aiGuideAnswer) {
		case 'success':
			return jsonAnswer({ success: true });
		case 'withGuide':
			return jsonAnswer({ success: true, ai_guide: conversation.ai_guide });
		case 'noContent':
			return { status: 204 };
	}
};

function requireSmsConversation({ request, state, tenant }: Call): Conversation {
	const conversation = state.conversations.get(request.params.conversationId ?? '');
	if (conversation === undefined || conversation.tenantId !== tenant.id || conversation.channel !== 'sms') {
		throw new AutochatRefusal(404, 'Conversation not found');
	}
	return conversation;
}
