import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { type ApiClient, openClient } from '../http/client';
import type { VendorProfile } from '../http/vendor';
import { impatient } from './listSearch';
import { toNodeError } from './nodeErrors';

/**
 * Makes the method that fills a mapped form with the account's fields: opens the client, loads the fields, and turns a
 * failure into n8n's own error, which the editor shows in place of the form.
 */
export function resourceMapping(
	vendor: VendorProfile,
	loadFields: (client: ApiClient, host: ILoadOptionsFunctions) => Promise<ResourceMapperFields>,
) {
	return async function (this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
		try {
			const client = await openClient(this, vendor, { retry: impatient });
			return await loadFields(client, this);
		} catch (problem) {
			throw toNodeError(this.getNode(), problem).error;
		}
	};
}
