import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { describeFields, describeSubtitle } from '../shared/runtime/describe';
import { runOperation } from '../shared/runtime/router';
import { registry } from './actions';
import { liveTok } from './api';
import { methods } from './methods';

export class LiveTok implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LiveTok',
		name: 'liveTok',
		icon: { light: 'file:../../icons/livetok.svg', dark: 'file:../../icons/livetok.dark.svg' },
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle: describeSubtitle(registry),
		description: 'Send WhatsApp templates and keep the knowledge base of LiveTok up to date',
		defaults: { name: 'LiveTok' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'liveTokApi', required: true }],
		properties: describeFields(registry),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, liveTok, registry);
	}
}
