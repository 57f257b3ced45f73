import type { CredentialToImport } from '../n8n/credentials.ts';
import { isPortFree } from '../n8n/ports.ts';
import { startLiveTokSimulator, testKey, type LiveTokSimulator } from '../simulators/livetok/index.ts';

/**
 * Starts the simulated platforms in this process.
 * @throws an error that says what to do when the port is in use.
 */
export async function startSimulators(port: number): Promise<LiveTokSimulator> {
	await assertSimulatorPortFree(port);
	return await startLiveTokSimulator({ port });
}

/** @throws an error that says what to do when somebody listens on the port. */
export async function assertSimulatorPortFree(port: number): Promise<void> {
	if (await isPortFree(port)) return;
	throw new Error(
		`Port ${port} is in use, so the LiveTok simulator cannot start there. ` +
			`Stop the other program, or choose another port: --simulator-port ${port + 1}.`,
	);
}

/** The credentials the example workflows refer to, pointing at the simulated platforms. */
export function sandboxCredentials({ url }: Pick<LiveTokSimulator, 'url'>): CredentialToImport[] {
	return [
		{
			id: 'sandboxLiveTok',
			name: 'LiveTok sandbox',
			type: 'liveTokApi',
			data: { apiKey: testKey, baseUrl: `${url}/v1` },
		},
	];
}
