import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { LiveTokApi } from '../../credentials/LiveTokApi.credentials.ts';
import { LiveTok } from '../../nodes/LiveTok/LiveTok.node.ts';
import { startLiveTokSimulator } from '../../sandbox/simulators/livetok/index.ts';
import { type NodeRunResult, startNode } from './engine.ts';

export const testKey = 'sk_test_sandbox_livetok';

let runs = 0;

/** What differs between two runs of the node. */
export interface LiveTokRun {
	readonly parameters: INodeParameters;
	readonly items?: IDataObject[];
	readonly onError?: OnError;
	readonly apiKey?: string;
	readonly baseUrl?: string;
	readonly timeZone?: string;
	/** Runs with the same id share their account's limiter, as they do in n8n. */
	readonly credentialId?: string;
	readonly workflowId?: string;
	readonly onMessage?: (message: string) => void;
}

/** The LiveTok node in n8n's engine, pointed at a simulator of its own. */
export async function liveTokRig(options: Parameters<typeof startLiveTokSimulator>[0] = {}) {
	const simulator = await startLiveTokSimulator(options);
	const start = (run: LiveTokRun) =>
		startNode({
			node: new LiveTok(),
			credentialTypes: [new LiveTokApi()],
			credentialId: run.credentialId ?? `credential-${(runs += 1)}`,
			credentials: {
				liveTokApi: { apiKey: run.apiKey ?? testKey, baseUrl: run.baseUrl ?? `${simulator.url}/v1` },
			},
			parameters: run.parameters,
			items: run.items,
			onError: run.onError,
			timeZone: run.timeZone,
			workflowId: run.workflowId,
			onMessage: run.onMessage,
		});
	return {
		simulator,
		start,
		run: async (run: LiveTokRun): Promise<NodeRunResult> => await start(run).result,
	};
}

/** The parameters of a template send, as the editor stores them. */
export function sendTemplateParameters(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'message',
		operation: 'sendTemplate',
		to: '={{ $json.phone }}',
		templateName: 'order_update',
		templateLanguage: { __rl: true, mode: 'list', value: 'en_US' },
		templateParametersInput: 'fields',
		templateParameters: {
			parameter: [
				{ type: 'text', text: 'Ann' },
				{ type: 'text', text: 'A-1' },
			],
		},
		options: {},
		...more,
	};
}

/** Recipients with valid, different numbers. */
export function recipients(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({ phone: `+1555${String(index).padStart(7, '0')}`, index }));
}
