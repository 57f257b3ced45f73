import type { z } from 'zod';

import type { Endpoint, RequestInput } from './endpoint';
import { RequestFailure } from './failure';
import type { ApiClient } from './client';

/** Where a page begins: a cursor, an id, a page number. Undefined for the first page. */
export type PagePosition = string | number | undefined;

/** How a vendor's list is read page by page. Data and pure functions: one per list style, in the vendor's `api.ts`. */
export interface PageStyle<Body, Item> {
	/** Where the vendor wants to be asked for a page. */
	readonly place: 'query' | 'body';
	/** The most items that one page may have. */
	readonly largestPage: number;
	/** The keys that ask for this page. */
	ask(position: PagePosition, pageSize: number): Readonly<Record<string, unknown>>;
	items(body: Body): readonly Item[];
	/**
	 * Set where positions are counted here and not named by the vendor, so that they never repeat: a vendor that ignores
	 * where it is asked to begin is then noticed by its answers.
	 */
	readonly countsPositions?: true;
	/**
	 * Set where whole pages are counted: then every page has to be asked for in the same size, or rows would be skipped
	 * or come twice.
	 */
	readonly keepsSize?: true;
	/** What an item is still known by when it changes while the list is read. Default: all of it. */
	readonly identity?: (item: Item) => string;
	/** Which part of the list an answer is, by what it says of itself. Default: the one that was asked for. */
	readonly partOf?: (body: Body, position: PagePosition) => 'asked' | 'another' | 'pastTheEnd';
	/** The position after this page, or undefined when the list has ended. */
	next(body: Body, items: readonly Item[], position: PagePosition): PagePosition;
}

function askFor(
	sizeKey: string,
	pageSize: number,
	positionKey: string,
	position: PagePosition,
): Record<string, unknown> {
	return { [sizeKey]: pageSize, ...(position === undefined ? {} : { [positionKey]: position }) };
}

/** Stripe's style: the next page starts after the last id, and `has_more` says whether there is one. */
export function pagesAfterLastId<Body, Item>(style: {
	readonly largestPage: number;
	readonly sizeKey: string;
	readonly cursorKey: string;
	readonly items: (body: Body) => readonly Item[];
	readonly hasMore: (body: Body) => boolean;
	readonly id: (item: Item) => string;
}): PageStyle<Body, Item> {
	return {
		place: 'query',
		largestPage: style.largestPage,
		ask: (position, pageSize) => askFor(style.sizeKey, pageSize, style.cursorKey, position),
		items: style.items,
		next: (body, items) => {
			const last = items.at(-1);
			return style.hasMore(body) && last !== undefined ? style.id(last) : undefined;
		},
	};
}

/** The answer carries a token for the next page; none, null or an empty one is the end. */
export function pagesByToken<Body, Item>(style: {
	readonly place?: 'query' | 'body';
	readonly largestPage: number;
	readonly sizeKey: string;
	readonly tokenKey: string;
	readonly items: (body: Body) => readonly Item[];
	readonly nextToken: (body: Body) => string | undefined;
}): PageStyle<Body, Item> {
	return {
		place: style.place ?? 'query',
		largestPage: style.largestPage,
		ask: (position, pageSize) => askFor(style.sizeKey, pageSize, style.tokenKey, position),
		items: style.items,
		next: (body) => style.nextToken(body) || undefined,
	};
}

/** The list is asked from a place on: `offset` counts the items before it. `total` says how many there are, if at all. */
export function pagesByOffset<Body, Item>(style: {
	readonly largestPage: number;
	readonly sizeKey: string;
	readonly offsetKey: string;
	readonly items: (body: Body) => readonly Item[];
	readonly total: (body: Body) => number | undefined;
}): PageStyle<Body, Item> {
	return {
		place: 'query',
		largestPage: style.largestPage,
		ask: (position, pageSize) => ({ [style.sizeKey]: pageSize, [style.offsetKey]: position ?? 0 }),
		items: style.items,
		countsPositions: true,
		next: (body, items, position) => {
			const read = Number(position ?? 0) + items.length;
			const total = style.total(body);
			return items.length === 0 || (total !== undefined && read >= total) ? undefined : read;
		},
	};
}

/**
 * The list is asked for page after page, counted from 1. The answer says how many pages there are and which one it is, if
 * at all; without a number of pages, an empty page is the end.
 */
export function pagesByNumber<Body, Item>(style: {
	readonly largestPage: number;
	readonly sizeKey: string;
	readonly pageKey: string;
	readonly items: (body: Body) => readonly Item[];
	readonly page: (body: Body) => number | undefined;
	readonly totalPages: (body: Body) => number | undefined;
	readonly identity: (item: Item) => string;
}): PageStyle<Body, Item> {
	const isOver = (body: Body, read: number): boolean => {
		const total = style.totalPages(body) ?? 0;
		return total > 0 && read >= total;
	};
	return {
		place: 'query',
		largestPage: style.largestPage,
		ask: (position, pageSize) => ({ [style.sizeKey]: pageSize, [style.pageKey]: position ?? 1 }),
		items: style.items,
		countsPositions: true,
		keepsSize: true,
		identity: style.identity,
		partOf: (body, position) => {
			const asked = Number(position ?? 1);
			if ((style.page(body) ?? asked) === asked) return 'asked';
			// The list may have become shorter meanwhile: some services then send their last page.
			return isOver(body, asked - 1) ? 'pastTheEnd' : 'another';
		},
		next: (body, items, position) => {
			const page = Number(position ?? 1);
			return items.length === 0 || isOver(body, page) ? undefined : page + 1;
		},
	};
}

