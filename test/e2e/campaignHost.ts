import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DatabaseSync } from 'node:sqlite';

import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { connect, type N8nClient } from '../../sandbox/n8n/client.ts';
import type { Execution, Item } from '../../sandbox/n8n/executions.ts';
import { ensureHostInstalled } from '../../sandbox/n8n/install.ts';
import { type RunningN8n, startN8n } from '../../sandbox/n8n/instance.ts';
import { buildAndPack, installPackage } from '../../sandbox/n8n/package.ts';
import { type LiveTokSimulator, startLiveTokSimulator } from '../../sandbox/simulators/livetok/index.ts';
import { credentialReferences, packageName, workflowWith } from './host.ts';

/** A row of n8n's de-duplication storage. */
const storedShape = z.object({ mode: z.literal('entries'), data: z.array(z.string()) });

export interface Campaign {
	readonly recipients: readonly IDataObject[];
	/** Entries of Options beside Send Once. */
	readonly options?: IDataObject;
	/** Entries of Send Once > Campaign beside the name. */
	readonly campaign?: IDataObject;
	/** Settings of the node: retryOnFail, onError. */
	readonly settings?: IDataObject;
}

/** A real n8n that can be killed and started again with the same data, and the service it sends to. */
export interface CampaignHost {
	readonly liveTok: LiveTokSimulator;
	readonly client: () => N8nClient;
	readonly n8n: () => RunningN8n;
	/** Stores a workflow with a list and a template send with Send Once. Returns its id. */
	store(campaign: Campaign): Promise<string>;
	/** Runs it from its manual trigger, to the end. */
	run(workflowId: string): Promise<Execution>;
	/** How many entries n8n's database holds for the sending node of a workflow. */
	remembered(workflowId: string): number;
	/** As a power cut would end n8n; then starts it again. */
	crash(): Promise<void>;
	stop(): Promise<void>;
}

export async function startCampaignHost(): Promise<CampaignHost> {
	await ensureHostInstalled({ log: (line) => process.stderr.write(`${line}\n`) });
	const userFolder = mkdtempSync(join(tmpdir(), 'customer-engagement-campaign-'));
	await installPackage(await buildAndPack({ log: () => undefined }), userFolder);
	const liveTok = await startLiveTokSimulator({ rateLimit: 'off' });
	const open = async () => {
		const n8n = await startN8n({ userFolder });
		const client = await connect(n8n.url);
		await client.importCredential({
			...credentialReferences.liveTokApi,
			type: 'liveTokApi',
			data: { apiKey: 'sk_test_sandbox_livetok', baseUrl: `${liveTok.url}/v1` },
		});
		return { n8n, client };
	};
	let { n8n, client } = await open();
	let workflows = 0;
	return {
		liveTok,
		client: () => client,
		n8n: () => n8n,
		store: async (campaign) => await client.importWorkflow(workflowOf(`Campaign ${(workflows += 1)}`, campaign)),
		run: async (workflowId) =>
			await client.waitForExecution(await client.runWorkflow(workflowId), { timeoutMs: 180_000 }),
		remembered: (workflowId) => {
			const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
			const row = database
				.prepare(`SELECT value FROM processed_data WHERE "workflowId" = ? AND context = 'n:node'`)
				.get(workflowId);
			database.close();
			return row === undefined ? 0 : storedShape.parse(JSON.parse(String(row.value))).data.length;
		},
		crash: async () => {
			await n8n.kill();
			({ n8n, client } = await open());
		},
		stop: async () => {
			await n8n.stop();
			await liveTok.close();
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

function workflowOf(name: string, { recipients, options, campaign, settings }: Campaign): object {
	return workflowWith(name, [...recipients], {
		type: `${packageName}.liveTok`,
		parameters: {
			resource: 'message',
			operation: 'sendTemplate',
			to: '={{ $json.phone }}',
			templateName: 'order_update',
			templateLanguage: { __rl: true, mode: 'list', value: 'en_US' },
			templateParametersInput: 'fields',
			templateParameters: { parameter: [{ type: 'text', text: 'Ann' }] },
			options: { sendOnce: { campaign: { name: 'spring', ...campaign } }, ...options },
		},
		onError: 'continueRegularOutput',
		...{ credentials: { liveTokApi: credentialReferences.liveTokApi }, ...settings },
	});
}

const phoneOf = (index: number): string => `+1555${String(index).padStart(7, '0')}`;

export const phones = (count: number): string[] => Array.from({ length: count }, (_, index) => phoneOf(index));

export const people = (count: number): IDataObject[] => phones(count).map((phone, index) => ({ phone, index }));

/** What the sending node returned. */
export const itemsOf = ({ nodes }: Execution): Item[] => nodes.Node?.at(-1)?.outputs[0] ?? [];

interface Details {
	readonly outcome?: string;
	readonly recipient?: string;
}

export const detailsOf = ({ json }: Item): Details => json.details ?? {};

/** How often each outcome occurs. */
export function countsOf(execution: Execution): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { outcome = 'none' } of itemsOf(execution).map(detailsOf)) counts[outcome] = (counts[outcome] ?? 0) + 1;
	return counts;
}

/** Resolves when the condition holds; the test's own time limit ends the wait. */
export async function waitUntil(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
