import { z } from 'zod';

import type { ApiClient } from '../../../nodes/shared/http/client.ts';
import { endpoint, type Endpoint, type RequestInput } from '../../../nodes/shared/http/endpoint.ts';
import { matchingItems, pagesByNumber, readPages } from '../../../nodes/shared/http/paginate.ts';
import { liveTok } from '../../../nodes/LiveTok/api.ts';

const query = z.object({ size: z.number(), page: z.number() });
const rowSchema = z.object({ id: z.string(), note: z.string().optional() });
const body = z.object({ rows: z.array(rowSchema), page: z.number().optional(), pages: z.number().optional() });
const route = endpoint({
	method: 'GET',
	path: '/rows',
	query: query.partial(),
	response: body,
	source: 'test',
	evidence: 'documented',
});
type Row = z.infer<typeof rowSchema>;
type Body = z.infer<typeof body>;
type Query = z.infer<typeof query>;

const style = pagesByNumber({
	largestPage: 10,
	sizeKey: 'size',
	pageKey: 'page',
	items: (answer: Body) => answer.rows,
	page: (answer) => answer.page,
	totalPages: (answer) => answer.pages,
	identity: (row: Row) => row.id,
});

/** A list in memory: answers with what `answer` makes of each query, and remembers what was asked. */
function list(answer: (query: Query) => Body) {
	const asked: string[] = [];
	const client: Pick<ApiClient, 'vendor' | 'request'> = {
		vendor: liveTok,
		request: async <E extends Endpoint>(target: E, input: RequestInput<E>): Promise<z.output<E['response']>> => {
			const wanted = query.parse(input.query);
			asked.push(`${wanted.size} of page ${wanted.page}`);
			return target.response.parse(answer(wanted)) as z.output<E['response']>;
		},
	};
	const read = (limit?: number) => readPages(client, route, { query: {} }, style, limit);
	return { asked, read };
}

async function idsOf(pages: AsyncIterable<readonly Row[]>): Promise<string[]> {
	const ids: string[] = [];
	for await (const page of pages) ids.push(...page.map(({ id }) => id));
	return ids;
}

const rows = (from: number, count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({ id: `r${from + index}` }));

/** So many rows, as a well-behaved service lists them. */
const wellBehaved =
	(total: number) =>
	({ size, page }: Query): Body => ({
		rows: rows(1, total).slice((page - 1) * size, page * size),
		page,
		pages: Math.ceil(total / size),
	});

describe('pagesByNumber', () => {
	it.each([
		{ total: 0, limit: undefined, asked: ['10 of page 1'] },
		{ total: 10, limit: undefined, asked: ['10 of page 1'] },
		{ total: 25, limit: undefined, asked: ['10 of page 1', '10 of page 2', '10 of page 3'] },
		// A smaller last page would be another part of the list.
		{ total: 25, limit: 13, asked: ['10 of page 1', '10 of page 2'] },
		{ total: 25, limit: 4, asked: ['4 of page 1'] },
	])('$total rows with limit $limit', async ({ total, limit, asked }) => {
		const source = list(wellBehaved(total));
		expect(await idsOf(source.read(limit))).toEqual(rows(1, Math.min(total, limit ?? total)).map(({ id }) => id));
		expect(source.asked).toEqual(asked);
	});

	it.each([
		{ name: 'nothing is said of pages', said: {} },
		{ name: 'the number of pages is 0', said: { pages: 0 } },
	])('ends with an empty page where $name', async ({ said }) => {
		const source = list(({ page, size }) => ({ rows: rows(1, 12).slice((page - 1) * size, page * size), ...said }));
		expect(await idsOf(source.read())).toHaveLength(12);
		expect(source.asked).toEqual(['10 of page 1', '10 of page 2', '10 of page 3']);
	});

	describe.each([undefined, 13])('a list that ignores the page, with limit %s', (limit) => {
		it.each<{ name: string; answer: (turn: number) => Body }>([
			{ name: 'and says so', answer: (turn) => ({ rows: rows(turn * 100, 10), page: 1, pages: 3 }) },
			{ name: 'and says nothing', answer: () => ({ rows: rows(1, 10) }) },
			{
				name: 'and whose rows change meanwhile',
				answer: (turn) => ({ rows: rows(1, 10).map((row) => ({ ...row, note: `${turn}` })), pages: 3 }),
			},
			{
				name: 'and whose order changes meanwhile',
				answer: (turn) => ({ rows: turn % 2 === 0 ? rows(1, 10).reverse() : rows(1, 10), pages: 3 }),
			},
		])('$name', async ({ answer }) => {
			let turn = 0;
			const source = list(() => answer((turn += 1)));
			await expect(idsOf(source.read(limit))).rejects.toThrow('sent the same part of the list again');
			expect(source.asked).toHaveLength(2);
		});
	});

	it('hands a row on once when others were added before it', async () => {
		const source = list(({ page }) =>
			page === 1 ? { rows: rows(1, 10), page, pages: 2 } : { rows: rows(9, 5), page, pages: 2 },
		);
		expect(await idsOf(source.read())).toEqual(rows(1, 13).map(({ id }) => id));
	});

	it('ends where the list became shorter and its last page comes again', async () => {
		const source = list(({ page }) =>
			page === 1 ? { rows: rows(1, 10), page, pages: 2 } : { rows: rows(1, 10), page: 1, pages: 1 },
		);
		expect(await idsOf(source.read())).toEqual(rows(1, 10).map(({ id }) => id));
	});
});

describe('matchingItems', () => {
	const isEven = ({ id }: Row): boolean => Number(id.slice(1)) % 2 === 0;

	it.each([
		{ limit: undefined, count: 12, pages: 3 },
		{ limit: 5, count: 5, pages: 1 },
		{ limit: 6, count: 6, pages: 2 },
	])('with limit $limit reads $pages pages', async ({ limit, count, pages }) => {
		const source = list(wellBehaved(25));
		const ids = await idsOf(matchingItems(source.read(), isEven, limit));
		expect(ids).toEqual(Array.from({ length: count }, (_, index) => `r${2 * (index + 1)}`));
		expect(source.asked).toHaveLength(pages);
	});
});
