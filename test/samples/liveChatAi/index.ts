import type { OperationSample } from '../liveTok.ts';
import { agentSamples } from './agent.ts';
import { suggestionSamples } from './aiSuggestion.ts';
import { analyticsSamples } from './analytics.ts';
import { contactSamples } from './contact.ts';
import { conversationSamples } from './conversation.ts';
import { dataSourceSamples } from './dataSource.ts';

/** One sample per operation of the LiveChatAI node, by "resource.operation". */
export const liveChatAiSamples: Readonly<Record<string, OperationSample>> = {
	...agentSamples,
	...suggestionSamples,
	...analyticsSamples,
	...contactSamples,
	...conversationSamples,
	...dataSourceSamples,
};
