import { DateTime } from 'luxon';

import type { ApiClient } from '../../http/client';
import { RequestFailure } from '../../http/failure';
import type { PagePosition } from '../../http/paginate';
import type { AnyPolledEvent, RowPage } from './event';
import { Memory, mostAtOnce } from './memory';

/** Something that happened, ready to be handed over. */
export interface Happening {
	readonly item: object;
	/** Milliseconds since the epoch. */
	readonly moment: number;
}

/** What a sweep needs to know. */
export interface Watch {
	readonly event: AnyPolledEvent;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly client: ApiClient;
	/** Whether the poll has used up its time: then the rest is left for the next one. */
	isOutOfTime(): boolean;
}

const pageSize = 100;

/** More sweeps than a list needs to come to rest; what is still moving then is left for the next poll. */
const mostSweeps = 5;

/** A page shorter than this may be in order by chance. */
const fewestToShowOrder = 10;

/** A row with the moment that it stands for; rows without one are older than everything. */
interface DatedRow {
	readonly row: object;
	readonly key: string;
	readonly moment: number;
}

type DatedPage = RowPage<object> & { readonly dated: readonly DatedRow[] };

const dateless = -1;

function readMoment(text: string | null | undefined): number {
	if (typeof text !== 'string') return dateless;
	const date = DateTime.fromISO(text, { zone: 'utc' });
	return date.isValid ? date.toMillis() : dateless;
}

function dated({ event }: Watch, { rows }: RowPage<object>): DatedRow[] {
	return rows.map((row) => ({ row, key: event.key(row), moment: readMoment(event.moment(row)) }));
}

