import { z } from 'zod';

import type { CredentialCalls } from './credentials.ts';
import type { Session, Shape } from './session.ts';
import type { WorkflowNode } from './workflows.ts';

const nodeTypeShape = z
	.object({
		name: z.string(),
		displayName: z.string(),
		description: z.string().default(''),
		group: z.array(z.string()).default([]),
		version: z.union([z.number(), z.array(z.number())]),
		properties: z.array(z.object({ name: z.string(), type: z.string() }).passthrough()),
	})
	.passthrough();

const credentialTypeShape = z.object({ name: z.string(), displayName: z.string() }).passthrough();

const listShape = z.object({
	results: z.array(
		z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]), url: z.string().optional() }).passthrough(),
	),
	paginationToken: z.unknown().optional(),
});

const optionsShape = z.array(
	z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }).passthrough(),
);

const mapperShape = z.object({
	fields: z.array(z.object({ id: z.string(), displayName: z.string() }).passthrough()),
});

export type NodeType = z.infer<typeof nodeTypeShape>;
export type CredentialType = z.infer<typeof credentialTypeShape>;
export type ListSearchPage = z.infer<typeof listShape>;

/** A node as it stands in the editor: what its own dynamic lists and forms may look at. */
export type NodeInEditor = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;

export interface DynamicParameterRequest {
	node: NodeInEditor;
	/** Where the parameter stands in the node, for example `parameters.contactId`. */
	path: string;
	/** Name of the node's method (`methods.listSearch`, `loadOptions` or `resourceMapping`). */
	method: string;
}

export interface NodeCalls {
	/** Everything the editor's node panel can offer; several versions of one node are several entries. */
	nodeTypes(): Promise<NodeType[]>;
	credentialTypes(): Promise<CredentialType[]>;
	/** One page of the list behind a locator's "From list". `filter` is what the user typed into its search box. */
	searchList(
		request: DynamicParameterRequest & { filter?: string; paginationToken?: string | number },
	): Promise<ListSearchPage>;
	/** The choices of a drop-down that the node loads. */
	loadOptions(request: DynamicParameterRequest): Promise<z.infer<typeof optionsShape>>;
	/** The fields of a form that the node builds. */
	mapperFields(request: DynamicParameterRequest): Promise<z.infer<typeof mapperShape>>;
	/** The output schema the editor offers before the first run. @throws {N8nApiError} 404 when there is none. */
	outputSchema(node: { type: string; version: string; resource: string; operation: string }): Promise<unknown>;
}

/** The calls of the client that are about node types. */
export function nodeCalls(
	session: Session,
	{ resolveReferences }: Pick<CredentialCalls, 'resolveReferences'>,
): NodeCalls {
	const ask = async <T>(what: string, shape: Shape<T>, { node, path, method, ...rest }: DynamicParameterRequest) =>
		await session.request('POST', `/rest/dynamic-node-parameters/${what}`, shape, {
			path,
			methodName: method,
			nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
			currentNodeParameters: node.parameters,
			credentials: resolveReferences(node.credentials ?? {}),
			...rest,
		});

	return {
		nodeTypes: async () => await session.request('GET', '/types/nodes.json', z.array(nodeTypeShape)),
		credentialTypes: async () => await session.request('GET', '/types/credentials.json', z.array(credentialTypeShape)),
		searchList: async (request) => await ask('resource-locator-results', listShape, request),
		loadOptions: async (request) => await ask('options', optionsShape, request),
		mapperFields: async (request) => await ask('resource-mapper-fields', mapperShape, request),
		outputSchema: async ({ type, version, resource, operation }) =>
			await session.request('GET', `/schemas/${type}/${version}/${resource}/${operation}.json`, z.unknown()),
	};
}
