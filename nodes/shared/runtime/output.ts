import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { RequestFailure } from '../http/failure';
import { adviseAgent, type ItemError, toNodeError } from './nodeErrors';
import { type OperationResult, outputItem } from './operation';
import type { ItemResult } from './run';

/** The output items of one input item, paired with it. Pages are read to their end. */
export async function toItems(result: OperationResult, itemIndex: number): Promise<INodeExecutionData[]> {
	if (Symbol.asyncIterator in result) {
		const items: INodeExecutionData[] = [];
		for await (const page of result) {
			for (const json of page) items.push(outputItem(json, itemIndex));
		}
		return items;
	}
	return (Array.isArray(result) ? result : [result]).map((json: object) => outputItem(json, itemIndex));
}

/** The output in input order, then what was added; or the first error, where the run is to end with it. */
export function collect(
	host: IExecuteFunctions,
	node: INode,
	results: ReadonlyArray<ItemResult | undefined>,
	additions: readonly ItemResult[],
): INodeExecutionData[] {
	const done = results.filter((result) => result !== undefined && 'items' in result).length;
	// A stop is no error of an item: throwing for it would turn the stopped execution into a failed one.
	const firstError = [...results, ...additions].find(
		(result): result is ItemError => result !== undefined && 'error' in result && result.details.cancelled !== true,
	);
	if (firstError !== undefined && !host.continueOnFail()) {
		if (results.length > 1) {
			const progress = `${done} of ${results.length} items were done before the run ended. To get an outcome for every item, set On Error in this node's settings to continue.`;
			firstError.error.description = [firstError.error.description, progress].filter(Boolean).join(' ');
		}
		adviseAgent(node, firstError.error);
		throw firstError.error;
	}
	const ofItems = results.flatMap((result, itemIndex) => {
		const known = result ?? toNodeError(node, notStarted(), itemIndex);
		return 'items' in known ? known.items : [errorItem(known, { item: itemIndex })];
	});
	// To the host a bare number names an item as well, but it adds no fields of that item to the error: they would belong
	// to something else.
	const added = additions.flatMap((result) => ('items' in result ? result.items : [errorItem(result, 0)]));
	return [...ofItems, ...added];
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
export function errorItem(
	{ error, details, recipient, binary }: ItemError,
	pairedItem: NonNullable<INodeExecutionData['pairedItem']>,
): INodeExecutionData {
	return {
		json: {
			error: error.message,
			details: {
				outcome: details.outcome,
				code: details.code ?? null,
				httpStatus: details.status ?? null,
				advice: error.description ?? '',
				...(recipient === undefined ? {} : { recipient }),
			},
		},
		...(binary === undefined ? {} : { binary }),
		pairedItem,
	};
}
