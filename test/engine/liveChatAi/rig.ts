import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { LiveChatAiApi } from '../../../credentials/LiveChatAiApi.credentials.ts';
import { LiveChatAi } from '../../../nodes/LiveChatAi/LiveChatAi.node.ts';
import {
	type LiveChatAiSimulatorOptions,
	sandboxKey,
	startLiveChatAiSimulator,
} from '../../../sandbox/simulators/livechatai/index.ts';
import { liveChatAiSamples } from '../../samples/liveChatAi/index.ts';
import { type NodeRunResult, startNode } from '../engine.ts';

let runs = 0;

/** What differs between two runs of the node. */
export interface LiveChatAiRun {
	readonly parameters: INodeParameters;
	readonly items?: IDataObject[];
	readonly onError?: OnError;
	/** IANA name; the workflow's own zone. */
	readonly timeZone?: string;
	readonly apiKey?: string;
	readonly baseUrl?: string;
	/** Runs with the same id share their account's limiter, as they do in n8n. */
	readonly credentialId?: string;
}

/** The LiveChatAI node in n8n's engine, pointed at a simulator of its own. */
export async function liveChatAiRig(options: LiveChatAiSimulatorOptions = {}) {
	const simulator = await startLiveChatAiSimulator(options);
	const start = (run: LiveChatAiRun) =>
		startNode({
			node: new LiveChatAi(),
			credentialTypes: [new LiveChatAiApi()],
			credentialId: run.credentialId ?? `livechatai-${(runs += 1)}`,
			credentials: {
				liveChatAiApi: {
					apiKey: run.apiKey ?? sandboxKey,
					baseUrl: run.baseUrl ?? `${simulator.url}/api/v2`,
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
		run: async (run: LiveChatAiRun): Promise<NodeRunResult> => await start(run).result,
	};
}

export type LiveChatAiRig = Awaited<ReturnType<typeof liveChatAiRig>>;

/** An operation's sample with other values. */
export function parametersOf(name: string, more: INodeParameters = {}): INodeParameters {
	const [resource = '', operation = ''] = name.split('.');
	return { resource, operation, ...liveChatAiSamples[name]?.parameters, options: {}, ...more };
}

/** What left the node: method and path with query, under the base path, and the body. */
export function sentTo({ simulator }: LiveChatAiRig) {
	return simulator.requests.map(({ method, path, rawQuery, body }) => ({
		request: `${method} ${path.replace('/api/v2', '')}${rawQuery === '' ? '' : `?${rawQuery}`}`,
		body,
	}));
}
