import { connect } from 'node:net';

import { findFreePort, loopback } from '../n8n/ports.ts';
import { type Service, startService } from './service.ts';

/** Starts a Redis that keeps everything in memory. `folder` is an existing folder for its log. */
export async function startRedis(redisServer: string, folder: string): Promise<Service> {
	const port = await findFreePort();
	const settings = { port, bind: loopback, dir: folder, save: '', appendonly: 'no', daemonize: 'no' };
	return await startService({
		name: 'redis',
		program: {
			command: redisServer,
			args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
			stopSignal: 'SIGTERM',
		},
		port,
		folder,
		isReady: async () => await answersPing(port),
	});
}

async function answersPing(port: number): Promise<boolean> {
	const socket = connect(port, loopback);
	return await new Promise<boolean>((resolve) => {
		socket.setTimeout(1_000, () => resolve(false));
		socket.once('error', () => resolve(false));
		socket.once('data', (answer) => resolve(answer.toString().startsWith('+PONG')));
		socket.once('connect', () => socket.write('PING\r\n'));
	}).finally(() => socket.destroy());
}