/** What reading a list needs of a client. */
type ListClient = Pick<ApiClient, 'vendor' | 'request'>;

/** More pages than any real account has: 1,000,000 rows at 100 a page. */
const mostPages = 10_000;

/** One part of a list, and where it and the next one begin. */
export interface ListPart<Body, Item> {
	readonly body: Body;
	readonly items: readonly Item[];
	readonly position: PagePosition;
	/** Undefined at the end of the list. */
	readonly next: PagePosition;
}

/**
 * Reads a list page by page and hands each page on as it arrives, so that memory does not grow with what was already
 * handed on. Stops after `limit` items. Throws a RequestFailure when the list goes in circles or does not end:
 * a list that cannot be read to its end is an error, not a shorter list.
 */
export async function* readPages<E extends Endpoint, Item>(
	client: ListClient,
	endpoint: E,
	input: RequestInput<E>,
	style: PageStyle<z.output<E['response']>, Item>,
	limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly Item[], void> {
	let left = limit;
	if (left <= 0) return;
	const size = (): number => (style.keepsSize ? limit : left);
	for await (const { items } of readParts(client, endpoint, input, style, { size })) {
		if (items.length > 0) yield items.slice(0, left);
		left -= items.length;
		if (left <= 0) return;
	}
}

/**
 * As `readPages`, with what else the answers say, and for readers that stop in the middle and begin there again.
 *
 * @param options.size how many items the next page is to have; the style's largest page by default
 * @param options.start where to begin: the `position` or `next` of a part that was read before
 */
export async function* readParts<E extends Endpoint, Item>(
	client: ListClient,
	endpoint: E,
	input: RequestInput<E>,
	style: PageStyle<z.output<E['response']>, Item>,
	{ size = () => style.largestPage, start }: { readonly size?: () => number; readonly start?: PagePosition } = {},
): AsyncGenerator<ListPart<z.output<E['response']>, Item>, void> {
	const visited = new Set<PagePosition>();
	let previous: ReadonlySet<string> = new Set();
	let position = start;
	const asked: unknown = input[style.place];
	for (let pages = 0; ; pages += 1) {
		if (visited.has(position)) throw unreadable(client, endpoint, 'sent the same part of the list again', pages);
		if (pages === mostPages) throw unreadable(client, endpoint, 'sent more pages than any list should have', pages);
		visited.add(position);
		const question = {
			...(typeof asked === 'object' ? asked : {}),
			...style.ask(position, Math.min(size(), style.largestPage)),
		};
		const body: z.output<E['response']> = await client.request(endpoint, { ...input, [style.place]: question });
		const part = style.partOf?.(body, position) ?? 'asked';
		if (part === 'pastTheEnd') return;
		const items = style.items(body);
		const known = style.countsPositions ? new Set(items.map(style.identity ?? whole)) : previous;
		if (part === 'another' || isSamePart(known, previous)) {
			throw unreadable(client, endpoint, 'sent the same part of the list again', pages + 1);
		}
		const fresh = style.identity === undefined ? items : without(items, previous, style.identity);
		previous = known;
		const next = style.next(body, items, position);
		yield { body, items: fresh, position, next };
		if (next === undefined) return;
		position = next;
	}
}

const whole = (item: unknown): string => JSON.stringify(item);

/** The same items in any order; or it begins with the same one, where the last page is asked for in a smaller size. */
function isSamePart(part: ReadonlySet<string>, previous: ReadonlySet<string>): boolean {
	const [first] = part;
	const [previousFirst] = previous;
	if (first === undefined) return false;
	return first === previousFirst || (part.size === previous.size && [...part].every((item) => previous.has(item)));
}

/** Rows that moved to the next page, because others were added before them, have been handed on already. */
function without<Item>(
	items: readonly Item[],
	previous: ReadonlySet<string>,
	identity: (item: Item) => string,
): readonly Item[] {
	return items.filter((item) => !previous.has(identity(item)));
}

/**
 * The items of a list that fit a condition the vendor cannot be asked for, page by page as they arrive, at most `limit`
 * of them. Reads on until there are enough or the list ends.
 */
export async function* matchingItems<Item>(
	pages: AsyncIterable<readonly Item[]>,
	isWanted: (item: Item) => boolean,
	limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly Item[], void> {
	let left = limit;
	for await (const page of pages) {
		const wanted = page.filter(isWanted).slice(0, left);
		if (wanted.length > 0) yield wanted;
		left -= wanted.length;
		if (left <= 0) return;
	}
}

function unreadable(client: ListClient, endpoint: Endpoint, what: string, pages: number): RequestFailure {
	return new RequestFailure({
		message: `${client.vendor.name} ${what}, so the list could not be read to its end`,
		description: `Reading stopped after ${pages} pages. Nothing was changed. Try again; if it happens again, use a limit or a filter, and tell ${client.vendor.name}'s support. (${endpoint.method} ${endpoint.path})`,
		outcome: 'failed',
	});
}
