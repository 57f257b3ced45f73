import { setTimeout as sleep } from 'node:timers/promises';

import type { RunningN8n } from '../../sandbox/n8n/instance.ts';
import { z } from 'zod';

const limitMs = 20_000;

const answerShape = z.object({
	id: z.number(),
	result: z.unknown(),
	error: z.object({ message: z.string() }).optional(),
});

/** A connection to the inspector of n8n's process (this machine only). */
export interface Inspector {
	/** @throws when the inspector refuses or does not answer within 20 s. */
	send(method: string, parameters?: object): Promise<unknown>;
	close(): void;
}

/** Opens n8n's inspector. @throws when it does not open, as when its port 9229 is in use. */
export async function openInspector(n8n: RunningN8n): Promise<Inspector> {
	const socket = new WebSocket(await findAddress(n8n));
	const waiting = new Map<number, (answer: z.infer<typeof answerShape>) => void>();
	socket.addEventListener('message', ({ data }) => {
		const answer = answerShape.safeParse(JSON.parse(String(data)));
		// Events of the inspector have no id.
		if (answer.success) waiting.get(answer.data.id)?.(answer.data);
	});
	await new Promise<void>((resolve, reject) => {
		socket.addEventListener('open', () => resolve());
		socket.addEventListener('error', () => reject(new Error("n8n's inspector did not open.")));
	});
	let last = 0;
	return {
		async send(method, parameters = {}) {
			last += 1;
			const id = last;
			const answer = await new Promise<z.infer<typeof answerShape>>((resolve, reject) => {
				waiting.set(id, resolve);
				AbortSignal.timeout(limitMs).addEventListener('abort', () =>
					reject(new Error(`n8n's inspector did not answer ${method}.`)),
				);
				socket.send(JSON.stringify({ id, method, params: parameters }));
			});
			waiting.delete(id);
			if (answer.error) throw new Error(`n8n's inspector refused ${method}: ${answer.error.message}`);
			return answer.result;
		},
		close: () => socket.close(),
	};
}

/** Node opens its inspector on this signal, once, and writes its address. */
async function findAddress(n8n: RunningN8n): Promise<string> {
	const find = (): string | undefined => /Debugger listening on (ws:\S+)/.exec(n8n.readLog())?.[1];
	if (find() === undefined) process.kill(n8n.pid, 'SIGUSR1');
	const deadline = Date.now() + limitMs;
	for (;;) {
		const address = find();
		if (address !== undefined) return address;
		if (Date.now() > deadline) throw new Error("n8n's inspector did not open. Is its port 9229 in use?");
		await sleep(50);
	}
}

/**
 * Lets n8n throw away what it no longer needs. Without it, what earlier runs have left behind would hide how much
 * memory a run needs.
 */
export async function collectGarbage(n8n: RunningN8n): Promise<void> {
	const inspector = await openInspector(n8n);
	try {
		await inspector.send('HeapProfiler.collectGarbage');
	} finally {
		inspector.close();
	}
}
