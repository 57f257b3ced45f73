import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Account } from './account';
import { RequestFailure } from './failure';
import { headerText, type ResponseHeaders } from './rateLimitHeaders';
import { attempt, type Readable, transport } from './request';
import { type Settled, type Target, tryUntilAnswered } from './tries';

/** A file on its way: read its stream to the end, or destroy it. */
export interface Download {
	readonly stream: Readable;
	readonly contentType: string | undefined;
}

/** The most redirects of one file. */
const mostRedirects = 5;

/**
 * Opens a file that the vendor's answer points to. The credential goes along only to addresses on the API's own origin:
 * anywhere else is somebody else's server. So redirects are followed here, one by one, and not by the host, which would
 * take the key along in a header of the vendor's own. Throws a RequestFailure.
 *
 * @param subject what the file is, for the error text: "recording"
 */
export async function download(account: Account, address: string, subject: string): Promise<Download> {
	const target: Target = { method: 'GET', path: `the file of the ${subject}` };
	let url = webAddress(address);
	if (url === undefined) {
		throw new RequestFailure({
			message: `The ${subject} has no usable link to its file`,
			description: `${account.vendor.name} gave no web address for it. It may not be ready yet: try again later.`,
			outcome: 'failed',
		});
	}
	for (let redirects = 0; ; redirects += 1) {
		const { answer, refuse, stream } = await openFile(account, target, url);
		const next = redirectOf(answer, url);
		if (next === undefined || redirects === mostRedirects) {
			if (stream !== undefined && !isRedirect(answer)) {
				return { stream, contentType: headerText(answer.headers, 'content-type')?.split(';')[0]?.trim() };
			}
			throw refuse('failed', { unusable: 'wrongShape', unusableDetail: 'There was no file in it.' });
		}
		url = next;
	}
}

const isRedirect = ({ status }: { readonly status: number }): boolean => [301, 302, 303, 307, 308].includes(status);

function webAddress(text: string, base?: URL): URL | undefined {
	const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
	return url !== undefined && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** Where an answer sends its reader; undefined when it does not, or to nowhere on the web. */
function redirectOf(
	answer: { readonly status: number; readonly headers: ResponseHeaders },
	from: URL,
): URL | undefined {
	return isRedirect(answer) ? webAddress(headerText(answer.headers, 'location') ?? '', from) : undefined;
}

/** Opens one address, with the credential on the API's own origin only. */
async function openFile(
	account: Account,
	target: Target,
	{ href: url, origin }: URL,
): Promise<Settled & { readonly stream: Readable | undefined }> {
	const isOurs = origin === new URL(account.baseUrl).origin;
	let stream: Readable | undefined;
	const settled = await tryUntilAnswered(
		account,
		target,
		async () => {
			const options = (): IHttpRequestOptions => ({ ...transport(account), method: 'GET', url, encoding: 'stream' });
			const result = await attempt(account, options, isOurs);
			stream = 'stream' in result ? result.stream : undefined;
			return result;
		},
		isRedirect,
	);
	return { ...settled, stream };
}
