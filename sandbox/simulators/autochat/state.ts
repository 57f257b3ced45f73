import { eventData } from './conversation.ts';
import type { Channel, ContactData, Conversation, Message } from './conversation.ts';
import { ConversationStore } from './conversationStore.ts';
import type { TenantEvent, TenantEventType } from './events.ts';
import { seedChats, seedSms } from './conversationSeed.ts';
import { seedTenants, tenantIds } from './tenants.ts';
import type { Meters, Tenant } from './tenants.ts';
import { readToken } from './tokens.ts';
import type { Claims, TokenKind } from './tokens.ts';
import type { TrackedEvent } from './tracking.ts';

/** What a new conversation begins with. */
export interface NewConversation {
	tenantId: string;
	channel: Channel;
	channel_identifier: string;
	contact_data?: ContactData;
	assistant_id?: string | null;
}

export interface StateOptions {
	/** SMS conversations the sandbox tenant begins with; default 60. */
	smsConversations?: number;
	/** Hears of every event of the dashboard; seed data causes none. */
	onEvent?: (event: TenantEvent) => void;
}

/** When the seeded conversations begin; more follow hour by hour. */
const seededFrom = Date.UTC(2025, 0, 20, 12);

/** Everything the simulated Autochat remembers. */
export class AutochatState {
	/** The tenants by id; a test may change their settings and add others. */
	readonly tenants = new Map<string, Tenant>(seedTenants().map((tenant) => [tenant.id, tenant]));
	readonly conversations = new ConversationStore();
	/** Events of the widgets, oldest first. */
	readonly tracked: TrackedEvent[] = [];
	readonly #onEvent: (event: TenantEvent) => void;
	readonly #lastNumbers = { conv: 0, msg: 0 };
	#seedClock: number | undefined = seededFrom;
	#clockOffsetMs = 0;
	#tokensExpired = false;

	constructor({ smsConversations = 60, onEvent = () => undefined }: StateOptions = {}) {
		this.#onEvent = onEvent;
		seedChats(this);
		seedSms(this, smsConversations);
		this.#seedClock = undefined;
	}

	/** A tenant that has to exist. */
	tenant(id: string): Tenant {
		const tenant = this.tenants.get(id);
		if (tenant === undefined) throw new Error(`There is no tenant "${id}"`);
		return tenant;
	}

	/** Restricts the widget of a tenant to these domains; none switches the allow list off. */
	allowDomains(domains: string[], tenantId: string = tenantIds.sandbox): void {
		this.tenant(tenantId).allowedDomains = domains;
	}

	/** Uses up what the plan of a tenant contains. */
	spendPlan(meter: keyof Meters, tenantId: string = tenantIds.sandbox): void {
		const { used, plan } = this.tenant(tenantId);
		used[meter] = plan[meter];
	}

	/** Makes every token an expired one, whatever it says. */
	expireTokens(): void {
		this.#tokensExpired = true;
	}

	/** What a token says if it is good now for this use. */
	claimsOf(token: string, kind: TokenKind): Claims | undefined {
		const claims = readToken(token);
		if (claims?.kind !== kind || this.#tokensExpired || claims.exp * 1000 <= this.now()) return undefined;
		return claims;
	}

	/** Ends a conversation, as an agent does in the dashboard. */
	closeConversation(id: string): Conversation {
		const conversation = this.#require(id);
		conversation.status = 'closed';
		this.announce('conversation:updated', conversation);
		return conversation;
	}

	/** Makes a conversation a qualified one, as the vendor's AI does when its criteria are met. */
	qualifyConversation(id: string): Conversation {
		const conversation = this.#require(id);
		conversation.qualified = true;
		conversation.qualified_at = this.timestamp();
		this.announce('conversation:qualified', conversation);
		return conversation;
	}

	/** Opens a conversation; the dashboard hears of it. */
	openConversation(parts: NewConversation): Conversation {
		const now = this.timestamp();
		const conversation: Conversation = {
			id: this.#nextId('conv'),
			contact_data: {},
			assistant_id: null,
			...parts,
			status: 'active',
			qualified: false,
			qualified_at: null,
			ai_guide: null,
			started_at: now,
			last_message_at: now,
		};
		this.conversations.add(conversation);
		this.announce('conversation:new', conversation);
		return conversation;
	}

	/** Adds a message; the dashboard hears of it. */
	addMessage(conversation: Conversation, role: Message['role'], content: string): Message {
		const message: Message = {
			id: this.#nextId('msg'),
			conversation_id: conversation.id,
			channel: conversation.channel,
			role,
			content,
			created_at: this.timestamp(),
		};
		this.conversations.addMessage(message);
		conversation.last_message_at = message.created_at;
		this.#emit(conversation.tenantId, 'message:new', { ...message });
		return message;
	}

	/** Tells the dashboard about a conversation as it is now. */
	announce(type: Exclude<TenantEventType, 'message:new'>, conversation: Conversation): void {
		this.#emit(conversation.tenantId, type, eventData(conversation));
	}

	/** Puts the simulator's clock forward: tokens expire and SMS conversations get too old to resume. */
	passTime(ms: number): void {
		this.#clockOffsetMs += ms;
	}

	/** Epoch milliseconds on the simulator's clock. */
	now(): number {
		return this.#seedClock ?? Date.now() + this.#clockOffsetMs;
	}

	/** The moment as Autochat writes it (sections 3.2 and 5). */
	timestamp(): string {
		return new Date(this.now()).toISOString();
	}

	/** While seeding: the time at which what follows happened. */
	seedAt(hours: number): void {
		if (this.#seedClock !== undefined) this.#seedClock = seededFrom + hours * 3_600_000;
	}

	#require(id: string): Conversation {
		const conversation = this.conversations.get(id);
		if (conversation === undefined) throw new Error(`There is no conversation "${id}"`);
		return conversation;
	}

	#nextId(prefix: 'conv' | 'msg'): string {
		this.#lastNumbers[prefix] += 1;
		return `${prefix}-${this.#lastNumbers[prefix]}`;
	}

	#emit(tenantId: string, type: TenantEventType, data: TenantEvent['data']): void {
		if (this.#seedClock === undefined) this.#onEvent({ tenantId, type, data });
	}
}
