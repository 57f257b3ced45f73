import { z } from 'zod';

import { RequestFailure } from '../../../shared/http/failure';
import { printable } from '../../../shared/http/text';
import { optionalChoice } from '../../../shared/properties/choice';
import { optionalDateTime } from '../../../shared/properties/dateTime';
import { requiredWholeNumber } from '../../../shared/properties/number';
import { requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { callDirections } from '../../schemas/call';
import { callDirectionProperty, callPartyProperty, optionalCallParty } from '../call/callFields';

const webAddress = requiredName.pipe(
	z.string().refine((address) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol), {
		message: 'has to be a web address that starts with https://',
	}),
);

/** LlamadaPro shows one sample of its answer, and that one has the form of an error. */
const answerWithCode = z.object({ code: z.number(), message: z.string().nullish(), error: z.string().nullish() });

export const loadRecording = itemOperation({
	name: 'Load',
	value: 'load',
	action: 'Load a recording from a web address',
	description: 'Take an audio file from a web address into LlamadaPro as a recording',
	properties: [
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 42',
			description: 'ID of the LlamadaPro user to whom the recording belongs',
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/call.mp3',
			description:
				'Address from which LlamadaPro loads the audio. LlamadaPro returns no ID for it, so that the recording cannot be looked up by this node afterwards.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				callDirectionProperty('callDirection'),
				callPartyProperty('From', 'callFrom', 'Who called'),
				{
					displayName: 'Start Time',
					name: 'callStartTime',
					type: 'dateTime',
					default: '',
					description: 'When the call began. Without a time zone, it is in the workflow’s.',
				},
				callPartyProperty('To', 'callTo', 'Who was called'),
			],
		},
	],
	parameters: z.object({
		userId: requiredWholeNumber,
		url: webAddress,
		additionalFields: z
			.object({
				callDirection: optionalChoice(callDirections),
				callFrom: optionalCallParty,
				callStartTime: optionalDateTime,
				callTo: optionalCallParty,
			})
			.default({}),
	}),
	output: z.object({ loaded: z.boolean() }).passthrough(),
	async execute({ parameters, client }) {
		const { userId, url, additionalFields } = parameters;
		const answer = await client.request(routes.loadRecording, { body: { userId, url, ...additionalFields } });
		const coded = answerWithCode.safeParse(answer);
		if (coded.success && coded.data.code >= 400) {
			throw new RequestFailure({
				message: printable(
					`LlamadaPro: ${coded.data.message ?? coded.data.error ?? 'the recording was not loaded'}`,
					300,
				),
				description: `LlamadaPro answered as if all was well, with the error code ${coded.data.code} in its answer.`,
				outcome: 'failed',
			});
		}
		const isObject = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
		return { ...(isObject ? answer : {}), loaded: true };
	},
});
