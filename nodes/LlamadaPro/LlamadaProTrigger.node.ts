import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { pollForEvents } from '../shared/triggers/poll/poll';
import { describeEvents, describeEventSubtitle, pollingPanel } from '../shared/triggers/poll/properties';
import { llamadaPro } from './api';
import { events } from './triggers';

export class LlamadaProTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'LlamadaPro Trigger',
		name: 'llamadaProTrigger',
		icon: { light: 'file:../../icons/llamadapro.svg', dark: 'file:../../icons/llamadapro.dark.svg' },
		group: ['trigger'],
		version: [1],
		defaultVersion: 1,
		subtitle: describeEventSubtitle(events),
		description: 'Starts the workflow when contacts or tasks of LlamadaPro are new or have changed',
		defaults: { name: 'LlamadaPro Trigger' },
		polling: true,
		activationMessage: 'LlamadaPro is now watched: what happens from now on starts this workflow.',
		triggerPanel: pollingPanel('LlamadaPro'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'llamadaProApi', required: true }],
		properties: describeEvents(events),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollForEvents(this, llamadaPro, events);
	}
}
