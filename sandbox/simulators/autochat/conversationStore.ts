import type { Channel, Conversation, Message } from './conversation.ts';

/** Whose conversations are wanted: a session's, or a phone number's. */
export interface Party {
	tenantId: string;
	channel: Channel;
	channel_identifier: string;
}

/** Conversations of all tenants, oldest first, with their messages. */
export class ConversationStore {
	readonly #conversations = new Map<string, Conversation>();
	readonly #messages = new Map<string, Message[]>();
	// thousands of sessions each look for their own conversation
	readonly #byParty = new Map<string, Conversation[]>();

	/** Those of one tenant, or all. */
	all(tenantId?: string): Conversation[] {
		return [...this.#conversations.values()].filter((one) => tenantId === undefined || one.tenantId === tenantId);
	}

	get(id: string): Conversation | undefined {
		return this.#conversations.get(id);
	}

	add(conversation: Conversation): void {
		this.#conversations.set(conversation.id, conversation);
		const party = partyKey(conversation);
		this.#byParty.set(party, [...(this.#byParty.get(party) ?? []), conversation]);
	}

	/** The newest open conversation of a session or phone number. */
	newestOpen(party: Party): Conversation | undefined {
		return this.#byParty.get(partyKey(party))?.findLast(({ status }) => status === 'active');
	}

	/** The messages of a conversation, oldest first. */
	messages(conversationId: string): readonly Message[] {
		return this.#messages.get(conversationId) ?? [];
	}

	addMessage(message: Message): void {
		const messages = this.#messages.get(message.conversation_id);
		if (messages === undefined) this.#messages.set(message.conversation_id, [message]);
		else messages.push(message);
	}
}

function partyKey({ tenantId, channel, channel_identifier }: Party): string {
	return JSON.stringify([tenantId, channel, channel_identifier]);
}
