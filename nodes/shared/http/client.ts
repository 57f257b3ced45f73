import type { z } from 'zod';

import { openAccount, type RequestHost, type RequestSettings } from './account';
import { type Clock, hostClock } from './clock';
import { download, type Download } from './download';
import type { Endpoint, RequestInput } from './endpoint';
import { sendRequest } from './request';
import { pause, stopped } from './tries';
import { takeTurn } from './turns';
import type { VendorProfile } from './vendor';

/** One account of one vendor, ready for requests. Its functions throw a RequestFailure, never anything else. */
export interface ApiClient {
	readonly vendor: VendorProfile;
	/** The zone in which times are shown to the user, an IANA name. */
	readonly timeZone: string;
	/**
	 * Makes one request of the vendor's route table and returns its checked answer.
	 * Retries, pace and limits are those of `RequestSettings`.
	 */
	request<E extends Endpoint>(endpoint: E, input: RequestInput<E>): Promise<z.output<E['response']>>;
	/**
	 * Opens a file that an answer points to, with the credential only on the API's own origin.
	 * `subject` says what it is, for error texts: "recording".
	 */
	download(address: string, subject: string): Promise<Download>;
	/**
	 * Does `work` when all that asked for the same `key` of this account before has ended, in the order of asking: also
	 * what other executions of this process asked for. Ends with a RequestFailure at once when the execution is stopped.
	 */
	inTurn<T>(key: string, work: () => Promise<T>): Promise<T>;
	/** Waits; ends with a RequestFailure at once when the execution is stopped. */
	wait(milliseconds: number): Promise<void>;
	/** Milliseconds since the Unix epoch, on the clock that `wait` uses. */
	now(): number;
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
		download: async (address, subject) => await download(account, address, subject),
		inTurn: async (key, work) => {
			const turn = await takeTurn(`${vendor.name} ${account.baseUrl} ${key}`, account.settings.signal, work);
			if (turn.kind === 'stopped') throw stopped(account);
			return turn.value;
		},
		wait: async (milliseconds) => await pause(account, milliseconds),
		now: () => clock.now(),
	};
}
