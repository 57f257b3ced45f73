import type { ICredentialDataDecryptedObject, INodeParameters, OnError } from 'n8n-workflow';

import { AutochatTenantApi } from '../../credentials/AutochatTenantApi.credentials.ts';
import { AutochatWidgetApi } from '../../credentials/AutochatWidgetApi.credentials.ts';
import { LiveChatAiApi } from '../../credentials/LiveChatAiApi.credentials.ts';
import { LiveTokApi } from '../../credentials/LiveTokApi.credentials.ts';
import { LlamadaProApi } from '../../credentials/LlamadaProApi.credentials.ts';
import {
	sandboxJwt,
	sandboxWidgetToken,
	startAutochatSimulator,
	tenantIds,
} from '../../sandbox/simulators/autochat/index.ts';
import {
	sandboxKey as liveChatAiKey,
	startLiveChatAiSimulator,
} from '../../sandbox/simulators/livechatai/index.ts';
import { sandboxKey, startLlamadaProSimulator } from '../../sandbox/simulators/llamadapro/index.ts';
import {
	type LiveTokSimulator,
	startLiveTokSimulator,
	testKey,
} from '../../sandbox/simulators/livetok/index.ts';
import { nodesUnderTest } from '../nodes.ts';
import { autochatSamples } from '../samples/autochat.ts';
import { liveChatAiSamples } from '../samples/liveChatAi/index.ts';
import { liveTokSamples } from '../samples/liveTok.ts';
import { llamadaProSamples } from '../samples/llamadaPro/index.ts';
import { runNode } from './engine.ts';

const samples = {
	autochat: autochatSamples,
	liveChatAi: liveChatAiSamples,
	liveTok: liveTokSamples,
	llamadaPro: llamadaProSamples,
};
const credentialTypes = [
	new AutochatTenantApi(),
	new AutochatWidgetApi(),
	new LiveChatAiApi(),
	new LiveTokApi(),
	new LlamadaProApi(),
];

/** A simulator of the vendor, and the credential that points at it. */
async function startVendor(name: keyof typeof samples): Promise<{
	simulator: Pick<LiveTokSimulator, 'faults' | 'close'>;
	credentials: Record<string, ICredentialDataDecryptedObject>;
}> {
	if (name === 'autochat') {
		const simulator = await startAutochatSimulator();
		const { url: baseUrl } = simulator;
		const credentials = {
			autochatWidgetApi: { baseUrl, tenantId: tenantIds.sandbox, widgetToken: sandboxWidgetToken, origin: '' },
			autochatTenantApi: { baseUrl, jwt: sandboxJwt },
		};
		return { simulator, credentials };
	}
	if (name === 'liveChatAi') {
		const simulator = await startLiveChatAiSimulator();
		const credential = { apiKey: liveChatAiKey, baseUrl: `${simulator.url}/api/v2` };
		return { simulator, credentials: { liveChatAiApi: credential } };
	}
	if (name === 'liveTok') {
		const simulator = await startLiveTokSimulator();
		return { simulator, credentials: { liveTokApi: { apiKey: testKey, baseUrl: `${simulator.url}/v1` } } };
	}
	const simulator = await startLlamadaProSimulator();
	return { simulator, credentials: { llamadaProApi: { apiKey: sandboxKey, baseUrl: simulator.url } } };
}

const operations = nodesUnderTest.flatMap(({ name, node, registry }) =>
	Object.entries(registry).flatMap(([resource, { operations: all }]) =>
		all.map(({ value }) => ({ label: `${name} ${resource}.${value}`, name, node, resource, operation: value })),
	),
);

const itemsOf = (pairs: ReadonlyArray<{ pairedItem?: unknown }>): Set<unknown> =>
	new Set(pairs.map(({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item));

describe.each(operations)('$label', ({ label, name, node, resource, operation }) => {
	const sample = samples[name][`${resource}.${operation}`];

	const run = async (refuses: boolean, onError?: OnError) => {
		const { simulator, credentials } = await startVendor(name);
		if (refuses) simulator.faults.add({ match: {}, fault: { type: 'status', status: 400 } });
		const parameters: INodeParameters = { resource, operation, options: {}, ...sample?.parameters };
		const items = [...(sample?.items ?? [])];
		const credentialId = `${label} ${String(refuses)} ${onError ?? ''}`;
		const result = await runNode({ node, parameters, items, onError, credentials, credentialTypes, credentialId });
		await simulator.close();
		return result;
	};

	it('has a sample', () => expect(sample).toBeDefined());

	it('pairs every output item with its input', async () => {
		const { outputs, error } = await run(false);
		expect(error).toBeUndefined();
		expect(itemsOf(outputs[0] ?? [])).toEqual(new Set([0, 1]));
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'pairs every error with its input: %s',
		async (onError) => {
			const { outputs } = await run(true, onError);
			const errors = outputs.at(-1) ?? [];
			expect(errors.map(({ json }) => typeof json.error)).toEqual(['string', 'string']);
			expect(itemsOf(errors)).toEqual(new Set([0, 1]));
		},
	);
});
