import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import type { ApiClient } from '../../http/client';
import type { Endpoint, RequestInput } from '../../http/endpoint';
import { type PagePosition, type PageStyle, readParts } from '../../http/paginate';

/** One page of a list, in the form that the poll reads. */
export interface RowPage<Row> {
	readonly rows: readonly Row[];
	/** Where this page began. */
	readonly position: PagePosition;
	/** Where the next page begins; undefined at the end of the list. */
	readonly next: PagePosition;
	/** How many rows the whole list has, where the vendor says it. */
	readonly total?: number;
}

/** Which part of a list is asked for. */
export interface PartOfList {
	/** The page to begin with; undefined for the top. */
	readonly start?: PagePosition;
	/** Only rows from this moment on are needed, in milliseconds. For lists that can be narrowed; undefined for all. */
	readonly from?: number;
}

/** Reads a list, page after page. */
export type ListReader<Row, Parameters> = (
	client: ApiClient,
	parameters: Parameters,
	part: PartOfList,
) => AsyncIterableIterator<RowPage<Row>>;

/** How a touched row becomes events, where the row itself is not the event. */
export interface HandOver<Row, Item> {
	/** The events of a row, as they are handed to the workflow. None when the row is gone meanwhile. */
	items(row: Row, client: ApiClient): Promise<readonly Item[]>;
	/** Set where `items` makes a request. */
	readonly asksForEachRow?: true;
	/** What makes an event the same one again. */
	key(item: Item): string;
	/** ISO 8601. Events before the poll's floor are old. */
	moment(item: Item): string | null | undefined;
}

/**
 * One event of a polling trigger: which list shows it, and which fields tell what is new. Data and pure functions.
 *
 * A poll asks for the list's first page and goes on only while there is a reason to: something new, or another count
 * than before. So with nothing new it costs one request, whatever the size of the account.
 */
export interface PolledEvent<Row, Parameters, Item = Row> {
	/** Display name, Title Case. */
	readonly name: string;
	/** What workflows store. Never changed. */
	readonly value: string;
	readonly description: string;
	/** The filters of the event, shown for it alone. */
	readonly properties: readonly INodeProperties[];
	/** Checks and types the fields. Its keys are the names of `properties`. */
	readonly parameters: z.ZodType<Parameters, z.ZodTypeDef, unknown>;
	readonly read: ListReader<Row, Parameters>;
	/**
	 * - newestFirst: the vendor was asked to sort by `moment`, newest first; an answer that is not is refused
	 * - unknown: nobody says. Where a page shows that it is newest first, that is used; else the list is read to its end.
	 */
	readonly order: 'newestFirst' | 'unknown';
	/** Set where neither the first page nor the count shows that something is new: then every poll reads the whole list. */
	readonly readsWholeList?: true;
	/** Set where `from` narrows the list. */
	readonly isNarrowed?: true;
	/** Names the row in the state that makes an event: its id, with whatever changes when the event happens again. */
	readonly key: (row: Row) => string;
	/** ISO 8601: when the event happened, and what the list is sorted by. Rows without one are passed over. */
	readonly moment: (row: Row) => string | null | undefined;
	/** The name of that field in the vendor's words, for texts. */
	readonly momentField: string;
	/**
	 * How far back before the newest row a poll still looks for rows that arrive late or with an earlier time, in
	 * milliseconds. Infinity: every row of the list is remembered, up to the limit of what is remembered.
	 */
	readonly overlapMs: number;
	/** What is handed over for a new row; default: the row itself. */
	readonly handOver?: HandOver<Row, Item>;
	/** Whether what is handed over is an event that the user wants. Default: all. */
	readonly isWanted?: (item: Item, parameters: Parameters) => boolean;
}

/** An event whose types are known to itself alone. */
export type AnyPolledEvent = PolledEvent<object, Readonly<Record<string, unknown>>>;

/** One event, with the types of its rows and parameters checked against each other. */
export function polledEvent<Row extends object, Parameters extends object, Item extends object = Row>(
	event: PolledEvent<Row, Parameters, Item>,
): AnyPolledEvent {
	return event as unknown as AnyPolledEvent;
}

/** The reader of a list of the vendor's route table. */
export function listReader<E extends Endpoint, Row, Parameters>(list: {
	readonly route: E;
	readonly style: PageStyle<z.output<E['response']>, Row>;
	/** How many rows the whole list has; undefined or null where an answer does not say. */
	readonly total: (body: z.output<E['response']>) => number | null | undefined;
	/** The rest of the request: filters, order. */
	readonly input: (parameters: Parameters, from: number | undefined) => RequestInput<E>;
}): ListReader<Row, Parameters> {
	const { route, style, total, input } = list;
	return async function* (client, parameters, { start, from }) {
		const parts = readParts(client, route, input(parameters, from), style, { start });
		for await (const { items: rows, body, position, next } of parts) {
			yield { rows, position, next, total: total(body) ?? undefined };
		}
	};
}
