import type { INodeParameters } from 'n8n-workflow';

import { LiveChatAiApi } from '../../../../credentials/LiveChatAiApi.credentials.ts';
import { LiveChatAiTrigger } from '../../../../nodes/LiveChatAi/LiveChatAiTrigger.node.ts';
import {
	type Contact,
	type Conversation,
	type LiveChatAiSimulator,
	type LiveChatAiSimulatorOptions,
	type Message,
	type Rating,
	sandboxKey,
	startLiveChatAiSimulator,
	type Suggestion,
	supportAgentId,
} from '../../../../sandbox/simulators/livechatai/index.ts';
import { PollingTrigger } from './rig.ts';

let rigs = 0;

export interface LiveChatAiRig {
	readonly simulator: LiveChatAiSimulator;
	/** A trigger on the support agent, or another. */
	trigger(event: string, more?: INodeParameters, budgetMs?: number): PollingTrigger;
	/** The paths that were asked for since the last call, without the base. */
	asked(): string[];
	/** Adds a conversation, with one message of the visitor unless others are given. */
	addConversation(difference?: Partial<Conversation>): string;
	/** Adds a message at the end of a conversation. */
	write(conversationId: string, difference?: Partial<Message>): string;
	addContact(difference?: Partial<Contact>): string;
	addRating(difference?: Partial<Rating>): string;
	addSuggestion(difference?: Partial<Suggestion>): string;
	/** A moment before now. */
	ago(ms: number): string;
}

/** The LiveChatAI trigger and its simulator. */
export async function liveChatAiRig(
	assumptions: LiveChatAiSimulatorOptions['assumptions'] = {},
): Promise<LiveChatAiRig> {
	rigs += 1;
	const credentialId = `livechatai-poll-${rigs}`;
	const simulator = await startLiveChatAiSimulator({ assumptions });
	const { state } = simulator;
	let counted = 0;
	const message = (difference: Partial<Message>): Message => ({
		id: state.newId('msg'),
		role: 'user',
		type: 'TEXT',
		content: 'Where is my order?',
		source: [],
		agent: null,
		createdAt: state.clock.next(),
		...difference,
	});
	return {
		simulator,
		trigger: (event, more = {}, budgetMs = undefined) =>
			new PollingTrigger({
				node: new LiveChatAiTrigger(),
				parameters: { event, agentId: { __rl: true, mode: 'id', value: supportAgentId }, ...more },
				credentials: { liveChatAiApi: { apiKey: sandboxKey, baseUrl: `${simulator.url}/api/v2` } },
				credentialTypes: [new LiveChatAiApi()],
				credentialId,
				budgetMs,
			}),
		asked: () => {
			const all = simulator.requests.map(({ path }) => path.replace('/api/v2', ''));
			const since = all.slice(counted);
			counted = all.length;
			return since;
		},
		addConversation: (difference = {}) => {
			const createdAt = difference.createdAt ?? state.clock.next();
			const messages = difference.messages ?? [message({ createdAt })];
			const lastMessageDate = messages.at(-1)?.createdAt ?? createdAt;
			return state.conversations.put({
				id: state.newId('chat'),
				agentId: supportAgentId,
				contactId: 'contact_0001',
				integrationType: null,
				channel: null,
				isResolved: false,
				isStarred: false,
				isMuted: false,
				isAgent: false,
				agent: null,
				sentiment: 'NEUTRAL',
				topic: 'General',
				resolutionStatus: null,
				messages,
				lastMessageDate,
				createdAt,
				updatedAt: lastMessageDate,
				...difference,
			}).id;
		},
		write: (conversationId, difference = {}) => {
			const conversation = state.conversations.get(conversationId);
			if (conversation === undefined) throw new Error(`There is no conversation ${conversationId}`);
			const written = message(difference);
			conversation.messages.push(written);
			conversation.lastMessageDate = written.createdAt;
			conversation.updatedAt = written.createdAt;
			return written.id;
		},
		addContact: (difference = {}) => {
			const createdAt = difference.createdAt ?? state.clock.next();
			const [model] = state.contacts.all();
			if (model === undefined) throw new Error('There is no contact to copy');
			return state.contacts.put({
				...model,
				id: state.newId('contact'),
				createdAt,
				updatedAt: createdAt,
				...difference,
			}).id;
		},
		addRating: (difference = {}) => {
			const rating: Rating = {
				id: state.newId('csat'),
				agentId: supportAgentId,
				userId: null,
				score: 2,
				comment: 'Too slow',
				email: 'ana@example.com',
				name: 'Ana',
				triggerReason: 'AFTER_RESOLUTION',
				createdAt: state.clock.next(),
				...difference,
			};
			state.ratings.push(rating);
			return rating.id;
		},
		addSuggestion: (difference = {}) =>
			state.suggestions.put({
				id: state.newId('gap'),
				agentId: supportAgentId,
				userMessage: { id: 'm1', text: 'Do you ship to Peru?' },
				aiMessage: { id: 'm2', text: 'I do not know.' },
				evaluationTag: 'OUT_OF_CONTEXT',
				potentialGap: 'Shipping',
				suggestedImprovement: 'Say where you ship to',
				chatId: 'chat_0001',
				createdAt: state.clock.next(),
				isDismissed: false,
				...difference,
			}).id,
		ago: (ms) => new Date(Date.now() - ms).toISOString(),
	};
}
