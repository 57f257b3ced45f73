import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';

import { getMessage } from '../../../nodes/LlamadaPro/actions/message/get.operation.ts';
import { sendMessage } from '../../../nodes/LlamadaPro/actions/message/send.operation.ts';
import { sendTemplateMessage } from '../../../nodes/LlamadaPro/actions/message/sendTemplate.operation.ts';
import { uploadMedia } from '../../../nodes/LlamadaPro/actions/message/uploadMedia.operation.ts';
import { messageSamples } from '../../samples/llamadaPro/message.ts';
import { llamadaProRig } from './rig.ts';

/** The Message resource in n8n's engine, pointed at a simulator of its own. */
export async function messageRig() {
	const operations = [sendTemplateMessage, sendMessage, uploadMedia, getMessage];
	return await llamadaProRig({ registry: { message: { name: 'Message', operations } } });
}

/** An operation's sample with other values. */
export function parameters(operation: string, more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'message',
		operation,
		...messageSamples[`message.${operation}`]?.parameters,
		options: {},
		...more,
	};
}

/** An item's file as n8n keeps it in memory. */
export function file(content: string | Buffer, more: Partial<IBinaryKeyData[string]> = {}): IBinaryKeyData {
	const bytes = Buffer.from(content);
	return {
		data: {
			data: bytes.toString('base64'),
			mimeType: 'image/png',
			fileName: 'offer.png',
			bytes: bytes.length,
			...more,
		},
	};
}
