import type { INodeType, INodeTypeDescription, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { startTrigger } from './trigger/start';
import { eventOptions } from './trigger/events';

export class AutochatTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autochat Trigger',
		name: 'autochatTrigger',
		icon: { light: 'file:../../icons/autochat.svg', dark: 'file:../../icons/autochat.dark.svg' },
		group: ['trigger'],
		version: [1],
		defaultVersion: 1,
		subtitle: '={{ $parameter.events.join(", ").replace("*", "all events") }}',
		description:
			'Starts the workflow the moment something happens in Autochat: a conversation, a message, a qualified lead',
		defaults: { name: 'Autochat Trigger' },
		eventTriggerDescription: 'Waiting for something to happen in Autochat: write a message in your chat widget',
		activationMessage: 'n8n now listens to Autochat, and starts this workflow once for every event.',
		triggerPanel: {
			header: 'Wait for an event of Autochat',
			executionsHelp: {
				inactive:
					'<b>While building your workflow</b>, click the button above, then write a message in your chat widget. The workflow runs once with that event.<br /><br /><b>Once it works</b>, publish the workflow. n8n then listens all the time, and every event starts an execution of its own. Those show up in the <a data-key="executions">executions list</a>, not in the editor.',
				active:
					'<b>While building your workflow</b>, click the button above, then write a message in your chat widget. The workflow runs once with that event.<br /><br /><b>The published workflow listens all the time</b>, also during a test. Every event starts an execution of its own. Those show up in the <a data-key="executions">executions list</a>, not in the editor.',
			},
			activationHint:
				'Publish the workflow, and n8n listens all the time. What happens in Autochat while n8n is stopped is not sent again.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'autochatTenantApi', required: true }],
		properties: [
			{
				displayName:
					'While the workflow is published, n8n keeps a live connection to Autochat, and makes a new one when it is lost. Autochat does not send again what happens meanwhile: a failed execution says from when to when events may be missing. The dashboard token expires: n8n then stops listening, and a failed execution says so.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: eventOptions,
				required: true,
				default: ['*'],
				description:
					'What starts the workflow. Autochat documents the names of its events, and what a new conversation contains; what the other events contain is passed on as it comes.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Check When Quiet For (Minutes)',
						name: 'checkWhenQuietMinutes',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 60, numberPrecision: 0 },
						default: 2,
						description:
							'After so many minutes without an event, n8n makes a new connection and then closes the old one. That is how it finds out that a connection which looks open has died. No event is lost by it.',
					},
					{
						displayName: 'Connection Events',
						name: 'connectionEvents',
						type: 'boolean',
						default: false,
						description:
							'Whether to start the workflow also when n8n is connected, has lost the connection (since when), and is back (for how long it was lost, and whether events may be missing). Their type is "connection". A test run does not get them.',
					},
				],
			},
		],
	};

	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		return await startTrigger(this);
	}
}
