import { liveTokRig, recipients, sendTemplateParameters } from './liveTokRig.ts';

type Rig = Awaited<ReturnType<typeof liveTokRig>>;
type Fault = Parameters<Rig['simulator']['faults']['add']>[0]['fault'];

const update = {
	resource: 'knowledge',
	operation: 'update',
	knowledgeId: { __rl: true, mode: 'id', value: 'kb_test_00001' },
	updateFields: { answer: 'New' },
	options: {},
};
const list = { resource: 'knowledge', operation: 'getAll', returnAll: true, filters: {}, options: {} };

interface FaultRow {
	readonly name: string;
	readonly fault: Fault;
}

describe('faults on the way', () => {
	let rig: Rig;
	beforeEach(async () => {
		rig = await liveTokRig();
	});
	afterEach(async () => await rig.simulator.close());

	const firstId = (): string => rig.simulator.state.knowledge()[0]?.id ?? '';

	describe('a message whose answer is lost is never repeated', () => {
		const faults: Array<{ name: string; fault: Fault; sent: number }> = [
			{ name: 'cut after it was sent', fault: { type: 'cutAfter' }, sent: 1 },
			{ name: 'cut before it was sent', fault: { type: 'cut' }, sent: 0 },
			{ name: 'body cut half way', fault: { type: 'truncated' }, sent: 1 },
			{ name: 'JSON cut in half', fault: { type: 'truncatedJson' }, sent: 1 },
			{ name: '200 with a web page', fault: { type: 'html' }, sent: 0 },
			{ name: '200 with another shape', fault: { type: 'wrongShape', json: { ok: true } }, sent: 0 },
			{ name: '500 with an empty body', fault: { type: 'empty', status: 500 }, sent: 0 },
			{ name: '502', fault: { type: 'empty', status: 502 }, sent: 0 },
			{ name: '503', fault: { type: 'status', status: 503 }, sent: 0 },
			{ name: '504 with a web page', fault: { type: 'html', status: 504 }, sent: 0 },
		];
		it.each(faults)('$name', async ({ fault, sent }) => {
			rig.simulator.faults.add({ match: { bodyIncludes: '+15550000001' }, times: 1, fault });
			const { outputs } = await rig.run({
				parameters: sendTemplateParameters(),
				items: recipients(3),
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]?.map(({ json }) => json.to)).toEqual(['+15550000000', '+15550000002']);
			expect(outputs[1]).toHaveLength(1);
			const [failed] = outputs[1] ?? [];
			expect(failed?.json).toEqual(
				expect.objectContaining({
					phone: '+15550000001',
					error: expect.stringMatching(/^Outcome unknown: /),
					details: expect.objectContaining({
						outcome: 'unknown',
						advice: expect.stringMatching(
							/not repeated automatically: the message may or may not have been sent\. Check in LiveTok/,
						),
					}),
				}),
			);
			expect(rig.simulator.requests.filter(({ rawBody }) => rawBody.includes('+15550000001'))).toHaveLength(1);
			expect(rig.simulator.state.messages().filter(({ to }) => to === '+15550000001')).toHaveLength(sent);
		});

		it('no answer in time', async () => {
			rig.simulator.faults.add({ match: {}, times: 1, fault: { type: 'hang' } });
			const { outputs } = await rig.run({
				parameters: sendTemplateParameters({ options: { timeout: 1 } }),
				items: recipients(1),
				onError: 'continueRegularOutput',
			});
			expect(outputs[0]?.[0]?.json).toEqual(
				expect.objectContaining({
					error: 'Outcome unknown: LiveTok did not answer in time',
					details: expect.objectContaining({ outcome: 'unknown' }),
				}),
			);
			expect(rig.simulator.requests).toHaveLength(1);
		});
	});

	it.each<FaultRow>([
		{
			name: '429 with Retry-After in seconds',
			fault: { type: 'rateLimited', retryAfter: { seconds: 1, as: 'seconds' } },
		},
		{ name: '429 with Retry-After as a date', fault: { type: 'rateLimited', retryAfter: { seconds: 1, as: 'date' } } },
		{ name: '429 with a reset time', fault: { type: 'rateLimited', resetInSeconds: 1 } },
		{ name: '429 that says nothing', fault: { type: 'rateLimited' } },
	])('$name: a message is sent after the wait, exactly once', async ({ fault }) => {
		rig.simulator.faults.add({ match: {}, times: 1, fault });
		const { outputs, error } = await rig.run({ parameters: sendTemplateParameters(), items: recipients(1) });
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1);
		expect(rig.simulator.requests.map(({ status }) => status)).toEqual([429, 200]);
		expect(rig.simulator.state.messages()).toHaveLength(1);
	});

	it('waits as long as Retry-After says and no request goes out meanwhile', async () => {
		rig.simulator.faults.add({
			match: {},
			times: 1,
			fault: { type: 'rateLimited', retryAfter: { seconds: 2, as: 'seconds' } },
		});
		await rig.run({ parameters: sendTemplateParameters({ options: { concurrency: 1 } }), items: recipients(3) });
		const [refused, next] = rig.simulator.requests;
		expect((next?.receivedAt ?? 0) - (refused?.answeredAt ?? 0)).toBeGreaterThanOrEqual(2_000);
		expect(rig.simulator.state.messages()).toHaveLength(3);
	});

	it('a limit that resets later than the user wants to wait: says when, in the workflow’s time zone', async () => {
		rig.simulator.faults.add({ match: {}, fault: { type: 'rateLimited', resetInSeconds: 3_000 } });
		const before = Date.now();
		const { outputs } = await rig.run({
			parameters: sendTemplateParameters({ options: { longestWait: 5, concurrency: 1 } }),
			items: recipients(2),
			onError: 'continueRegularOutput',
			timeZone: 'Asia/Tokyo',
		});
		const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit' }).format(
			before + 3_000_000,
		);
		for (const { json } of outputs[0] ?? []) {
			expect(json).toEqual(
				expect.objectContaining({
					error: 'The LiveTok rate limit is used up',
					details: expect.objectContaining({ outcome: 'notSent', code: 'rate_limit_exceeded' }),
				}),
			);
			expect(JSON.stringify(json)).toMatch(new RegExp(`It resets at .*${hour}:\\d\\d:\\d\\d \\(Asia/Tokyo\\)`));
		}
		// The second item knows from the first that asking is of no use.
		expect(rig.simulator.requests).toHaveLength(1);
	});

	it.each<FaultRow>([
		{ name: 'cut', fault: { type: 'cut' } },
		{ name: 'cutAfter', fault: { type: 'cutAfter' } },
		{ name: '502', fault: { type: 'empty', status: 502 } },
		{ name: '503 with Retry-After', fault: { type: 'status', status: 503, headers: { 'Retry-After': '1' } } },
	])('reading and replacing are tried again: $name', async ({ fault }) => {
		rig.simulator.faults.add({ match: { method: 'GET' }, times: 1, fault });
		const listed = await rig.run({ parameters: list });
		expect(listed.outputs[0]).toHaveLength(45);
		rig.simulator.faults.add({ match: { method: 'PATCH' }, times: 1, fault });
		const updated = await rig.run({
			parameters: { ...update, knowledgeId: { __rl: true, mode: 'id', value: firstId() } },
		});
		expect(updated.outputs[0]?.[0]?.json).toEqual(expect.objectContaining({ answer: 'New' }));
		expect(rig.simulator.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
	});

	it('a delete whose first answer was lost is done, not "not found"', async () => {
		const id = firstId();
		rig.simulator.faults.add({ match: { method: 'DELETE' }, times: 1, fault: { type: 'cutAfter' } });
		const { outputs, error } = await rig.run({
			parameters: {
				resource: 'knowledge',
				operation: 'delete',
				knowledgeId: { __rl: true, mode: 'id', value: id },
				options: {},
			},
		});
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toEqual({ id, deleted: true });
		expect(rig.simulator.requests.map(({ status }) => status)).toEqual([undefined, 404]);
	});

	it('stops after four tries and says so', async () => {
		rig.simulator.faults.add({ match: { method: 'GET' }, fault: { type: 'empty', status: 502 } });
		const result = await rig.run({ parameters: { ...list, options: { longestWait: 20 } } });
		expect(result.error?.message).toBe('LiveTok answered with HTTP status 502 and no explanation');
		expect(result.error?.description).toMatch(/It was tried 4 times over \d+ seconds/);
		expect(rig.simulator.requests).toHaveLength(4);
	}, 20_000);

	it('nobody listening: nothing was sent, and it says so', async () => {
		const { url } = rig.simulator;
		await rig.simulator.close();
		const result = await rig.run({
			parameters: sendTemplateParameters({ options: { longestWait: 0 } }),
			items: recipients(1),
			baseUrl: `${url}/v1`,
		});
		expect(result.error?.message).toBe('LiveTok could not be reached');
		expect(result.error?.description).toContain('No connection was made, so nothing was sent');
	});

	it.each<FaultRow & { readonly message: string }>([
		{ name: 'a web page', fault: { type: 'html' }, message: 'LiveTok answered with a web page instead of data' },
		{
			name: 'broken JSON',
			fault: { type: 'truncatedJson' },
			message: "LiveTok's answer broke off or is not valid JSON",
		},
		{
			name: 'another shape',
			fault: { type: 'wrongShape', json: { data: 'all' } },
			message: "LiveTok's answer is not what its documentation describes",
		},
		{
			name: 'an empty answer',
			fault: { type: 'empty', status: 200 },
			message: "LiveTok's answer is not what its documentation describes",
		},
	])('a list never lies: $name is an error, not an empty list', async ({ fault, message }) => {
		rig.simulator.faults.add({ match: { method: 'GET' }, fault });
		const result = await rig.run({ parameters: list });
		expect(result.error?.message).toBe(message);
		expect(result.outputs.flat()).toEqual([]);
	});

	it('a redirect is not followed: the key stays where it belongs', async () => {
		const elsewhere = await liveTokRig();
		rig.simulator.faults.add({
			match: {},
			fault: { type: 'status', status: 307, headers: { Location: `${elsewhere.simulator.url}/v1/messages/templates` } },
		});
		const result = await rig.run({ parameters: sendTemplateParameters(), items: recipients(1) });
		expect(result.error?.httpCode).toBe('307');
		expect(elsewhere.simulator.requests).toEqual([]);
		await elsewhere.simulator.close();
	});
});
