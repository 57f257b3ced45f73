import 'reflect-metadata';

import { TriggerContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	ITriggerResponse,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { AutochatTenantApi } from '../../../credentials/AutochatTenantApi.credentials.ts';
import { AutochatTrigger } from '../../../nodes/Autochat/AutochatTrigger.node.ts';
import { startTrigger } from '../../../nodes/Autochat/trigger/start.ts';
import {
	type AutochatSimulator,
	type AutochatSimulatorOptions,
	sandboxJwt,
	startAutochatSimulator,
} from '../../../sandbox/simulators/autochat/index.ts';
import { VirtualClock } from '../../unit/http/virtualClock.ts';
import { credentialsHelper } from '../engine.ts';

/** Longer than the time in which a refusal of the sign-in would come. */
export const signInMs = 6_000;

/** Nothing that is waited for takes so long, on any machine. */
const patienceMs = 20_000;

/** Waits until something has happened on a real socket. Throws when it does not happen. */
export async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + patienceMs;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error(`Waited in vain for ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
}

export interface TriggerSetup {
	readonly events?: string[];
	readonly options?: INodeParameters;
	readonly activation?: WorkflowActivateMode;
	readonly workflowId?: string;
	/** Time passes by itself. */
	readonly realClock?: boolean;
}

interface TriggerError {
	readonly message: string;
	readonly description?: string | null;
}

/** A trigger as n8n runs it: what it hands over, and what it reports. */
export class RunningTrigger {
	readonly items: Array<{ json: IDataObject; key: string | undefined }> = [];
	/** What `emitError` got: n8n ends the trigger then. */
	readonly fatal: TriggerError[] = [];
	/** What `saveFailedExecution` got. */
	readonly failedExecutions: TriggerError[] = [];
	/** What n8n throws at the next event. */
	refuseNext: Error | undefined;
	/** What n8n does when somebody stops the run: at any time after `trigger` has returned. */
	stop: () => Promise<void> = async () => undefined;
	/** Rejects when the activation fails. */
	response: Promise<ITriggerResponse> = Promise.reject(new Error('not started'));

	constructor() {
		this.response.catch(() => undefined);
	}

	/** The events handed over, without those about the connection. */
	get events(): IDataObject[] {
		return this.items.map(({ json }) => json).filter(({ type }) => type !== 'connection');
	}

	/** What was told about the connection. */
	get news(): IDataObject[] {
		return this.items.flatMap(({ json }) => (json.type === 'connection' ? [json.data as IDataObject] : []));
	}

	async close(): Promise<void> {
		await (await this.response).closeFunction?.();
	}
}

/** The Autochat trigger in n8n's own trigger context, with real sockets, a simulator of its own, and a clock that a test moves. */
export class SocketRig {
	readonly clock = new VirtualClock(Date.now());
	/** The credential: a test may change it while triggers run. */
	readonly credential: { baseUrl: string; jwt: string };
	private readonly running: RunningTrigger[] = [];

	constructor(public simulator: AutochatSimulator) {
		this.credential = { baseUrl: simulator.url, jwt: sandboxJwt };
	}

	/** Begins to activate the trigger. */
	begin(setup: TriggerSetup = {}): RunningTrigger {
		const { events = ['*'], options = {}, activation = 'activate', workflowId = 'one', realClock = false } = setup;
		const trigger = new RunningTrigger();
		this.running.push(trigger);
		const isTest = activation === 'manual';
		const context = new TriggerContext(
			...this.place(workflowId, { events, options }),
			isTest ? 'manual' : 'trigger',
			activation,
			isTest ? undefined : recordIn(trigger),
			isTest ? undefined : (error) => void trigger.fatal.push(error),
			isTest ? undefined : (error) => void trigger.failedExecutions.push(error),
			{ registerCron: () => undefined },
		);
		trigger.response = startTrigger(context, realClock ? undefined : this.clock).then(async (response) => {
			trigger.stop = async () => await response.closeFunction?.();
			if (!isTest) return response;
			// As n8n does it: in a test run, events are taken from here on.
			Object.assign(context, {
				emit: recordIn(trigger),
				emitError: (error: TriggerError) => void trigger.fatal.push(error),
				saveFailedExecution: (error: TriggerError) => void trigger.failedExecutions.push(error),
			});
			await response.manualTriggerFunction?.();
			return response;
		});
		trigger.response.catch(() => undefined);
		return trigger;
	}

	/** Activates the trigger, and waits until it is signed in. */
	async activate(setup: TriggerSetup = {}): Promise<RunningTrigger> {
		const signedIn = () =>
			this.simulator.socket.log.filter(({ authenticatedAt }) => authenticatedAt !== undefined).length;
		const before = signedIn();
		const trigger = this.begin(setup);
		await until(() => signedIn() > before);
		await this.clock.advance(signInMs);
		await trigger.response;
		return trigger;
	}

	/** Moves the clock, bit by bit, until something has happened on a real socket. @returns how long that took on the clock. */
	async advanceUntil(condition: () => boolean, stepMs = 500): Promise<number> {
		const start = this.clock.now();
		const deadline = Date.now() + patienceMs;
		while (!condition()) {
			if (Date.now() > deadline) throw new Error(`Waited in vain for ${condition.toString()}`);
			await this.clock.advance(stepMs);
			// A little real time, in which the sockets say what they have to say.
			for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
		}
		return this.clock.now() - start;
	}

	/** Moves the clock, with a little real time for the sockets. */
	async pass(milliseconds: number): Promise<void> {
		const end = this.clock.now() + milliseconds;
		await this.advanceUntil(() => this.clock.now() >= end);
	}

	/** Another server at the same address, as after a restart of the vendor. */
	async restartServer(options: AutochatSimulatorOptions = {}): Promise<void> {
		const { port } = new URL(this.simulator.url);
		this.simulator = await startAutochatSimulator({ ...options, port: Number(port) });
	}

	async close(): Promise<void> {
		await this.simulator.close();
		for (const trigger of this.running) await trigger.close().catch(() => undefined);
	}

	private place(workflowId: string, parameters: INodeParameters): [Workflow, INode, IWorkflowExecuteAdditionalData] {
		const nodeType = new AutochatTrigger() as INodeType;
		const nodeTypes: INodeTypes = {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		};
		const node: INode = {
			id: 'node',
			name: 'Autochat Trigger',
			type: 'test.trigger',
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { autochatTenantApi: { id: `socket-${this.credential.baseUrl}`, name: 'Autochat' } },
		};
		const workflow = new Workflow({
			id: workflowId,
			active: true,
			nodeTypes,
			nodes: [node],
			connections: {},
			settings: { timezone: 'Europe/Berlin' },
		});
		const additionalData: Partial<IWorkflowExecuteAdditionalData> = {
			credentialsHelper: credentialsHelper({
				credentials: { autochatTenantApi: this.credential },
				credentialTypes: [new AutochatTenantApi()],
			}),
			variables: {},
		};
		return [workflow, workflow.getNode(node.name) ?? node, additionalData as IWorkflowExecuteAdditionalData];
	}
}

function recordIn(trigger: RunningTrigger) {
	return (data: INodeExecutionData[][], _response?: unknown, _done?: unknown, key?: string): void => {
		const refusal = trigger.refuseNext;
		trigger.refuseNext = undefined;
		if (refusal !== undefined) throw refusal;
		for (const { json } of data.flat()) trigger.items.push({ json, key });
	};
}

export async function socketRig(options: AutochatSimulatorOptions = {}): Promise<SocketRig> {
	return new SocketRig(await startAutochatSimulator(options));
}
