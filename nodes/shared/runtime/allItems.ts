import { toItemResult } from './chunks';
import { readEntries } from './entries';
import { toNodeError } from './nodeErrors';
import { type AllItemsOperation, outputItem, type ParameterValues } from './operation';
import type { Run } from './run';

/** Runs an operation that has to see all items before it does anything. */
export async function runAllItems(run: Run, operation: AllItemsOperation<ParameterValues>): Promise<void> {
	const { host, node, client, concurrency } = run;
	const entries = readEntries(run, operation);
	if (entries.length === 0 || !run.mayGoOn()) return;
	try {
		await operation.executeAll({
			entries,
			refused: run.results.length - entries.length,
			client,
			host,
			concurrency,
			mayGoOn: () => run.mayGoOn(),
			settle: (itemIndex, result) => run.settle(itemIndex, toItemResult(run, result, itemIndex)),
			fail: (itemIndex, problem) => run.settle(itemIndex, toNodeError(node, problem, itemIndex)),
			add: (output, itemIndex) => run.settle(undefined, { items: [outputItem(output, itemIndex)] }),
			addFailure: (problem) => run.settle(undefined, toNodeError(node, problem)),
		});
	} catch (problem) {
		for (const { itemIndex } of entries) {
			if (run.results[itemIndex] === undefined) run.settle(itemIndex, toNodeError(node, problem, itemIndex));
		}
	}
}
