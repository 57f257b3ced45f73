import { DateTime } from 'luxon';

import type { ApiClient } from '../../http/client';
import { RequestFailure } from '../../http/failure';
import type { PagePosition } from '../../http/paginate';
import type { AnyPolledEvent, RowPage } from './event';
import type { Memory } from './memory';

/** What a poll watches, and how long it may take. */
export interface Watch {
	readonly event: AnyPolledEvent;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly client: ApiClient;
	/** Whether the poll has used up its time: then the rest is left for the next one. */
	isOutOfTime(): boolean;
}

/** A page shorter than this may be in order by chance. */
const fewestToShowOrder = 10;

/** A row with the moment that it stands for; rows without one are older than everything. */
export interface DatedRow {
	readonly row: object;
	readonly key: string;
	readonly moment: number;
}

export type DatedPage = RowPage<object> & { readonly dated: readonly DatedRow[] };

const dateless = -1;

/** Milliseconds since the epoch of an ISO 8601 text, in UTC unless it names a zone. */
export function readMoment(text: string | null | undefined): number {
	if (typeof text !== 'string') return dateless;
	const date = DateTime.fromISO(text, { zone: 'utc' });
	return date.isValid ? date.toMillis() : dateless;
}

function dated({ event }: Watch, { rows }: RowPage<object>): DatedRow[] {
	return rows.map((row) => ({ row, key: event.key(row), moment: readMoment(event.moment(row)) }));
}

/** Reads the list from a page on and makes sure that its pages can be used to tell new from old. */
export async function* readList(watch: Watch, memory: Memory, start?: PagePosition): AsyncGenerator<DatedPage, void> {
	const { event, client, parameters } = watch;
	const from = event.isNarrowed === true ? memory.from : undefined;
	for await (const page of event.read(client, parameters, { start, from })) {
		const rows = dated(watch, page);
		if (rows.length > 0 && rows.every(({ moment }) => moment === dateless)) {
			throw unusable(watch, `sent no ${event.momentField}`, 'Without it nobody can tell what is new.');
		}
		if (event.order === 'newestFirst' && page.next !== undefined && isUnsorted(rows)) {
			throw unusable(
				watch,
				`did not sort by ${event.momentField}`,
				'The trigger asked for the newest first, so that it need not read everything each time. Choose another event, or ask the service whether it can sort by this field.',
			);
		}
		yield { ...page, dated: rows };
	}
}

function unusable({ client, event }: Watch, what: string, why: string): RequestFailure {
	return new RequestFailure({
		message: `${client.vendor.name} ${what}, so the event "${event.name}" cannot be watched`,
		description: `${why} Nothing was emitted, and nothing that happens meanwhile is lost.`,
		outcome: 'failed',
	});
}

/** How many neighbours stand in rising order. A few may, where times were written in different forms. */
function rises(rows: readonly DatedRow[]): number {
	return rows.filter(({ moment }, index) => index > 0 && moment > (rows[index - 1]?.moment ?? moment)).length;
}

const isUnsorted = (rows: readonly DatedRow[]): boolean => rises(rows) > rows.length / 10;

/** Whether everything after this page is older than it: asked for, or plain to see. */
export function isNewestFirst({ event }: Watch, rows: readonly DatedRow[]): boolean {
	if (event.order === 'newestFirst') return true;
	const [first] = rows;
	const last = rows.at(-1);
	if (first === undefined || last === undefined || rows.length < fewestToShowOrder) return false;
	return first.moment > last.moment && rises(rows) === 0;
}

/** Whether what follows the page is older than what is known as a whole. */
export function isBelow(watch: Watch, { dated: rows }: DatedPage, floor: number): boolean {
	const last = rows.at(-1);
	return last !== undefined && isNewestFirst(watch, rows) && last.moment < floor;
}