/** Reads one page and makes sure that it can be used to tell new from old. */
async function readPage(watch: Watch, position: PagePosition, memory: Memory): Promise<DatedPage> {
	const { event, client, parameters } = watch;
	const from = event.isNarrowed === true ? memory.from : undefined;
	const page = await event.read(client, parameters, { position, size: pageSize, from });
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
	return { ...page, dated: rows };
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
function isNewestFirst({ event }: Watch, rows: readonly DatedRow[]): boolean {
	if (event.order === 'newestFirst') return true;
	const [first] = rows;
	const last = rows.at(-1);
	if (first === undefined || last === undefined || rows.length < fewestToShowOrder) return false;
	return first.moment > last.moment && rises(rows) === 0;
}

/** Whether the list needs no further reading: it has ended, or what follows is older than what is known as a whole. */
function isRead(watch: Watch, { next, dated: rows }: DatedPage, floor: number): boolean {
	const last = rows.at(-1);
	return next === undefined || last === undefined || (isNewestFirst(watch, rows) && last.moment < floor);
}

/**
 * The first poll: learns what there is and hands nothing over. One request where the newest rows stand on the first page;
 * else the list is read to its end, once.
 */
export async function learn(watch: Watch, memory: Memory): Promise<void> {
	const { event, client } = watch;
	const rows: DatedRow[] = [];
	let position: PagePosition;
	/** Rows before this moment were not read. */
	let readFrom = 0;
	do {
		const page = await readPage(watch, position, memory);
		rows.push(...page.dated);
		memory.count ??= page.total;
		position = page.next;
		if (position === undefined) break;
		if (event.overlapMs !== Infinity && isNewestFirst(watch, page.dated)) {
			// Of the rows with the last one's moment only some were read.
			readFrom = (page.dated.at(-1)?.moment ?? 0) + 1;
			break;
		}
		if (watch.isOutOfTime()) throw tooLong(watch);
	} while (position !== undefined);
	for (const { key, moment } of rows) memory.remember(key, moment, client.now());
	memory.raiseFloor(readFrom);
	// What a row is made of, messages for instance, was not read: it is known as a whole.
	if (event.handOver !== undefined) memory.raiseFloor(memory.newest + 1);
	memory.settle(event.overlapMs);
	if (event.isNarrowed === true) narrow(memory);
}

/** The list begins at the floor from now on; how many rows it has is not known any more. */
function narrow(memory: Memory): void {
	if (memory.floor === 0) return;
	memory.from = memory.floor;
	memory.count = undefined;
}

interface SweepResult {
	readonly happenings: readonly Happening[];
	readonly news: number;
	readonly pages: number;
	readonly isFinished: boolean;
}

/** Whether a page that shows nothing new is no reason to stop. */
function seemsChanged({ event }: Watch, total: number | undefined, count: number | undefined): boolean {
	if (event.readsWholeList === true) return true;
	if (total === undefined) return event.order === 'unknown';
	return total !== count;
}

/**
 * Reads the list once, from the top to where everything is known, or until the time is used up. What happened since the
 * last poll stands at the top; then it goes on where that one had to stop.
 */
async function sweep(watch: Watch, memory: Memory): Promise<SweepResult> {
	const happenings: Happening[] = [];
	let { unfinished } = memory;
	let position: PagePosition;
	let isChanged = false;
	let news = 0;
	const stop = (pages: number, leftAt?: { readonly position?: PagePosition }): SweepResult => {
		memory.unfinished = leftAt;
		return { happenings, news, pages, isFinished: leftAt === undefined };
	};
	for (let pages = 1; ; pages += 1) {
		const page = await readPage(watch, position, memory);
		if (pages === 1) {
			isChanged = seemsChanged(watch, page.total, memory.count);
			memory.count = page.total;
		}
		const fresh = page.dated.filter(({ key, moment }) => !memory.knows(key, moment));
		for (const row of fresh) {
			// Requests for single rows take time too; one at least is made, so that every poll gets further.
			if (watch.event.handOver !== undefined && news > 0 && watch.isOutOfTime()) return stop(pages, { position });
			happenings.push(...(await happeningsOf(row, watch, memory)));
			memory.remember(row.key, row.moment, watch.client.now());
			news += 1;
		}
		if (memory.size > mostAtOnce) throw tooMuch(watch);
		if (isRead(watch, page, memory.floor)) return stop(pages);
		if (news === 0 && !isChanged && unfinished === undefined) return stop(pages);
		position = page.next;
		if (unfinished !== undefined && fresh.length === 0) {
			position = unfinished.position ?? position;
			unfinished = undefined;
			isChanged = true;
		}
		if (pages > 1 && watch.isOutOfTime()) return stop(pages, { position });
	}
}

/** What a new row stands for. Remembers what it hands over, and nothing of what is older than the floor. */
async function happeningsOf({ row, moment }: DatedRow, watch: Watch, memory: Memory): Promise<Happening[]> {
	const { event, client, parameters } = watch;
	const isWanted = (item: object): boolean => event.isWanted?.(item, parameters) ?? true;
	const { handOver } = event;
	if (handOver === undefined) return isWanted(row) ? [{ item: row, moment }] : [];
	const found = (await handOver.items(row, client)).map((item) => ({
		item,
		key: `item ${handOver.key(item)}`,
		moment: readMoment(handOver.moment(item)),
	}));
	const fresh = found.filter((each) => !memory.knows(each.key, each.moment));
	for (const each of fresh) memory.remember(each.key, each.moment, client.now());
	return fresh.filter(({ item }) => isWanted(item));
}

function tooLong({ client, event }: Watch): RequestFailure {
	return new RequestFailure({
		message: `${client.vendor.name}'s list is too long to be read within the time of one poll`,
		description: `To know what is new, the event "${event.name}" has to read the whole list once. Use filters that make it shorter, or another event.`,
		outcome: 'failed',
	});
}

function tooMuch({ client, event }: Watch): RequestFailure {
	return new RequestFailure({
		message: `More than ${mostAtOnce} rows of ${client.vendor.name} are new to the event "${event.name}"`,
		description:
			'That is more than a trigger can catch up with. To leave them out, deactivate the workflow, set the option "When Activated Again" to "Start From Now", and activate it. The Get Many operation lists what was left out.',
		outcome: 'failed',
	});
}

/**
 * What happened since the memory was stored, oldest first. A list that took several pages is read again until nothing new
 * is found: rows move between pages while they are read.
 */
export async function catchUp(watch: Watch, memory: Memory): Promise<Happening[]> {
	const { event } = watch;
	const happenings: Happening[] = [];
	for (let sweeps = 1; ; sweeps += 1) {
		const { happenings: found, news, pages, isFinished } = await sweep(watch, memory);
		happenings.push(...found);
		if (!isFinished) break;
		// What is read as a whole each time shows with the next poll what has moved.
		const isCalm = news === 0 || pages === 1 || event.readsWholeList === true || sweeps === mostSweeps;
		if (isCalm) {
			memory.settle(event.overlapMs);
			if (event.isNarrowed === true && pages > 1) narrow(memory);
			break;
		}
		if (watch.isOutOfTime()) {
			// Nothing is forgotten before the list was read once more.
			memory.unfinished = {};
			break;
		}
	}
	return happenings.sort((first, second) => first.moment - second.moment);
}

/** How many events "Fetch test event" shows at most, and how many rows it asks about for that. */
const mostShown = 10;
const mostAskedAbout = 3;

/** The latest events of the list's first page, newest first, whenever they happened. Remembers nothing. */
export async function latest(watch: Watch): Promise<object[]> {
	const { event, client, parameters } = watch;
	const page = await readPage(watch, undefined, Memory.empty(''));
	const rows = [...page.dated].sort((first, second) => second.moment - first.moment).map(({ row }) => row);
	const isWanted = (item: object): boolean => event.isWanted?.(item, parameters) ?? true;
	const { handOver } = event;
	if (handOver === undefined) return rows.filter(isWanted).slice(0, mostShown);
	const items: object[] = [];
	for (const row of rows.slice(0, handOver.asksForEachRow === true ? mostAskedAbout : rows.length)) {
		items.push(...[...(await handOver.items(row, client))].reverse().filter(isWanted));
		if (items.length >= mostShown) break;
	}
	return items.slice(0, mostShown);
}
