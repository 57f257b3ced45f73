import type { Call } from './call.ts';
import { notFound } from './errors.ts';

/** An AI agent (section 6.1). */
export interface Agent {
	readonly id: string;
	readonly slug: string;
	name: string;
	isLiveChatEnabled: boolean;
	isImageSharingEnabled: boolean;
	language: string;
	isArchived: boolean;
	/** Keys that contacts may have attributes under; configured in the dashboard only (section 6.2). */
	attributeKeys: string[];
	/** Whether an upsert of a contact needs a userHash; the secret is in userHash.ts. */
	isIdentificationSecure: boolean;
	createdAt: string;
	updatedAt: string;
}

/** The row of an agent in the list (section 6.1). */
export function agentRow({ id, name, isLiveChatEnabled, language, isArchived, createdAt, updatedAt }: Agent) {
	return { id, name, isLiveChatEnabled, language, isArchived, createdAt, updatedAt };
}

/** The agent a request names, or a 404. */
export function requireAgent({ state }: Call, agentId: string): Agent {
	const agent = state.agents.get(agentId);
	if (agent === undefined) throw notFound(`Agent ${agentId}`);
	return agent;
}

/** The agents every state begins with; the first has the data. */
export function seedAgents(): Agent[] {
	return [
		seedAgent(1, 'support', 'Support assistant', {}),
		seedAgent(2, 'sales', 'Sales assistant', { isLiveChatEnabled: false, language: 'es' }),
		seedAgent(3, 'archive', 'Old assistant', { isArchived: true }),
		seedAgent(4, 'secure', 'Members assistant', { isIdentificationSecure: true }),
	];
}

function seedAgent(number: number, slug: string, name: string, differences: Partial<Agent>): Agent {
	const createdAt = new Date(Date.UTC(2025, 0, number, 9)).toISOString();
	return {
		id: `clx${slug}0001`,
		slug,
		name,
		isLiveChatEnabled: true,
		isImageSharingEnabled: false,
		language: 'en',
		isArchived: false,
		attributeKeys: ['plan', 'customerNumber', 'isVip', 'signedUpAt'],
		isIdentificationSecure: false,
		createdAt,
		updatedAt: createdAt,
		...differences,
	};
}
