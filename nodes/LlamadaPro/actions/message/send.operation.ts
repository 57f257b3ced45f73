import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import type { ApiClient } from '../../../shared/http/client';
import { RequestFailure } from '../../../shared/http/failure';
import { printable } from '../../../shared/http/text';
import { optionalText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { mediaTypes, type mediaToUpload, messageSchema, messageTypes, type newMessage } from '../../schemas/message';
import { checkFile, fileParameters, fileProperties, fileSource } from './fileFields';
import {
	additionalFields,
	additionalFieldsProperty,
	phoneNumberParameters,
	phoneNumberProperties,
} from './messageFields';
import { readFile } from './upload';

const carriesFile = (type: string): boolean => mediaTypes.some((mediaType) => mediaType === type);

/** A type that is in LlamadaPro's list because it can be received; whether it can be sent is unknown. */
const doubtful = (name: string, value: string): INodePropertyOptions => ({
	name: `Without Guarantee: ${name}`,
	value,
	description: 'LlamadaPro lists this type, but probably only for messages that are received',
});

/** The outcome of a request, for a failure that is to be told with more knowledge. */
async function settle<Value>(work: Promise<Value>): Promise<{ readonly value: Value } | { readonly problem: unknown }> {
	return await work.then(
		(value) => ({ value }),
		(problem: unknown) => ({ problem }),
	);
}

/** Uploads a file. When that fails no message was sent, whatever became of the file, and the error says so. */
async function upload(client: ApiClient, body: z.input<typeof mediaToUpload>): Promise<string> {
	const result = await settle(client.request(routes.uploadMedia, { body }));
	if ('value' in result) return result.value.fileId;
	const { problem } = result;
	if (!(problem instanceof RequestFailure)) throw problem;
	const { details } = problem;
	const isOpen = details.outcome === 'unknown';
	const safe = isOpen ? 'Running this item again is safe: the message itself was not sent. ' : '';
	throw new RequestFailure({
		...details,
		message: `No message was sent, because its file was not uploaded: ${printable(details.message, 200)}`,
		description: `${safe}${details.description}`,
		outcome: isOpen ? 'failed' : details.outcome,
	});
}

/** Sends a message with a file that was uploaded for it. When that fails, the error says where the file is. */
async function sendWithUpload(client: ApiClient, fileId: string, body: z.input<typeof newMessage>) {
	const result = await settle(client.request(routes.sendMessage, { body: { ...body, fileId } }));
	if ('value' in result) return result.value;
	const { problem } = result;
	if (!(problem instanceof RequestFailure)) throw problem;
	const { details } = problem;
	const id = printable(fileId, 100);
	throw new RequestFailure({
		...details,
		message: `${printable(details.message, 200)}. The file was uploaded before (file ID ${id})`,
		description: `${details.description} To send it without another upload, choose Uploaded File and enter the file ID ${id}.`,
	});
}

export const sendMessage = itemOperation({
	name: 'Send',
	value: 'send',
	action: 'Send a WhatsApp message',
	description:
		'Send a text or a file by WhatsApp. WhatsApp delivers such messages within 24 hours of the customer’s last one only; otherwise send a template.',
	properties: [
		...phoneNumberProperties,
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Audio', value: 'audio' },
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'Sticker', value: 'sticker' },
				{ name: 'Text', value: 'text' },
				{ name: 'Video', value: 'video' },
				doubtful('Button', 'button'),
				doubtful('Contacts', 'contacts'),
				doubtful('Interactive', 'interactive'),
				doubtful('Location', 'location'),
				doubtful('Media Placeholder', 'media_placeholder'),
				doubtful('Order', 'order'),
				doubtful('Reaction', 'reaction'),
				doubtful('System', 'system'),
				doubtful('Unknown', 'unknown'),
				doubtful('Unsupported', 'unsupported'),
			],
			default: 'text',
			description: 'What the message is',
		},
		...fileProperties({ type: [...mediaTypes] }),
		{
			displayName: 'Content',
			name: 'content',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. Hello Ana, your order is on its way.',
			description:
				'The text of the message. For a file it is the caption and may be empty; that LlamadaPro uses it so is unverified.',
		},
		additionalFieldsProperty,
	],
	parameters: z
		.object({
			...phoneNumberParameters,
			type: z.enum(messageTypes).default('text'),
			...fileParameters,
			content: optionalText,
			additionalFields,
		})
		.superRefine((fields, context) => {
			if (carriesFile(fields.type)) checkFile(fields, context);
			else if (fields.content === undefined) {
				context.addIssue({ code: z.ZodIssueCode.custom, path: ['content'], message: 'is empty' });
			}
		}),
	output: messageSchema,
	send: { recipient: (parameters) => parameters.toPhoneNumber },
	// What one recipient gets arrives in the order of the items, also when a file has to be uploaded in between.
	sequenceKey: ({ fromPhoneNumber, toPhoneNumber }) => `${fromPhoneNumber} ${toPhoneNumber}`,
	async execute({ parameters, client, host, itemIndex }) {
		const { fromPhoneNumber, toPhoneNumber, type } = parameters;
		const body = {
			fromPhoneNumber,
			toPhoneNumber,
			type,
			content: parameters.content ?? '',
			...parameters.additionalFields,
		};
		const source = carriesFile(type) ? fileSource(parameters) : undefined;
		if (source === undefined || 'fileId' in source) {
			return await client.request(routes.sendMessage, { body: { ...body, ...source } });
		}
		const file = await readFile(host, itemIndex, source.field);
		return await sendWithUpload(client, await upload(client, { fromPhoneNumber, ...file }), body);
	},
});
