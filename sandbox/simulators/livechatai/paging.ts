import type { Call } from './call.ts';
import { invalid } from './errors.ts';

/** The rows of one page, and where it is in the list. */
export interface Page<Row> {
	rows: Row[];
	page: number;
	size: number;
	total: number;
	totalPages: number;
}

/** The page a request asks for; `size` names its size parameter (section 4). */
export function pageOf<Row>(
	call: Call,
	list: readonly Row[],
	{ size: sizeName, defaultSize }: { size: 'limit' | 'perPage' | 'pageSize'; defaultSize: number },
): Page<Row> {
	const { query } = call.request;
	const { assumptions } = call;
	const size = sizeOf(readInteger(query, sizeName, defaultSize), sizeName, call);
	const asked = readInteger(query, 'page', 1);
	if (asked < 1) throw invalid('page', 'must be at least 1');
	const full = Math.ceil(list.length / size);
	const totalPages = full === 0 ? Number(assumptions.emptyTotalPages) : full;
	const page = assumptions.pageParameter === 'ignored' ? 1 : placeOf(asked, Math.max(full, 1), call);
	return { rows: list.slice((page - 1) * size, page * size), page, size, total: list.length, totalPages };
}

function placeOf(asked: number, last: number, { assumptions }: Call): number {
	if (asked <= last || assumptions.pastTheEnd === 'empty') return asked;
	if (assumptions.pastTheEnd === 'refused') throw invalid('page', `must be at most ${last}`);
	return last;
}

function sizeOf(asked: number, name: string, { assumptions }: Call): number {
	if (asked >= 1 && asked <= 100) return asked;
	if (assumptions.sizeOutOfRange === 'refused') throw invalid(name, 'must be between 1 and 100');
	return Math.min(Math.max(asked, 1), 100);
}

function readInteger(query: URLSearchParams, name: string, byDefault: number): number {
	const value = query.get(name);
	if (value === null) return byDefault;
	if (!/^-?\d{1,9}$/.test(value)) throw invalid(name, 'must be an integer');
	return Number(value);
}

/** Styles A and B: `totalCount` and `pages`. */
export function countAndPages({ page, size, total, totalPages }: Page<unknown>): Record<string, unknown> {
	const { previous, next } = neighbours({ page, totalPages });
	return {
		totalCount: total,
		pages: {
			page,
			perPage: size,
			totalPages,
			hasPrevious: previous !== null,
			hasNext: next !== null,
			previous,
			next,
		},
	};
}

/** Style C: `meta`. */
export function metaOf({ page, size, total, totalPages }: Page<unknown>): Record<string, number> {
	return { total, perPage: size, currentPage: page, totalPages };
}

/** Style D: `pagination`. */
export function paginationOf({ page, size, total, totalPages }: Page<unknown>): Record<string, unknown> {
	const { previous, next } = neighbours({ page, totalPages });
	return {
		page,
		limit: size,
		totalCount: total,
		totalPages,
		hasNextPage: next !== null,
		hasPreviousPage: previous !== null,
	};
}

/** Style E: `metadata`. */
export function metadataOf({ page, size, total, totalPages }: Page<unknown>): Record<string, unknown> {
	const { previous, next } = neighbours({ page, totalPages });
	return {
		totalItemCount: total,
		totalPageCount: totalPages,
		currentPage: page,
		prev: previous,
		next,
		pageSize: size,
	};
}

/** The list in the order of section 4, ties in the order of creation or its reverse. */
export function inListOrder<Row extends { createdAt: string }>(rows: readonly Row[], { assumptions }: Call): Row[] {
	const oldestFirst = rows.toSorted((one, other) => compare(one.createdAt, other.createdAt));
	return assumptions.listOrder === 'oldestFirst' ? oldestFirst : oldestFirst.reverse();
}

/** Order of two ISO dates, which are all UTC with milliseconds; parsing thousands for every page takes long. */
function compare(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

function neighbours({ page, totalPages }: Pick<Page<unknown>, 'page' | 'totalPages'>): {
	previous: number | null;
	next: number | null;
} {
	return { previous: page > 1 ? page - 1 : null, next: page < totalPages ? page + 1 : null };
}
