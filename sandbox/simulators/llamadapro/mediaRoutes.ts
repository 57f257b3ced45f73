import type { Answer } from '../answer.ts';
import type { Route, SimulatorRequest } from '../definition.ts';
import { failure, LlamadaProRefusal } from './errors.ts';
import type { LlamadaProState } from './state.ts';
import { toneWav } from './tone.ts';

/** The prefix of what is served without a key. */
const mediaPath = '/media/';

/** Whether a request asks for a file, where no key is needed. */
export function asksForMedia({ path }: Pick<SimulatorRequest, 'path'>): boolean {
	return path.startsWith(mediaPath);
}

/** Recordings, transcriptions and uploaded files, behind the links the API gives (section 6). */
export const mediaRoute: Route<LlamadaProState> = {
	method: 'get',
	path: `${mediaPath}:kind/:file`,
	handle: (request, state) => {
		if (!state.links.allows(request.path, request.query)) {
			throw new LlamadaProRefusal(403, 'This link is not valid, or not any more.');
		}
		return contentOf(request.params.kind ?? '', request.params.file ?? '', state);
	},
};

function contentOf(kind: string, file: string, state: LlamadaProState): Answer {
	const id = Number(/^(\d+)\./.exec(file)?.[1]);
	if (kind === 'recordings' && state.recordings.get(id) !== undefined) return found('audio/wav', toneWav());
	const transcription = kind === 'transcriptions' ? state.transcriptions.get(id) : undefined;
	if (transcription !== undefined) return found('text/plain; charset=utf-8', transcription.text);
	const uploaded = kind === 'files' ? state.media.get(file) : undefined;
	return uploaded === undefined ? failure(404) : found(uploaded.contentType, uploaded.content);
}

function found(contentType: string, body: Buffer | string): Answer {
	return { status: 200, raw: { contentType, body } };
}
