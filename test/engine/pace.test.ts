import type { NodeRunResult } from './engine.ts';
import { liveTokRig, recipients, sendTemplateParameters } from './liveTokRig.ts';

type Rig = Awaited<ReturnType<typeof liveTokRig>>;

describe('pace and cancel', () => {
	let rig: Rig;
	afterEach(async () => await rig.simulator.close());

	const statuses = (): Record<string, number> => {
		const counts: Record<string, number> = {};
		for (const { status } of rig.simulator.requests) counts[String(status)] = (counts[String(status)] ?? 0) + 1;
		return counts;
	};

	it('stays under the limit that the headers announce: everything delivered, no 429', async () => {
		rig = await liveTokRig({ rateLimit: { limit: 20, windowMs: 1_000 }, latencyMs: 5 });
		const { outputs, error } = await rig.run({ parameters: sendTemplateParameters(), items: recipients(50) });
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(50);
		expect(statuses()).toEqual({ '200': 50 });
	});

	it('two executions with the same credential share the limit', async () => {
		rig = await liveTokRig({ rateLimit: { limit: 20, windowMs: 1_000 }, latencyMs: 5 });
		const run = { parameters: sendTemplateParameters(), credentialId: 'shared' };
		// The first answer teaches both the limit.
		await rig.run({ ...run, items: recipients(1) });
		const results = await Promise.all([
			rig.run({ ...run, items: recipients(25) }),
			rig.run({ ...run, items: recipients(25) }),
		]);
		expect(results.map(({ outputs }) => outputs[0]?.length)).toEqual([25, 25]);
		expect(statuses()).toEqual({ '200': 51 });
	});

	it('with pacing off the service has to refuse, and still everything arrives once', async () => {
		rig = await liveTokRig({ rateLimit: { limit: 10, windowMs: 1_000 } });
		const { outputs } = await rig.run({
			parameters: sendTemplateParameters({ options: { stayUnderLimit: false, concurrency: 30 } }),
			items: recipients(30),
		});
		expect(outputs[0]).toHaveLength(30);
		expect(statuses()['429']).toBeGreaterThan(0);
		expect(new Set(rig.simulator.state.messages().map(({ to }) => to)).size).toBe(30);
		expect(rig.simulator.state.messages()).toHaveLength(30);
	});

	it('requests per second is kept by all executions together', async () => {
		rig = await liveTokRig();
		const run = { parameters: sendTemplateParameters({ options: { requestsPerSecond: 20 } }), credentialId: 'rate' };
		await Promise.all([rig.run({ ...run, items: recipients(10) }), rig.run({ ...run, items: recipients(10) })]);
		const times = rig.simulator.requests.map(({ receivedAt }) => receivedAt);
		// 20 requests have 19 gaps of 50 ms between them; a timer may be a few ms early at the receiving end.
		expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(19 * 50 - 20);
	});

	it('a burst of 429 in the middle of a campaign costs nobody a message', async () => {
		rig = await liveTokRig({ latencyMs: 5 });
		rig.simulator.faults.add({
			match: { method: 'POST' },
			after: 10,
			times: 12,
			fault: { type: 'rateLimited', retryAfter: { seconds: 1, as: 'seconds' } },
		});
		const { outputs } = await rig.run({ parameters: sendTemplateParameters(), items: recipients(60) });
		expect(outputs[0]).toHaveLength(60);
		expect(rig.simulator.state.messages()).toHaveLength(60);
		expect(statuses()).toEqual({ '200': 60, '429': 12 });
	});

	it('a stop while waiting for the limit ends at once and sends nothing more', async () => {
		rig = await liveTokRig({ rateLimit: { limit: 5, windowMs: 60_000 } });
		const parameters = sendTemplateParameters({ options: { concurrency: 1 } });
		const execution = rig.start({ parameters, items: recipients(30) });
		await waitUntil(() => rig.simulator.state.messages().length === 5);
		const stopped = Date.now();
		execution.cancel();
		const result = await execution.result;
		expect(Date.now() - stopped).toBeLessThan(1_000);
		expect(result.status).toBe('canceled');
		expect(rig.simulator.state.messages()).toHaveLength(5);
		// The stop may overtake the fifth answer.
		const { sent = 0, unknown = 0, notSent } = outcomes(result);
		expect({ handedOver: sent + unknown, notSent }).toEqual({ handedOver: 5, notSent: 25 });
	});

	it('a stop while sending: what is on its way ends, nothing new begins', async () => {
		rig = await liveTokRig({ latencyMs: 100 });
		const execution = rig.start({
			parameters: sendTemplateParameters({ options: { concurrency: 3 } }),
			items: recipients(200),
		});
		await waitUntil(() => rig.simulator.requests.length >= 6);
		const stopped = Date.now();
		execution.cancel();
		const result = await execution.result;
		expect(result.status).toBe('canceled');
		expect(rig.simulator.requests.filter(({ receivedAt }) => receivedAt > stopped + 50)).toEqual([]);
		expect(rig.simulator.requests.length).toBeLessThan(15);
		// What was on its way when the stop came is nobody's guess; everything else is known.
		const { sent = 0, unknown = 0, notSent = 0 } = outcomes(result);
		expect(sent + unknown).toBe(rig.simulator.requests.length);
		expect(sent + unknown + notSent).toBe(200);
	});

	it('20 items wait for the same reset with one timer, and a stop leaves none', async () => {
		rig = await liveTokRig({ rateLimit: { limit: 1, windowMs: 60_000 } });
		const before = timers();
		const execution = rig.start({
			parameters: sendTemplateParameters({ options: { concurrency: 20 } }),
			items: recipients(20),
		});
		await waitUntil(() => rig.simulator.state.messages().length === 1);
		execution.cancel();
		await execution.result;
		// Sockets that were cut take a turn or two to close; a timer that waits for the reset would outlive this test.
		await waitUntil(() => timers() <= before);
		expect(rig.simulator.state.messages()).toHaveLength(1);
	});
});

function timers(): number {
	return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

/** How many items ended how. */
function outcomes({ outputs }: NodeRunResult): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { json } of outputs.flat()) {
		const outcome = json.error === undefined ? 'sent' : String((json.details as { outcome: string }).outcome);
		counts[outcome] = (counts[outcome] ?? 0) + 1;
	}
	return counts;
}

/** Resolves when the condition holds; looks at every turn of the event loop. */
async function waitUntil(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
