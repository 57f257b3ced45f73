import { z } from 'zod';

import { type RunningN8n, startN8n } from '../../../sandbox/n8n/instance.ts';
import { installPackage } from '../../../sandbox/n8n/package.ts';
import { credentialReferences, packageName, startHost, type TestHost } from '../host.ts';

/** A real n8n that can be started again, with the simulated Autochat beside it. */
export interface SocketHost extends TestHost {
	/** Ends n8n and starts it again with the same data. */
	restart(): Promise<void>;
	/** How many executions of the workflow ended so. */
	count(workflowId: string, status: 'success' | 'error'): Promise<number>;
	/** Waits until so many executions of the workflow have ended so, and makes sure that they are not more. */
	countIs(workflowId: string, status: 'success' | 'error', count: number): Promise<void>;
	/** How many connections get events: waits until it is this number. */
	listenersAre(count: number): Promise<void>;
	/** Waits until more attempts to connect than this were refused. */
	refusedAttemptsExceed(count: number): Promise<void>;
	/** The items of the trigger, newest execution first. */
	items(workflowId: string): Promise<Array<Record<string, unknown>>>;
}

const patienceMs = 90_000;
const countShape = z.object({ count: z.number() });

/** Asks again and again until the answer is the wanted one. Throws with the last answer when it does not become so. */
async function eventually<T>(ask: () => Promise<T> | T, wanted: T): Promise<void> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const answer = await ask();
		if (answer === wanted) return;
		if (Date.now() > deadline) throw new Error(`Waited in vain for ${String(wanted)}; it is ${String(answer)}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

export async function startSocketHost(): Promise<SocketHost> {
	let n8n: RunningN8n | undefined;
	const host = await startHost(async ({ userFolder, tarball }) => {
		await installPackage(tarball, userFolder);
		n8n = await startN8n({ userFolder });
		return { n8n, stop: async () => await n8n?.stop() };
	});
	const count: SocketHost['count'] = async (workflowId, status) => {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: [status] }));
		const path = `/rest/executions?filter=${filter}&limit=1`;
		return (await host.client.session.request('GET', path, countShape)).count;
	};
	return {
		...host,
		restart: async () => {
			const { userFolder, port } = host.n8n;
			await n8n?.stop();
			n8n = await startN8n({ userFolder, port });
		},
		count,
		countIs: async (workflowId, status, wanted) =>
			await eventually(async () => await count(workflowId, status), wanted),
		listenersAre: async (wanted) => await eventually(() => host.autochat.socket.listeners, wanted),
		refusedAttemptsExceed: async (limit) => await eventually(() => host.autochat.socket.refusedAttempts > limit, true),
		items: async (workflowId) => {
			const executions = await host.client.listExecutions(workflowId);
			const details = await Promise.all(
				executions.map(async ({ id }) => (await host.client.waitForExecution(id)).nodes.Trigger),
			);
			return details.flatMap((runs) => runs?.[0]?.outputs[0]?.map(({ json }) => json) ?? []);
		},
	};
}

/** A workflow that the trigger starts, with a node after it that does nothing. */
export function triggeredWorkflow(
	name: string,
	parameters: object = {},
	credential?: { id: string; name: string },
): object {
	return {
		name,
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type: `${packageName}.autochatTrigger`,
				typeVersion: 1,
				position: [0, 0],
				parameters: { events: ['*'], options: {}, ...parameters },
				credentials: { autochatTenantApi: credential ?? credentialReferences.autochatTenantApi },
			},
			{
				id: 'end',
				name: 'End',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
