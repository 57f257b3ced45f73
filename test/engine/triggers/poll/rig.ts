import 'reflect-metadata';

import { PollContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeParameters,
	INodeType,
	INodeTypes,
	IPollFunctions,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { credentialsHelper } from '../../engine.ts';

export interface PolledNode {
	readonly node: INodeType;
	readonly parameters: INodeParameters;
	readonly credentials: Record<string, ICredentialDataDecryptedObject>;
	readonly credentialTypes: ICredentialType[];
	/** Names the credential, so that tests do not share a rate limiter. */
	readonly credentialId: string;
	/** Default: what n8n gives, five minutes. */
	readonly budgetMs?: number;
}

type Poll = Promise<IDataObject[]>;

/**
 * A polling trigger as n8n runs it: real workflow, real poll context, and static data that reaches the database when n8n
 * writes it and at no other time: at the activation, and when a poll emits.
 */
export class PollingTrigger {
	readonly #options: PolledNode;
	#parameters: INodeParameters;
	#name = 'Trigger';
	#database = '{}';
	#workflow: Workflow | undefined;
	#context: IPollFunctions | undefined;

	constructor(options: PolledNode) {
		this.#options = options;
		this.#parameters = options.parameters;
	}

	/** What n8n's database holds. */
	get stored(): string {
		return this.#database;
	}

	/** Publishes the workflow: n8n polls at once. Returns what that poll emits. */
	async activate(mode: WorkflowActivateMode = 'activate'): Poll {
		const workflow = this.#openWorkflow();
		const context = this.#contextOf(workflow, mode);
		const items = await this.#poll(context);
		this.#workflow = workflow;
		this.#context = context;
		this.#save(workflow);
		return items;
	}

	/** One tick of the schedule. */
	async poll(): Poll {
		if (this.#context === undefined || this.#workflow === undefined) throw new Error('The workflow is not active');
		const items = await this.#poll(this.#context);
		if (items.length > 0) this.#save(this.#workflow);
		return items;
	}

	/** Withdraws the workflow. What only the process knew is gone. */
	deactivate(): void {
		this.#context = undefined;
		this.#workflow = undefined;
	}

	/** Ends n8n without warning and starts it again. Returns what its first poll emits. */
	async restart(): Poll {
		this.deactivate();
		return await this.activate('init');
	}

	/** Changes the node's fields and publishes that. Returns what the first poll emits. */
	async edit(parameters: INodeParameters): Poll {
		this.#parameters = parameters;
		return await this.activate('update');
	}

	/** Gives the node another name and publishes that. */
	async rename(name: string): Poll {
		this.#name = name;
		return await this.activate('update');
	}

	/** "Fetch test event" in the editor. */
	async fetchTestEvent(): Poll {
		return await this.#poll(this.#contextOf(this.#openWorkflow(), 'manual'));
	}

	async #poll(context: IPollFunctions): Poll {
		const result = (await this.#options.node.poll?.call(context)) ?? null;
		return (result ?? []).flat().map(({ json }) => json);
	}

	#save(workflow: Workflow): void {
		this.#database = JSON.stringify(workflow.staticData);
	}

	#openWorkflow(): Workflow {
		const { node, credentials, credentialId } = this.#options;
		const types: Partial<INodeTypes> = { getByName: () => node, getByNameAndVersion: () => node };
		return new Workflow({
			id: 'workflow',
			active: true,
			nodeTypes: types as INodeTypes,
			settings: { timezone: 'Europe/Berlin' },
			staticData: JSON.parse(this.#database) as IDataObject,
			nodes: [
				{
					id: 'trigger',
					name: this.#name,
					type: 'test.trigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: this.#parameters,
					credentials: Object.fromEntries(Object.keys(credentials).map((name) => [name, { id: credentialId, name }])),
				},
			],
			connections: {},
		});
	}

	#contextOf(workflow: Workflow, mode: WorkflowActivateMode): IPollFunctions {
		const node = workflow.getNode(this.#name);
		if (node === null) throw new Error('The workflow has no trigger');
		const url = 'http://localhost/x';
		const additionalData: Partial<IWorkflowExecuteAdditionalData> = {
			variables: {},
			restApiUrl: url,
			instanceBaseUrl: url,
			webhookBaseUrl: url,
			webhookWaitingBaseUrl: url,
			webhookTestBaseUrl: url,
			formWaitingBaseUrl: url,
			credentialsHelper: credentialsHelper(this.#options),
		};
		const { budgetMs } = this.#options;
		return new PollContext(
			workflow,
			node,
			additionalData as IWorkflowExecuteAdditionalData,
			mode === 'manual' ? 'manual' : 'trigger',
			mode,
			...([undefined, undefined, undefined, undefined, undefined] as const),
			budgetMs === undefined ? undefined : () => budgetMs,
		);
	}
}
