import type { N8nClient } from '../../sandbox/n8n/client.ts';

/** A node as a workflow file has it, its connections left out. */
export interface NodeInFile {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly number[];
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly credentials?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

const start: NodeInFile = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Stores a workflow: a trigger, and the nodes given, one after the other. @returns its id. */
export async function storeWorkflow(client: N8nClient, name: string, ...nodes: NodeInFile[]): Promise<string> {
	const all = [start, ...nodes];
	const connections = nodes.map(({ name: next }, index) => [all[index]?.name ?? '', to(next)]);
	return await client.importWorkflow({ name, nodes: all, connections: Object.fromEntries(connections) });
}

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
