import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import type { RequestSettings } from '../http/account';
import { defaultRetryPolicy } from '../http/retry';
import { checkFields } from './fieldChecks';

/** How a run works through its items, from the Options collection. */
export interface RunSettings {
	/** How many items are worked on at the same time; undefined where the user leaves it to the run. */
	readonly concurrency: number | undefined;
	readonly request: Partial<RequestSettings>;
}

/** Items at the same time, where nothing else is said. */
export const defaultConcurrency = 10;
const mostAtOnce = 200;
const longestWaitSeconds = defaultRetryPolicy.waitBudgetMs / 1_000;

/** The entries of the Options collection that every operation has, in alphabetical order. */
export const runOptions: INodeProperties[] = [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: mostAtOnce },
		default: defaultConcurrency,
		description: 'How many items are worked on at the same time. The output keeps the order of the input.',
	},
	{
		displayName: 'Longest Wait (Seconds)',
		name: 'longestWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: longestWaitSeconds,
		description:
			'How many seconds one item may wait for the rate limit or for another try. If the limit resets later than that, the item ends with an error that says when.',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'The most requests to send per second with this credential. 0 means as fast as the service allows.',
	},
	{
		displayName: 'Stay Under the Rate Limit',
		name: 'stayUnderLimit',
		type: 'boolean',
		default: true,
		description:
			'Whether to slow down before the service has to refuse, by what it says about the rest of the limit. All executions that use the same credential slow down together.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description:
			'How many seconds one request may take. A message whose answer does not arrive in time is not sent again.',
	},
];

/** Null stands for a field that an expression left empty: it counts as not set. */
const number = (schema: z.ZodNumber) => z.preprocess((value) => value ?? undefined, schema.optional());

/** The checks of the run options, for the error text and for operations that add options of their own. */
export const runOptionsSchema = z.object({
	concurrency: number(z.number().int().min(1).max(mostAtOnce)),
	longestWait: number(z.number().min(0)),
	requestsPerSecond: number(z.number().min(0)),
	stayUnderLimit: z.boolean().nullish(),
	timeout: number(z.number().positive()),
});

/**
 * The values of some entries of a collection, for the first item. The other entries are not looked at: an expression in
 * them may be one that only later items can answer.
 */
export function readCollection(
	host: IExecuteFunctions,
	path: string,
	names: readonly string[],
): Record<string, unknown> {
	const stored = host.getNodeParameter(path, 0, {}, { rawExpressions: true }) ?? {};
	return Object.fromEntries(
		names
			.filter((name) => Object.hasOwn(stored as object, name))
			.map((name): [string, unknown] => [name, host.getNodeParameter(`${path}.${name}`, 0, null)]),
	);
}

/** Reads the options of a run. They hold for all its items; an expression in them is evaluated for the first one. */
export function readRunSettings(host: IExecuteFunctions, defaultTimeoutMs: number): RunSettings {
	const names = runOptions.map(({ name }) => name);
	const options = checkFields(runOptionsSchema, readCollection(host, 'options', names), runOptions);
	const rate = options.requestsPerSecond ?? 0;
	return {
		concurrency: options.concurrency,
		request: {
			timeoutMs: options.timeout === undefined ? defaultTimeoutMs : options.timeout * 1_000,
			stayUnderLimit: options.stayUnderLimit ?? true,
			intervalMs: rate > 0 ? 1_000 / rate : 0,
			retry: {
				...defaultRetryPolicy,
				waitBudgetMs: (options.longestWait ?? longestWaitSeconds) * 1_000,
			},
			signal: host.getExecutionCancelSignal(),
		},
	};
}
