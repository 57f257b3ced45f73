import type { ChangeEvent } from '../../../sandbox/simulators/llamadapro/index.ts';
import { sandboxKey } from '../../../sandbox/simulators/llamadapro/index.ts';
import { bridge, call, calls, simulator, start, template, text, upload, whatsapp } from './llamadaproClient.ts';

const messages = '/api/v1/messaging/messages';

/** Statuses of an entity, poll by poll, until one comes twice. */
async function poll(path: string): Promise<string[]> {
	const statuses: string[] = [];
	do statuses.push((await call('GET', path)).body.status);
	while (statuses.at(-1) !== statuses.at(-2));
	return statuses.slice(0, -1);
}

describe('calls', () => {
	beforeEach(() => start());

	it.each([
		['+56911112222', ['ringing', 'in-progress', 'completed'], 42],
		['+56911110001', ['ringing', 'busy'], 0],
		['+56911110002', ['ringing', 'no-answer'], 0],
		['+56911110003', ['failed'], 0],
	])('to %s go %j', async (to, expected, duration) => {
		const started = await call('POST', `${calls}/bridge`, { ...bridge, to });
		expect(started.body).toMatchObject({ id: 3, status: 'queued', duration: null, lastUpdateSequence: 1 });
		expect(await poll(`${calls}/3`)).toEqual(expected);
		const ended = await call('GET', `${calls}/3`);
		expect(ended.body).toMatchObject({ duration, lastUpdateSequence: 1 + expected.length });
	});

	it('have a recording and a transcription once they are completed', async () => {
		await call('POST', `${calls}/agent`, { voiceAgentId: 7, to: '+56955510102', contextVariables: { a: 1 } });
		const parts = [`${calls}/3/recording`, `${calls}/3/transcription`];
		for (const path of parts) expect((await call('GET', path)).status).toBe(404);
		for (let step = 0; step < 3; step += 1) simulator.state.advanceCall(3);
		expect(simulator.state.calls.get(3)).toMatchObject({ status: 'completed', contactId: 2, providerName: 'vapi' });
		const recording = await call('GET', `${calls}/3/recording`);
		expect(recording.body).toMatchObject({ id: 2, callId: 3, duration: 42 });
		expect((await call('GET', `${calls}/recordings/2`)).body).toMatchObject({ id: 2, callId: 3 });
		const transcription = await call('GET', `${calls}/3/transcription`);
		expect(transcription.body).toMatchObject({ recordingId: 2, text: expect.stringContaining('call 3') as string });
		expect(await (await fetch(transcription.body.url)).text()).toBe(transcription.body.text);
	});

	it('can end as a test likes', async () => {
		simulator.state.outcomes.calls.unshift({ numberEndsWith: '2222', status: 'no-answer' });
		await call('POST', '/api/v2/calls/agent', { toPhoneNumber: '+56911112222', objectives: [] });
		expect(await poll(`${calls}/3`)).toEqual(['ringing', 'no-answer']);
		simulator.reset();
		expect(simulator.state.outcomes.calls).toHaveLength(3);
	});

	it('that were logged stay as they are', async () => {
		const logged = await call('POST', calls, {
			status: 'whatever',
			userId: 5,
			metadata: null,
			from: 'a',
			to: 'b',
			duration: 10,
			direction: 'incoming',
			startTime: '2025-02-01T10:00:00Z',
		});
		expect(logged.body).toMatchObject({ status: 'whatever', startTime: '2025-02-01T10:00:00.000Z', customData: null });
		expect(await poll(`${calls}/3`)).toEqual(['whatever']);
		expect((await call('GET', `${calls}/3/recording`)).status).toBe(404);
	});

	it('come with a loaded recording', async () => {
		await call('POST', `${calls}/recordings`, { userId: 5, url: 'https://example.com/a.mp3', callTo: '+1' });
		expect(simulator.state.calls.get(3)).toMatchObject({ userId: 5, to: '+1', status: 'completed' });
		expect((await call('GET', `${calls}/3/recording`)).body.url).toBe('https://example.com/a.mp3');
		expect((await call('GET', `${calls}/3/transcription`)).status).toBe(404);
	});
});

it('tells who listens what the webhooks are about, seed data and resets aside', async () => {
	const events: ChangeEvent[] = [];
	await start({ onChange: (event) => events.push(event) });
	simulator.reset();
	await call('POST', `${calls}/bridge`, bridge);
	for (let step = 0; step < 3; step += 1) simulator.state.advanceCall(3);
	expect(events).toEqual([
		{ resource: 'Call', action: 'create', id: 3 },
		{ resource: 'Call', action: 'update', id: 3 },
		{ resource: 'Call', action: 'update', id: 3 },
		{ resource: 'Call', action: 'update', id: 3 },
		{ resource: 'Transcription', action: 'create', id: 2 },
	]);
});

