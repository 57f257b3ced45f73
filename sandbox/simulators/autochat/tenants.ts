import type { Channel } from './conversation.ts';

/** An assistant, and the channels it is the default of (section 6). */
export interface Assistant {
	id: string;
	/** `default` makes it the assistant of the account, a channel that of the channel. */
	defaultFor: Array<Channel | 'default'>;
}

/** A routing rule: tried by priority, high first, active ones only (section 6). */
export interface RoutingRule {
	priority: number;
	active: boolean;
	channel: Channel;
	keywords: string[];
	assistantId: string;
}

/** What a plan contains in a month, or how much of it is used (section 4). */
export interface Meters {
	conversations: number;
	voiceMinutes: number;
}

/** A tenant, which is a widget too. A test may change everything but the id. */
export interface Tenant {
	readonly id: string;
	name: string;
	primaryColor: string;
	/** Domains whose pages may use the widget; empty switches the list off. */
	allowedDomains: string[];
	assistants: Assistant[];
	rules: RoutingRule[];
	/** The number visitors dial; undefined when there is none. */
	voiceNumber: string | undefined;
	plan: Meters;
	used: Meters;
}

/** The seeded tenants; see `seedTenants` for what each is good for. */
export const tenantIds = {
	/** Everything configured, no allow list, plenty of plan left. */
	sandbox: 'tenant-sandbox',
	/** With an allow list; one assistant for everything; the other tenant for foreign tokens and ids. */
	shop: 'tenant-shop',
	/** Both meters of its plan are spent; session `session_spent` has an open conversation. */
	spent: 'tenant-spent',
	/** No assistant and no voice number. */
	bare: 'tenant-bare',
} as const;

/** Seeded assistants of the sandbox tenant. */
export const assistantIds = {
	general: 'asst-general',
	chat: 'asst-chat',
	sms: 'asst-sms',
	voice: 'asst-voice',
	/** Chosen by a rule for chat messages with the words refund or invoice. */
	billing: 'asst-billing',
} as const;

/** Domains of the shop's allow list. */
export const allowedDomains = ['shop.example', 'www.shop.example'];

const professional: Meters = { conversations: 1000, voiceMinutes: 500 };

/** The tenants every state begins with. */
export function seedTenants(): Tenant[] {
	const base = (id: string, name: string): Tenant => ({
		id,
		name,
		primaryColor: '#4f46e5',
		allowedDomains: [],
		assistants: [{ id: `asst-${id}`, defaultFor: ['default'] }],
		rules: [],
		voiceNumber: '+15550100002',
		plan: { ...professional },
		used: { conversations: 0, voiceMinutes: 0 },
	});
	return [
		{
			...base(tenantIds.sandbox, 'Sandbox Company'),
			assistants: [
				{ id: assistantIds.general, defaultFor: ['default'] },
				{ id: assistantIds.chat, defaultFor: ['chat'] },
				{ id: assistantIds.sms, defaultFor: ['sms'] },
				{ id: assistantIds.voice, defaultFor: ['voice'] },
				{ id: assistantIds.billing, defaultFor: [] },
			],
			rules: [
				rule(10, true, ['refund'], assistantIds.general),
				rule(90, true, ['refund', 'invoice'], assistantIds.billing),
				rule(100, false, ['refund', 'hello'], assistantIds.voice),
			],
			voiceNumber: '+15550100001',
			// so much that a run with thousands of conversations does not spend it
			plan: { conversations: 1_000_000, voiceMinutes: 500 },
		},
		{ ...base(tenantIds.shop, 'Shop'), allowedDomains: [...allowedDomains] },
		{ ...base(tenantIds.spent, 'Spent'), used: { ...professional } },
		{ ...base(tenantIds.bare, 'Bare'), assistants: [], voiceNumber: undefined },
	];
}

function rule(priority: number, active: boolean, keywords: string[], assistantId: string): RoutingRule {
	return { priority, active, channel: 'chat', keywords, assistantId };
}
