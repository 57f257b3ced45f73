import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeParameters, INodeType, OnError } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { LlamadaProApi } from '../../../credentials/LlamadaProApi.credentials.ts';
import { llamadaPro } from '../../../nodes/LlamadaPro/api.ts';
import { describeFields } from '../../../nodes/shared/runtime/describe.ts';
import type { Registry } from '../../../nodes/shared/runtime/operation.ts';
import { runOperation } from '../../../nodes/shared/runtime/router.ts';
import {
	type LlamadaProSimulatorOptions,
	sandboxKey,
	startLlamadaProSimulator,
} from '../../../sandbox/simulators/llamadapro/index.ts';
import { type NodeRunResult, startNode } from '../engine.ts';

let runs = 0;

/** What differs between two runs of the node. */
export interface LlamadaProRun {
	readonly parameters: INodeParameters;
	readonly items?: IDataObject[];
	/** The files of the items, by item index. */
	readonly files?: ReadonlyArray<IBinaryKeyData | undefined>;
	readonly onError?: OnError;
	readonly apiKey?: string;
	readonly baseUrl?: string;
	readonly timeZone?: string;
	/** Runs with the same id share their account's limiter, as they do in n8n. */
	readonly credentialId?: string;
}

export interface LlamadaProRigOptions extends LlamadaProSimulatorOptions {
	/** The operations that the node under test has. */
	readonly registry: Registry;
}

/** The LlamadaPro node as far as its registry is given, with the files that the node before it would hand on. */
function nodeWith(registry: Registry, files: LlamadaProRun['files'] = []): INodeType {
	return {
		description: {
			displayName: 'LlamadaPro',
			name: 'llamadaPro',
			group: ['output'],
			description: '',
			version: 1,
			defaults: { name: 'LlamadaPro' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'llamadaProApi', required: true }],
			properties: describeFields(registry),
		},
		async execute(this: IExecuteFunctions) {
			this.getInputData().forEach((item, index) => {
				const binary = files[index];
				if (binary !== undefined) item.binary = binary;
			});
			return await runOperation(this, llamadaPro, registry);
		},
	};
}

/** The LlamadaPro node in n8n's engine, pointed at a simulator of its own. */
export async function llamadaProRig({ registry, ...options }: LlamadaProRigOptions) {
	const simulator = await startLlamadaProSimulator(options);
	const start = (run: LlamadaProRun) =>
		startNode({
			node: nodeWith(registry, run.files),
			credentialTypes: [new LlamadaProApi()],
			credentialId: run.credentialId ?? `llamadapro-${(runs += 1)}`,
			credentials: {
				llamadaProApi: {
					apiKey: run.apiKey ?? sandboxKey,
					baseUrl: run.baseUrl ?? simulator.url,
					headerName: 'x-api-key',
					valuePrefix: '',
				},
			},
			parameters: run.parameters,
			items: run.items,
			onError: run.onError,
			timeZone: run.timeZone,
		});
	return {
		simulator,
		start,
		run: async (run: LlamadaProRun): Promise<NodeRunResult> => await start(run).result,
	};
}