describe('audio', () => {
	const link = async () => (await call('GET', `${calls}/recordings/1`)).body.url;

	it('is a WAV file behind a link that needs no key', async () => {
		await start();
		const url = await link();
		expect(url).toMatch(new RegExp(`^${simulator.url}/media/recordings/1\\.wav\\?expires=\\d+&token=`));
		const response = await fetch(url);
		const bytes = Buffer.from(await response.arrayBuffer());
		expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'audio/wav']);
		expect([bytes.toString('ascii', 0, 4), bytes.toString('ascii', 8, 12)]).toEqual(['RIFF', 'WAVE']);
		expect([bytes.readUInt32LE(4) + 8, bytes.readUInt32LE(40) + 44, bytes.length]).toEqual([16044, 16044, 16044]);
		expect(simulator.media.requests.at(-1)?.headers).not.toHaveProperty('x-api-key');
	});

	it('shows in the log when a key was sent to it', async () => {
		await start();
		await fetch(await link(), { headers: { 'x-api-key': sandboxKey } });
		expect(simulator.media.requests.at(-1)?.headers['x-api-key']).toBe(sandboxKey);
	});

	it('is refused without a token, with a wrong one, and when the link is expired', async () => {
		await start();
		const url = await link();
		const status = async (wanted: string) => (await fetch(wanted)).status;
		expect(await status(`${simulator.url}/media/recordings/1.wav`)).toBe(403);
		expect(await status(url.replace('/1.wav', '/2.wav'))).toBe(403);
		expect(await status(url.replace(/expires=\d+/, 'expires=99999999999'))).toBe(403);
		simulator.state.passTime(16 * 60_000);
		expect(await status(url)).toBe(403);
		const second = await link();
		expect(await status(second)).toBe(200);
		simulator.state.expireMediaLinks();
		expect(await status(second)).toBe(403);
	});

	it('can come from another origin, with its own log', async () => {
		await start({ assumptions: { mediaOrigin: 'separate' } });
		const url = await link();
		expect(new URL(url).origin).toBe(simulator.media.url);
		expect(simulator.media.url).not.toBe(simulator.url);
		expect((await fetch(url)).status).toBe(200);
		expect(simulator.media.requests.map(({ path }) => path)).toEqual(['/media/recordings/1.wav']);
		expect(simulator.requests.map(({ path }) => path)).toEqual([`${calls}/recordings/1`]);
		expect((await fetch(url.replace(simulator.media.url, simulator.url))).status).toBe(401);
		await fetch(`${simulator.url}/__sandbox/reset`, { method: 'POST' });
		expect(simulator.media.requests).toEqual([]);
		expect((await fetch(await link())).status).toBe(200);
		await simulator.close();
		await expect(fetch(url)).rejects.toThrow();
	});
});

describe('messages', () => {
	beforeEach(() => start());

	it.each([
		['+56911112222', ['sent', 'delivered', 'read']],
		['+56911110003', ['failed']],
		['+56911110004', ['sent']],
		['+56911110005', ['sent', 'delivered']],
	])('to %s go %j', async (toPhoneNumber, expected) => {
		const sent = await call('POST', whatsapp, { ...text, toPhoneNumber });
		expect(sent.body).toMatchObject({ id: 'msg_2', status: 'pending', direction: 'outbound', channel: 'whatsapp' });
		expect(await poll(`${messages}/msg_2`)).toEqual(expected);
		const { errors } = (await call('GET', `${messages}/msg_2`)).body;
		expect(errors).toHaveLength(expected[0] === 'failed' ? 1 : 0);
	});

	it('know the contact and its conversation', async () => {
		const sent = await call('POST', whatsapp, { ...text, toPhoneNumber: '+56955510103', userId: '101' });
		expect(sent.body).toMatchObject({ contactId: 3, funnelConversationId: 3, userId: '101', content: 'Hello' });
		expect(sent.body.recipient).toEqual({ phoneNumber: '+56955510103', name: 'María' });
	});

	it.each([
		{
			variables: [
				{ type: 'text', text: 'Ana' },
				{ name: 'x', value: 'B' },
			],
		},
		{ components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] }] },
		{
			components: [
				{ type: 'HEADER', parameters: [{ type: 'image', image: { id: '1' } }] },
				{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'a' }] },
			],
		},
		{},
	])('from a template take %j', async (parts) => {
		const { status, body } = await call('POST', `${whatsapp}/template`, { ...template, ...parts });
		expect(status).toBe(201);
		expect(body.metadata).toEqual({ templateName: 'order_update', languageCode: 'es', ...parts });
	});

	it.each(['image', 'audio', 'video', 'document', 'sticker'])('attach a file as %s', async (type) => {
		const uploaded = await call('POST', `${whatsapp}/media`, upload);
		expect(uploaded.body).toMatchObject({ fileId: 'file_2', fileName: 'a.txt', size: 5, tags: {} });
		const sent = await call('POST', whatsapp, { ...text, type, fileId: 'file_2' });
		expect(sent.body.attachments).toEqual([
			{
				fileId: 'file_2',
				fileName: 'a.txt',
				contentType: 'text/plain',
				size: 5,
				url: expect.stringContaining('token=') as string,
			},
		]);
		const [attachment] = (await call('GET', `${messages}/msg_2`)).body.attachments as Array<{ url: string }>;
		expect(await (await fetch(attachment?.url ?? '')).text()).toBe('hello');
	});

	it('upload a file that is there already', async () => {
		const { fromPhoneNumber } = upload;
		const reply = await call('POST', `${whatsapp}/media`, { fromPhoneNumber, fileId: 'file_1', tags: { a: 'b' } });
		expect(reply.body).toMatchObject({ fileId: 'file_1', fileName: 'greeting.wav', size: 16044, tags: { a: 'b' } });
		expect(simulator.state.media.all()).toHaveLength(1);
	});
});
