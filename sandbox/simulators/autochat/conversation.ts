export type Channel = 'voice' | 'sms' | 'chat' | 'email';

/** What is known about a visitor or contact. */
export interface ContactData {
	name?: string;
	email?: string;
	phone?: string;
	company?: string;
}

/** A conversation, with the names the dashboard uses (section 5, "ASSUMED payloads"). */
export interface Conversation {
	readonly id: string;
	readonly tenantId: string;
	readonly channel: Channel;
	/** The session of a chat or call, the phone number of an SMS conversation. */
	readonly channel_identifier: string;
	contact_data: ContactData;
	assistant_id: string | null;
	status: 'active' | 'closed';
	qualified: boolean;
	qualified_at: string | null;
	ai_guide: string | null;
	readonly started_at: string;
	last_message_at: string;
}

/** A message of a conversation. What operators write comes from the assistant's side too. */
export interface Message {
	readonly id: string;
	readonly conversation_id: string;
	readonly channel: Channel;
	readonly role: 'user' | 'assistant';
	readonly content: string;
	readonly created_at: string;
}

/** The conversation as the events of the dashboard show it (section 5). */
export function eventData(conversation: Conversation): Record<string, unknown> {
	const { id, channel, channel_identifier, contact_data, assistant_id, status, qualified } = conversation;
	const { qualified_at, started_at, last_message_at } = conversation;
	return {
		id,
		channel,
		channel_identifier,
		contact_data: { ...contact_data },
		assistant_id,
		status,
		qualified,
		...(qualified_at === null ? {} : { qualified_at }),
		started_at,
		last_message_at,
	};
}
