import type { IExecuteFunctions } from 'n8n-workflow';
import { IANAZone } from 'luxon';
import { z } from 'zod';

import { printable } from '../http/text';
import { checkFields, ParameterProblem } from '../runtime/fieldChecks';
import { readCollection } from '../runtime/runSettings';
import { campaignOptions } from './options';
import { type ClockTime, clockTime, type QuietHours } from './quietHours';

export interface SendOnceSettings {
	readonly whatToDo: 'send' | 'forgetCampaign' | 'forgetAll';
	readonly sendAgainWhereUnknown: boolean;
	/**
	 * What the ledger knows an item's recipient by: the campaign's name and the recipient's key. Throws a
	 * ParameterProblem where one of them is empty.
	 */
	keyOf(itemIndex: number, recipient: string): { readonly key: string; readonly shown: string };
	/** The campaign's name, for texts: that of the first item that has one. */
	name(): string;
}

/** What makes a run a campaign. */
export interface CampaignSettings {
	readonly sendOnce?: SendOnceSettings;
	readonly quietHours?: QuietHours;
	readonly report: boolean;
}

const optional = <Schema extends z.ZodTypeAny>(schema: Schema) =>
	z.preprocess((value) => value ?? undefined, schema.optional());

const timeOfDay = z.string().transform((text, context): ClockTime => {
	const time = clockTime(text);
	if (time !== undefined) return time;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message: `has to be a time such as 21:00, not "${printable(text, 40)}"`,
	});
	return z.NEVER;
});

const hoursSchema = z
	.object({
		from: timeOfDay.default('21:00'),
		until: timeOfDay.default('08:00'),
		clock: z.enum(['workflow', 'recipient', 'timeZone']).default('workflow'),
		timeZone: optional(z.string()),
	})
	.superRefine(({ from, until, clock, timeZone }, context) => {
		const refuse = (path: string, message: string): void =>
			context.addIssue({ code: z.ZodIssueCode.custom, path: [path], message });
		if (from === until) refuse('until', 'has to differ from the beginning of the quiet hours');
		if (clock === 'timeZone' && !IANAZone.isValidZone(timeZone?.trim() ?? '')) {
			refuse(
				'timeZone',
				`has to be the name of a time zone, such as Europe/Madrid, not "${printable(timeZone ?? '', 40)}"`,
			);
		}
	});

/** The campaign options, for their checks and the tests of their names. */
export const campaignOptionsSchema = z.object({
	campaignReport: z.boolean().nullish(),
	quietHours: optional(z.object({ hours: hoursSchema.default({}) })),
	sendOnce: optional(
		z.object({
			campaign: z
				.object({
					name: z.unknown(),
					recipientKey: z.unknown(),
					sendAgainWhereUnknown: z.boolean().nullish(),
					whatToDo: z.enum(['send', 'forgetCampaign', 'forgetAll']).default('send'),
				})
				.optional(),
		}),
	),
});

const path = 'options.sendOnce.campaign';

/** A name or key as text; undefined when there is nothing that could tell two apart. */
function identifier(value: unknown): string | undefined {
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
}

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

/** Reads the campaign options; undefined when none is set. Throws a ParameterProblem that names a wrong one. */
export function readCampaignSettings(host: IExecuteFunctions): CampaignSettings | undefined {
	const entered = readCollection(host, 'options', ['campaignReport', 'quietHours']);
	// Whoever has added the option and filled in nothing means to be protected: that is Send Once without a name.
	const isSendOnce = host.getNodeParameter('options.sendOnce', 0, null, { rawExpressions: true }) !== null;
	const campaign = isSendOnce ? readCollection(host, path, ['sendAgainWhereUnknown', 'whatToDo']) : undefined;
	const options = checkFields(
		campaignOptionsSchema,
		{ ...entered, sendOnce: campaign && { campaign } },
		campaignOptions,
	);
	const { hours } = options.quietHours ?? {};
	const report = options.campaignReport === true;
	if (campaign === undefined && hours === undefined && !report) return undefined;
	const { whatToDo = 'send', sendAgainWhereUnknown } = options.sendOnce?.campaign ?? {};
	return {
		report,
		quietHours: hours === undefined ? undefined : quietHoursOf(hours, host.getTimezone()),
		sendOnce: isSendOnce
			? { whatToDo, sendAgainWhereUnknown: sendAgainWhereUnknown === true, ...keyReader(host) }
			: undefined,
	};
}

function quietHoursOf(
	{ from, until, clock, timeZone }: z.output<typeof hoursSchema>,
	workflowZone: string,
): QuietHours {
	return {
		from,
		until,
		byRecipient: clock === 'recipient',
		timeZone: clock === 'timeZone' ? (timeZone?.trim() ?? workflowZone) : workflowZone,
	};
}

/** Reads what tells campaigns and recipients apart, for each item. */
function keyReader(host: IExecuteFunctions): Pick<SendOnceSettings, 'keyOf' | 'name'> {
	const entered = (field: string): unknown =>
		host.getNodeParameter(`${path}.${field}`, 0, '', { rawExpressions: true });
	const [enteredName, enteredKey] = [entered('name'), entered('recipientKey')];
	const hasKey = identifier(enteredKey) !== undefined;
	if (hasKey && !isExpression(enteredKey) && host.getInputData().length > 1) {
		throw new ParameterProblem(
			`"Recipient Key" is the same for every item: "${printable(String(enteredKey), 60)}"`,
			'Nothing was sent: everybody after the first would count as a repetition. Enter an expression that gives a value of each item, such as {{ $json.customerId }}, or leave the field empty.',
		);
	}
	const read = (field: string, itemIndex: number): string | undefined =>
		identifier(host.getNodeParameter(`${path}.${field}`, itemIndex, ''));
	let firstName = '';
	return {
		name: () => firstName,
		keyOf: (itemIndex, recipient) => {
			const name = isExpression(enteredName) ? read('name', itemIndex) : identifier(enteredName);
			if (name === undefined) {
				throw new ParameterProblem(
					'"Campaign Name" is empty',
					'Nothing was sent for this item: Send Once needs a name to know what was already sent. Enter one in Options > Send Once.',
				);
			}
			if (firstName === '') firstName = name;
			const shown = hasKey ? read('recipientKey', itemIndex) : identifier(recipient);
			if (shown === undefined) {
				throw new ParameterProblem(
					'"Recipient Key" gives nothing for this item',
					'Nothing was sent for it: Send Once could not tell this recipient from others. Check the expression in Options > Send Once > Recipient Key: it has to give a text or a number for each item.',
				);
			}
			return { key: JSON.stringify([name, shown]), shown };
		},
	};
}
