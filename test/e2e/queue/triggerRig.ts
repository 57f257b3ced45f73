import { setTimeout as sleep } from 'node:timers/promises';

import { supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import type { QueueTestHost } from './queueHost.ts';

/** One execution that a trigger has started. */
export interface Run {
	readonly status: string;
	/** What the trigger has handed on. */
	readonly items: Array<Record<string, unknown>>;
	/** How often workers have begun it. */
	readonly begunByWorkers: number;
}

const endedStatuses = ['success', 'error', 'canceled', 'crashed'];
const patienceMs = 60_000;

/** Stores a workflow and publishes it. @returns its id. */
export async function publish({ client }: QueueTestHost, workflow: object): Promise<string> {
	const id = await client.importWorkflow(workflow);
	await client.activate(id);
	return id;
}

/** Asks until the answer is the wanted one. Throws with the last answer when it does not become so. */
export async function eventually<T>(ask: () => Promise<T> | T, wanted: T): Promise<void> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const answer = await ask();
		if (answer === wanted) return;
		if (Date.now() > deadline) throw new Error(`Waited in vain for ${String(wanted)}; it is ${String(answer)}`);
		await sleep(50);
	}
}

/** The runs of a workflow, oldest first, once there are `count` that have all ended. More of them are returned too. */
export async function runsOf({ client, queue }: QueueTestHost, workflowId: string, count: number): Promise<Run[]> {
	await eventually(async () => {
		const listed = await client.listExecutions(workflowId);
		return listed.length >= count && listed.every(({ status }) => endedStatuses.includes(status));
	}, true);
	const begun = queue.workers.flatMap((worker) => worker.startedExecutions());
	const listed = (await client.listExecutions(workflowId)).sort((one, other) => Number(one.id) - Number(other.id));
	return await Promise.all(
		listed.map(async ({ id }) => {
			const { status, nodes } = await client.getExecution(id);
			const items = (nodes.Trigger?.[0]?.outputs[0] ?? []).map(({ json }) => json);
			return { status, items, begunByWorkers: begun.filter((other) => other === id).length };
		}),
	);
}

/** Delivers an event to one of n8n's processes. */
export async function deliver(url: string, event: object): Promise<{ status: number; text: string }> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(event),
	});
	return { status: response.status, text: await response.text() };
}

/** A new contact of LlamadaPro. @returns its id. */
export function addContact({ llamadaPro }: QueueTestHost): number {
	const { contacts } = llamadaPro.state;
	const [model] = contacts.all();
	if (model === undefined) throw new Error('There is no contact to copy');
	const createdAt = llamadaPro.state.timestamp();
	return contacts.put({ ...model, id: contacts.nextId(), createdAt, updatedAt: createdAt }).id;
}

/** A visitor begins a conversation with an agent of LiveChatAI. @returns its id. */
export async function addConversation({ liveChatAi }: QueueTestHost): Promise<string> {
	const response = await fetch(`${liveChatAi.url}/api/v2/conversations`, {
		method: 'POST',
		headers: { authorization: 'Bearer lca_sandbox_key', 'content-type': 'application/json' },
		body: JSON.stringify({ agentId: supportAgentId, question: 'Where is my order?' }),
	});
	const { data } = (await response.json()) as { data: { conversationId: string } };
	return data.conversationId;
}
