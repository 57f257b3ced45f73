import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { waitForOutcome } from '../../../nodes/LlamadaPro/actions/call/waitForOutcome.operation.ts';
import type { ChangeEvent, LlamadaProSimulatorOptions } from '../../../sandbox/simulators/llamadapro/index.ts';
import { startCall } from '../../../sandbox/simulators/llamadapro/callEntity.ts';
import { toneWav } from '../../../sandbox/simulators/llamadapro/tone.ts';
import { llamadaProRig } from './rig.ts';

const registry = { call: { name: 'Call', operations: [waitForOutcome] } };

/** Looks at the call 10 times a second. */
const quick = { longestPause: 0.1 };

function parameters(callId: number | string, more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'call',
		operation: 'waitForOutcome',
		callId: String(callId),
		downloadAudio: false,
		options: quick,
		...more,
	};
}

const answered = '+56955510101';
const neverPickedUp = '+56955500002';

describe('llamadaPro call.waitForOutcome in the engine', () => {
	let rig: Awaited<ReturnType<typeof llamadaProRig>>;
	const setUp = async (options: LlamadaProSimulatorOptions = {}) => {
		rig = await llamadaProRig({ registry, ...options });
	};
	afterEach(async () => await rig.simulator.close());

	/** A call that was just started. */
	const begin = (to: string): number =>
		startCall({ status: 'queued', from: '+56225559999', to }, rig.simulator.state).id;

	/** How often each thing was asked for. */
	const asked = (): Record<string, number> => {
		const counts: Record<string, number> = {};
		for (const { path } of rig.simulator.requests) {
			const what = /\d+\/(\w+)$/.exec(path)?.[1] ?? (path.startsWith('/media') ? 'audio' : 'call');
			counts[what] = (counts[what] ?? 0) + 1;
		}
		return counts;
	};

	const audio = ({ binary }: INodeExecutionData, name = 'data'): Buffer =>
		Buffer.from(binary?.[name]?.data ?? '', 'base64');

	it('looks until the call has ended, then gives call, transcription and recording in one item', async () => {
		await setUp();
		const id = begin(answered);
		const { outputs, error } = await rig.run({ parameters: parameters(id) });
		expect(error).toBeUndefined();
		expect(outputs[0]).toEqual([
			{
				json: expect.objectContaining({
					id,
					status: 'completed',
					duration: 42,
					transcription: expect.objectContaining({ text: expect.stringContaining(`this is call ${id}`) }),
					recording: expect.objectContaining({ callId: id, url: expect.stringContaining('/media/recordings/') }),
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(outputs[0]?.[0]?.binary).toBeUndefined();
		expect(asked()).toEqual({ call: 3, transcription: 1, recording: 1 });
	});

	it.each([{ name: 'data' }, { name: 'voice' }])('adds the audio under $name', async ({ name }) => {
		await setUp();
		const id = begin(answered);
		const { outputs } = await rig.run({
			parameters: parameters(id, { downloadAudio: true, binaryPropertyName: name }),
		});
		const [item] = outputs[0] ?? [];
		expect(item?.json).toMatchObject({ id, recording: { callId: id } });
		expect(item?.binary?.[name]).toMatchObject({
			fileName: `recording-${String((item?.json.recording as { id: number }).id)}.wav`,
			mimeType: 'audio/wav',
		});
		expect(item && audio(item, name).equals(toneWav())).toBe(true);
	});

	it('several calls at once: in the order of the input, paired, each with its own outcome', async () => {
		await setUp();
		const ids = [begin(answered), begin('+56955500001'), begin('+56955500003')];
		const { outputs } = await rig.run({
			parameters: parameters('={{ $json.id }}'),
			items: ids.map((id) => ({ id })),
		});
		expect(
			outputs[0]?.map(({ json, pairedItem }) => [json.id, json.status, json.recording === null, pairedItem]),
		).toEqual([
			[ids[0], 'completed', false, { item: 0 }],
			[ids[1], 'busy', true, { item: 1 }],
			[ids[2], 'failed', true, { item: 2 }],
		]);
	});

	it('a call that nobody answered: no waiting for a recording that will not come, and no file', async () => {
		await setUp();
		const id = begin(neverPickedUp);
		const { outputs } = await rig.run({
			parameters: parameters(id, { downloadAudio: true, binaryPropertyName: 'data' }),
		});
		expect(outputs[0]?.[0]).toEqual({
			json: expect.objectContaining({ id, status: 'no-answer', transcription: null, recording: null }),
			pairedItem: { item: 0 },
		});
		expect(asked()).toEqual({ call: 2, transcription: 1, recording: 1 });
	});

	it('a recording that comes later is waited for; what is there already is not asked for again', async () => {
		await setUp();
		rig.simulator.faults.add({ match: { path: /\/recording$/ }, times: 2, fault: { type: 'status', status: 404 } });
		const { outputs } = await rig.run({ parameters: parameters(1) });
		expect(outputs[0]?.[0]?.json).toMatchObject({ transcription: { id: 1 }, recording: { id: 1 } });
		expect(asked()).toEqual({ call: 1, transcription: 1, recording: 3 });
	});

	it('a transcription that never comes is null when the time is up', async () => {
		await setUp();
		rig.simulator.faults.add({ match: { path: /\/transcription$/ }, fault: { type: 'status', status: 404 } });
		const began = Date.now();
		const { outputs } = await rig.run({ parameters: parameters(1, { options: { ...quick, timeLimit: 0.3 } }) });
		expect(Date.now() - began).toBeGreaterThanOrEqual(300);
		expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'completed', transcription: null, recording: { id: 1 } });
		expect(asked().transcription).toBeGreaterThan(2);
		expect(asked().recording).toBe(1);
	});

	it('without Wait for Recording it takes what is there', async () => {
		await setUp();
		rig.simulator.faults.add({ match: { path: /\/recording$/ }, fault: { type: 'status', status: 404 } });
		const { outputs } = await rig.run({ parameters: parameters(1, { options: { waitForRecording: false } }) });
		expect(outputs[0]?.[0]?.json).toMatchObject({ transcription: { id: 1 }, recording: null });
		expect(asked()).toEqual({ call: 1, transcription: 1, recording: 1 });
	});

	it('time up while the call goes on: says its status, that it is not lost, and how to go on', async () => {
		await setUp({ assumptions: { progress: 'byHook' } });
		const id = begin(answered);
		rig.simulator.state.advanceCall(id);
		const { outputs } = await rig.run({
			parameters: parameters(id, { options: { ...quick, timeLimit: 0.25 } }),
			onError: 'continueErrorOutput',
		});
		expect(outputs[1]).toEqual([
			{
				json: {
					error: 'The call did not end within 1 second: its status is "ringing"',
					details: {
						outcome: 'failed',
						code: null,
						httpStatus: null,
						advice: expect.stringMatching(
							new RegExp(`not lost: do not start it again.*call ID ${id},.*Time Limit.*completed, no-answer, busy`),
						),
					},
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(asked().call).toBeGreaterThanOrEqual(3);
		expect(Object.keys(asked())).toEqual(['call']);
	});

	it('the last look is when the time is up, however long the pauses are', async () => {
		await setUp({ assumptions: { progress: 'byHook' } });
		const began = Date.now();
		const result = await rig.run({ parameters: parameters(begin(answered), { options: { timeLimit: 0.25 } }) });
		expect(result.error?.message).toContain('its status is "queued"');
		expect(Date.now() - began).toBeLessThan(1_500);
		expect(rig.simulator.requests.length).toBeGreaterThanOrEqual(2);
	});

	it('a time limit of 0 looks once', async () => {
		await setUp({ assumptions: { progress: 'byHook' } });
		const result = await rig.run({ parameters: parameters(begin(answered), { options: { timeLimit: 0 } }) });
		expect(result.error?.message).toContain('its status is "queued"');
		expect(rig.simulator.requests).toHaveLength(1);
	});

	it('goes on as soon as the call has ended elsewhere', async () => {
		await setUp({ assumptions: { progress: 'byHook' } });
		const id = begin(answered);
		const execution = rig.start({ parameters: parameters(id) });
		await until(() => rig.simulator.requests.length >= 2);
		for (const status of ['ringing', 'in-progress', 'completed']) {
			expect(rig.simulator.state.advanceCall(id).status).toBe(status);
		}
		const { outputs } = await execution.result;
		expect(outputs[0]?.[0]?.json).toMatchObject({ id, status: 'completed', recording: { callId: id } });
	});

	it('a stop ends the wait at once, although the next look is far away', async () => {
		await setUp({ assumptions: { progress: 'byHook' } });
		const id = begin(answered);
		const execution = rig.start({ parameters: parameters(id, { options: { longestPause: 600 } }) });
		await until(() => rig.simulator.requests[0]?.status !== undefined);
		const stopped = Date.now();
		execution.cancel();
		const result = await execution.result;
		expect(Date.now() - stopped).toBeLessThan(1_000);
		expect(result.status).toBe('canceled');
		expect(rig.simulator.requests).toHaveLength(1);
	});

	it('a stop during the audio ends at once', async () => {
		await setUp({ assumptions: { mediaOrigin: 'separate' } });
		rig.simulator.media.faults.add({ match: {}, fault: { type: 'hang' } });
		const execution = rig.start({ parameters: parameters(1, { downloadAudio: true, binaryPropertyName: 'data' }) });
		await until(() => rig.simulator.media.requests.length === 1);
		execution.cancel();
		expect((await execution.result).status).toBe('canceled');
	});

	describe('when the vendor is out of order', () => {
		it.each([
			{ name: 'a server fault', fault: { type: 'status', status: 500 } },
			{
				name: 'a server fault that is tried again first',
				fault: { type: 'status', status: 503, headers: { 'Retry-After': '0' } },
			},
		] as const)('$name does not end a wait that had begun well', async ({ fault }) => {
			await setUp();
			const id = begin(answered);
			rig.simulator.faults.add({ match: { path: `/api/v1/calls/${id}` }, after: 1, times: 1, fault });
			const { outputs, error } = await rig.run({ parameters: parameters(id) });
			expect(error).toBeUndefined();
			expect(outputs[0]?.[0]?.json).toMatchObject({ id, status: 'completed' });
			expect(asked().call).toBe(4);
		});

		it('from the beginning: an error at once', async () => {
			await setUp();
			rig.simulator.faults.add({ match: {}, fault: { type: 'status', status: 500 } });
			const result = await rig.run({ parameters: parameters(1) });
			expect(result.error?.httpCode).toBe('500');
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('until the time is up: the vendor’s error, and that the call is not lost', async () => {
			await setUp({ assumptions: { progress: 'byHook' } });
			const id = begin(answered);
			rig.simulator.faults.add({ match: {}, after: 1, fault: { type: 'status', status: 500 } });
			const result = await rig.run({ parameters: parameters(id, { options: { ...quick, timeLimit: 0.25 } }) });
			expect(result.error?.httpCode).toBe('500');
			expect(result.error?.description).toContain('not lost: do not start it again');
			expect(result.error?.description).toContain(`call ID ${id}`);
		});

		it('a fault that has passed is no reason when the time is up', async () => {
			await setUp({ assumptions: { progress: 'byHook' } });
			rig.simulator.faults.add({ match: {}, after: 1, times: 1, fault: { type: 'status', status: 500 } });
			const result = await rig.run({
				parameters: parameters(begin(answered), { options: { ...quick, timeLimit: 0.35 } }),
			});
			expect(result.error?.message).toContain('its status is "queued"');
			expect(asked().call).toBeGreaterThanOrEqual(3);
		});

		it('a transcription of which nothing is known is an error and not null', async () => {
			await setUp();
			rig.simulator.faults.add({ match: { path: /\/transcription$/ }, fault: { type: 'status', status: 500 } });
			const result = await rig.run({ parameters: parameters(1, { options: { ...quick, timeLimit: 0.25 } }) });
			expect(result.error?.httpCode).toBe('500');
			expect(asked().transcription).toBeGreaterThan(1);
		});

		it('null instead of the call is an error at once', async () => {
			await setUp();
			rig.simulator.faults.add({ match: {}, after: 1, fault: { type: 'status', status: 200, json: null } });
			const result = await rig.run({ parameters: parameters(begin(answered)) });
			expect(result.error?.message).toContain("LlamadaPro's answer is not what its documentation describes");
			expect(asked()).toEqual({ call: 2 });
		});

		it('an audio link that has expired: says that the rest is there and where to get the audio', async () => {
			await setUp({ assumptions: { mediaLinks: 'expired' } });
			const result = await rig.run({ parameters: parameters(1, { downloadAudio: true, binaryPropertyName: 'data' }) });
			expect(result.error?.message).toBe('The link to the recording has expired');
			expect(result.error?.description).toContain(
				'The call has ended with status "completed"; only its audio is missing',
			);
			expect(result.error?.description).toContain('call ID 1');
		});
	});

	it.each([
		{ more: { callId: '={{ "" }}' }, error: '"Call ID" is empty' },
		{ more: { callId: 'abc' }, error: '"Call ID" has to be a whole number' },
		{ more: { options: { timeLimit: -1 } }, error: '"Options > Time Limit" has to be 0 or more, not -1' },
		{ more: { options: { longestPause: 0 } }, error: '"Options > Longest Pause" has to be 0.1 or more, not 0' },
		{
			more: { downloadAudio: true, binaryPropertyName: '={{ "" }}' },
			error: '"Put Output File in Field" is empty',
		},
	])('refuses before anything is asked: $error', async ({ more, error }) => {
		await setUp();
		const result = await rig.run({ parameters: parameters(1, more) });
		expect(result.error?.message).toContain(error);
		expect(rig.simulator.requests).toEqual([]);
	});

	it('an unknown call is an error at once', async () => {
		await setUp();
		const result = await rig.run({ parameters: parameters(999) });
		expect(result.error?.message).toBe('LlamadaPro: Call 999 does not exist.');
		expect(rig.simulator.requests).toHaveLength(1);
	});

	it('the simulator says when the call ends: the wait does not look again after that', async () => {
		const events: ChangeEvent[] = [];
		await setUp({ onChange: (event) => events.push(event) });
		const id = begin(answered);
		await rig.run({ parameters: parameters(id) });
		const updates = events.filter(({ resource, action }) => resource === 'Call' && action === 'update');
		expect(updates).toHaveLength(asked().call ?? 0);
	});
});

/** Resolves once the condition holds. */
async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
