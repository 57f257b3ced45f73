import { join } from 'node:path';

import { z } from 'zod';

import { startProcess } from '../../sandbox/n8n/process.ts';

const statsShape = z.object({ mostOpenRequests: z.number(), statuses: z.record(z.number()), unanswered: z.number() });
const requestShape = z.object({
	receivedAt: z.number(),
	processed: z.boolean(),
	body: z.object({ to: z.string() }),
});

export type SimulatorStats = z.infer<typeof statsShape>;
export type ReceivedMessage = z.infer<typeof requestShape>;

/** A simulated LiveTok that runs in a process of its own. */
export interface BenchSimulator {
	/** The base URL for credentials. */
	readonly baseUrl: string;
	/** Forgets everything and puts the rate limit in force; without one, nobody gets near the limit. */
	begin(rateLimit?: { limit: number; windowMs: number }): Promise<void>;
	/** Totals since `begin`. */
	stats(): Promise<SimulatorStats>;
	/** Every request since `begin`, oldest first. */
	messages(): Promise<ReceivedMessage[]>;
}

/**
 * Starts the simulator. It ends with `stopAllProcesses`, or with this process.
 * @throws when it does not start; the error carries what it wrote.
 */
export async function startSimulator(latencyMs: number): Promise<BenchSimulator> {
	let written = '';
	let announce: (url: string) => void = () => undefined;
	const address = new Promise<string>((resolve) => (announce = resolve));
	const started = await startProcess(
		process.execPath,
		[join(import.meta.dirname, 'simulatorProcess.ts'), String(latencyMs)],
		{
			cwd: import.meta.dirname,
			env: process.env,
			output: (text) => {
				written += text;
				const url = /^http:\S+(?=\n)/m.exec(written)?.[0];
				if (url !== undefined) announce(url);
			},
			stopLimitMs: 1_000,
		},
	);
	const ended = started.exited.then(() => {
		throw new Error(`The LiveTok simulator ended. It wrote:\n${written.trim()}`);
	});
	// After the start nobody waits for it any more; a request that fails then says so itself.
	ended.catch(() => undefined);
	const url = await Promise.race([address, ended]);
	return {
		baseUrl: `${url}/v1`,
		async begin(rateLimit) {
			await control(url, 'POST', '/reset', z.unknown());
			if (rateLimit !== undefined) await control(url, 'POST', '/rate-limit', z.unknown(), rateLimit);
		},
		stats: async () => await control(url, 'GET', '/stats', statsShape),
		messages: async () => await control(url, 'GET', '/requests', z.array(requestShape)),
	};
}

async function control<T>(url: string, method: string, path: string, shape: z.ZodType<T>, body?: object): Promise<T> {
	const response = await fetch(`${url}/__sandbox${path}`, {
		method,
		signal: AbortSignal.timeout(30_000),
		...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`The simulator answered ${method} ${path} with ${response.status}: ${text}`);
	return shape.parse(JSON.parse(text));
}
