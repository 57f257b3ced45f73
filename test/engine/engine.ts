import 'reflect-metadata';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	ITaskData,
	IWorkflowExecuteAdditionalData,
	OnError,
} from 'n8n-workflow';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';

/** The least of a trigger: hands its items on. */
const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		description: '',
		version: 1,
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

export interface NodeRun {
	readonly node: INodeType;
	readonly parameters: INodeParameters;
	readonly items?: IDataObject[];
	/** Credential data by credential type. */
	readonly credentials: Record<string, ICredentialDataDecryptedObject>;
	readonly credentialTypes: ICredentialType[];
	readonly onError?: OnError;
	/** IANA name; the workflow's own time zone setting. */
	readonly timeZone?: string;
	/** Names the credential, so that tests do not share a rate limiter. */
	readonly credentialId: string;
	/** n8n's id of the workflow: runs with the same one share what n8n remembers for the node. Empty for an unsaved one. */
	readonly workflowId?: string;
	/** Told what the node sends to the editor while it runs. */
	readonly onMessage?: (message: string) => void;
}

export interface NodeRunResult {
	readonly status: IRun['status'];
	readonly error?: Error & { description?: string; httpCode?: string; context?: IDataObject };
	/** What the node handed on, by output. */
	readonly outputs: INodeExecutionData[][];
	readonly task?: ITaskData;
	/** Everything the engine would store of this run, as text: to look for secrets in. */
	readonly stored: string;
}

const anyUrl = 'http://localhost/x';

/** The credential part of n8n as the engine needs it: finds, decrypts and applies our credential types. */
export function credentialsHelper(run: Pick<NodeRun, 'credentials' | 'credentialTypes'>): ICredentialsHelper {
	const typeOf = (name: string): ICredentialType => {
		const type = run.credentialTypes.find((candidate) => candidate.name === name);
		if (type === undefined) throw new Error(`No credential type ${name}`);
		return type;
	};
	const helper: Partial<ICredentialsHelper> = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		preAuthentication: async () => undefined,
		getCredentialsProperties: (name) => typeOf(name).properties,
		getDecrypted: async (_data, _details, name) => run.credentials[name] ?? {},
		authenticate: async (data, name, options) => {
			const { authenticate } = typeOf(name);
			if (typeof authenticate !== 'function') throw new Error(`${name} has no authenticate function`);
			return await authenticate(data, options as IHttpRequestOptions);
		},
	};
	return helper as ICredentialsHelper;
}

function workflowOf(run: NodeRun): Workflow {
	const types: Record<string, INodeType> = { 'test.start': start, 'test.node': run.node };
	const nodeTypes: INodeTypes = {
		getByName: (name) => types[name] as INodeType,
		getByNameAndVersion: (name) => types[name] as INodeType,
		getKnownTypes: () => ({}),
	};
	const node = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	return new Workflow({
		id: run.workflowId ?? 'workflow',
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone: run.timeZone ?? 'Europe/Berlin' },
		nodes: [
			node('Start', 'test.start'),
			node('Node', 'test.node', {
				parameters: run.parameters,
				onError: run.onError,
				credentials: Object.fromEntries(
					Object.keys(run.credentials).map((name) => [name, { id: run.credentialId, name }]),
				),
			}),
		],
		connections: { Start: { main: [[{ node: 'Node', type: NodeConnectionTypes.Main, index: 0 }]] } },
	});
}

/**
 * Starts one node over some items in n8n's real execution engine: its expressions, its credentials path, its axios, its
 * pairing and error branches. `cancel` does what the editor's stop button does.
 */
export function startNode(run: NodeRun): { readonly result: Promise<NodeRunResult>; cancel(): void } {
	const workflow = workflowOf(run);
	const additionalData: Partial<IWorkflowExecuteAdditionalData> = {
		hooks: new ExecutionLifecycleHooks('manual', '1', {
			id: 'workflow',
			name: 'workflow',
			active: false,
			isArchived: false,
			activeVersionId: null,
			nodes: [],
			connections: {},
			createdAt: new Date(0),
			updatedAt: new Date(0),
		}),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		setExecutionStatus: () => undefined,
		sendDataToUI: (_type, data) => {
			const { messages } = data as { messages: unknown[] };
			run.onMessage?.(messages.join(' '));
		},
		restApiUrl: anyUrl,
		instanceBaseUrl: anyUrl,
		webhookBaseUrl: anyUrl,
		webhookWaitingBaseUrl: anyUrl,
		webhookTestBaseUrl: anyUrl,
		formWaitingBaseUrl: anyUrl,
		credentialsHelper: credentialsHelper(run),
	};
	const startNodeOfWorkflow = workflow.getNode('Start');
	if (startNodeOfWorkflow === null) throw new Error('The test workflow has no start');
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [
				{
					node: startNodeOfWorkflow,
					source: null,
					data: { main: [(run.items ?? [{}]).map((json, item) => ({ json, pairedItem: { item } }))] },
				},
			],
		},
	});
	const execution = new WorkflowExecute(
		additionalData as IWorkflowExecuteAdditionalData,
		'manual',
		data,
	).processRunExecutionData(workflow);
	return {
		cancel: () => execution.cancel(),
		result: Promise.resolve(execution).then((finished: IRun): NodeRunResult => {
			const task = finished.data.resultData.runData.Node?.[0];
			return {
				status: finished.status,
				error: finished.data.resultData.error as NodeRunResult['error'],
				outputs: (task?.data?.main ?? []).map((items) => items ?? []),
				task,
				get stored() {
					return JSON.stringify(finished.data);
				},
			};
		}),
	};
}

/** Runs one node over some items in n8n's real execution engine and waits for its end. */
export async function runNode(run: NodeRun): Promise<NodeRunResult> {
	return await startNode(run).result;
}
