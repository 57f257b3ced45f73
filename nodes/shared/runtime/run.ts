import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import type { ApiClient } from '../http/client';
import type { ItemError } from './nodeErrors';

/** What became of one input item. */
export type ItemResult = { readonly items: INodeExecutionData[] } | ItemError;

/** One run of an operation over all input items. */
export interface Run {
	readonly host: IExecuteFunctions;
	readonly node: INode;
	readonly client: ApiClient;
	readonly concurrency: number;
	/** By input index. An item without an entry has not been worked on. */
	readonly results: Array<ItemResult | undefined>;
	/** What comes after the results of the input items. */
	readonly additions: ItemResult[];
	/** Whether further items may begin: no once the run is to end with an error or was stopped. */
	mayGoOn(): boolean;
	/**
	 * Notes what became of an item, or of something that no item stands for. Where the run is to end with its error, the
	 * waits of the others end too.
	 */
	settle(itemIndex: number | undefined, result: ItemResult): void;
}
