import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import pLimit from 'p-limit';

import { RequestFailure } from '../http/failure';
import { type ApiClient, openClient } from '../http/client';
import type { VendorProfile } from '../http/vendor';
import { type ItemError, toNodeError } from './nodeErrors';
import {
	type ChunkOperation,
	type EntryResult,
	type ItemOperation,
	type Operation,
	type OperationResult,
	outputItem,
	type ParameterValues,
	type Registry,
} from './operation';
import { ParameterProblem, parameterReader } from './parameters';
import { readRunSettings } from './runSettings';

/** What became of one input item. */
type ItemResult = { readonly items: INodeExecutionData[] } | ItemError;

interface Run {
	readonly host: IExecuteFunctions;
	readonly node: INode;
	readonly client: ApiClient;
	readonly concurrency: number;
	/** By input index. An item without an entry has not been worked on. */
	readonly results: Array<ItemResult | undefined>;
	/** Whether further items may begin: no once the run is to end with an error or was stopped. */
	mayGoOn(): boolean;
	/** Notes what became of an item. Where the run is to end with its error, the waits of the others end too. */
	settle(itemIndex: number, result: ItemResult): void;
}

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
	try {
		const { operation, vendor = nodeVendor } = findOperation(host, registry);
		const settings = readRunSettings(host, vendor.timeoutMs);
		const end = new AbortController();
		const stop = settings.request.signal;
		const signal = stop === undefined ? end.signal : AbortSignal.any([stop, end.signal]);
		const run: Run = {
			host,
			node,
			client: await openClient(host, vendor, { ...settings.request, signal }),
			concurrency: settings.concurrency,
			results,
			mayGoOn: () => !signal.aborted,
			settle: (itemIndex, result) => {
				results[itemIndex] = result;
				if ('error' in result && !host.continueOnFail()) end.abort();
			},
		};
		await ('executeChunk' in operation ? runChunks(run, operation) : runItems(run, operation));
	} catch (problem) {
		// Nothing was begun: the credential or the options cannot be used, so every item fails alike.
		results.forEach((_, itemIndex) => {
			results[itemIndex] = toNodeError(node, problem, itemIndex);
		});
	}
	return [collect(host, node, results)];
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
	const limit = pLimit(run.concurrency);
	const read = parameterReader(run.host, run.node, operation);
	await Promise.all(
		sequences(run, operation, read).map(
			async (sequence) =>
				await limit(async () => {
					for (const itemIndex of sequence) {
						if (!run.mayGoOn()) return;
						run.settle(itemIndex, await runItem(run, operation, read, itemIndex));
					}
				}),
		),
	);
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

async function toItems(result: OperationResult, itemIndex: number): Promise<INodeExecutionData[]> {
	if (Symbol.asyncIterator in result) {
		const items: INodeExecutionData[] = [];
		for await (const page of result) {
			for (const json of page) items.push(outputItem(json, itemIndex));
		}
		return items;
	}
	return (Array.isArray(result) ? result : [result]).map((json: object) => outputItem(json, itemIndex));
}

interface Entry {
	readonly itemIndex: number;
	readonly parameters: ParameterValues;
}

async function runChunks(run: Run, operation: ChunkOperation<ParameterValues>): Promise<void> {
	const entries: Entry[] = [];
	const read = parameterReader(run.host, run.node, operation);
	run.results.forEach((_, itemIndex) => {
		try {
			entries.push({ itemIndex, parameters: read(itemIndex) });
		} catch (problem) {
			run.settle(itemIndex, toNodeError(run.node, problem, itemIndex));
		}
	});
	const [first] = entries;
	if (first === undefined) return;
	const size = operation.chunkSize(first.parameters);
	const groups = Map.groupBy(entries, ({ parameters }) => operation.chunkKey?.(parameters));
	const chunks = [...groups.values()].flatMap((group) => inChunks(group, size));
	const limit = pLimit(run.concurrency);
	await Promise.all(
		chunks.map(
			async (chunk) =>
				await limit(async () => {
					if (run.mayGoOn()) await runChunk(run, operation, chunk);
				}),
		),
	);
}

function inChunks(entries: readonly Entry[], size: number): Entry[][] {
	return Array.from({ length: Math.ceil(entries.length / size) }, (_, chunk) =>
		entries.slice(chunk * size, (chunk + 1) * size),
	);
}

async function runChunk(run: Run, operation: ChunkOperation<ParameterValues>, chunk: readonly Entry[]): Promise<void> {
	try {
		const results = await operation.executeChunk(
			chunk.map(({ parameters }) => parameters),
			{ client: run.client, host: run.host },
		);
		chunk.forEach(({ itemIndex }, position) => {
			run.settle(itemIndex, toItemResult(run, results[position], itemIndex));
		});
	} catch (problem) {
		for (const { itemIndex } of chunk) run.settle(itemIndex, toNodeError(run.node, problem, itemIndex));
	}
}

function toItemResult(run: Run, result: EntryResult | undefined, itemIndex: number): ItemResult {
	if (result !== undefined && 'output' in result) return { items: [outputItem(result.output, itemIndex)] };
	const failure = new RequestFailure({
		message: result?.refusal.message ?? `${run.client.vendor.name} said nothing about this entry`,
		description:
			result?.refusal.description ?? 'Look in the account whether it is there before you run this item again.',
		code: result?.refusal.code,
		outcome: result === undefined ? 'unknown' : 'failed',
	});
	return toNodeError(run.node, failure, itemIndex);
}

/** The output in input order; or the first error, where the run is to end with it. */
function collect(
	host: IExecuteFunctions,
	node: INode,
	results: ReadonlyArray<ItemResult | undefined>,
): INodeExecutionData[] {
	const done = results.filter((result) => result !== undefined && 'items' in result).length;
	// A stop is no error of an item: throwing for it would turn the stopped execution into a failed one.
	const firstError = results.find(
		(result): result is ItemError => result !== undefined && 'error' in result && result.details.cancelled !== true,
	);
	if (firstError !== undefined && !host.continueOnFail()) {
		if (results.length > 1) {
			const progress = `${done} of ${results.length} items were done before the run ended. To get an outcome for every item, set On Error in this node's settings to continue.`;
			firstError.error.description = [firstError.error.description, progress].filter(Boolean).join(' ');
		}
		throw firstError.error;
	}
	return results.flatMap((result, itemIndex) => {
		const known = result ?? toNodeError(node, notStarted(), itemIndex);
		return 'items' in known ? known.items : [errorItem(known, itemIndex)];
	});
}

function notStarted(): RequestFailure {
	return new RequestFailure({
		message: 'Not sent: the execution was stopped',
		description: 'Nothing was sent for this item.',
		outcome: 'notSent',
		cancelled: true,
	});
}

/**
 * An item for the error output (or the regular one): what happened, and whether it may be sent again.
 *
 * The host recognises it by its keys: with exactly `error` and `details` it goes to the error output and gets the input
 * item's fields beside them. Setting `item.error` instead would make the host drop everything but the message.
 */
function errorItem({ error, details }: ItemError, itemIndex: number): INodeExecutionData {
	return {
		json: {
			error: error.message,
			details: {
				outcome: details.outcome,
				code: details.code ?? null,
				httpStatus: details.status ?? null,
				advice: error.description ?? '',
			},
		},
		pairedItem: { item: itemIndex },
	};
}
