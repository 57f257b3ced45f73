import { PassThrough } from 'node:stream';

import type { IExecuteFunctions } from 'n8n-workflow';

import { RequestFailure } from '../../../nodes/shared/http/failure.ts';
import { storeDownload } from '../../../nodes/shared/runtime/files.ts';

const file = { subject: 'recording', name: 'recording-7.wav', mimeType: 'audio/wav' };

/** A host that takes a file as the test says, and may have been stopped. */
function hostThat(prepareBinaryData: (...given: unknown[]) => Promise<unknown>, stopped = false): IExecuteFunctions {
	const signal = stopped ? AbortSignal.abort() : new AbortController().signal;
	const host = { helpers: { prepareBinaryData }, getExecutionCancelSignal: () => signal };
	return host as unknown as IExecuteFunctions;
}

it('hands the stream itself to the host: nothing of it has been read', async () => {
	const stream = new PassThrough();
	stream.write('not read by us');
	const given: unknown[] = [];
	const host = hostThat(async (...all) => given.push(...all));
	await storeDownload(host, { stream, contentType: 'audio/wav' }, file);
	expect(given).toEqual([stream, 'recording-7.wav', 'audio/wav']);
	expect([stream.readableDidRead, stream.readableLength]).toEqual([false, 14]);
});

it.each([
	{ stopped: false, message: 'The file of the recording did not arrive completely', cancelled: undefined },
	{
		stopped: true,
		message: 'The execution was stopped while the file of the recording was loading',
		cancelled: true,
	},
])('a file that breaks off (stopped: $stopped)', async ({ stopped, message, cancelled }) => {
	const stream = new PassThrough();
	const host = hostThat(async () => await Promise.reject(new Error('socket\u001b[31m hang up')), stopped);
	const problem: unknown = await storeDownload(host, { stream, contentType: undefined }, file).catch(
		(error: unknown) => error,
	);
	expect(problem).toBeInstanceOf(RequestFailure);
	expect((problem as RequestFailure).details).toMatchObject({ message, cancelled, outcome: 'failed' });
	expect((problem as RequestFailure).details.description).toContain('socket [31m hang up');
	expect(stream.destroyed).toBe(true);
});
