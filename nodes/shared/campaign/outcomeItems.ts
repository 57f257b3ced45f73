import type { INodeExecutionData } from 'n8n-workflow';

import type { JournalEntry } from './journal';

/** What stands in `details` of an output item, the same place as in the items of failed recipients. */
type Details = Pick<JournalEntry, 'outcome' | 'recipient'> & { readonly [more: string]: unknown };

/** An item of a recipient who was sent to: the vendor's answer, and the outcome beside it. */
export function sentItem(item: INodeExecutionData, recipient: string): INodeExecutionData {
	const details: Details = { outcome: 'sent', recipient };
	return { ...item, json: { ...item.json, details } };
}

/** An item of a recipient who was left alone: the input's fields, so that it can go into a further run, and why. */
export function passedItem(input: INodeExecutionData, itemIndex: number, details: Details): INodeExecutionData {
	const { json, binary } = input;
	return { json: { ...json, details }, ...(binary === undefined ? {} : { binary }), pairedItem: { item: itemIndex } };
}

/**
 * An item of a recipient of whom an earlier run knows nothing. It has the keys of a failed one and goes to the error output where
 * there is one, but it does not end the run.
 */
export function openItem(itemIndex: number, recipient: string, reason: { message: string; advice: string }) {
	return {
		json: {
			error: reason.message,
			details: { outcome: 'unknown', code: null, httpStatus: null, advice: reason.advice, recipient },
		},
		pairedItem: { item: itemIndex },
	};
}
