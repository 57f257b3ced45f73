import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { describeFields, describeSubtitle } from '../shared/runtime/describe';
import { runOperation } from '../shared/runtime/router';
import { registry } from './actions';
import { liveChatAi } from './api';
import { methods } from './methods';

export class LiveChatAi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LiveChatAI',
		name: 'liveChatAi',
		icon: { light: 'file:../../icons/livechatai.svg', dark: 'file:../../icons/livechatai.dark.svg' },
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle: describeSubtitle(registry),
		description: 'Work with AI agents, conversations, contacts, knowledge, AI suggestions and analytics of LiveChatAI',
		defaults: { name: 'LiveChatAI' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'liveChatAiApi', required: true }],
		properties: describeFields(registry, liveChatAi.timeoutMs),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, liveChatAi, registry);
	}
}
