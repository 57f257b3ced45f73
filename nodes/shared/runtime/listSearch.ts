import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { type ApiClient, openClient } from '../http/client';
import type { VendorProfile } from '../http/vendor';
import { toNodeError } from './nodeErrors';

/** One page of a locator's list: its entries and where the next one begins. */
export interface SearchPage {
	readonly results: INodeListSearchItems[];
	readonly next?: string;
}

/**
 * Makes a locator's search method: opens the client, runs the search, and turns a failure into n8n's own error, which
 * the editor shows in the drop-down. The search gets n8n's context too, to read the node's other fields.
 */
export function listSearch(
	vendor: VendorProfile,
	search: (
		client: ApiClient,
		filter: string,
		position: string | undefined,
		host: ILoadOptionsFunctions,
	) => Promise<SearchPage>,
) {
	return async function (
		this: ILoadOptionsFunctions,
		filter?: string,
		paginationToken?: string,
	): Promise<INodeListSearchResult> {
		try {
			const client = await openClient(this, vendor, { retry: impatient });
			const page = await search(client, filter?.trim() ?? '', paginationToken, this);
			return { results: page.results, paginationToken: page.next };
		} catch (problem) {
			throw toNodeError(this.getNode(), problem).error;
		}
	};
}

/** Somebody is looking at an open drop-down: better an answer soon than one after five minutes. */
export const impatient = { tries: 2, waitBudgetMs: 5_000, firstDelayMs: 500, longestDelayMs: 2_000 };
