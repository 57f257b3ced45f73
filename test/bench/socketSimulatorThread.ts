import { parentPort } from 'node:worker_threads';

import { startAutochatSimulator } from '../../sandbox/simulators/autochat/index.ts';

/** What the thread says when its simulator is up. */
export interface SocketSimulatorReply {
	readonly url: string;
}

// The first event would otherwise have to wait until silence counts as signed in.
const simulator = await startAutochatSimulator({ assumptions: { socketAnswer: 'authSuccess' } });

parentPort?.on('message', ({ count }: { count: number }) => {
	for (let index = 0; index < count; index += 1) {
		const sentAt = performance.timeOrigin + performance.now();
		simulator.socket.send({ type: 'message:new', data: { sentAt, index, content: 'Do you ship to Norway?' } });
	}
});
parentPort?.postMessage({ url: simulator.url } satisfies SocketSimulatorReply);
