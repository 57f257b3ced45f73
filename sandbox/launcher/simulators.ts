import type { CredentialToImport } from '../n8n/credentials.ts';
import { isPortFree } from '../n8n/ports.ts';
import {
	type AutochatSimulator,
	sandboxJwt,
	sandboxWidgetToken,
	startAutochatSimulator,
	tenantIds,
} from '../simulators/autochat/index.ts';
import {
	type LiveChatAiSimulator,
	sandboxKey as liveChatAiKey,
	startLiveChatAiSimulator,
} from '../simulators/livechatai/index.ts';
import {
	LlamadaProDeliveries,
	type LlamadaProSimulator,
	sandboxKey,
	startLlamadaProSimulator,
} from '../simulators/llamadapro/index.ts';
import {
	LiveTokDeliveries,
	type LiveTokSimulator,
	startLiveTokSimulator,
	testKey,
} from '../simulators/livetok/index.ts';

/** The simulated platforms, in the order of their ports. */
export const platformNames = ['LiveTok', 'LlamadaPro', 'Autochat', 'LiveChatAI'] as const;

export interface Simulators {
	readonly liveTok: LiveTokSimulator;
	readonly llamadaPro: LlamadaProSimulator;
	readonly autochat: AutochatSimulator;
	readonly liveChatAi: LiveChatAiSimulator;
	/** LiveTok's sessions, and the webhooks they send. */
	readonly sessions: LiveTokDeliveries;
	/** LlamadaPro's webhooks. */
	readonly calls: LlamadaProDeliveries;
}

/**
 * LiveTok's own limit of 10,000 an hour would stop the largest example in its last steps, and whatever comes after it,
 * for the rest of the hour.
 */
const liveTokRateLimit = { limit: 300, windowMs: 2_000 };

/**
 * Starts the simulated platforms in this process, each on the port after the one before.
 * @throws an error that says what to do when a port is in use.
 */
export async function startSimulators(firstPort: number): Promise<Simulators> {
	await assertSimulatorPortsFree(firstPort);
	const liveChatAi = await startLiveChatAiSimulator({ port: firstPort + 3 });
	// The example that reports on last week has something to report.
	liveChatAi.state.bringUpToDate();
	const liveTok = await startLiveTokSimulator({ port: firstPort, rateLimit: liveTokRateLimit });
	const calls = new LlamadaProDeliveries();
	const llamadaPro = await startLlamadaProSimulator({ port: firstPort + 1, onChange: calls.onChange });
	calls.attach(llamadaPro);
	return {
		liveTok,
		llamadaPro,
		autochat: await startAutochatSimulator({ port: firstPort + 2 }),
		liveChatAi,
		// n8n's data may remember the events of an earlier start.
		sessions: new LiveTokDeliveries(liveTok, { lastNumber: Date.now() }),
		calls,
	};
}

/** Ends the simulated platforms. */
export async function closeSimulators({ liveTok, llamadaPro, autochat, liveChatAi }: Simulators): Promise<void> {
	await Promise.all([liveTok.close(), llamadaPro.close(), autochat.close(), liveChatAi.close()]);
}

/** @throws an error that says what to do when somebody listens on one of the ports. */
export async function assertSimulatorPortsFree(firstPort: number): Promise<void> {
	for (const [index, name] of platformNames.entries()) {
		const port = firstPort + index;
		if (await isPortFree(port)) continue;
		throw new Error(
			`Port ${port} is in use, so the ${name} simulator cannot start there. ` +
				`Stop the other program, or choose other ports: --simulator-port ${firstPort + platformNames.length}.`,
		);
	}
}

/** The credentials the example workflows refer to, pointing at those simulated platforms that are given. */
export function sandboxCredentials({
	liveTok,
	llamadaPro,
	autochat,
	liveChatAi,
}: Partial<Simulators>): CredentialToImport[] {
	const credentials: CredentialToImport[] = [];
	if (liveTok !== undefined) {
		credentials.push({
			id: 'sandboxLiveTok',
			name: 'LiveTok sandbox',
			type: 'liveTokApi',
			data: { apiKey: testKey, baseUrl: `${liveTok.url}/v1` },
		});
	}
	if (llamadaPro !== undefined) {
		credentials.push({
			id: 'sandboxLlamadaPro',
			name: 'LlamadaPro sandbox',
			type: 'llamadaProApi',
			data: { apiKey: sandboxKey, baseUrl: llamadaPro.url, headerName: 'x-api-key', valuePrefix: '' },
		});
	}
	if (autochat !== undefined) {
		credentials.push(
			{
				id: 'sandboxAutochatWidget',
				name: 'Autochat widget sandbox',
				type: 'autochatWidgetApi',
				data: {
					baseUrl: autochat.url,
					tenantId: tenantIds.sandbox,
					widgetToken: sandboxWidgetToken,
					origin: '',
				},
			},
			{
				id: 'sandboxAutochatTenant',
				name: 'Autochat tenant sandbox',
				type: 'autochatTenantApi',
				data: { baseUrl: autochat.url, jwt: sandboxJwt },
			},
		);
	}
	if (liveChatAi !== undefined) {
		credentials.push({
			id: 'sandboxLiveChatAi',
			name: 'LiveChatAI sandbox',
			type: 'liveChatAiApi',
			data: { apiKey: liveChatAiKey, baseUrl: `${liveChatAi.url}/api/v2` },
		});
	}
	return credentials;
}
