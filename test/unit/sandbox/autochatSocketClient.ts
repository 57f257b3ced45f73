import { sandboxJwt } from '../../../sandbox/simulators/autochat/index.ts';
import { simulator } from './autochatClient.ts';

/** A client of the tenant's WebSocket, as a browser would be one. */
export interface SocketClient {
	/** The frames it got so far, oldest first. */
	readonly frames: string[];
	send(frame: unknown): void;
	close(): void;
	/** Waits for so many frames. */
	received(count: number): Promise<string[]>;
	/** The close code. */
	readonly closed: Promise<number>;
}

/** Connects to the simulator of the running test; signs in when it gets a token. */
export async function openSocket(token?: string): Promise<SocketClient> {
	const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/api/ws/tenant`);
	const frames: string[] = [];
	let heard = (): void => undefined;
	socket.addEventListener('message', ({ data }) => {
		frames.push(String(data));
		heard();
	});
	const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
	const send = (frame: unknown): void => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
	await new Promise<void>((resolve) => {
		socket.addEventListener('open', () => resolve());
		socket.addEventListener('close', () => resolve());
	});
	if (token !== undefined) send({ type: 'auth', token });
	return {
		frames,
		send,
		closed,
		close: () => socket.close(),
		received: async (count) => {
			while (frames.length < count) {
				await new Promise<void>((resolve) => {
					heard = resolve;
				});
			}
			return frames;
		},
	};
}

/** Waits until the simulator has noticed. Throws when it does not. */
export async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + 4_000;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error(`Waited in vain for ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
}

/** Connects, signs in as the sandbox tenant, and waits until the simulator knows it. */
export async function signedIn(token: string = sandboxJwt): Promise<SocketClient> {
	const before = simulator.socket.listeners;
	const client = await openSocket(token);
	await until(() => simulator.socket.listeners > before);
	return client;
}
