import type { IExecuteFunctions, INode, INodeParameters } from 'n8n-workflow';

import type { Operation, ParameterValues } from '../../../nodes/shared/runtime/operation.ts';
import { parameterReader } from '../../../nodes/shared/runtime/parameters.ts';

/** What stands under a path such as `options.concurrency`. */
function valueAt(values: ParameterValues, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], values);
}

/** A context that knows a node's parameters and nothing else: whatever would send a request fails. */
export function parametersOnly(values: ParameterValues): { host: IExecuteFunctions; node: INode } {
	const parameters = values as INodeParameters;
	const node: INode = { id: '1', name: 'Test', type: 'test', typeVersion: 1, position: [0, 0], parameters };
	const host = {
		getNode: () => node,
		getInputData: () => [{ json: {} }],
		getTimezone: () => 'Europe/Berlin',
		getNodeParameter: (name: string, _itemIndex: number, fallback?: unknown) => valueAt(values, name) ?? fallback,
		getExecutionCancelSignal: () => undefined,
	};
	return { host: host as unknown as IExecuteFunctions, node };
}

/** The fields of an operation as its `execute` receives them. */
export function read(operation: Operation, values: ParameterValues): ParameterValues {
	const { host, node } = parametersOnly(values);
	return parameterReader(host, node, operation)(0);
}

/** The message with which an operation refuses its fields; undefined when it accepts them. */
export function refusal(operation: Operation, values: ParameterValues): string | undefined {
	try {
		read(operation, values);
		return undefined;
	} catch (problem) {
		return problem instanceof Error ? problem.message : String(problem);
	}
}
