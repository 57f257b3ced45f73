import type { z } from 'zod';

import { openAccount, type RequestHost, type RequestSettings } from './account';
import { type Clock, hostClock } from './clock';
import type { Endpoint, RequestInput } from './endpoint';
import { sendRequest } from './request';
import type { VendorProfile } from './vendor';

/** One account of one vendor, ready for requests. */
export interface ApiClient {
	readonly vendor: VendorProfile;
	/** The zone in which times are shown to the user, an IANA name. */
	readonly timeZone: string;
	/**
	 * Makes one request of the vendor's route table and returns its checked answer.
	 * Retries, pace and limits are those of `RequestSettings`. Throws a RequestFailure, never anything else.
	 */
	request<E extends Endpoint>(endpoint: E, input: RequestInput<E>): Promise<z.output<E['response']>>;
}

/** Opens the account behind the node's credential. Throws a RequestFailure that says what to correct. */
export async function openClient(
	host: RequestHost,
	vendor: VendorProfile,
	settings: Partial<RequestSettings> = {},
	clock: Clock = hostClock,
): Promise<ApiClient> {
	const account = await openAccount(host, vendor, settings, clock);
	return {
		vendor,
		timeZone: account.timeZone,
		request: async (endpoint, input) => await sendRequest(account, endpoint, input),
	};
}
