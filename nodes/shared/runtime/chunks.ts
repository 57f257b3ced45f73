import pLimit from 'p-limit';

import { RequestFailure } from '../http/failure';
import { readEntries } from './entries';
import { toNodeError } from './nodeErrors';
import { type ChunkOperation, type Entry, type EntryResult, outputItem, type ParameterValues } from './operation';
import type { ItemResult, Run } from './run';

/** Runs an operation that sends many items in one request. Items with a wrong field are left out of the requests. */
export async function runChunks(run: Run, operation: ChunkOperation<ParameterValues>): Promise<void> {
	const entries = readEntries(run, operation);
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

/** Parts of at most `size` entries, in the same order. */
export function inChunks<T>(entries: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(entries.length / size) }, (_, chunk) =>
		entries.slice(chunk * size, (chunk + 1) * size),
	);
}

async function runChunk(
	run: Run,
	operation: ChunkOperation<ParameterValues>,
	chunk: ReadonlyArray<Entry<ParameterValues>>,
): Promise<void> {
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

/** What became of an item of which the vendor says that it took it, refused it, or nothing. */
export function toItemResult(run: Run, result: EntryResult | undefined, itemIndex: number): ItemResult {
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
