import type { INodeProperties, IPollFunctions, TriggerPanelDefinition } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';
import { z } from 'zod';

import { checkFields } from '../../runtime/fieldChecks';
import type { AnyPolledEvent } from './event';

/** The field that chooses the event. Workflows store it under this name for ever. */
export const eventParameter = 'event';

const whenActivatedAgain: INodeProperties = {
	displayName: 'When Published Again',
	name: 'whenActivatedAgain',
	type: 'options',
	options: [
		{
			name: 'Continue Where It Stopped',
			value: 'continue',
			description: 'What happened while the workflow was unpublished starts it at the first poll',
		},
		{
			name: 'Start From Now',
			value: 'startFromNow',
			description: 'What happened while the workflow was unpublished is left out',
		},
	],
	default: 'continue',
	description:
		'What to do when the workflow is published after it was unpublished. A restart of n8n always continues. The first time, another event and other filters always start from now.',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [whenActivatedAgain],
};

const optionsSchema = z.object({ whenActivatedAgain: z.enum(['continue', 'startFromNow']).default('continue') });

/** What the user wants after a time of inactivity. */
export function readWhenActivatedAgain(context: IPollFunctions): 'continue' | 'startFromNow' {
	const stored: unknown = context.getNodeParameter(options.name, {});
	return checkFields(optionsSchema, stored ?? {}, [whenActivatedAgain]).whenActivatedAgain;
}

/** The fields of a polling trigger, made from its events: the event, each event's filters, the options. */
export function describeEvents(events: readonly AnyPolledEvent[]): INodeProperties[] {
	const choices = events
		.map(({ name, value, description }) => ({ name, value, description }))
		.sort((first, second) => first.name.localeCompare(second.name));
	const firstEvent = events[0]?.value ?? '';
	return [
		{
			displayName: 'Event',
			name: eventParameter,
			type: 'options',
			noDataExpression: true,
			options: choices,
			default: firstEvent,
			description: 'What starts the workflow',
		},
		...filtersOf(events),
		options,
	];
}

/** A field that several events have is one field, shown for each of them: a change of event keeps what it holds. */
function filtersOf(events: readonly AnyPolledEvent[]): INodeProperties[] {
	const shownFor = new Map<INodeProperties, string[]>();
	for (const { value, properties } of events) {
		for (const property of properties) shownFor.set(property, [...(shownFor.get(property) ?? []), value]);
	}
	return [...shownFor].flatMap(([property, event]) => updateDisplayOptions({ show: { event } }, [property]));
}

/** What the node says on the canvas: the event. */
export function describeEventSubtitle(events: readonly AnyPolledEvent[]): string {
	const names = Object.fromEntries(events.map(({ name, value }) => [value, name]));
	return `={{ (${JSON.stringify(names)})[$parameter["event"]] }}`;
}

/** What the editor says beside the node about how it starts the workflow. */
export function pollingPanel(vendor: string): TriggerPanelDefinition {
	const test =
		"<b>While building your workflow</b>, click 'Fetch test event': it shows some of the latest records and changes nothing for the published workflow.";
	const from = 'The first look after that only learns what there is; what happens from then on starts the workflow.';
	return {
		header: `Look for events in ${vendor}`,
		executionsHelp: {
			inactive: `${test}<br /><br /><b>Once you're happy with your workflow</b>, publish it. ${from} The executions show up in the list, but not here.`,
			active: `${test}<br /><br /><b>Your workflow is published</b>: it looks for events at its poll times. The executions show up in the list, but not here.`,
		},
		activationHint: `Once you’ve finished building your workflow, publish it to have it look for ${vendor} events. ${from}`,
	};
}
