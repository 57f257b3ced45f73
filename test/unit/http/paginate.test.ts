import { z } from 'zod';

import type { ApiClient } from '../../../nodes/shared/http/client.ts';
import { endpoint, type Endpoint, type RequestInput } from '../../../nodes/shared/http/endpoint.ts';
import { RequestFailure } from '../../../nodes/shared/http/failure.ts';
import { pagesAfterLastId, pagesByOffset, pagesByToken, readPages } from '../../../nodes/shared/http/paginate.ts';
import { liveTok } from '../../../nodes/LiveTok/api.ts';

interface Row {
	readonly id: string;
}

const listQuery = z.object({ limit: z.number(), starting_after: z.string().optional(), tags: z.string().optional() });
const listBody = z.object({ data: z.array(z.object({ id: z.string() })), has_more: z.boolean() });
const list = endpoint({
	method: 'GET',
	path: '/rows',
	query: listQuery.partial({ limit: true }),
	response: listBody,
	source: 'test',
	evidence: 'documented',
});
const style = pagesAfterLastId({
	largestPage: 10,
	sizeKey: 'limit',
	cursorKey: 'starting_after',
	items: (body: z.infer<typeof listBody>) => body.data,
	hasMore: (body) => body.has_more,
	id: (row: Row) => row.id,
});

type Query = z.infer<typeof listQuery>;

/** An account in memory: answers each query with what `page` makes of it, and remembers what was asked. */
function account(page: (query: Query) => z.input<typeof listBody>) {
	const asked: Query[] = [];
	const client: ApiClient = {
		vendor: liveTok,
		timeZone: 'UTC',
		request: async <E extends Endpoint>(route: E, input: RequestInput<E>): Promise<z.output<E['response']>> => {
			const query = listQuery.parse(input.query ?? input.body);
			asked.push(query);
			return route.response.parse(page(query)) as z.output<E['response']>;
		},
		download: async () => await Promise.reject(new Error('a list downloads nothing')),
		inTurn: async () => await Promise.reject(new Error('a list waits for nobody')),
		wait: async () => await Promise.reject(new Error('a list does not wait')),
		now: () => 0,
	};
	return { client, asked };
}

/** So many rows, r1 and so on, as a well-behaved vendor lists them. */
const rows = (total: number) => (query: Query) => {
	const begin = query.starting_after === undefined ? 0 : Number(query.starting_after.slice(1));
	const end = Math.min(total, begin + query.limit);
	const data = Array.from({ length: end - begin }, (_, index) => ({ id: `r${begin + index + 1}` }));
	return { data, has_more: end < total };
};

async function collect(pages: AsyncIterable<readonly Row[]>): Promise<string[]> {
	const ids: string[] = [];
	for await (const page of pages) ids.push(...page.map(({ id }) => id));
	return ids;
}

describe('pagesAfterLastId', () => {
	it.each<[string, z.infer<typeof listBody>, string | undefined]>([
		['more follow', { data: [{ id: 'a' }, { id: 'b' }], has_more: true }, 'b'],
		['the last page', { data: [{ id: 'a' }], has_more: false }, undefined],
		['an empty page that promises more', { data: [], has_more: true }, undefined],
		['an empty list', { data: [], has_more: false }, undefined],
	])('%s', (_, body, next) => {
		expect(style.next(body, style.items(body), undefined)).toBe(next);
	});

	it('asks for the first page without a cursor', () => {
		expect(style.ask(undefined, 7)).toEqual({ limit: 7 });
		expect(style.ask('a', 7)).toEqual({ limit: 7, starting_after: 'a' });
	});
});

describe('pagesByToken', () => {
	const byToken = (nextToken: (body: z.infer<typeof listBody>) => string | undefined, place?: 'query' | 'body') =>
		pagesByToken({
			place,
			largestPage: 10,
			sizeKey: 'limit',
			tokenKey: 'starting_after',
			items: (body: z.infer<typeof listBody>) => body.data,
			nextToken,
		});
	const search = endpoint({
		method: 'POST',
		path: '/rows/search',
		body: listQuery.partial({ limit: true }),
		response: listBody,
		source: 'test',
		evidence: 'documented',
	});

	it('asks in the body, keeps the filter there, and ends without a token', async () => {
		const pages = byToken((body) => (body.has_more ? body.data.at(-1)?.id : undefined), 'body');
		const { client, asked } = account(rows(25));
		expect(await collect(readPages(client, search, { body: { tags: 'a' } }, pages))).toHaveLength(25);
		expect(asked).toEqual([
			{ limit: 10, tags: 'a' },
			{ limit: 10, tags: 'a', starting_after: 'r10' },
			{ limit: 10, tags: 'a', starting_after: 'r20' },
		]);
	});

	it('asks in the query where nothing else is said', () => {
		expect(byToken(() => undefined).place).toBe('query');
	});

	it('reads on after an empty page as long as there is a token', async () => {
		// A vendor that filters each page by itself leaves some pages empty.
		const pages = byToken((body) => (body.has_more ? 'second' : undefined));
		const { client } = account(({ starting_after: after }) =>
			after === undefined ? { data: [], has_more: true } : { data: [{ id: 'a' }], has_more: false },
		);
		expect(await collect(readPages(client, list, { query: {} }, pages))).toEqual(['a']);
	});

	it('takes an empty token for the end', async () => {
		const { client, asked } = account(rows(5));
		const ids = await collect(
			readPages(
				client,
				list,
				{ query: {} },
				byToken(() => ''),
			),
		);
		expect(ids).toHaveLength(5);
		expect(asked).toHaveLength(1);
	});
});

