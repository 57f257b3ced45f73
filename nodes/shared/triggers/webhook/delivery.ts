import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { readBody } from '../../http/answer';

/** An HTTP request as it reached n8n. */
export interface Delivery {
	readonly rawBody: Buffer;
	/** The body as data, whatever the content type says; undefined when it is no JSON. */
	readonly body: unknown;
	/** By lower-case name; of a header that came several times, its values joined by commas. */
	readonly headers: Readonly<Record<string, string>>;
	/** Of a parameter that came several times, the first value. */
	readonly query: Readonly<Record<string, string>>;
}

/** The parts of n8n's request that are its own; n8n's types show Express's only. */
interface HostRequest {
	readonly rawBody?: Buffer;
	readRawBody?(): Promise<void>;
}

function texts(values: object, join: (all: readonly unknown[]) => unknown): Record<string, string> {
	const entries = Object.entries(values).flatMap(([name, value]: [string, unknown]) => {
		const text = Array.isArray(value) ? join(value) : value;
		return typeof text === 'string' ? [[name, text] as const] : [];
	});
	return Object.fromEntries(entries);
}

/** Reads the request that a webhook was called with. n8n reads the body of common content types only: the rest is read here. */
export async function readDelivery(host: IWebhookFunctions): Promise<Delivery> {
	const request = host.getRequestObject() as unknown as HostRequest;
	if (request.rawBody === undefined) await request.readRawBody?.();
	const rawBody = request.rawBody ?? Buffer.alloc(0);
	const parsed = readBody(rawBody.toString('utf8'), {});
	return {
		rawBody,
		body: 'data' in parsed ? parsed.data : undefined,
		headers: texts(host.getHeaderData(), (all) => all.join(', ')),
		query: texts(host.getQueryData(), ([first]) => first),
	};
}

/** Answers the request from here, so that the status is ours, and starts no execution. */
export function answer(host: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	const response = host.getResponseObject();
	// Whoever sent the request may have hung up meanwhile.
	if (!response.headersSent) response.status(status).json(body);
	return { noWebhookResponse: true };
}
