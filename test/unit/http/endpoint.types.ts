/**
 * What the compiler promises about route tables. This file is checked by `npm run types` and never runs: each
 * `@ts-expect-error` is a test, because a line that compiles after all is an error.
 */
import { z } from 'zod';

import { endpoint } from '../../../nodes/shared/http/endpoint.ts';
import { readPages, type PageStyle } from '../../../nodes/shared/http/paginate.ts';
import type { ApiClient } from '../../../nodes/shared/http/client.ts';

const common = { source: '1', evidence: 'documented' } as const;
const answer = z.object({ id: z.string(), size: z.number() });

const plain = endpoint({ method: 'GET', path: '/items', response: answer, ...common });
const byId = endpoint({ method: 'GET', path: '/items/:itemId', response: answer, ...common });
const nested = endpoint({ method: 'DELETE', path: '/boxes/:boxId/items/:itemId', response: answer, ...common });
const listed = endpoint({
	method: 'GET',
	path: '/items',
	query: z.object({ limit: z.number().optional(), tag: z.string() }),
	response: z.object({ data: z.array(answer) }),
	...common,
});
const created = endpoint({
	method: 'POST',
	path: '/items',
	body: z.object({ name: z.string(), size: z.number().default(1) }),
	response: answer,
	...common,
});

export async function accepted(client: ApiClient): Promise<string> {
	await client.request(plain, {});
	await client.request(nested, { path: { boxId: 'b', itemId: 'i' } });
	await client.request(listed, { query: { tag: 'x' } });
	// A key with a default may be left out.
	await client.request(created, { body: { name: 'x' } });
	const found = await client.request(byId, { path: { itemId: 'i' } });
	return `${found.id}${found.size.toFixed(2)}`;
}

export async function paths(client: ApiClient): Promise<void> {
	// @ts-expect-error: the path parameter is missing
	await client.request(byId, {});
	// @ts-expect-error: no such path parameter
	await client.request(byId, { path: { id: 'i' } });
	// @ts-expect-error: one path parameter too many
	await client.request(byId, { path: { itemId: 'i', boxId: 'b' } });
	// @ts-expect-error: one of two path parameters is missing
	await client.request(nested, { path: { itemId: 'i' } });
	// @ts-expect-error: a path parameter is a text
	await client.request(byId, { path: { itemId: 7 } });
	// @ts-expect-error: this route has no path parameters
	await client.request(plain, { path: { itemId: 'i' } });
}

export async function queries(client: ApiClient): Promise<void> {
	// @ts-expect-error: the query is missing
	await client.request(listed, {});
	// @ts-expect-error: a required query key is missing
	await client.request(listed, { query: { limit: 1 } });
	// @ts-expect-error: no such query key
	await client.request(listed, { query: { tag: 'x', tags: 'y' } });
	// @ts-expect-error: a query value of the wrong type
	await client.request(listed, { query: { tag: 'x', limit: '1' } });
	// @ts-expect-error: this route has no query
	await client.request(plain, { query: { limit: 1 } });
}

export async function bodies(client: ApiClient): Promise<void> {
	// @ts-expect-error: the body is missing
	await client.request(created, {});
	// @ts-expect-error: a required body key is missing
	await client.request(created, { body: { size: 2 } });
	// @ts-expect-error: no such body key
	await client.request(created, { body: { name: 'x', colour: 'red' } });
	// @ts-expect-error: a body value of the wrong type
	await client.request(created, { body: { name: 5 } });
	// @ts-expect-error: this route has no body
	await client.request(plain, { body: {} });
	// @ts-expect-error: this route has no body, whatever its path
	await client.request(byId, { path: { itemId: 'i' }, body: { name: 'x' } });
	// @ts-expect-error: no part of a request has this name
	await client.request(plain, { params: {} });
}

export async function answers(client: ApiClient): Promise<number> {
	const found = await client.request(byId, { path: { itemId: 'i' } });
	// @ts-expect-error: the answer has no such key
	void found.name;
	// @ts-expect-error: the answer's id is a text
	const size: number = found.id;
	return size;
}

export const rows = [
	endpoint({
		...common,
		method: 'DELETE',
		path: '/items/:itemId',
		response: answer,
		answerWhenAlreadyGone: ({ itemId }) => ({ id: itemId, size: 0 }),
	}),
	endpoint({
		...common,
		method: 'DELETE',
		path: '/items/:itemId',
		response: answer,
		// @ts-expect-error: the path has no such parameter
		answerWhenAlreadyGone: ({ boxId }) => ({ id: boxId, size: 0 }),
	}),
	endpoint({
		...common,
		method: 'DELETE',
		path: '/items/:itemId',
		response: answer,
		// @ts-expect-error: this is not the shape of the answer
		answerWhenAlreadyGone: ({ itemId }) => ({ identity: itemId }),
	}),
	// @ts-expect-error: no such method
	endpoint({ ...common, method: 'FETCH', path: '/items', response: answer }),
	// @ts-expect-error: how sure we are of a route has to be said
	endpoint({ source: '1', method: 'GET', path: '/items', response: answer }),
];

declare const style: PageStyle<z.output<typeof listed.response>, z.output<typeof answer>>;
declare const otherStyle: PageStyle<{ rows: string[] }, string>;

export function pages(client: ApiClient): void {
	readPages(client, listed, { query: { tag: 'x' } }, style);
	// @ts-expect-error: the list's query is missing
	readPages(client, listed, {}, style);
	// @ts-expect-error: the style reads another body
	readPages(client, listed, { query: { tag: 'x' } }, otherStyle);
}