describe('pagesByOffset', () => {
	const query = z.object({ size: z.number(), from: z.number() });
	const body = z.object({ rows: z.array(z.object({ id: z.string() })), total: z.number().optional() });
	const byOffset = endpoint({
		method: 'GET',
		path: '/rows',
		query: query.partial(),
		response: body,
		source: 'test',
		evidence: 'documented',
	});
	const pages = pagesByOffset({
		largestPage: 10,
		sizeKey: 'size',
		offsetKey: 'from',
		items: (page: z.infer<typeof body>) => page.rows,
		total: (page) => page.total,
	});
	const read = async (answer: (asked: z.infer<typeof query>) => z.infer<typeof body>, limit?: number) => {
		const asked: string[] = [];
		const { client } = account(() => ({ data: [], has_more: false }));
		const request = async <E extends Endpoint>(route: E, input: RequestInput<E>) => {
			const parsed = query.parse(input.query);
			asked.push(`${parsed.size} from ${parsed.from}`);
			return route.response.parse(answer(parsed)) as z.output<E['response']>;
		};
		const ids = await collect(readPages({ ...client, request }, byOffset, { query: {} }, pages, limit));
		return { ids, asked };
	};
	const slice = (count: number, from: number, size: number) =>
		Array.from({ length: count }, (_, index) => ({ id: `r${index}` })).slice(from, from + size);

	it.each<{ name: string; total: number | undefined; count: number; most?: number; limit?: number; asked: string[] }>([
		{ name: 'ends at the total', count: 20, total: 20, asked: ['10 from 0', '10 from 10'] },
		{
			name: 'ends with an empty page where no total is said',
			count: 12,
			total: undefined,
			asked: ['10 from 0', '10 from 10', '10 from 12'],
		},
		{
			name: 'ends with an empty page where the total is too high',
			count: 5,
			total: 9,
			asked: ['10 from 0', '10 from 5'],
		},
		{ name: 'goes on from where a smaller page ended', count: 8, most: 4, total: 8, asked: ['10 from 0', '10 from 4'] },
		{ name: 'asks for no more than is wanted', count: 30, total: 30, limit: 13, asked: ['10 from 0', '3 from 10'] },
		{ name: 'an empty list', count: 0, total: 0, asked: ['10 from 0'] },
	])('$name', async ({ count, total, most = 10, limit, asked }) => {
		const result = await read(({ size, from }) => ({ rows: slice(count, from, Math.min(size, most)), total }), limit);
		expect(result.ids).toEqual(slice(count, 0, limit ?? count).map(({ id }) => id));
		expect(result.asked).toEqual(asked);
	});

	it.each([undefined, 13])('notices a vendor that always sends its first page, with limit %s', async (limit) => {
		const first = async () => await read(({ size }) => ({ rows: slice(30, 0, size), total: 30 }), limit);
		await expect(first()).rejects.toThrow('sent the same part of the list again');
	});
});

