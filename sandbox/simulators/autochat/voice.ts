import { jsonAnswer } from '../answer.ts';
import { chooseAssistant } from './assistants.ts';
import type { Assumptions } from './assumptions.ts';
import { AutochatRefusal } from './errors.ts';
import { optionalId, optionalText, readBody, requireText } from './fields.ts';
import type { Handler } from './handler.ts';
import { checkPlan } from './usage.ts';

const requiredFields: Record<Assumptions['voiceFields'], readonly string[]> = {
	session: ['sessionId'],
	sessionAndAssistant: ['sessionId', 'assistantId'],
	none: [],
};

/**
 * `POST /api/widgets/:widgetId/voice/start` (section 3.3). The number is the tenant's, for the visitor to
 * dial; the call itself is not simulated, so no voice minutes are used.
 */
export const startVoice: Handler = ({ request, state, tenant, assumptions }) => {
	const body = readBody(request);
	for (const field of requiredFields[assumptions.voiceFields]) requireText(body, field, assumptions);
	const sessionId = optionalText(body, 'sessionId') ?? '';
	const wanted = optionalId(body, 'assistantId');
	const assistantId = chooseAssistant(tenant, { channel: 'voice', wanted }, assumptions);
	const phoneNumber = tenant.voiceNumber;
	if (assistantId === undefined || phoneNumber === undefined) {
		throw new AutochatRefusal(Number(assumptions.noVoice), 'Voice is not configured');
	}
	checkPlan(tenant, 'voiceMinutes', true, assumptions);
	const conversation = state.openConversation({
		tenantId: tenant.id,
		channel: 'voice',
		channel_identifier: sessionId,
		assistant_id: assistantId,
	});
	return jsonAnswer({ success: true, conversationId: conversation.id, assistantId, phoneNumber });
};
