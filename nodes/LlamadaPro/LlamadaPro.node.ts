import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { describeFields, describeSubtitle } from '../shared/runtime/describe';
import { runOperation } from '../shared/runtime/router';
import { registry } from './actions';
import { llamadaPro } from './api';
import { methods } from './methods';

export class LlamadaPro implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LlamadaPro',
		name: 'llamadaPro',
		icon: { light: 'file:../../icons/llamadapro.svg', dark: 'file:../../icons/llamadapro.dark.svg' },
		group: ['output'],
		version: [1],
		defaultVersion: 1,
		subtitle: describeSubtitle(registry),
		description: 'Work with contacts, tasks, calls, WhatsApp messages and custom fields of LlamadaPro',
		defaults: { name: 'LlamadaPro' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'llamadaProApi', required: true }],
		properties: describeFields(registry),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, llamadaPro, registry);
	}
}
