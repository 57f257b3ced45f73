import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type Conversation, supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import type { NodeRunResult } from '../engine.ts';
import { type LiveChatAiRig, parametersOf, sentTo } from './rig.ts';

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const question = '={{ $json.question }}';
const common = { agentId: byId(supportAgentId), question, contactFields: {}, additionalFields: {} };

/** Sending with each choice of what a message goes on with. Items: `question` and `visitor`, `contact` or `conversation`. */
export const sending = {
	newConversation: (more: INodeParameters = {}) =>
		parametersOf('conversation.sendMessage', { ...common, continueConversationOf: 'newConversation', ...more }),
	conversation: (more: INodeParameters = {}) =>
		parametersOf('conversation.sendMessage', {
			...common,
			continueConversationOf: 'conversation',
			conversationId: byId('={{ $json.conversation }}'),
			...more,
		}),
	contact: (more: INodeParameters = {}) =>
		parametersOf('conversation.sendMessage', {
			...common,
			continueConversationOf: 'contact',
			contactId: byId('={{ $json.contact }}'),
			...more,
		}),
	visitor: (more: INodeParameters = {}) =>
		parametersOf('conversation.sendMessage', {
			...common,
			continueConversationOf: 'visitor',
			distinctId: '={{ $json.visitor }}',
			...more,
		}),
};

/** The requests without queries and without ids: what was done, in order. */
export function steps(rig: LiveChatAiRig): string[] {
	return sentTo(rig).map(({ request }) => {
		const [path = ''] = request.split('?');
		return path.replace(/\/contacts\/[^/]+/, '/contacts/:id').replace(/\/(chat_[^/]+)/, '/:id');
	});
}

/** What each way to send asks for. */
export const step = {
	upsert: 'POST /contacts',
	contact: 'GET /contacts/:id',
	ofContact: 'GET /contacts/:id/conversations',
	ofAgent: 'GET /conversations',
	open: 'POST /conversations/create',
	send: 'POST /conversations',
};

/** Puts a conversation of a contact into the account, as if it had been there before. */
export function addConversation(rig: LiveChatAiRig, parts: Partial<Conversation> & { id: string }): Conversation {
	const seeded = rig.simulator.state.conversations.get('chat_0001');
	if (seeded === undefined) throw new Error('The seed has no conversation');
	const createdAt = parts.createdAt ?? hoursAgo(2);
	return rig.simulator.state.conversations.put({
		...seeded,
		isResolved: false,
		isAgent: false,
		agent: null,
		integrationType: null,
		messages: [],
		lastMessageDate: createdAt,
		updatedAt: createdAt,
		...parts,
		createdAt,
	});
}

export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** The regular output's data. */
export function rows({ outputs }: NodeRunResult): IDataObject[] {
	return (outputs[0] ?? []).map(({ json }) => json);
}

/** The error items: message and details. */
export function failures({ outputs }: NodeRunResult) {
	return (outputs[1] ?? []).map(({ json }) => ({
		error: json.error as string,
		...(json.details as { outcome: string; httpStatus: number | null; advice: string }),
	}));
}

/** Waits for something to happen in the simulator. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
