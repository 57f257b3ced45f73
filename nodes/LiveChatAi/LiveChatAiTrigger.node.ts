import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { pollForEvents } from '../shared/triggers/poll/poll';
import { describeEvents, describeEventSubtitle, pollingPanel } from '../shared/triggers/poll/properties';
import { liveChatAi } from './api';
import { methods } from './methods';
import { events } from './triggers';

export class LiveChatAiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LiveChatAI Trigger',
		name: 'liveChatAiTrigger',
		icon: { light: 'file:../../icons/livechatai.svg', dark: 'file:../../icons/livechatai.dark.svg' },
		group: ['trigger'],
		version: [1],
		defaultVersion: 1,
		subtitle: describeEventSubtitle(events),
		description:
			'Starts the workflow when an AI agent of LiveChatAI has new conversations, messages, contacts or ratings',
		defaults: { name: 'LiveChatAI Trigger' },
		polling: true,
		activationMessage: 'LiveChatAI is now watched: what happens from now on starts this workflow.',
		triggerPanel: pollingPanel('LiveChatAI'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'liveChatAiApi', required: true }],
		properties: describeEvents(events),
	};

	methods = methods;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollForEvents(this, liveChatAi, events);
	}
}
