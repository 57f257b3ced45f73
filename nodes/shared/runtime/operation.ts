import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import type { ApiClient } from '../http/client';
import type { VendorProfile } from '../http/vendor';

/** What an operation knows of the item it works for. */
export interface ItemContext<Parameters> {
	readonly itemIndex: number;
	/** The node's fields for this item, checked and converted by the operation's `parameters` schema. */
	readonly parameters: Parameters;
	readonly client: ApiClient;
	/** n8n's own context, for binary data. Requests go through `client`. */
	readonly host: IExecuteFunctions;
}

/** An output with files beside its data. */
export class OutputWithFiles {
	readonly json: object;
	readonly binary: IBinaryKeyData;

	constructor(json: object, binary: IBinaryKeyData) {
		this.json = json;
		this.binary = binary;
	}
}

/** What an operation returns for one item: one object, several, or pages of them as they arrive. */
export type OperationResult = object | readonly object[] | AsyncIterable<readonly object[]>;

interface OperationBase<Parameters> {
	/** Display name in the Operation list, Title Case. */
	readonly name: string;
	/** What workflows store. Never changed. */
	readonly value: string;
	/** What happens, in sentence case. An AI agent reads it as the tool's description. */
	readonly action: string;
	readonly description: string;
	readonly properties: INodeProperties[];
	/** More entries of the Options collection, beside those that every operation has. */
	readonly options?: INodeProperties[];
	/** Checks and types the fields. Its keys are the names of `properties` and `options`. */
	readonly parameters: z.ZodType<Parameters, z.ZodTypeDef, unknown>;
	/** The shape of one output item: offered in the editor before the first run. */
	readonly output: z.ZodTypeAny;
}

/** What makes an operation fit for campaigns: it reaches a person, and must not do so twice. */
export interface Send<Parameters> {
	/** Who is reached: two items with the same text reach the same person. */
	recipient(parameters: Parameters): string;
}

/** An operation that works item by item. */
export interface ItemOperation<Parameters> extends OperationBase<Parameters> {
	/** Set where running it for an item sends something to somebody. It then has the options of campaigns. */
	readonly send?: Send<Parameters>;
	/** Items with the same key are worked on one after the other, in input order. */
	sequenceKey?(parameters: Parameters): string | undefined;
	execute(context: ItemContext<Parameters>): Promise<OperationResult> | OperationResult;
}

/** What became of one entry of a chunk. */
export type EntryResult = { readonly output: object } | { readonly refusal: EntryRefusal };

/** The vendor took the chunk but refused this entry. */
export interface EntryRefusal {
	readonly message: string;
	readonly description: string;
	readonly code?: string;
}

/** An operation that sends many items in one request. */
export interface ChunkOperation<Parameters> extends OperationBase<Parameters> {
	/** The most items that one request may carry. */
	chunkSize(parameters: Parameters): number;
	/** Only entries with the same key share a request. Default: all may. */
	chunkKey?(parameters: Parameters): string;
	/** Sends one chunk. Returns one result per entry, in the same order; undefined where the vendor said nothing of it. */
	executeChunk(
		entries: readonly Parameters[],
		context: Pick<ItemContext<Parameters>, 'client' | 'host'>,
	): Promise<ReadonlyArray<EntryResult | undefined>>;
}

/** One input item whose fields are in order. */
export interface Entry<Parameters> {
	readonly itemIndex: number;
	readonly parameters: Parameters;
}

/** What an operation for all items knows, and where it says what became of each. */
export interface AllItemsContext<Parameters> extends Pick<ItemContext<Parameters>, 'client' | 'host'> {
	/** The items whose fields are in order, in input order; at least one. */
	readonly entries: ReadonlyArray<Entry<Parameters>>;
	/** How many further items were refused because of their fields: the operation does not see the whole input then. */
	readonly refused: number;
	/** How many requests may be on their way at the same time. */
	readonly concurrency: number;
	/** Whether further requests may begin: no once the run is to end with an error or was stopped. */
	mayGoOn(): boolean;
	/** Says what became of an item. */
	settle(itemIndex: number, result: EntryResult): void;
	/** Says that an item failed. */
	fail(itemIndex: number, problem: unknown): void;
	/** Adds an output item after those of the input, paired with the item that it is due to. */
	add(output: object, itemIndex: number): void;
	/** Adds an error after the results of the input, about something that no input item stands for. */
	addFailure(problem: unknown): void;
}

/** An operation that has to see all items before it does anything, because it compares them with what is there. */
export interface AllItemsOperation<Parameters> extends OperationBase<Parameters> {
	/**
	 * Works for all items. Items about which it says nothing count as not sent. What it throws before it has said anything
	 * becomes the error of every item.
	 */
	executeAll(context: AllItemsContext<Parameters>): Promise<void>;
}

export type ParameterValues = Readonly<Record<string, unknown>>;
export type Operation =
	ItemOperation<ParameterValues> | ChunkOperation<ParameterValues> | AllItemsOperation<ParameterValues>;

/** One operation, with the type of its parameters taken from its schema. */
export function itemOperation<Parameters extends object>(operation: ItemOperation<Parameters>): Operation {
	return operation as unknown as ItemOperation<ParameterValues>;
}

/** One operation that works in chunks, with the type of its parameters taken from its schema. */
export function chunkOperation<Parameters extends object>(operation: ChunkOperation<Parameters>): Operation {
	return operation as unknown as ChunkOperation<ParameterValues>;
}

/** One operation for all items at once, with the type of its parameters taken from its schema. */
export function allItemsOperation<Parameters extends object>(operation: AllItemsOperation<Parameters>): Operation {
	return operation as unknown as AllItemsOperation<ParameterValues>;
}

/** An operation that reaches people. */
export type SendOperation = ItemOperation<ParameterValues> & { readonly send: Send<ParameterValues> };

export function isSend(operation: Operation): operation is SendOperation {
	return 'send' in operation && operation.send !== undefined;
}

export interface Resource {
	/** Display name in the Resource list. */
	readonly name: string;
	/** The vendor as this resource has to address it, where that differs from the rest of the node: another credential. */
	readonly vendor?: VendorProfile;
	readonly operations: readonly Operation[];
}

/** All that a node can do: resource value to its operations. */
export type Registry = Readonly<Record<string, Resource>>;

/** An output item of n8n. The one place where a checked answer becomes n8n's own type. */
export function outputItem(output: object, itemIndex: number): INodeExecutionData {
	const pairedItem = { item: itemIndex };
	if (!(output instanceof OutputWithFiles)) return { json: output as IDataObject, pairedItem };
	return { json: output.json as IDataObject, binary: output.binary, pairedItem };
}
