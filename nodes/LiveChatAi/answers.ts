import { z } from 'zod';

import { pagesByNumber, type PageStyle } from '../shared/http/paginate';

type Path = readonly string[];

/** Section 4: where an answer says which page it is, how many pages and rows there are, and what asks for a page's size. */
const pageStyles = {
	A: { sizeKey: 'limit', about: ['pages'], page: 'page', totalPages: 'totalPages', rowCount: ['totalCount'] },
	B: {
		sizeKey: 'limit',
		about: ['data', 'pages'],
		page: 'page',
		totalPages: 'totalPages',
		rowCount: ['data', 'totalCount'],
	},
	C: {
		sizeKey: 'perPage',
		about: ['data', 'meta'],
		page: 'currentPage',
		totalPages: 'totalPages',
		rowCount: ['data', 'meta', 'total'],
	},
	D: {
		sizeKey: 'limit',
		about: ['data', 'pagination'],
		page: 'page',
		totalPages: 'totalPages',
		rowCount: ['data', 'pagination', 'totalCount'],
	},
	E: {
		sizeKey: 'pageSize',
		about: ['data', 'metadata'],
		page: 'currentPage',
		totalPages: 'totalPageCount',
		rowCount: ['data', 'metadata', 'totalItemCount'],
	},
} as const;

/** Sections 3 and 4: the page style of every list, and where its rows stand. */
export const lists = {
	agents: { style: 'A', rows: ['data'] },
	contacts: { style: 'A', rows: ['data'] },
	contactConversations: { style: 'C', rows: ['data', 'conversations'] },
	conversations: { style: 'C', rows: ['data', 'conversations'] },
	views: { style: 'C', rows: ['data', 'views'] },
	dataSources: { style: 'B', rows: ['data', 'items'] },
	suggestions: { style: 'D', rows: ['data', 'suggestions'] },
	scores: { style: 'E', rows: ['data', 'currentPeriod', 'scores'] },
} as const satisfies Record<string, { style: keyof typeof pageStyles; rows: Path }>;

export type ListName = keyof typeof lists;

/** Section 3: where the object of an answer stands, for those that are not lists. An empty path is the whole answer. */
export const places = {
	/** The general rule. */
	data: ['data'],
	/** Contacts, sentiments and topics, and the answer to creating or updating a contact. */
	top: [],
	/** Adding a data source. */
	item: ['data', 'item'],
} as const satisfies Record<string, Path>;

function valueAt(body: unknown, path: Path): unknown {
	return path.reduce<unknown>(
		(value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
		body,
	);
}

/** Reads what stands at a place of an answer. What does not fit is reported with its whole path. */
export function answerAt<Schema extends z.ZodTypeAny>(path: Path, schema: Schema) {
	return z.unknown().transform((body, context): z.output<Schema> => {
		const found = schema.safeParse(valueAt(body, path));
		if (found.success) return found.data as z.output<Schema>;
		for (const issue of found.error.issues) context.addIssue({ ...issue, path: [...path, ...issue.path] });
		return z.NEVER;
	});
}

/** One page of any list, in the same form for all. */
export interface ListPage<Row> {
	readonly rows: readonly Row[];
	/** Which page the answer says it is, from 1. */
	readonly page?: number;
	readonly totalPages?: number;
	/** How many rows the whole list has. */
	readonly rowCount?: number;
	/** The whole answer, for what stands beside the rows. */
	readonly answer: unknown;
}

const count = z.number().int().optional().catch(undefined);

/** Reads a page of a list, by the table. */
export function pageOf<Row extends z.ZodTypeAny>(list: ListName, row: Row) {
	const { style, rows: path } = lists[list];
	const { about, page, totalPages, rowCount } = pageStyles[style];
	const rowsSchema = answerAt(path, z.array(row));
	return z.unknown().transform((answer, context): ListPage<z.output<Row>> => {
		const rows = rowsSchema.safeParse(answer);
		if (!rows.success) {
			for (const issue of rows.error.issues) context.addIssue(issue);
			return z.NEVER;
		}
		return {
			rows: rows.data,
			page: count.parse(valueAt(answer, [...about, page])),
			totalPages: count.parse(valueAt(answer, [...about, totalPages])),
			rowCount: count.parse(valueAt(answer, rowCount)),
			answer,
		};
	});
}

/** Section 4: the largest page of every style. */
const largestPage = 100;

/** How a list is read to its end, by the table. */
export function pagesOf<Row extends { readonly id: string }>(list: ListName): PageStyle<ListPage<Row>, Row> {
	return pagesByNumber({
		largestPage,
		sizeKey: pageStyles[lists[list].style].sizeKey,
		pageKey: 'page',
		items: ({ rows }) => rows,
		page: ({ page }) => page,
		totalPages: ({ totalPages }) => totalPages,
		identity: ({ id }) => id,
	});
}
