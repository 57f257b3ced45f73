import { jsonAnswer } from '../answer.ts';
import type { Conversation } from './conversation.ts';
import { AutochatRefusal } from './errors.ts';
import type { Call, Handler } from './handler.ts';

const defaultLimit = 50;

/** `GET /api/sms/conversations` (section 7). */
export const listSms: Handler = (call) => {
	const { state, tenant, assumptions } = call;
	const asked = pagingParameter(call, 'limit', 1, defaultLimit);
	const limit = assumptions.smsMaxLimit === 'none' ? asked : Math.min(asked, Number(assumptions.smsMaxLimit));
	const offset = pagingParameter(call, 'offset', 0, 0);
	const sign = assumptions.smsOrder === 'newestFirst' ? -1 : 1;
	const all = state.conversations
		.all(tenant.id)
		.filter(({ channel }) => channel === 'sms')
		.sort((a, b) => sign * (Date.parse(a.last_message_at) - Date.parse(b.last_message_at)));
	return jsonAnswer({
		conversations: all.slice(offset, offset + limit).map(shown),
		total: all.length,
		limit,
		offset,
	});
};

function pagingParameter({ request, assumptions }: Call, name: string, lowest: number, byDefault: number): number {
	const text = request.query.get(name);
	if (text === null) return byDefault;
	const number = /^\d+$/.test(text) ? Number(text) : NaN;
	if (number >= lowest) return number;
	if (assumptions.badPaging === 'defaulted') return byDefault;
	throw new AutochatRefusal(400, `${name} must be a whole number from ${lowest}`);
}

function shown(conversation: Conversation): Record<string, unknown> {
	const { id, channel, channel_identifier, contact_data, started_at, last_message_at } = conversation;
	const { name = null, company = null, phone = null } = contact_data;
	return { id, channel, channel_identifier, contact_data: { name, company, phone }, started_at, last_message_at };
}