describe('readPages', () => {
	it.each<{ total: number; limit?: number; sizes: number[]; count: number }>([
		{ total: 25, sizes: [10, 10, 10], count: 25 },
		{ total: 20, sizes: [10, 10], count: 20 },
		{ total: 0, sizes: [10], count: 0 },
		{ total: 1, sizes: [10], count: 1 },
		{ total: 25, limit: 3, sizes: [3], count: 3 },
		{ total: 25, limit: 10, sizes: [10], count: 10 },
		{ total: 25, limit: 11, sizes: [10, 1], count: 11 },
		{ total: 25, limit: 20, sizes: [10, 10], count: 20 },
		{ total: 25, limit: 25, sizes: [10, 10, 5], count: 25 },
		{ total: 25, limit: 1_000, sizes: [10, 10, 10], count: 25 },
		{ total: 25, limit: 1, sizes: [1], count: 1 },
		{ total: 25, limit: 0, sizes: [], count: 0 },
		{ total: 25, limit: -1, sizes: [], count: 0 },
	])('reads $total rows with limit $limit in pages of $sizes', async ({ total, limit, sizes, count }) => {
		const { client, asked } = account(rows(total));
		const ids = await collect(readPages(client, list, { query: {} }, style, limit));
		expect(ids).toEqual(Array.from({ length: count }, (_, index) => `r${index + 1}`));
		expect(asked.map(({ limit: size }) => size)).toEqual(sizes);
	});

	it('keeps the filter on every page and moves the cursor', async () => {
		const { client, asked } = account(rows(25));
		await collect(readPages(client, list, { query: { tags: 'a,b' } }, style));
		expect(asked).toEqual([
			{ limit: 10, tags: 'a,b' },
			{ limit: 10, tags: 'a,b', starting_after: 'r10' },
			{ limit: 10, tags: 'a,b', starting_after: 'r20' },
		]);
	});

	it('hands on no more than asked for when the vendor sends more', async () => {
		const { client, asked } = account(() => rows(25)({ limit: 20 }));
		expect(await collect(readPages(client, list, { query: {} }, style, 5))).toEqual(['r1', 'r2', 'r3', 'r4', 'r5']);
		expect(asked).toHaveLength(1);
	});

	it('reads on when the vendor sends smaller pages than asked for', async () => {
		const { client, asked } = account((query) => rows(7)({ ...query, limit: 3 }));
		expect(await collect(readPages(client, list, { query: {} }, style))).toHaveLength(7);
		expect(asked).toHaveLength(3);
	});

	it('ends at an empty page that promises more', async () => {
		const { client, asked } = account(({ starting_after: after }) =>
			after === undefined ? { data: [{ id: 'a' }], has_more: true } : { data: [], has_more: true },
		);
		expect(await collect(readPages(client, list, { query: {} }, style))).toEqual(['a']);
		expect(asked).toHaveLength(2);
	});

	it('hands on no empty pages', async () => {
		const { client } = account(rows(0));
		const pages: Array<readonly Row[]> = [];
		for await (const page of readPages(client, list, { query: {} }, style)) pages.push(page);
		expect(pages).toEqual([]);
	});

	it.each<[string, (query: Query) => z.input<typeof listBody>, number]>([
		['ignores the cursor', () => ({ data: [{ id: 'a' }], has_more: true }), 2],
		[
			'goes in circles',
			({ starting_after: after }) => ({ data: [{ id: after === 'a' ? 'b' : 'a' }], has_more: true }),
			3,
		],
	])('ends with an error when the vendor %s', async (_, page, requests) => {
		const { client, asked } = account(page);
		const reading = collect(readPages(client, list, { query: {} }, style));
		await expect(reading).rejects.toThrow(RequestFailure);
		await expect(reading).rejects.toMatchObject({
			details: {
				outcome: 'failed',
				message: expect.stringContaining('LiveTok sent the same part of the list again') as unknown,
				description: expect.stringContaining('(GET /rows)') as unknown,
			},
		});
		expect(asked).toHaveLength(requests);
	});

	it('needs no error when the limit is reached before the circle closes', async () => {
		const { client } = account(() => ({ data: [{ id: 'a' }], has_more: true }));
		expect(await collect(readPages(client, list, { query: {} }, style, 1))).toEqual(['a']);
	});

	it('does not read an endless list for ever', async () => {
		let count = 0;
		const { client, asked } = account(() => {
			count += 1;
			return { data: [{ id: `r${count}` }], has_more: true };
		});
		let received = 0;
		const reading = (async () => {
			for await (const page of readPages(client, list, { query: {} }, style)) received += page.length;
		})();
		await expect(reading).rejects.toThrow(RequestFailure);
		expect(asked).toHaveLength(10_000);
		expect(received).toBe(10_000);
	});

	it('asks for a page only when the one before has been taken', async () => {
		const { client, asked } = account(rows(25));
		const pages = readPages(client, list, { query: {} }, style);
		expect(asked).toHaveLength(0);
		await pages.next();
		expect(asked).toHaveLength(1);
		await pages.next();
		expect(asked).toHaveLength(2);
		await pages.return();
		expect(asked).toHaveLength(2);
	});

	it('hands on an error of the client as it is', async () => {
		const failure = new RequestFailure({ message: 'no', description: '', outcome: 'failed' });
		const { client } = account(() => {
			throw failure;
		});
		await expect(collect(readPages(client, list, { query: {} }, style))).rejects.toBe(failure);
	});
});
