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
import { liveTokEvents } from './trigger/events';
import { fields } from './trigger/fields';
import { checkExists, create, remove } from './trigger/lifecycle';

export class LiveTokTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LiveTok Trigger',
		name: 'liveTokTrigger',
		icon: { light: 'file:../../icons/livetok.svg', dark: 'file:../../icons/livetok.dark.svg' },
		group: ['trigger'],
		version: [1],
		defaultVersion: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a LiveTok conversation begins or ends',
		eventTriggerDescription: 'Waiting for a LiveTok event at the test URL',
		activationMessage: 'LiveTok events now start this workflow.',
		defaults: { name: 'LiveTok Trigger' },
		triggerPanel: {
			header: 'Pull in events from LiveTok',
			executionsHelp: {
				inactive:
					"<b>While building your workflow</b>, click the button above, then begin a conversation in LiveTok. With manual registration, LiveTok has to know the test URL for that.<br /><br /><b>Once you're happy with your workflow</b>, publish it. Then every event starts it, and the executions show up in the list, but not here.",
				active:
					'<b>While building your workflow</b>, click the button above, then begin a conversation in LiveTok. The published workflow goes on running meanwhile.<br /><br /><b>Your workflow is published</b>: events start it by themselves. The executions show up in the list, but not here.',
			},
			activationHint: 'Once you’ve finished building your workflow, publish it to have every LiveTok event start it.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'liveTokApi', required: false }],
		webhooks: [{ name: 'default', httpMethod: 'POST', path: 'livetok', responseMode: 'onReceived', responseData: '' }],
		sensitiveOutputFields: ['headers.authorization', 'headers.cookie', 'headers.x-livetok-signature'],
		properties: fields,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await checkExists(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await create(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await remove(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, liveTokEvents);
	}

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return relayEvents(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await handOn(this, liveTokEvents);
	}
}
