import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { connect, type N8nClient } from '../../sandbox/n8n/client.ts';
import { ensureHostInstalled } from '../../sandbox/n8n/install.ts';
import { type RunningN8n, startN8n } from '../../sandbox/n8n/instance.ts';
import { buildAndPack, installPackage } from '../../sandbox/n8n/package.ts';
import {
	type LiveTokSimulator,
	startLiveTokSimulator,
	testKey,
} from '../../sandbox/simulators/livetok/liveTokSimulator.ts';

/** A real n8n with the packed package installed, a LiveTok simulator, and a credential that points at it. */
export interface LiveTokHost {
	readonly n8n: RunningN8n;
	readonly client: N8nClient;
	readonly simulator: LiveTokSimulator;
	/** n8n's id of the credential `LiveTok sandbox`. */
	readonly credentialId: string;
	readonly baseUrl: string;
	stop(): Promise<void>;
}

/** What n8n's output says during a start, shown only when something goes wrong. */
const quiet = { log: () => undefined };

/** Installs n8n where it is missing (minutes), packs and installs the package, starts everything (seconds). */
export async function startLiveTokHost(): Promise<LiveTokHost> {
	await ensureHostInstalled({ log: (line) => process.stderr.write(`${line}\n`) });
	const userFolder = mkdtempSync(join(tmpdir(), 'customer-engagement-n8n-'));
	await installPackage(await buildAndPack(quiet), userFolder);
	const simulator = await startLiveTokSimulator();
	const n8n = await startN8n({ userFolder });
	const client = await connect(n8n.url);
	const baseUrl = `${simulator.url}/v1`;
	const credentialId = await client.importCredential({
		id: 'sandboxLiveTok',
		name: 'LiveTok sandbox',
		type: 'liveTokApi',
		data: { apiKey: testKey, baseUrl },
	});
	return {
		n8n,
		client,
		simulator,
		credentialId,
		baseUrl,
		stop: async () => {
			await n8n.stop();
			await simulator.close();
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

/** A workflow with a start, a list of items made without code, and one node after it. */
export function workflowWith(
	name: string,
	items: ReadonlyArray<Record<string, unknown>>,
	node: {
		readonly type: string;
		readonly typeVersion?: number;
		readonly parameters: INodeParameters;
		readonly onError?: string;
	},
): object {
	const credentials = { liveTokApi: { id: 'sandboxLiveTok', name: 'LiveTok sandbox' } };
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
			{ id: 'node', name: 'Node', typeVersion: 1, position: [600, 0], credentials, ...node },
		],
		connections: {
			Start: { main: [[{ node: 'List', type: 'main', index: 0 }]] },
			List: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}
