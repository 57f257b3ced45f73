import { setTimeout as sleep } from 'node:timers/promises';

import type { RunningN8n } from '../../sandbox/n8n/instance.ts';

const limitMs = 20_000;

/**
 * Lets n8n throw away what it no longer needs, through Node's inspector (this machine only). Without it, what earlier
 * runs have left behind would hide how much memory a run needs.
 * @throws when the inspector does not open, as when its port 9229 is in use.
 */
export async function collectGarbage(n8n: RunningN8n): Promise<void> {
	const socket = new WebSocket(await openInspector(n8n));
	try {
		await new Promise<void>((resolve, reject) => {
			const fail = (): void => reject(new Error("n8n's inspector did not answer; the memory cannot be measured."));
			AbortSignal.timeout(limitMs).addEventListener('abort', fail);
			socket.addEventListener('error', fail);
			socket.addEventListener('message', () => resolve());
			socket.addEventListener('open', () => {
				socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
			});
		});
	} finally {
		socket.close();
	}
}

/** Node opens its inspector on this signal, once, and writes its address. */
async function openInspector(n8n: RunningN8n): Promise<string> {
	const findAddress = (): string | undefined => /Debugger listening on (ws:\S+)/.exec(n8n.readLog())?.[1];
	if (findAddress() === undefined) process.kill(n8n.pid, 'SIGUSR1');
	const deadline = Date.now() + limitMs;
	for (;;) {
		const address = findAddress();
		if (address !== undefined) return address;
		if (Date.now() > deadline) throw new Error("n8n's inspector did not open. Is its port 9229 in use?");
		await sleep(50);
	}
}
