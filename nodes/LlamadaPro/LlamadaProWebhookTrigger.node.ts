import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { handOn, receive, relayEvents } from '../shared/triggers/webhook/trigger';
import { llamadaProEvents } from './webhookTrigger/events';
import { fields } from './webhookTrigger/fields';
import { assertUsable } from './webhookTrigger/lifecycle';

export class LlamadaProWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LlamadaPro Webhook Trigger',
		name: 'llamadaProWebhookTrigger',
		icon: { light: 'file:../../icons/llamadapro.svg', dark: 'file:../../icons/llamadapro.dark.svg' },
		group: ['trigger'],
		version: [1],
		defaultVersion: 1,
		subtitle: '={{ $parameter["resources"].join(", ") + ": " + $parameter["actions"].join(", ") }}',
		description: 'Starts the workflow when LlamadaPro reports a call or a transcription',
		eventTriggerDescription: 'Waiting for a LlamadaPro event at the test URL',
		activationMessage: 'LlamadaPro events now start this workflow.',
		defaults: { name: 'LlamadaPro Webhook Trigger' },
		triggerPanel: {
			header: 'Pull in events from LlamadaPro',
			executionsHelp: {
				inactive:
					"<b>While building your workflow</b>, click the button above, then make a call. LlamadaPro has to know the test URL for that.<br /><br /><b>Once you're happy with your workflow</b>, publish it. Then every event starts it, and the executions show up in the list, but not here.",
				active:
					'<b>While building your workflow</b>, click the button above, then make a call. LlamadaPro has to know the test URL for that.<br /><br /><b>Your workflow is published</b>: events start it by themselves. The executions show up in the list, but not here.',
			},
			activationHint:
				'Once you’ve finished building your workflow, publish it to have every LlamadaPro event start it.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'llamadaProApi',
				required: true,
				displayOptions: { show: { authentication: ['header', 'query'] } },
			},
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', path: 'llamadapro', responseMode: 'onReceived', responseData: '' },
		],
		sensitiveOutputFields: ['headers.authorization', 'headers.cookie', 'headers.x-webhook-secret'],
		properties: fields,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await assertUsable(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, llamadaProEvents);
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return relayEvents(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await handOn(this, llamadaProEvents);
	}
}
