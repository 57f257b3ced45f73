import type { Assumptions } from './assumptions.ts';
import type { Channel } from './conversation.ts';
import { AutochatRefusal } from './errors.ts';
import type { Tenant } from './tenants.ts';

/** What the choice of an assistant depends on. */
interface Occasion {
	channel: Channel;
	/** The assistant the request names. */
	wanted: string | undefined;
	/** The assistant the conversation has already. */
	current?: string | null;
	message?: string;
}

/**
 * The assistant that answers (section 6): the one asked for, the one that answered before, the one of a
 * matching rule, the default of the channel, the default of the account. Undefined when there is none.
 */
export function chooseAssistant(tenant: Tenant, occasion: Occasion, assumptions: Assumptions): string | undefined {
	const { channel, wanted, current, message = '' } = occasion;
	if (wanted !== undefined) {
		if (tenant.assistants.some(({ id }) => id === wanted)) return wanted;
		if (assumptions.unknownAssistant === 'refused') throw new AutochatRefusal(400, `Assistant ${wanted} not found`);
	}
	const byRule = assumptions.routingRules === 'applied' ? ruleFor(tenant, channel, message) : undefined;
	return current ?? byRule ?? defaultOf(tenant, channel) ?? defaultOf(tenant, 'default');
}

function ruleFor({ rules }: Tenant, channel: Channel, message: string): string | undefined {
	const words = message.toLowerCase();
	return rules
		.filter((rule) => rule.active && rule.channel === channel)
		.sort((a, b) => b.priority - a.priority)
		.find(({ keywords }) => keywords.some((keyword) => words.includes(keyword)))?.assistantId;
}

function defaultOf({ assistants }: Tenant, what: Channel | 'default'): string | undefined {
	return assistants.find(({ defaultFor }) => defaultFor.includes(what))?.id;
}
