import type { IDataObject } from 'n8n-workflow';

import type { Execution } from '../../../sandbox/n8n/executions.ts';
import { detailsOf, itemsOf } from '../campaignHost.ts';
import { credentialReferences, packageName, workflowWith } from '../host.ts';
import type { QueueTestHost } from './queueHost.ts';
import { waitForShards } from './shardedCampaign.ts';
import { eventually, publish } from './triggerRig.ts';

/** A published workflow that sends a template, with Send Once unless told otherwise, to the people in each call of its webhook. */
export interface CalledCampaign {
	readonly workflowId: string;
	/** Starts one execution for these phone numbers. Returns when n8n has taken the call. */
	call(phones: readonly string[]): Promise<void>;
	/** Ids of every execution so far, oldest first, once there are `count`. */
	executions(count: number): Promise<string[]>;
	/** Every execution so far, oldest first, once there are `count` that have all ended. */
	ended(count: number): Promise<Execution[]>;
}

let campaigns = 0;

export async function publishCampaign(host: QueueTestHost, options: IDataObject = {}): Promise<CalledCampaign> {
	const path = `campaign-${(campaigns += 1)}`;
	const workflowId = await publish(host, campaignWorkflow(path, options));
	const executions = async (count: number): Promise<string[]> => {
		await eventually(async () => (await host.client.listExecutions(workflowId)).length >= count, true);
		const listed = await host.client.listExecutions(workflowId);
		return listed.map(({ id }) => id).sort((one, other) => Number(one) - Number(other));
	};
	return {
		workflowId,
		call: async (phones) => {
			const answer = await fetch(`${host.queue.webhookUrl}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ people: phones.map((phone) => ({ phone })) }),
			});
			if (answer.status !== 200) throw new Error(`n8n did not take the call: ${await answer.text()}`);
		},
		executions,
		ended: async (count) => {
			await executions(count);
			await waitForShards(host, workflowId);
			return await Promise.all((await executions(count)).map(async (id) => await host.client.getExecution(id)));
		},
	};
}

function campaignWorkflow(path: string, options: IDataObject): object {
	const nodes = [
		{
			name: 'Hook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			webhookId: path,
			parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
		},
		{
			name: 'People',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.people', options: {} },
		},
		{
			name: 'Node',
			type: `${packageName}.liveTok`,
			typeVersion: 1,
			credentials: { liveTokApi: credentialReferences.liveTokApi },
			onError: 'continueRegularOutput',
			parameters: {
				resource: 'message',
				operation: 'sendTemplate',
				to: '={{ $json.phone }}',
				templateName: 'order_update',
				templateLanguage: { __rl: true, mode: 'code', value: 'en_US' },
				templateParametersInput: 'fields',
				templateParameters: { parameter: [{ type: 'text', text: 'Ann' }] },
				options: { sendOnce: { campaign: { name: 'spring' } }, ...options },
			},
		},
	];
	return {
		name: path,
		nodes: nodes.map((node, column) => ({ ...node, id: node.name, position: [column * 200, 0] })),
		connections: {
			Hook: { main: [[{ node: 'People', type: 'main', index: 0 }]] },
			People: { main: [[{ node: 'Node', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** The recipients that came out with an outcome. */
export const recipientsWith = (execution: Execution, outcome: string): string[] =>
	itemsOf(execution)
		.map(detailsOf)
		.filter((details) => details.outcome === outcome)
		.map(({ recipient = '' }) => recipient);

/** How often the service carried out a message to each recipient. The request log is the judge. */
export function timesSent({ liveTok }: QueueTestHost): Map<string, number> {
	const times = new Map<string, number>();
	for (const { processed, body } of liveTok.requests) {
		if (!processed) continue;
		const { to } = body as { to: string };
		times.set(to, (times.get(to) ?? 0) + 1);
	}
	return times;
}

/**
 * From now on the database takes 50 ms from the beginning of a change of n8n's de-duplication storage to its end: two
 * workers then meet there again and again, and not once in many runs.
 */
export async function slowDownStorage(host: QueueTestHost): Promise<void> {
	const { services } = host.queue;
	const id = await host.client.importCredential({
		id: 'queueDatabase',
		name: 'Database of the queue',
		type: 'postgres',
		data: {
			host: services.DB_POSTGRESDB_HOST,
			port: Number(services.DB_POSTGRESDB_PORT),
			user: services.DB_POSTGRESDB_USER,
			password: services.DB_POSTGRESDB_PASSWORD,
			database: services.DB_POSTGRESDB_DATABASE,
			ssl: 'disable',
		},
	});
	const query = `CREATE OR REPLACE FUNCTION take_time() RETURNS trigger AS 'BEGIN PERFORM pg_sleep(0.05); RETURN NEW; END' LANGUAGE plpgsql;
		CREATE OR REPLACE TRIGGER take_time BEFORE UPDATE ON processed_data FOR EACH ROW EXECUTE FUNCTION take_time();`;
	const { status, error } = await host.run(
		workflowWith('Slow down the storage', [{}], {
			type: 'n8n-nodes-base.postgres',
			typeVersion: 2.6,
			parameters: { operation: 'executeQuery', query, options: {} },
			...{ credentials: { postgres: { id, name: 'Database of the queue' } } },
		}),
	);
	if (status !== 'success') throw new Error(`The database was not slowed down: ${error?.message}`);
}
