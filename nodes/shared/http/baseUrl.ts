import { CredentialRefusal } from './credentialRefusal';
import { printable } from './text';

const loopbackHosts = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|[a-z0-9-]+\.localhost)$/;

/** Whether an API key may travel to this address: https anywhere, plain http only to this machine itself. */
export function isSafeForCredentials(url: URL): boolean {
	return url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.test(url.hostname));
}

/**
 * The base URL of a credential in the form the helper uses: no trailing slash, no query, no fragment.
 * `redundantPath` is taken off its end: the routes begin with it. Returns a text that says what to change when the address cannot be used.
 */
export function readBaseUrl(value: unknown, redundantPath = ''): { url: string } | { problem: string } {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '')
		return { problem: 'The base URL is empty. Open the credential and enter it, or restore its default.' };
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		// What stands before an @ may be a password.
		const shown = text.includes('@') ? '' : ` "${printable(text, 200)}"`;
		return { problem: `The base URL${shown} is not a web address. It has to start with https://.` };
	}
	if (url.username !== '' || url.password !== '') {
		return {
			problem: 'The base URL contains a user name or a password. Remove them: the credential signs in by itself.',
		};
	}
	if (!isSafeForCredentials(url)) {
		return {
			problem:
				'The base URL starts with http:// and would send the API key unprotected. Use https:// (http:// is accepted only for this machine itself).',
		};
	}
	const path = url.pathname.replace(/\/+$/, '');
	const needless = redundantPath !== '' && path.endsWith(redundantPath);
	return { url: `${url.origin}${needless ? path.slice(0, -redundantPath.length) : path}` };
}

/**
 * Throws when a request would carry a credential over an unprotected connection. For the credential types, which
 * also serve n8n's own HTTP Request node. A relative address without a base is left to the host to refuse.
 */
export function assertSafeForCredentials(request: { url?: string; baseURL?: string; uri?: string }): void {
	const address = request.url ?? request.uri ?? '';
	const target = URL.canParse(address) ? address : (request.baseURL ?? '');
	if (URL.canParse(target) && !isSafeForCredentials(new URL(target))) {
		throw new CredentialRefusal('This address would send the API key unprotected. Use https:// in the base URL.');
	}
}
