import type { INodeParameters } from 'n8n-workflow';

import { downloadRecording } from '../../../nodes/LlamadaPro/actions/recording/download.operation.ts';
import { getRecording } from '../../../nodes/LlamadaPro/actions/recording/get.operation.ts';
import { loadRecording } from '../../../nodes/LlamadaPro/actions/recording/load.operation.ts';
import {
	type LlamadaProSimulatorOptions,
	startLlamadaProSimulator,
} from '../../../sandbox/simulators/llamadapro/index.ts';
import { toneWav } from '../../../sandbox/simulators/llamadapro/tone.ts';
import { recordingSamples } from '../../samples/llamadaPro/recording.ts';
import { llamadaProRig } from './rig.ts';

const registry = { recording: { name: 'Recording', operations: [getRecording, loadRecording, downloadRecording] } };
const key = 'lp_sandbox_key';
const empty = '={{ "" }}';

/** An operation's sample with other values. */
function parameters(operation: string, more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'recording',
		operation,
		...recordingSamples[`recording.${operation}`]?.parameters,
		options: {},
		...more,
	};
}

describe('llamadaPro recordings in the engine', () => {
	let rig: Awaited<ReturnType<typeof llamadaProRig>>;
	const setUp = async (options: LlamadaProSimulatorOptions = {}) => {
		rig = await llamadaProRig({ registry, ...options });
	};
	afterEach(async () => await rig.simulator.close());

	const sent = () => rig.simulator.requests.map(({ method, path, body }) => ({ request: `${method} ${path}`, body }));

	it('get: the recording, paired with its input', async () => {
		await setUp();
		const { outputs } = await rig.run({ parameters: parameters('get'), items: [{ id: '1' }, { id: 1 }] });
		const recording = expect.objectContaining({
			id: 1,
			callId: 1,
			duration: 42,
			url: expect.stringContaining('/media/'),
		});
		expect(outputs[0]).toEqual([
			{ json: recording, pairedItem: { item: 0 } },
			{ json: recording, pairedItem: { item: 1 } },
		]);
		expect(sent()).toEqual([
			{ request: 'GET /api/v1/calls/recordings/1', body: undefined },
			{ request: 'GET /api/v1/calls/recordings/1', body: undefined },
		]);
	});

	describe('load', () => {
		it.each([
			{
				name: 'everything',
				more: {},
				body: {
					userId: 42,
					url: 'https://example.com/one.mp3',
					callDirection: 'incoming',
					callFrom: '+56955510101',
					callStartTime: '2026-03-01T09:00:00.000Z',
					callTo: '+56225559999',
				},
			},
			{
				name: 'the least',
				more: { additionalFields: {} },
				body: { userId: 42, url: 'https://example.com/one.mp3' },
			},
			{
				name: 'fields that are there but empty',
				more: { additionalFields: { callDirection: '={{ null }}', callFrom: '', callStartTime: '', callTo: ' ' } },
				body: { userId: 42, url: 'https://example.com/one.mp3' },
			},
		])('sends $name', async ({ more, body }) => {
			await setUp();
			const { outputs } = await rig.run({
				parameters: parameters('load', more),
				items: [{ url: 'https://example.com/one.mp3' }],
			});
			expect(outputs[0]).toEqual([{ json: { loaded: true }, pairedItem: { item: 0 } }]);
			expect(sent()).toEqual([{ request: 'POST /api/v1/calls/recordings', body }]);
			expect(rig.simulator.state.recordings.all().at(-1)).toMatchObject({ url: 'https://example.com/one.mp3' });
		});

		it('gives what the vendor answers, where it answers something', async () => {
			await setUp({ assumptions: { loadRecordingAnswer: 'envelope' } });
			const { outputs } = await rig.run({ parameters: parameters('load', { url: 'https://example.com/a.mp3' }) });
			expect(outputs[0]?.[0]?.json).toEqual({
				loaded: true,
				code: 200,
				error: '',
				message: 'The recording was loaded.',
				details: {},
			});
		});

		it('an error in an answer with a good status is no success', async () => {
			await setUp();
			rig.simulator.faults.add({
				match: { method: 'POST' },
				fault: { type: 'wrongShape', json: { code: 400, error: 'BadRequest', message: 'No audio there', details: {} } },
			});
			const result = await rig.run({ parameters: parameters('load', { url: 'https://example.com/a.mp3' }) });
			expect(result.error?.message).toBe('LlamadaPro: No audio there');
		});

		it('a lost answer is not followed by a second try', async () => {
			await setUp();
			rig.simulator.faults.add({ match: { method: 'POST' }, fault: { type: 'cutAfter' } });
			const result = await rig.run({ parameters: parameters('load', { url: 'https://example.com/a.mp3' }) });
			expect(result.error?.message).toContain('Outcome unknown');
			expect(result.error?.description).toContain('the recording may or may not have been loaded');
			expect(rig.simulator.requests).toHaveLength(1);
		});
	});

	describe('download', () => {
		const download = (more: INodeParameters = {}) =>
			parameters('download', { recordingId: '1', binaryPropertyName: 'data', ...more });

		it.each([
			{
				name: 'by its own ID',
				more: {},
				first: '/api/v1/calls/recordings/1',
				field: 'data',
			},
			{
				name: 'by the ID of its call, into a field of another name',
				more: { findBy: 'callId', callId: '1', binaryPropertyName: 'voice' },
				first: '/api/v1/calls/1/recording',
				field: 'voice',
			},
		])('$name: the recording and its audio', async ({ more, first, field }) => {
			await setUp();
			const { outputs, error } = await rig.run({ parameters: download(more), items: [{}, {}] });
			expect(error).toBeUndefined();
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.id, json.callId, pairedItem])).toEqual([
				[1, 1, { item: 0 }],
				[1, 1, { item: 1 }],
			]);
			for (const { binary } of outputs[0] ?? []) {
				expect(Object.keys(binary ?? {})).toEqual([field]);
				expect(binary?.[field]).toMatchObject({
					fileName: 'recording-1.wav',
					fileExtension: 'wav',
					mimeType: 'audio/wav',
					bytes: toneWav().length,
				});
				expect(Buffer.from(binary?.[field]?.data ?? '', 'base64').equals(toneWav())).toBe(true);
			}
			expect(rig.simulator.requests.map(({ path }) => path).sort()).toEqual(
				[first, first, '/media/recordings/1.wav', '/media/recordings/1.wav'].sort(),
			);
		});

		it('the API’s own origin gets the key', async () => {
			await setUp();
			await rig.run({ parameters: download() });
			expect(rig.simulator.requests.map(({ path, headers }) => [path, headers['x-api-key']])).toEqual([
				['/api/v1/calls/recordings/1', key],
				['/media/recordings/1.wav', key],
			]);
		});

		it('another origin does not get the key, in no header and not in the address', async () => {
			await setUp({ assumptions: { mediaOrigin: 'separate' } });
			const { outputs } = await rig.run({ parameters: download() });
			expect(outputs[0]?.[0]?.binary?.data).toMatchObject({ fileName: 'recording-1.wav' });
			expect(rig.simulator.requests.map(({ path }) => path)).toEqual(['/api/v1/calls/recordings/1']);
			expect(rig.simulator.media.requests.map(({ path, status }) => [path, status])).toEqual([
				['/media/recordings/1.wav', 200],
			]);
			expect(JSON.stringify(rig.simulator.media.requests)).not.toContain(key);
		});

		// The host takes a header of the vendor's own along: this holds once downloads follow redirects one by one.
		it('a redirect from the API’s own origin to another one does not take the key along', async () => {
			await setUp();
			const elsewhere = await startLlamadaProSimulator();
			try {
				rig.simulator.faults.add({
					match: { path: '/media/recordings/1.wav' },
					fault: { type: 'status', status: 302, headers: { Location: `${elsewhere.url}/stored/1.wav` } },
				});
				await rig.run({ parameters: download(), onError: 'continueErrorOutput' });
				expect(elsewhere.requests.map(({ path }) => path)).toEqual(['/stored/1.wav']);
				expect(JSON.stringify(elsewhere.requests)).not.toContain(key);
			} finally {
				await elsewhere.close();
			}
		});

		it.each([
			{ name: 'to another address', location: (link: string) => link },
			{ name: 'without a host', location: (link: string) => link.replace(/^https?:\/\/[^/]+/, '') },
		])('follows a redirect $name', async ({ location }) => {
			await setUp({ assumptions: { mediaOrigin: 'separate' } });
			const link = rig.simulator.state.links.issue('/media/recordings/1.wav');
			rig.simulator.media.faults.add({
				match: {},
				times: 1,
				fault: { type: 'status', status: 302, headers: { Location: location(link) } },
			});
			const { outputs } = await rig.run({ parameters: download() });
			expect(outputs[0]?.[0]?.binary?.data?.bytes).toBe(toneWav().length);
			expect(rig.simulator.media.requests.map(({ status }) => status)).toEqual([302, 200]);
		});

		it.each(['api', 'separate'] as const)(
			'an expired link (files on: %s) says so and what to do',
			async (mediaOrigin) => {
				await setUp({ assumptions: { mediaLinks: 'expired', mediaOrigin } });
				const { outputs } = await rig.run({ parameters: download(), onError: 'continueErrorOutput' });
				expect(outputs[1]?.[0]).toEqual({
					json: {
						error: 'The link to the recording has expired',
						details: {
							outcome: 'failed',
							code: null,
							httpStatus: 403,
							advice: expect.stringContaining('Run the operation again to get a new one'),
						},
					},
					pairedItem: { item: 0 },
				});
			},
		);

		it('a file that breaks off is an error and no half file', async () => {
			await setUp({ assumptions: { mediaOrigin: 'separate' } });
			rig.simulator.media.faults.add({ match: {}, fault: { type: 'truncated' } });
			const { outputs } = await rig.run({ parameters: download(), onError: 'continueErrorOutput' });
			expect(outputs[0]).toEqual([]);
			expect(outputs[1]?.[0]?.json).toMatchObject({
				error: 'The file of the recording did not arrive completely',
				details: { outcome: 'failed' },
			});
			expect(outputs[1]?.[0]?.binary).toBeUndefined();
		});

		it('a file server that is out of order for a moment is asked again', async () => {
			await setUp({ assumptions: { mediaOrigin: 'separate' } });
			rig.simulator.media.faults.add({
				match: {},
				times: 1,
				fault: { type: 'status', status: 503, headers: { 'Retry-After': '0' } },
			});
			const { outputs } = await rig.run({ parameters: download() });
			expect(outputs[0]?.[0]?.binary?.data?.bytes).toBe(toneWav().length);
			expect(rig.simulator.media.requests).toHaveLength(2);
		});

		it('a web page instead of audio is an error', async () => {
			await setUp({ assumptions: { mediaOrigin: 'separate' } });
			rig.simulator.media.faults.add({ match: {}, fault: { type: 'html' } });
			const result = await rig.run({ parameters: download() });
			expect(result.error?.message).toBe('The link to the recording gave a page instead of audio');
			expect(result.error?.description).toContain('text/html');
		});

		it.each([
			{ name: 'no link', url: null },
			{ name: 'a link that is none', url: 'recording.wav' },
			{ name: 'a link into the machine', url: 'file:///etc/passwd' },
		])('$name: says that it may not be ready', async ({ url }) => {
			await setUp();
			rig.simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json: { id: 1, url } } });
			const result = await rig.run({ parameters: download() });
			expect(result.error?.message).toBe('The recording has no usable link to its file');
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('a call without a recording says what may be the reason', async () => {
			await setUp();
			const result = await rig.run({ parameters: download({ findBy: 'callId', callId: '2' }) });
			expect(result.error?.message).toBe('LlamadaPro: A recording of call 2 does not exist.');
			expect(result.error?.description).toContain('only if the call was answered');
		});

		it('one of several fails alone', async () => {
			await setUp();
			const { outputs } = await rig.run({
				parameters: download({ recordingId: '={{ $json.id }}' }),
				items: [{ id: '1' }, { id: '99' }, { id: '1' }],
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]?.map(({ pairedItem, binary }) => [pairedItem, binary?.data?.fileName])).toEqual([
				[{ item: 0 }, 'recording-1.wav'],
				[{ item: 2 }, 'recording-1.wav'],
			]);
			expect(outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				['LlamadaPro: Recording 99 does not exist.', { item: 1 }],
			]);
		});
	});

	it.each<{ operation: string; more: INodeParameters; error: string }>([
		{ operation: 'get', more: { recordingId: empty }, error: '"Recording ID" is empty' },
		{ operation: 'get', more: { recordingId: '1/../../contacts' }, error: '"Recording ID" has to be a whole number' },
		{ operation: 'load', more: { userId: 'ana' }, error: '"User ID" has to be a whole number. Received: "ana"' },
		{ operation: 'load', more: { userId: empty }, error: '"User ID" is empty' },
		{ operation: 'load', more: { url: empty }, error: '"URL" is empty' },
		{ operation: 'load', more: { url: 'one.mp3' }, error: '"URL" has to be a web address that starts with https://' },
		{
			operation: 'load',
			more: { url: 'https://a.example', additionalFields: { callTo: '0 9 5551 0101' } },
			error: '"Additional Fields > To" has to be a phone number',
		},
		{
			operation: 'load',
			more: { url: 'https://a.example', additionalFields: { callStartTime: 'now' } },
			error: '"Additional Fields > Start Time" has to be a date',
		},
		{ operation: 'download', more: { recordingId: empty }, error: '"Recording ID" is empty' },
		{
			operation: 'download',
			more: { findBy: 'callId', callId: 'x' },
			error: '"Call ID" has to be a whole number',
		},
		{
			operation: 'download',
			more: { recordingId: '1', binaryPropertyName: empty },
			error: '"Put Output File in Field" is empty',
		},
	])('$operation refuses before anything leaves: $error', async ({ operation, more, error }) => {
		await setUp();
		const { outputs } = await rig.run({ parameters: parameters(operation, more), onError: 'continueErrorOutput' });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]).toEqual([
			{
				json: expect.objectContaining({
					error: expect.stringContaining(error),
					details: expect.objectContaining({ outcome: 'notSent' }),
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(rig.simulator.requests).toEqual([]);
	});
});
