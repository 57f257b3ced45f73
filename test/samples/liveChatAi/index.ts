import type { OperationSample } from '../liveTok.ts';
import { agentSamples } from './agent.ts';
import { conversationSamples } from './conversation.ts';

/** One sample per operation of the LiveChatAI node, by "resource.operation". */
export const liveChatAiSamples: Readonly<Record<string, OperationSample>> = {
	...agentSamples,
	...conversationSamples,
};
