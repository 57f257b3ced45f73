import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { campaignConcurrency, runCampaign } from '../campaign/campaign';
import { readCampaignSettings } from '../campaign/settings';
import { openClient } from '../http/client';
import type { VendorProfile } from '../http/vendor';
import { runAllItems } from './allItems';
import { runChunks } from './chunks';
import { toNodeError } from './nodeErrors';
import { isSend, type ItemOperation, type Operation, type ParameterValues, type Registry } from './operation';
import { collect, toItems } from './output';
import { ParameterProblem } from './fieldChecks';
import { parameterReader } from './parameters';
import type { ItemResult, Run } from './run';
import { defaultConcurrency, readRunSettings } from './runSettings';

/**
 * Runs the chosen operation over all input items and returns them in input order, each paired with its input.
 * A resource that names a vendor profile of its own is run with that one.
 * With On Error set to continue, an item that failed is returned with its error; otherwise the first failing item's
 * error is thrown, after everything that was already on its way has ended.
 */
export async function runOperation(
	host: IExecuteFunctions,
	nodeVendor: VendorProfile,
	registry: Registry,
): Promise<INodeExecutionData[][]> {
	const node = host.getNode();
	const results: Array<ItemResult | undefined> = host.getInputData().map(() => undefined);
	const additions: ItemResult[] = [];
	try {
		const { operation, vendor = nodeVendor } = findOperation(host, registry);
		const settings = readRunSettings(host, vendor.timeoutMs);
		const campaign = isSend(operation) ? readCampaignSettings(host) : undefined;
		const tally = { tooManyRequests: 0 };
		const end = new AbortController();
		const stop = settings.request.signal;
		const signal = stop === undefined ? end.signal : AbortSignal.any([stop, end.signal]);
		const run: Run = {
			host,
			node,
			client: await openClient(host, vendor, {
				...settings.request,
				signal,
				tally,
				awaitAnswers: campaign !== undefined,
			}),
			concurrency:
				settings.concurrency ?? (campaign?.sendOnce === undefined ? defaultConcurrency : campaignConcurrency),
			results,
			additions,
			mayGoOn: () => !signal.aborted,
			settle: (itemIndex, result) => {
				if (itemIndex === undefined) additions.push(result);
				else results[itemIndex] = result;
				if ('error' in result && !host.continueOnFail()) end.abort();
			},
		};
		if ('executeAll' in operation) await runAllItems(run, operation);
		else if ('executeChunk' in operation) await runChunks(run, operation);
		else if (isSend(operation) && campaign !== undefined) await runCampaign(run, operation, campaign, tally);
		else await runItems(run, operation);
	} catch (problem) {
		// Nothing was begun: the credential or the options cannot be used, so every item fails alike.
		results.forEach((_, itemIndex) => {
			results[itemIndex] = toNodeError(node, problem, itemIndex);
		});
	}
	return [collect(host, node, results, additions)];
}

function findOperation(
	host: IExecuteFunctions,
	registry: Registry,
): { readonly operation: Operation; readonly vendor: VendorProfile | undefined } {
	const resource = String(host.getNodeParameter('resource', 0));
	const value = String(host.getNodeParameter('operation', 0));
	const known = registry[resource];
	const operation = known?.operations.find((candidate) => candidate.value === value);
	if (operation === undefined) {
		throw new ParameterProblem(
			`This version of the node has no operation "${value}" for "${resource}"`,
			'Open the node and choose a resource and an operation. If the workflow was made with a newer version of this package, update the package.',
		);
	}
	return { operation, vendor: known?.vendor };
}

/** Reads and checks the fields of one item. */
type ReadParameters = (itemIndex: number) => ParameterValues;

async function runItems(run: Run, operation: ItemOperation<ParameterValues>): Promise<void> {
	const read = parameterReader(run.host, run.node, operation);
	const queue = sequences(run, operation, read).values();
	// All take from one queue: nothing is prepared, and so kept in memory, for items whose turn has not come.
	const work = async (): Promise<void> => {
		for (const sequence of queue) {
			for (const itemIndex of sequence) {
				if (!run.mayGoOn()) return;
				run.settle(itemIndex, await runItem(run, operation, read, itemIndex));
			}
		}
	};
	await Promise.all(Array.from({ length: run.concurrency }, work));
}

/** Input indexes that have to be worked on one after the other; items without a key stand alone. */
function sequences(run: Run, operation: ItemOperation<ParameterValues>, read: ReadParameters): number[][] {
	if (operation.sequenceKey === undefined) return run.results.map((_, itemIndex) => [itemIndex]);
	const byKey = new Map<string, number[]>();
	const alone: number[][] = [];
	run.results.forEach((_, itemIndex) => {
		const key = sequenceKeyOf(operation, read, itemIndex);
		const sequence = key === undefined ? undefined : byKey.get(key);
		if (sequence !== undefined) sequence.push(itemIndex);
		else if (key === undefined) alone.push([itemIndex]);
		else byKey.set(key, [itemIndex]);
	});
	return [...byKey.values(), ...alone].sort(([first], [second]) => (first ?? 0) - (second ?? 0));
}

function sequenceKeyOf(
	operation: ItemOperation<ParameterValues>,
	read: ReadParameters,
	itemIndex: number,
): string | undefined {
	try {
		return operation.sequenceKey?.(read(itemIndex));
	} catch {
		// The item reports its own problem when its turn comes; it sends nothing, so it needs no place in a sequence.
		return undefined;
	}
}

async function runItem(
	run: Run,
	operation: ItemOperation<ParameterValues>,
	read: ReadParameters,
	itemIndex: number,
): Promise<ItemResult> {
	try {
		const parameters = read(itemIndex);
		const result = await operation.execute({ itemIndex, parameters, client: run.client, host: run.host });
		return { items: await toItems(result, itemIndex) };
	} catch (problem) {
		return toNodeError(run.node, problem, itemIndex);
	}
}
