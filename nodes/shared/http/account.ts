import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	ITriggerFunctions,
} from 'n8n-workflow';

import { readBaseUrl } from './baseUrl';
import type { Clock } from './clock';
import { RequestFailure } from './failure';
import { KeyRefusals } from './keyRefusals';
import { type RateLimiter, sharedRateLimiter } from './rateLimiter';
import { defaultRetryPolicy, type RetryPolicy } from './retry';
import { hasControlCharacter } from './text';
import type { VendorProfile } from './vendor';

/** The contexts of n8n that can make an authenticated request. */
export type RequestHost =
	IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IPollFunctions | ITriggerFunctions;

/** How this run wants its requests to be made. Times in milliseconds. */
export interface RequestSettings {
	readonly timeoutMs: number;
	readonly stayUnderLimit: boolean;
	/** The least time between two requests; 0 for none. */
	readonly intervalMs: number;
	readonly retry: RetryPolicy;
	readonly signal?: AbortSignal;
	/** Whether a stop lets requests that are on their way be answered, instead of cutting them. Default: it cuts them. */
	readonly awaitAnswers?: boolean;
	/** Counts along, for a run that reports on itself. */
	readonly tally?: RequestTally;
}

/** What the requests of a run have met. */
export interface RequestTally {
	/** Answers with HTTP status 429. */
	tooManyRequests: number;
}

/** The user's account with a vendor, as one run uses it. */
export interface Account {
	readonly host: RequestHost;
	/** The host as the request helper sees it. */
	readonly caller: RequestHost;
	readonly vendor: VendorProfile;
	/** Without a trailing slash. */
	readonly baseUrl: string;
	/** The parts of paths that the credential holds, by the names of its fields. */
	readonly pathValues: Readonly<Record<string, string>>;
	/** Texts that may appear nowhere. */
	readonly secrets: readonly string[];
	readonly settings: RequestSettings;
	readonly limiter: RateLimiter;
	readonly keyRefusals: KeyRefusals;
	readonly clock: Clock;
	/** The workflow's zone, an IANA name, for times in texts. */
	readonly timeZone: string;
}

function unusable(message: string, description: string): RequestFailure {
	return new RequestFailure({ message, description, outcome: 'notSent' });
}

/** The host as it is, but for the stop: the helper takes the signal from its caller, whatever the options say. */
function withoutStop(host: RequestHost): RequestHost {
	return Object.create(host, { getExecutionCancelSignal: { value: () => undefined } }) as RequestHost;
}

function readPathValues(
	credential: ICredentialDataDecryptedObject,
	{ name, pathFields = {} }: VendorProfile,
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(pathFields).map(([field, label]) => {
			const value = ((credential[field] ?? '') as string).trim();
			if (value !== '') return [field, value];
			throw unusable(
				`The ${name} credential is incomplete`,
				`Its ${label} is empty. Nothing was sent. Open the credential and enter it.`,
			);
		}),
	);
}

/** Reads the credential and checks it before anything leaves. Throws a RequestFailure that says what to correct. */
export async function openAccount(
	host: RequestHost,
	vendor: VendorProfile,
	settings: Partial<RequestSettings>,
	clock: Clock,
): Promise<Account> {
	const credential = await host.getCredentials(vendor.credentialType);
	const baseUrl = readBaseUrl(credential.baseUrl, vendor.redundantBasePath);
	if ('problem' in baseUrl) throw unusable(`The ${vendor.name} credential has an unusable base URL`, baseUrl.problem);
	const secrets = vendor.secretFields.map((field) => (credential[field] ?? '') as string);
	if (secrets.some((secret) => secret.trim() === '')) {
		throw unusable(
			`The ${vendor.name} credential is incomplete`,
			'Its key is empty. Open the credential and enter it.',
		);
	}
	if (secrets.some(hasControlCharacter)) {
		throw unusable(
			`The key in the ${vendor.name} credential contains a line break or another invisible character`,
			'Nothing was sent. Open the credential, clear the field, and paste the key again without anything before or after it.',
		);
	}
	const pathValues = readPathValues(credential, vendor);
	const credentialId = host.getNode().credentials?.[vendor.credentialType]?.id ?? '';
	return {
		host,
		caller: settings.awaitAnswers === true ? withoutStop(host) : host,
		vendor,
		baseUrl: baseUrl.url,
		pathValues,
		secrets: secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]),
		settings: {
			timeoutMs: vendor.timeoutMs,
			stayUnderLimit: true,
			intervalMs: 0,
			retry: defaultRetryPolicy,
			...settings,
		},
		limiter: sharedRateLimiter(`${vendor.credentialType}:${credentialId}:${baseUrl.url}`, clock),
		keyRefusals: new KeyRefusals(),
		clock,
		timeZone: host.getTimezone(),
	};
}
