import { z } from 'zod';

import type { N8nClient } from '../n8n/client.ts';
import type { Execution, Item } from '../n8n/executions.ts';
import type { LiveTokSimulator } from '../simulators/livetok/index.ts';
import { rateLimitBurst } from './expectations.ts';

/** Names of the nodes in the example workflow. */
const nodeNames = { recipients: 'Recipients', send: 'Send template' };

const timeoutMs = 120_000;

/** What became of one recipient. */
export type CampaignRow = { name: string; phone: string } & (
	| { outcome: 'sent'; messageId: string }
	| { outcome: 'failed'; reason: string; failure: string; code: string | null }
	| { outcome: 'missing' }
);

export interface CampaignResult {
	/** n8n's id of the run. */
	executionId: string;
	/** In the order of the recipients. */
	rows: CampaignRow[];
	/** Recipients of the messages the simulator has accepted, in its order. */
	accepted: string[];
	/** How many requests were refused with 429. */
	rateLimited: number;
	durationMs: number;
}

const recipientShape = z.object({ name: z.string(), phone: z.string() }).passthrough();
const sentShape = z.object({ id: z.string() });
/** A failure that says less than it should is shown as such; the comparison with the expectations reports it. */
const failedShape = z.object({
	error: z.string().catch('no reason given'),
	details: z.object({ outcome: z.string(), code: z.string().nullable() }).catch({ outcome: 'not given', code: null }),
});
const pairedShape = z.union([z.object({ item: z.number() }), z.number().transform((item) => ({ item }))]);

/**
 * Runs the example campaign in n8n against a simulator that has just been started, which refuses a burst of messages.
 * @throws when the workflow as a whole fails: its recipients then have no outcome of their own.
 */
export async function runCampaign(
	client: N8nClient,
	workflowId: string,
	simulator: LiveTokSimulator,
): Promise<CampaignResult> {
	simulator.faults.add(rateLimitBurst);
	const executionId = await client.runWorkflow(workflowId);
	const execution = await client.waitForExecution(executionId, { timeoutMs });
	simulator.faults.remove(rateLimitBurst.name);
	if (execution.status !== 'success') {
		const reason = execution.error?.message ?? 'n8n gives no reason';
		throw new Error(`The example campaign ended with status "${execution.status}": ${reason}`);
	}
	return {
		executionId,
		rows: toRows(execution),
		accepted: simulator.state.messages().map(({ to }) => to),
		rateLimited: simulator.stats().statuses[429] ?? 0,
		durationMs: execution.nodes[nodeNames.send]?.[0]?.executionTime ?? 0,
	};
}

function toRows(execution: Execution): CampaignRow[] {
	const recipients = outputOf(execution, nodeNames.recipients, 0);
	const sent = byRecipient(outputOf(execution, nodeNames.send, 0));
	const failed = byRecipient(outputOf(execution, nodeNames.send, 1));
	return recipients.map((item, index) => {
		const { name, phone } = recipientShape.parse(item.json);
		const success = sent.get(index);
		if (success) return { name, phone, outcome: 'sent', messageId: sentShape.parse(success.json).id };
		const failure = failed.get(index);
		if (!failure) return { name, phone, outcome: 'missing' };
		const { error, details } = failedShape.parse(failure.json);
		return { name, phone, outcome: 'failed', reason: error, failure: details.outcome, code: details.code };
	});
}

function outputOf(execution: Execution, node: string, output: number): Item[] {
	return execution.nodes[node]?.[0]?.outputs[output] ?? [];
}

/** n8n pairs every outcome with the recipient it belongs to. */
function byRecipient(items: Item[]): Map<number, Item> {
	return new Map(items.map((item) => [pairedShape.parse(item.pairedItem).item, item]));
}
