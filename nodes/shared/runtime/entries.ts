import { toNodeError } from './nodeErrors';
import type { Entry, Operation, ParameterValues } from './operation';
import { parameterReader } from './parameters';
import type { Run } from './run';

/** The items whose fields are in order; the others are settled with what is wrong. */
export function readEntries(run: Run, operation: Operation): Array<Entry<ParameterValues>> {
	const entries: Array<Entry<ParameterValues>> = [];
	const read = parameterReader(run.host, run.node, operation);
	run.results.forEach((_, itemIndex) => {
		try {
			entries.push({ itemIndex, parameters: read(itemIndex) });
		} catch (problem) {
			run.settle(itemIndex, toNodeError(run.node, problem, itemIndex));
		}
	});
	return entries;
}
