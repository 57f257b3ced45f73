import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { sandboxCredentials } from '../../sandbox/launcher/simulators.ts';
import { connect, type N8nClient } from '../../sandbox/n8n/client.ts';
import type { Execution } from '../../sandbox/n8n/executions.ts';
import { ensureHostInstalled } from '../../sandbox/n8n/install.ts';
import { type RunningN8n, startN8n } from '../../sandbox/n8n/instance.ts';
import { buildAndPack, installPackage } from '../../sandbox/n8n/package.ts';
import { type AutochatSimulator, startAutochatSimulator } from '../../sandbox/simulators/autochat/index.ts';
import { type LiveChatAiSimulator, startLiveChatAiSimulator } from '../../sandbox/simulators/livechatai/index.ts';
import { type LlamadaProSimulator, startLlamadaProSimulator } from '../../sandbox/simulators/llamadapro/index.ts';
import { type LiveTokSimulator, startLiveTokSimulator } from '../../sandbox/simulators/livetok/index.ts';

export const packageName = 'n8n-nodes-customer-engagement';

/** The credentials as workflow files name them. */
export const credentialReferences = {
	autochatWidgetApi: { id: 'sandboxAutochatWidget', name: 'Autochat widget sandbox' },
	autochatTenantApi: { id: 'sandboxAutochatTenant', name: 'Autochat tenant sandbox' },
	liveChatAiApi: { id: 'sandboxLiveChatAi', name: 'LiveChatAI sandbox' },
	liveTokApi: { id: 'sandboxLiveTok', name: 'LiveTok sandbox' },
	llamadaProApi: { id: 'sandboxLlamadaPro', name: 'LlamadaPro sandbox' },
} as const;

type CredentialType = keyof typeof credentialReferences;

/** A real n8n with the packed package installed, the simulators, and credentials that point at them. */
export interface TestHost {
	readonly n8n: RunningN8n;
	readonly client: N8nClient;
	readonly autochat: AutochatSimulator;
	readonly liveChatAi: LiveChatAiSimulator;
	readonly liveTok: LiveTokSimulator;
	readonly llamadaPro: LlamadaProSimulator;
	/** n8n's ids of the credentials. */
	readonly credentialIds: Readonly<Record<CredentialType, string>>;
	/** Puts the simulators back to their seed. */
	reset(): void;
	/** Imports a workflow, runs it from its manual trigger, and waits for its end. */
	run(workflow: object): Promise<Execution>;
	stop(): Promise<void>;
}

/** How n8n is started for a test: with its data in `userFolder` and the packed package installed. */
export type StartInstance = (options: {
	userFolder: string;
	tarball: string;
}) => Promise<{ n8n: RunningN8n; stop: () => Promise<void> }>;

const startAlone: StartInstance = async ({ userFolder, tarball }) => {
	await installPackage(tarball, userFolder);
	const n8n = await startN8n({ userFolder });
	return { n8n, stop: async () => await n8n.stop() };
};

/** Installs n8n where it is missing (minutes), packs and installs the package, starts everything (seconds). */
export async function startHost(startInstance: StartInstance = startAlone): Promise<TestHost> {
	await ensureHostInstalled({ log: (line) => process.stderr.write(`${line}\n`) });
	const userFolder = mkdtempSync(join(tmpdir(), 'customer-engagement-n8n-'));
	const tarball = await buildAndPack({ log: () => undefined });
	const [autochat, liveChatAi, liveTok, llamadaPro] = await Promise.all([
		startAutochatSimulator(),
		startLiveChatAiSimulator(),
		startLiveTokSimulator(),
		startLlamadaProSimulator(),
	]);
	const { n8n, stop } = await startInstance({ userFolder, tarball });
	const client = await connect(n8n.url);
	const credentialIds = new Map<string, string>();
	for (const credential of sandboxCredentials({ autochat, liveChatAi, liveTok, llamadaPro })) {
		credentialIds.set(credential.type, await client.importCredential(credential));
	}
	const idOf = (type: CredentialType): string => credentialIds.get(type) ?? '';
	return {
		n8n,
		client,
		autochat,
		liveChatAi,
		liveTok,
		llamadaPro,
		credentialIds: {
			autochatWidgetApi: idOf('autochatWidgetApi'),
			autochatTenantApi: idOf('autochatTenantApi'),
			liveChatAiApi: idOf('liveChatAiApi'),
			liveTokApi: idOf('liveTokApi'),
			llamadaProApi: idOf('llamadaProApi'),
		},
		reset: () => {
			autochat.reset();
			liveChatAi.reset();
			liveTok.reset();
			llamadaPro.reset();
		},
		run: async (workflow) => {
			const id = await client.importWorkflow(workflow);
			return await client.waitForExecution(await client.runWorkflow(id), { timeoutMs: 120_000 });
		},
		stop: async () => {
			await stop();
			await Promise.all([autochat.close(), liveChatAi.close(), liveTok.close(), llamadaPro.close()]);
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

interface NodeInWorkflow {
	readonly type: string;
	readonly typeVersion?: number;
	readonly parameters: INodeParameters;
	readonly onError?: string;
}

/** A workflow with a start, a list of items made without code, and one node after it. */
export function workflowWith(
	name: string,
	items: ReadonlyArray<Record<string, unknown>>,
	node: NodeInWorkflow,
): object {
	return {
		name,
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'list',
				name: 'List',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [200, 0],
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} },
			},
			{
				id: 'items',
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [400, 0],
				parameters: { fieldToSplitOut: 'items', options: {} },
			},
			{ id: 'node', name: 'Node', typeVersion: 1, position: [600, 0], credentials: credentialReferences, ...node },
		],
		connections: {
			Start: { main: [[{ node: 'List', type: 'main', index: 0 }]] },
			List: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}
