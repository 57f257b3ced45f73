import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../../shared/http/client';
import { RequestFailure } from '../../../shared/http/failure';
import { storeDownload } from '../../../shared/runtime/files';
import type { Recording } from '../../schemas/call';
import { settled } from '../call/leftovers';

/** Where the audio goes in the output item. */
export const binaryPropertyNameProperty: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the output binary field to put the file in',
};

/** Kinds of audio: the ending of the file and the content types by which servers call it. The first is sent on. */
const audioKinds: ReadonlyArray<readonly [ending: string, contentTypes: readonly [string, ...string[]]]> = [
	['wav', ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave']],
	['mp3', ['audio/mpeg', 'audio/mp3', 'audio/mpeg3', 'audio/x-mpeg']],
	['ogg', ['audio/ogg', 'application/ogg', 'audio/opus']],
	['webm', ['audio/webm', 'video/webm']],
	['m4a', ['audio/mp4', 'audio/m4a', 'audio/x-m4a', 'video/mp4']],
	['aac', ['audio/aac', 'audio/x-aac', 'audio/aacp']],
	['flac', ['audio/flac', 'audio/x-flac']],
	['amr', ['audio/amr']],
	['au', ['audio/basic']],
];

/** Answers that are a page or a message instead of a recording. */
const noFile = /^(text\/|application\/(json|xml|xhtml\+xml|problem\+json)$)/;

/** The file's name and kind, by its content type; by the ending of its address where the type says nothing. Pure. */
export function audioFile(
	recordingId: number,
	contentType: string | undefined,
	address: string,
): { readonly name: string; readonly mimeType: string } {
	const type = contentType?.toLowerCase() ?? '';
	const ending = /\.(\w+)$/.exec(new URL(address).pathname)?.[1]?.toLowerCase() ?? '';
	const kind =
		audioKinds.find(([, contentTypes]) => contentTypes.includes(type)) ??
		(type.startsWith('audio/') ? undefined : audioKinds.find(([known]) => known === ending));
	if (kind === undefined) return { name: `recording-${recordingId}`, mimeType: type || 'application/octet-stream' };
	return { name: `recording-${recordingId}.${kind[0]}`, mimeType: kind[1][0] };
}

/** What an expired or withdrawn link is answered with. */
const refusedLinks: ReadonlyArray<number | undefined> = [401, 403, 410];

/** The audio of a recording as n8n's binary data, streamed. Throws a RequestFailure. */
export async function audioOf(client: ApiClient, host: IExecuteFunctions, recording: Recording): Promise<IBinaryData> {
	const address = recording.url ?? '';
	const opened = await settled(client.download(address, 'recording'));
	if ('failure' in opened) {
		const { details } = opened.failure;
		if (!refusedLinks.includes(details.status)) throw opened.failure;
		throw new RequestFailure({
			...details,
			message: 'The link to the recording has expired',
			description: `Such links work for a limited time. Run the operation again to get a new one. (HTTP ${String(details.status)})`,
		});
	}
	const file = opened.value;
	if (noFile.test(file.contentType?.toLowerCase() ?? '')) {
		file.stream.destroy();
		throw new RequestFailure({
			message: 'The link to the recording gave a page instead of audio',
			description: `Its content type is ${file.contentType ?? ''}. A sign-in page may stand in the way. Open the link in a browser to see what it shows; the recording itself has it as "url".`,
			outcome: 'failed',
		});
	}
	const { name, mimeType } = audioFile(recording.id, file.contentType, address);
	return await storeDownload(host, file, { subject: 'recording', name, mimeType });
}
