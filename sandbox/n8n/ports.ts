import { createServer } from 'node:net';

/** The sandbox is reachable from this machine only. */
export const loopback = '127.0.0.1';

/** Whether a server could listen on this port of the loopback address right now. */
export async function isPortFree(port: number): Promise<boolean> {
	return (await listenOnce(port)) !== undefined;
}

/** A port that nobody listens on at the moment. */
export async function findFreePort(): Promise<number> {
	const port = await listenOnce(0);
	if (port === undefined) throw new Error('This machine has no free network port. Close some programs and try again.');
	return port;
}

async function listenOnce(port: number): Promise<number | undefined> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(undefined));
		server.listen(port, loopback, () => {
			const address = server.address();
			const found = typeof address === 'object' && address !== null ? address.port : undefined;
			server.close(() => resolve(found));
		});
	});
}
