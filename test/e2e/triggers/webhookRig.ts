import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import { sandboxCredentials } from '../../../sandbox/launcher/simulators.ts';
import { connect, type N8nClient } from '../../../sandbox/n8n/client.ts';
import { ensureHostInstalled } from '../../../sandbox/n8n/install.ts';
import { type RunningN8n, startN8n } from '../../../sandbox/n8n/instance.ts';
import { buildAndPack, installPackage } from '../../../sandbox/n8n/package.ts';
import { findFreePort } from '../../../sandbox/n8n/ports.ts';
import {
	LlamadaProDeliveries,
	type LlamadaProSimulator,
	startLlamadaProSimulator,
} from '../../../sandbox/simulators/llamadapro/index.ts';
import {
	type Assumptions,
	LiveTokDeliveries,
	type LiveTokSimulator,
	startLiveTokSimulator,
} from '../../../sandbox/simulators/livetok/index.ts';

/** The secret in the credentials. */
export const webhookSecret = 'a-long-and-random-secret-of-the-user';

/** A real n8n that can be ended and started again, and the services that send it webhooks. */
export interface WebhookRig {
	readonly url: string;
	readonly client: N8nClient;
	readonly n8n: RunningN8n;
	readonly liveTok: LiveTokSimulator;
	readonly llamadaPro: LlamadaProSimulator;
	readonly calls: LlamadaProDeliveries;
	/** LiveTok's sessions from now on. */
	sessions(): LiveTokDeliveries;
	/** Ends n8n as asked, and lets it be down until `start`. */
	stop(how?: 'stop' | 'kill'): Promise<void>;
	/** Starts it again where it was. */
	start(): Promise<void>;
	/** Stores a workflow and publishes it. @returns its id. */
	publish(workflow: object): Promise<string>;
	/** How many executions of the workflow there are. */
	executions(workflowId: string): Promise<number>;
	/** The items that the trigger handed on in the newest execution, once it has ended. */
	newestItem(workflowId: string, node?: string): Promise<Record<string, unknown> | undefined>;
	/** Unpublishes and deletes every workflow, empties the simulators. */
	clear(): Promise<void>;
	close(): Promise<void>;
}

const listShape = z.object({ count: z.number(), results: z.array(z.object({ id: z.string(), status: z.string() })) });

export async function openRig(assumptions: Partial<Assumptions> = {}): Promise<WebhookRig> {
	await ensureHostInstalled({ log: (line) => process.stderr.write(`${line}\n`) });
	const userFolder = mkdtempSync(join(tmpdir(), 'customer-engagement-webhooks-'));
	await installPackage(await buildAndPack({ log: () => undefined }), userFolder);
	const calls = new LlamadaProDeliveries();
	const [liveTok, llamadaPro, port] = await Promise.all([
		startLiveTokSimulator({ assumptions }),
		startLlamadaProSimulator({ onChange: calls.onChange }),
		findFreePort(),
	]);
	calls.attach(llamadaPro);
	let n8n = await startN8n({ userFolder, port });
	let client = await connect(n8n.url);
	for (const { data, ...credential } of sandboxCredentials({ liveTok, llamadaPro })) {
		await client.importCredential({ ...credential, data: { ...data, webhookSecret } });
	}

	const look = async (workflowId: string): Promise<number> => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/rest/executions?filter=${filter}&limit=100`;
		const { count, results } = await client.session.request('GET', path, listShape);
		const running = results.filter(({ status }) => status === 'new' || status === 'running').length;
		// n8n's count is of those that have ended; below its limit the list itself is the better one.
		return results.length < 100 ? new Set(results.map(({ id }) => id)).size : count + running;
	};
	return {
		url: n8n.url,
		liveTok,
		llamadaPro,
		calls,
		get client() {
			return client;
		},
		get n8n() {
			return n8n;
		},
		sessions: () => new LiveTokDeliveries(liveTok),
		stop: async (how = 'stop') => await n8n[how](),
		start: async () => {
			n8n = await startN8n({ userFolder, port });
			client = await connect(n8n.url);
		},
		publish: async (workflow) => {
			const id = await client.importWorkflow(workflow);
			await client.activate(id);
			return id;
		},
		executions: async (workflowId) => {
			// n8n looks for running and for ended executions one after the other: one that ends in between is in neither.
			for (let before = await look(workflowId); ; ) {
				const now = await look(workflowId);
				if (now === before) return now;
				before = now;
			}
		},
		newestItem: async (workflowId, node = 'Trigger') => {
			const [newest] = await client.listExecutions(workflowId);
			if (newest === undefined) return undefined;
			const { nodes } = await client.waitForExecution(newest.id);
			return nodes[node]?.[0]?.outputs[0]?.[0]?.json;
		},
		clear: async () => {
			liveTok.faults.clear();
			for (const { id, active } of await client.listWorkflows()) {
				if (active) await client.deactivate(id);
				await client.deleteWorkflow(id);
			}
			liveTok.reset();
			llamadaPro.reset();
			calls.subscriptions.length = 0;
		},
		close: async () => {
			await n8n.stop();
			await Promise.all([liveTok.close(), llamadaPro.close()]);
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

interface TriggerInWorkflow {
	readonly type: 'liveTokTrigger' | 'llamadaProWebhookTrigger';
	readonly parameters?: INodeParameters;
	/** Part of the node's address; the same for a workflow that is imported again. */
	readonly webhookId: string;
	/** Default: the one of the sandbox. */
	readonly credentials?: object;
}

interface NodeAfter {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: INodeParameters;
	readonly webhookId?: string;
}

const references = {
	liveTokApi: { id: 'sandboxLiveTok', name: 'LiveTok sandbox' },
	llamadaProApi: { id: 'sandboxLlamadaPro', name: 'LlamadaPro sandbox' },
};

/** A workflow that begins with a webhook trigger, and the nodes after it in a row. */
export function triggered(name: string, trigger: TriggerInWorkflow, ...after: NodeAfter[]): object {
	const { liveTokApi, llamadaProApi } = references;
	const first = {
		id: `${trigger.webhookId}-node`,
		name: 'Trigger',
		type: `n8n-nodes-customer-engagement.${trigger.type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: trigger.parameters ?? {},
		webhookId: trigger.webhookId,
		credentials: trigger.credentials ?? (trigger.type === 'liveTokTrigger' ? { liveTokApi } : { llamadaProApi }),
	};
	const nodes = [
		first,
		...after.map((node, index) => ({ id: `node${index}`, position: [(index + 1) * 200, 0], ...node })),
	];
	const connections = nodes
		.slice(1)
		.map(({ name: next }, index) => [nodes[index]?.name ?? '', { main: [[{ node: next, type: 'main', index: 0 }]] }]);
	return { name, nodes, connections: Object.fromEntries(connections), settings: { executionOrder: 'v1' } };
}

/** Hands on one item with these fields, whatever comes in. */
export const set = (name: string, json: string): NodeAfter => ({
	name,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: { mode: 'raw', jsonOutput: json, options: {} },
});

/** Resolves when the condition holds; the test's own time limit ends the wait. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
