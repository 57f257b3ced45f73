import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nClient } from '../../sandbox/n8n/client.ts';
import type { RunningN8n } from '../../sandbox/n8n/instance.ts';
import { collectGarbage } from './inspector.ts';
import type { BenchSimulator, SimulatorStats } from './simulator.ts';
import { type Usage, watchUsage } from './usage.ts';
import { measuredNode } from './workflows.ts';

const runLimitMs = 300_000;
const finalStatuses = ['success', 'error', 'canceled', 'crashed'];

/** What is needed to run a workflow and to watch it. */
export interface Rig {
	readonly n8n: RunningN8n;
	readonly client: N8nClient;
	readonly simulator: BenchSimulator;
}

/** One execution of a workflow, as measured. */
export interface Measurement {
	/** How long the node took, from n8n's own record. */
	readonly nodeMs: number;
	/** When the node ended, in milliseconds since 1970. */
	readonly nodeEndedAt: number;
	/** Of n8n's process while the node ran; undefined where the system does not tell. */
	readonly usage: Usage | undefined;
	/** Items that came out without an error, and with one. */
	readonly delivered: number;
	readonly failed: number;
	readonly simulator: SimulatorStats;
}

/**
 * Runs a workflow once. The simulator counts from the run's beginning. Against a rate limit, it starts when a window
 * has just opened.
 * @throws when the execution does not succeed.
 */
export async function measureRun(rig: Rig, workflowId: string, rateLimit?: RateLimit): Promise<Measurement> {
	const { n8n, client, simulator } = rig;
	await simulator.begin(rateLimit);
	await collectGarbage(n8n);
	// What is left of the first window should not depend on chance: one that is nearly over costs every client a window.
	if (rateLimit !== undefined) await sleep(rateLimit.windowMs - (Date.now() % rateLimit.windowMs));
	const watch = watchUsage(n8n);
	const executionId = await runToEnd(rig, workflowId);
	const stats = await simulator.stats();
	const execution = await client.getExecution(executionId);
	const run = execution.nodes[measuredNode]?.[0];
	const usage = watch.between(run?.startTime ?? 0, (run?.startTime ?? 0) + (run?.executionTime ?? 0));
	if (execution.status !== 'success' || run === undefined) {
		throw new Error(`Execution ${executionId} ended as "${execution.status}": ${execution.error?.message ?? ''}`);
	}
	const items = run.outputs.flat();
	const failed = items.filter(({ json, error }) => error !== undefined || 'error' in json).length;
	return {
		nodeMs: run.executionTime,
		nodeEndedAt: run.startTime + run.executionTime,
		usage,
		delivered: items.length - failed,
		failed,
		simulator: stats,
	};
}

/** Runs a workflow and returns the execution's id when it has ended. */
export async function runToEnd({ client }: Rig, workflowId: string): Promise<string> {
	const executionId = await client.runWorkflow(workflowId);
	await waitForEnd(client, workflowId, executionId);
	return executionId;
}

export interface RateLimit {
	readonly limit: number;
	readonly windowMs: number;
}

/**
 * Looks at the status alone: an execution that is fetched whole would show in n8n's memory. A node that starts 20,000
 * requests at once can keep n8n from its own database for a while: n8n then answers with an error, and is asked again.
 */
async function waitForEnd(client: N8nClient, workflowId: string, executionId: string): Promise<void> {
	const deadline = Date.now() + runLimitMs;
	for (;;) {
		const listed = await client.listExecutions(workflowId).catch((error: unknown) => {
			if (Date.now() > deadline) throw error;
			return [];
		});
		if (listed.some(({ id, status }) => id === executionId && finalStatuses.includes(status))) return;
		if (Date.now() > deadline) throw new Error(`Execution ${executionId} has not ended after ${runLimitMs / 1000} s.`);
		await sleep(200);
	}
}
