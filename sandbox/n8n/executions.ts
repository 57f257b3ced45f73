import { setTimeout as sleep } from 'node:timers/promises';

import { parse } from 'flatted';
import { z } from 'zod';

import type { Session } from './session.ts';

/** Statuses an execution does not leave any more. */
const finalStatuses = ['success', 'error', 'canceled', 'crashed'];

const errorShape = z
	.object({
		message: z.string(),
		description: z.string().nullish(),
		name: z.string().optional(),
		httpCode: z.string().nullish(),
		context: z.record(z.unknown()).optional(),
	})
	.passthrough();

const itemShape = z
	.object({
		json: z.record(z.unknown()),
		binary: z.record(z.record(z.unknown())).optional(),
		pairedItem: z.unknown().optional(),
		error: z.unknown().optional(),
	})
	.passthrough();

const nodeRunShape = z
	.object({
		startTime: z.number(),
		executionTime: z.number(),
		executionStatus: z.string().optional(),
		error: errorShape.optional(),
		hints: z.array(z.object({ message: z.string() }).passthrough()).optional(),
		data: z.object({ main: z.array(z.array(itemShape).nullable()).optional() }).passthrough().optional(),
	})
	.passthrough();

const resultShape = z.object({
	resultData: z.object({ runData: z.record(z.array(nodeRunShape)).default({}), error: errorShape.optional() }),
});

const listedShape = z.object({ id: z.string(), status: z.string(), workflowId: z.string(), mode: z.string() }).passthrough();
const executionShape = listedShape.extend({ data: z.string() });

export type Item = z.infer<typeof itemShape>;
export type NodeError = z.infer<typeof errorShape>;
export type ListedExecution = z.infer<typeof listedShape>;

export interface NodeRun {
	/** Milliseconds since 1970. */
	startTime: number;
	/** Milliseconds. */
	executionTime: number;
	error?: NodeError;
	/** One list of items per output, in the node's order; empty when nothing left that output. */
	outputs: Item[][];
	/** Notes the editor shows at the node's output. */
	hints?: Array<{ message: string }>;
}

export interface Execution {
	id: string;
	/** success, error, canceled or crashed when it has ended; new, running or waiting before. */
	status: string;
	mode: string;
	/** By node name: every run of the node, in order. Nodes that were not reached are missing. */
	nodes: Record<string, NodeRun[]>;
	/** Why the whole execution failed. */
	error?: NodeError;
}

export interface ExecutionCalls {
	getExecution(id: string): Promise<Execution>;
	/** Waits for the end of an execution. @throws when it has not ended after `timeoutMs` (default: 60 s). */
	waitForExecution(id: string, options?: { timeoutMs?: number }): Promise<Execution>;
	/** As the editor's stop button. */
	stopExecution(id: string): Promise<void>;
	/** The newest executions first, 100 at most; of one workflow when its id is given. */
	listExecutions(workflowId?: string): Promise<ListedExecution[]>;
}

/** The calls of the client that are about executions. */
export function executionCalls(session: Session): ExecutionCalls {
	const getExecution = async (id: string): Promise<Execution> => {
		const { status, mode, data } = await session.request('GET', `/rest/executions/${id}`, executionShape);
		// Until the first node has run, what n8n has stored is empty.
		const { runData, error } = resultShape.parse(parse(data) ?? { resultData: {} }).resultData;
		const nodes = Object.fromEntries(Object.entries(runData).map(([name, runs]) => [name, runs.map(toNodeRun)]));
		return { id, status, mode, nodes, ...(error && { error }) };
	};

	return {
		getExecution,
		async waitForExecution(id, { timeoutMs = 60_000 } = {}) {
			const deadline = Date.now() + timeoutMs;
			for (;;) {
				const execution = await getExecution(id);
				if (finalStatuses.includes(execution.status)) return execution;
				if (Date.now() > deadline) {
					throw new Error(`Execution ${id} has not ended after ${timeoutMs / 1000} s; it is "${execution.status}".`);
				}
				await sleep(100);
			}
		},
		async stopExecution(id) {
			await session.request('POST', `/rest/executions/${id}/stop`, z.unknown(), {});
		},
		async listExecutions(workflowId) {
			const filter = encodeURIComponent(JSON.stringify(workflowId === undefined ? {} : { workflowId }));
			const shape = z.object({ results: z.array(listedShape) });
			return (await session.request('GET', `/rest/executions?filter=${filter}&limit=100`, shape)).results;
		},
	};
}

function toNodeRun({ startTime, executionTime, error, hints, data }: z.infer<typeof nodeRunShape>): NodeRun {
	return {
		startTime,
		executionTime,
		outputs: (data?.main ?? []).map((items) => items ?? []),
		...(error && { error }),
		...(hints && { hints }),
	};
}
