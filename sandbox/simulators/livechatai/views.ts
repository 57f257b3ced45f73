import type { Conversation } from './conversationEntity.ts';

interface Rule {
	field: 'sentiment' | 'topic' | 'channel' | 'status' | 'resolutionStatus';
	operator: 'EQUALS';
	value: string;
}

/** A saved view of the inbox; made in the dashboard only (section 6.3). */
export interface View {
	readonly id: string;
	readonly agentId: string;
	readonly name: string;
	readonly query: { combinator: 'AND' | 'OR'; rules: Rule[] };
	readonly createdAt: string;
}

/** The view as the list shows it. */
export function viewRow({ id, name, query, createdAt }: View) {
	return { id, name, query, createdAt };
}

/** Whether a conversation is in a view. */
export function isInView(conversation: Conversation, { query }: View): boolean {
	const fits = ({ field, value }: Rule): boolean => valueOf(conversation, field) === value;
	return query.combinator === 'AND' ? query.rules.every(fits) : query.rules.some(fits);
}

/** `open` or `close`, as the filter says it. */
export function statusOf({ isResolved }: Conversation): 'open' | 'close' {
	return isResolved ? 'close' : 'open';
}

/** The views every state begins with. */
export function seedViews(agentId: string): View[] {
	const rule = (field: Rule['field'], value: string): Rule => ({ field, operator: 'EQUALS', value });
	const queries: Array<[id: string, name: string, query: View['query']]> = [
		['view_negative', 'Unhappy visitors', { combinator: 'AND', rules: [rule('sentiment', 'NEGATIVE')] }],
		[
			'view_whatsapp',
			'Open on WhatsApp',
			{ combinator: 'AND', rules: [rule('channel', 'WHATSAPP'), rule('status', 'open')] },
		],
		[
			'view_money',
			'Billing or returns',
			{ combinator: 'OR', rules: [rule('topic', 'Billing'), rule('topic', 'Returns')] },
		],
	];
	return queries.map(([id, name, query], index) => ({
		id,
		agentId,
		name,
		query,
		createdAt: new Date(Date.UTC(2025, 0, 6, index)).toISOString(),
	}));
}

function valueOf(conversation: Conversation, field: Rule['field']): string | null {
	return field === 'status' ? statusOf(conversation) : conversation[field];
}
