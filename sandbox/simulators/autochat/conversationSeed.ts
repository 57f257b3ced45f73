import { assistantIds, tenantIds } from './tenants.ts';
import { replyTo } from './replies.ts';
import type { AutochatState } from './state.ts';

/** The conversations of the seed a test may need by id. */
export const seededIds = {
	/** Open, of session `session_seed` of the sandbox tenant. */
	openChat: 'conv-1',
	/** Closed, of session `session_closed` of the sandbox tenant. */
	closedChat: 'conv-2',
	/** Open, of session `session_shop` of the shop. */
	shopChat: 'conv-3',
	/** Open, of session `session_spent` of the tenant whose plan is spent. */
	spentChat: 'conv-4',
	/** Open, with +15550200001 of the shop. */
	shopSms: 'conv-5',
	/** The first SMS conversation of the sandbox tenant, with +15550300001; the others count on from it. */
	firstSms: 'conv-6',
} as const;

const firstNames = ['Ana', 'José', 'Ngozi', 'Søren', 'Li', "D'Arcy", 'Zoë', undefined];
const companies = ['Acme', undefined, 'Núñez & Co.'];
const momentsOf = 3;

/** The chats of `seededIds`, each with one message and its answer, and the shop's SMS conversation. */
export function seedChats(state: AutochatState): void {
	const chat = (tenantId: string, session: string, assistantId: string): string => {
		const conversation = state.openConversation({
			tenantId,
			channel: 'chat',
			channel_identifier: session,
			assistant_id: assistantId,
		});
		state.addMessage(conversation, 'user', 'Hello');
		state.addMessage(conversation, 'assistant', replyTo('Hello', assistantId, 1).text);
		return conversation.id;
	};
	chat(tenantIds.sandbox, 'session_seed', assistantIds.chat);
	state.closeConversation(chat(tenantIds.sandbox, 'session_closed', assistantIds.chat));
	chat(tenantIds.shop, 'session_shop', `asst-${tenantIds.shop}`);
	chat(tenantIds.spent, 'session_spent', `asst-${tenantIds.spent}`);
	sms(state, tenantIds.shop, '+15550200001', {});
}

/**
 * `count` SMS conversations of the sandbox tenant, the same at every call: numbers from +15550300001, three
 * in the same hour each so that ties occur, some without name or company.
 */
export function seedSms(state: AutochatState, count: number): void {
	for (let index = 0; index < count; index += 1) {
		state.seedAt(Math.floor(index / momentsOf));
		sms(state, tenantIds.sandbox, `+1555${String(300_001 + index).padStart(7, '0')}`, {
			name: firstNames[index % firstNames.length],
			company: companies[index % companies.length],
		});
	}
}

function sms(
	state: AutochatState,
	tenantId: string,
	phone: string,
	contact: { name?: string; company?: string },
): void {
	const conversation = state.openConversation({
		tenantId,
		channel: 'sms',
		channel_identifier: phone,
		contact_data: { ...contact, phone },
		assistant_id: tenantId === tenantIds.sandbox ? assistantIds.sms : `asst-${tenantId}`,
	});
	state.addMessage(conversation, 'assistant', 'Thank you for your order.');
}
