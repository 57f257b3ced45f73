import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import { sandboxCredentials } from '../../../sandbox/launcher/simulators.ts';
import { connect, type N8nClient } from '../../../sandbox/n8n/client.ts';
import type { Execution } from '../../../sandbox/n8n/executions.ts';
import { ensureHostInstalled } from '../../../sandbox/n8n/install.ts';
import { type RunningN8n, startN8n } from '../../../sandbox/n8n/instance.ts';
import { buildAndPack, installPackage } from '../../../sandbox/n8n/package.ts';
import { findFreePort } from '../../../sandbox/n8n/ports.ts';
import { type LiveChatAiSimulator, startLiveChatAiSimulator } from '../../../sandbox/simulators/livechatai/index.ts';
import { type LlamadaProSimulator, startLlamadaProSimulator } from '../../../sandbox/simulators/llamadapro/index.ts';

/** A real n8n that can be ended and started again, and the services that its triggers poll. */
export interface PollRig {
	readonly client: N8nClient;
	readonly liveChatAi: LiveChatAiSimulator;
	readonly llamadaPro: LlamadaProSimulator;
	/** Ends n8n at once, as a crash would, and starts it again where it was. */
	crash(): Promise<void>;
	/** The executions of a workflow, oldest first, once `count` of them have ended. */
	executions(workflowId: string, count: number, timeoutMs?: number): Promise<Execution[]>;
	close(): Promise<void>;
}

export async function openPollRig(): Promise<PollRig> {
	await ensureHostInstalled({ log: (line) => process.stderr.write(`${line}\n`) });
	const userFolder = mkdtempSync(join(tmpdir(), 'customer-engagement-polls-'));
	await installPackage(await buildAndPack({ log: () => undefined }), userFolder);
	const [liveChatAi, llamadaPro, port] = await Promise.all([
		startLiveChatAiSimulator(),
		startLlamadaProSimulator(),
		findFreePort(),
	]);
	let n8n: RunningN8n = await startN8n({ userFolder, port });
	let client = await connect(n8n.url);
	for (const credential of sandboxCredentials({ liveChatAi, llamadaPro })) await client.importCredential(credential);

	return {
		liveChatAi,
		llamadaPro,
		get client() {
			return client;
		},
		crash: async () => {
			await n8n.kill();
			n8n = await startN8n({ userFolder, port });
			client = await connect(n8n.url);
		},
		executions: async (workflowId, count, timeoutMs = 30_000) => {
			const deadline = Date.now() + timeoutMs;
			for (;;) {
				const listed = await client.listExecutions(workflowId);
				if (listed.length >= count) {
					return await Promise.all(listed.reverse().map(async ({ id }) => await client.waitForExecution(id)));
				}
				if (Date.now() > deadline) {
					throw new Error(`Workflow ${workflowId} has ${listed.length} executions, not ${count}.`);
				}
				await sleep(100);
			}
		},
		close: async () => {
			await n8n.stop();
			await Promise.all([liveChatAi.close(), llamadaPro.close()]);
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

/** The clock of a test that is not about the clock: the next tick is on New Year's Day. */
const never = { item: [{ mode: 'custom', cronExpression: '0 0 0 1 1 *' }] };

export const everyMinute = { item: [{ mode: 'everyMinute' }] };

interface TriggerInWorkflow {
	readonly name?: string;
	readonly type: 'llamadaProTrigger' | 'liveChatAiTrigger';
	readonly parameters: INodeParameters;
}

const credentials = {
	llamadaProTrigger: { llamadaProApi: { id: 'sandboxLlamadaPro', name: 'LlamadaPro sandbox' } },
	liveChatAiTrigger: { liveChatAiApi: { id: 'sandboxLiveChatAi', name: 'LiveChatAI sandbox' } },
};

/** A workflow with polling triggers and nothing after them. */
export function polling(name: string, ...triggers: TriggerInWorkflow[]): object {
	return {
		name,
		nodes: triggers.map(({ name: node = 'Trigger', type, parameters }, index) => ({
			id: `${type}-${index}`,
			name: node,
			type: `n8n-nodes-customer-engagement.${type}`,
			typeVersion: 1,
			position: [0, index * 200],
			parameters: { pollTimes: never, ...parameters },
			credentials: credentials[type],
		})),
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}
