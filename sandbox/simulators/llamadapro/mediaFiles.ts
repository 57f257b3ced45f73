import { z } from 'zod';
import { invalid, notFound } from './errors.ts';
import type { Handler } from './operationRoutes.ts';
import { e164, readBody } from './schema.ts';
import type { LlamadaProState } from './state.ts';
import { toneWav } from './tone.ts';

/** A file that was uploaded; `mediaId` is its id at WhatsApp. */
export interface MediaFile {
	readonly id: string;
	readonly mediaId: string;
	readonly fileName: string;
	readonly contentType: string;
	readonly content: Buffer;
	readonly tags: Record<string, string>;
}

const uploadSchema = z.object({
	fromPhoneNumber: e164,
	fileId: z.string().optional(),
	fileName: z.string().optional(),
	contentType: z.string().optional(),
	content: z.string().optional(),
	tags: z.record(z.string()).optional(),
});

/** UploadMedia: an existing file, or name, type and content in base64 (section 5.21). */
export const uploadMedia: Handler = (request, state) => {
	const { fileId, fileName, contentType, content, tags } = readBody(request, uploadSchema);
	if (fileId !== undefined) {
		const file = requireFile(fileId, state);
		return shownFile(state.media.put({ ...file, tags: tags ?? file.tags }), state);
	}
	if (fileName === undefined || contentType === undefined || content === undefined) {
		throw invalid('body.fileId', 'either fileId, or fileName, contentType and content are required');
	}
	const bytes = Buffer.from(content, 'base64');
	if (content === '' || bytes.toString('base64').replace(/=+$/, '') !== content.replace(/=+$/, '')) {
		throw invalid('body.content', 'must be base64');
	}
	return shownFile(addFile({ fileName, contentType, content: bytes, tags: tags ?? {} }, state), state);
};

/** Stores a file. */
export function addFile(fields: Omit<MediaFile, 'id' | 'mediaId'>, state: LlamadaProState): MediaFile {
	const id = state.media.nextId();
	return state.media.put({ ...fields, id, mediaId: `9000000000${id.replace(/\D/g, '').padStart(5, '0')}` });
}

/** `file_1`, which is there from the beginning: the sandbox has no service to make files with. */
export function seedFile(state: LlamadaProState): void {
	addFile({ fileName: 'greeting.wav', contentType: 'audio/wav', content: toneWav(), tags: {} }, state);
}

/** The file of this id, or a 404. */
export function requireFile(id: string, state: LlamadaProState): MediaFile {
	const file = state.media.get(id);
	if (file === undefined) throw notFound(`File ${id}`);
	return file;
}

/** A link to a file that works for a while. */
export function mediaUrl(fileId: string, state: LlamadaProState): string {
	return state.links.issue(`/media/files/${fileId}`);
}

function shownFile(file: MediaFile, state: LlamadaProState): unknown {
	const { id, fileName, contentType, content, mediaId, tags } = file;
	return { url: mediaUrl(id, state), size: content.length, fileName, contentType, fileId: id, mediaId, tags };
}
