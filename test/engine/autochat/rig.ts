import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';

import { AutochatTenantApi } from '../../../credentials/AutochatTenantApi.credentials.ts';
import { AutochatWidgetApi } from '../../../credentials/AutochatWidgetApi.credentials.ts';
import { Autochat } from '../../../nodes/Autochat/Autochat.node.ts';
import {
	type AutochatSimulatorOptions,
	sandboxJwt,
	sandboxWidgetToken,
	startAutochatSimulator,
	tenantIds,
} from '../../../sandbox/simulators/autochat/index.ts';
import { autochatSamples } from '../../samples/autochat.ts';
import { type NodeRunResult, startNode } from '../engine.ts';

let runs = 0;

/** What differs between two runs of the node. */
export interface AutochatRun {
	readonly parameters: INodeParameters;
	readonly items?: IDataObject[];
	readonly onError?: OnError;
	readonly timeZone?: string;
	/** Fields of the widget credential that differ. */
	readonly widget?: Readonly<Record<string, string>>;
	/** Fields of the tenant credential that differ. */
	readonly tenant?: Readonly<Record<string, string>>;
}

/** The Autochat node in n8n's engine, pointed at a simulator of its own. */
export async function autochatRig(options: AutochatSimulatorOptions = {}) {
	const simulator = await startAutochatSimulator(options);
	const { url: baseUrl } = simulator;
	const start = (run: AutochatRun) =>
		startNode({
			node: new Autochat(),
			credentialTypes: [new AutochatWidgetApi(), new AutochatTenantApi()],
			credentialId: `autochat-${(runs += 1)}`,
			credentials: {
				autochatWidgetApi: {
					baseUrl,
					tenantId: tenantIds.sandbox,
					widgetToken: sandboxWidgetToken,
					origin: '',
					...run.widget,
				},
				autochatTenantApi: { baseUrl, jwt: sandboxJwt, ...run.tenant },
			},
			parameters: run.parameters,
			items: run.items,
			onError: run.onError,
			timeZone: run.timeZone,
		});
	return {
		simulator,
		start,
		run: async (run: AutochatRun): Promise<NodeRunResult> => await start(run).result,
	};
}

export type AutochatRig = Awaited<ReturnType<typeof autochatRig>>;

/** An operation's sample with other values. */
export function parametersOf(name: string, more: INodeParameters = {}): INodeParameters {
	const [resource = '', operation = ''] = name.split('.');
	return { resource, operation, ...autochatSamples[name]?.parameters, options: {}, ...more };
}

/** What left the node: method, path with query, body, and the two headers that Autochat looks at. */
export function sentTo({ simulator }: AutochatRig) {
	return simulator.requests.map(({ method, path, rawQuery, body, headers }) => ({
		request: `${method} ${path}${rawQuery === '' ? '' : `?${rawQuery}`}`,
		body,
		authorization: headers.authorization,
		origin: headers.origin,
	}));
}
