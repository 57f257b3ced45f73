import { DateTime, IANAZone } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { printable } from '../../../shared/http/text';
import { optionalDateTime } from '../../../shared/properties/dateTime';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { agentIdProperty } from '../locators';

/** The AI agent and the days that figures are about. Source: section 6.6. */
export const periodProperties: INodeProperties[] = [
	agentIdProperty,
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'The first day. Only the day counts, as it is in the workflow’s time zone.',
	},
	{
		displayName: 'End Date',
		name: 'endDate',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'The last day, which is included. Only the day counts, as it is in the workflow’s time zone.',
	},
];

/** Where LiveChatAI lets a day begin and end. */
export const timezoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timezone',
	type: 'string',
	default: '',
	placeholder: 'e.g. America/Mexico_City',
	description: 'Name of the time zone in which LiveChatAI counts the days. Without it, the workflow’s time zone.',
};

const requiredDate = optionalDateTime.transform((value, context): string => {
	if (value !== undefined) return value;
	context.addIssue({ code: z.ZodIssueCode.custom, message: 'is empty' });
	return z.NEVER;
});

const timezone = optionalText.superRefine((name, context) => {
	if (name === undefined || IANAZone.isValidZone(name.trim())) return;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message: `has to be the name of a time zone, such as Europe/Berlin. Received: ${printable(JSON.stringify(name), 60)}`,
	});
});

/** The schema keys of `periodProperties` and `timezoneOption`. */
export const periodParameters = {
	agentId: requiredName,
	startDate: requiredDate,
	endDate: requiredDate,
	options: z.object({ timezone }).default({}),
};

/** The period as simplified outputs repeat it. */
export const periodOutput = { agentId: z.string(), startDate: z.string(), endDate: z.string() };

/** The period, for simplified outputs. */
export function saidPeriod({ agentId, startDate, endDate }: Readonly<Record<keyof typeof periodOutput, string>>) {
	return { agentId, startDate, endDate };
}

/** Counts by their names. */
export function totalsOf(
	counts: ReadonlyArray<{ readonly name: string; readonly count: number }> | null | undefined,
): Record<string, number> {
	return Object.fromEntries((counts ?? []).map(({ name, count }) => [name, count]));
}

interface PeriodParameters {
	readonly agentId: string;
	readonly startDate: string;
	readonly endDate: string;
	readonly options: { readonly timezone?: string };
}

/**
 * The query of a period.
 *
 * @param workflowZone IANA name: what was chosen in a date field is a day of this zone
 */
export function periodOf({ agentId, startDate, endDate, options }: PeriodParameters, workflowZone: string) {
	const day = (moment: string): string => DateTime.fromISO(moment, { zone: workflowZone }).toISODate() ?? moment;
	return {
		agentId,
		startDate: day(startDate),
		endDate: day(endDate),
		timezone: options.timezone?.trim() ?? workflowZone,
	};
}
