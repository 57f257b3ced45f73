import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { describeFields, describeSubtitle } from '../shared/runtime/describe';
import { runOperation } from '../shared/runtime/router';
import { registry } from './actions';
import { autochatWidget } from './api';
import { methods } from './methods';

export class Autochat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autochat',
		name: 'autochat',
		icon: { light: 'file:../../icons/autochat.svg', dark: 'file:../../icons/autochat.dark.svg' },
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle: describeSubtitle(registry),
		description: 'Talk to visitors through Autochat’s AI assistants: website chat, voice and SMS',
		defaults: { name: 'Autochat' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
			// By what it is not for: were every resource named, the editor would take the field for a choice of credentials, and hide it.
			{ name: 'autochatWidgetApi', required: true, displayOptions: { hide: { resource: ['sms'] } } },
			{ name: 'autochatTenantApi', required: true, displayOptions: { show: { resource: ['sms'] } } },
		],
		properties: describeFields(registry),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, autochatWidget, registry);
	}
}
