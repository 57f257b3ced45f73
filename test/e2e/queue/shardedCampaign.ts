import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { TestHost } from '../host.ts';

const file = join(__dirname, '../../../examples/sharded-campaign.json');
const tableName = 'Sharded campaign recipients';
const recipientsInExample = 10_000;
const finalStatuses = ['success', 'error', 'canceled', 'crashed'];

/** What the example keeps about one recipient. */
const rowShape = z.object({
	phone: z.string(),
	batch: z.number(),
	shard: z.number(),
	state: z.enum(['waiting', 'claimed', 'sent', 'failed', 'notSent', 'unknown']),
	note: z.string().nullable(),
});
export type RecipientRow = z.infer<typeof rowShape>;

/** The example with a list of another length, which is the only thing about it that a test changes. */
export function shardedCampaign(recipients: number): object {
	const text = readFileSync(file, 'utf8');
	const changed = text.replace(`length: ${recipientsInExample}`, `length: ${recipients}`);
	if (recipients !== recipientsInExample && changed === text) throw new Error('The example has no list to shorten.');
	return JSON.parse(changed) as object;
}

/** Reads the example's data table with a workflow, as a user would. */
export async function readRecipients(host: Pick<TestHost, 'run'>): Promise<RecipientRow[]> {
	const { nodes } = await host.run(tableWorkflow({ resource: 'row', operation: 'get', returnAll: true }));
	return (nodes.Table?.[0]?.outputs[0] ?? []).map(({ json }) => rowShape.parse(json));
}

/** What the example's note says has to be done before the next campaign. */
export async function deleteTable(host: Pick<TestHost, 'run'>): Promise<void> {
	await host.run(tableWorkflow({ resource: 'table', operation: 'delete' }));
}

function tableWorkflow(parameters: object): object {
	const dataTableId = { __rl: true, mode: 'name', value: tableName };
	const nodes = [
		{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{ name: 'Table', type: 'n8n-nodes-base.dataTable', typeVersion: 1.1, parameters: { ...parameters, dataTableId } },
	];
	return {
		name: 'Look at the recipients',
		nodes: nodes.map((node, column) => ({ ...node, id: node.name, position: [column * 200, 0] })),
		connections: { Start: { main: [[{ node: 'Table', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** Waits until no execution of the workflow is on its way any more. */
export async function waitForShards({ client }: Pick<TestHost, 'client'>, workflowId: string): Promise<void> {
	for (;;) {
		const executions = await client.listExecutions(workflowId);
		if (executions.every(({ status }) => finalStatuses.includes(status))) return;
		await sleep(200);
	}
}
