import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { printable } from '../../../shared/http/text';
import { optionalWholeNumber } from '../../../shared/properties/number';
import { normalisePhone, phoneNumber } from '../../../shared/properties/phone';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { callDirections } from '../../schemas/call';

/** The call that an operation works on. LlamadaPro has no list of calls to choose from. */
export const callIdProperty: INodeProperties = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 12345',
	description:
		'ID of the call. The operations that start or log a call return it, and LlamadaPro’s webhooks about calls carry it. LlamadaPro offers no list of calls.',
};

/** A phone number of a call that is to be made. */
export const phoneProperty = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. +56912345678',
	description: `${description}. Spaces, dashes, brackets and a leading 00 are accepted.`,
});

/** A phone number that may be left empty. */
export const optionalPhone = optionalText.pipe(phoneNumber.optional());

const phoneCharacters = /^[\d\s()+./\u2010-\u2015-]*$/;
/** The longest number inside a telephone system. */
const extensionDigits = 6;

/**
 * One end of a call that has already taken place. A phone number is brought into E.164, so that LlamadaPro can find the
 * contact by it; an extension, a SIP address or a word such as "anonymous" is kept as it is.
 */
const callParty = z.string().transform((text, context): string => {
	const phone = normalisePhone(text);
	if (phone !== undefined) return phone;
	const isPhone = phoneCharacters.test(text) && text.replace(/\D/g, '').length > extensionDigits;
	if (!isPhone) return text.trim();
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message: `has to be a phone number with its country code, such as +56912345678, an extension of up to ${extensionDigits} digits, or a word. Received: "${printable(text, 60)}"`,
	});
	return z.NEVER;
});

export const requiredCallParty = requiredName.pipe(callParty);
export const optionalCallParty = optionalText.pipe(callParty.optional());

/** A field for one end of a call that has already taken place. */
export const callPartyProperty = (displayName: string, name: string, description: string): INodeProperties => ({
	...phoneProperty(displayName, name, description),
	description: `${description}: a phone number with its country code, an extension, or a word such as anonymous`,
});

export const callDirectionProperty = (name: string): INodeProperties => ({
	displayName: 'Direction',
	name,
	type: 'options',
	options: [
		{ name: 'Incoming', value: 'incoming', description: 'The customer called' },
		{ name: 'Outgoing', value: 'outgoing', description: 'The customer was called' },
	],
	default: 'outgoing',
	description: 'Who called whom',
});

export const callDirection = z.enum(callDirections);

/** Rows of a name and a value. */
export const rowsProperty = (
	property: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'>,
): INodeProperties => ({
	...property,
	type: 'fixedCollection',
	placeholder: 'Add entry',
	typeOptions: { multipleValues: true },
	default: {},
	options: [
		{
			displayName: 'Entry',
			name: 'entry',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. customerName' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. Ana' },
			],
		},
	],
});

const rowsShape = z.object({
	entry: z
		.array(z.object({ name: requiredName, value: optionalText.transform((text) => text ?? '') }))
		.default([])
		.superRefine((entries, context) => {
			entries.forEach(({ name }, index) => {
				if (entries.findIndex((other) => other.name === name) === index) return;
				context.addIssue({
					code: z.ZodIssueCode.custom,
					path: [index, 'name'],
					message: `is there twice: "${printable(name, 60)}"`,
				});
			});
		}),
});

/** The rows of `rowsProperty` as one map; undefined when there are none. */
export const rows = rowsShape.default({}).transform(({ entry }): Record<string, string> | undefined => {
	return entry.length === 0 ? undefined : Object.fromEntries(entry.map(({ name, value }) => [name, value]));
});

/** A JSON field that holds an object. */
export const jsonObjectProperty = (
	property: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions' | 'placeholder'>,
): INodeProperties => ({ ...property, type: 'json', typeOptions: { rows: 4 }, default: '{}' });

/** One text per line. */
export const linesProperty = (
	property: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'placeholder'>,
): INodeProperties => ({ ...property, type: 'string', typeOptions: { rows: 4 }, default: '' });

/** A list of texts: one per line, or a list from an expression. Blank ones are dropped. */
export const lines = z.preprocess(
	(value) => (typeof value === 'string' ? value.split(/\r?\n/) : (value ?? undefined)),
	z
		.array(z.preprocess((entry) => (typeof entry === 'number' ? String(entry) : entry), z.string().trim()))
		.transform((texts) => texts.filter((text) => text !== ''))
		.optional(),
);

/** A number of seconds that may be left empty. */
export const seconds = (least: number) => optionalWholeNumber.pipe(z.number().min(least).optional());

/** The ids that the webhooks of LlamadaPro show in a call's custom data. */
export const customDataHint =
	'LlamadaPro’s own examples use contactExternalId, opportunityExternalId, analysisConfigId and customExternalId';
