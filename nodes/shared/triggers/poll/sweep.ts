import { RequestFailure } from '../../http/failure';
import type { PagePosition } from '../../http/paginate';
import { type Memory, mostAtOnce } from './memory';
import { type DatedPage, type DatedRow, isBelow, readList, readMoment, type Watch } from './pages';

/** Something that happened, ready to be handed over. */
export interface Happening {
	readonly item: object;
	/** Milliseconds since the epoch. */
	readonly moment: number;
}

/** More sweeps than a list needs to come to rest; what is still moving then is left for the next poll. */
const mostSweeps = 5;

/** How a vendor says that it does not know a page. */
const goneStatuses = [400, 404, 410];

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
	let list = readList(watch, memory);
	let isChanged = false;
	let news = 0;
	const end = (pages: number): SweepResult => {
		memory.unfinished = undefined;
		return { happenings, news, pages, isFinished: true };
	};
	const stopAt = (position: PagePosition, pages: number): SweepResult => {
		memory.unfinished = { position };
		return { happenings, news, pages, isFinished: false };
	};
	for (let pages = 1; ; pages += 1) {
		const { value: page } = await list.next();
		if (page === undefined) return end(pages);
		if (pages === 1) {
			isChanged = seemsChanged(watch, page.total, memory.count);
			memory.count = page.total;
		}
		const fresh = page.dated.filter(({ key, moment }) => !memory.knows(key, moment));
		for (const row of fresh) {
			// Requests for single rows take time too; one at least is made, so that every poll gets further.
			const isSlow = watch.event.handOver?.asksForEachRow === true;
			if (isSlow && news > 0 && watch.isOutOfTime()) return stopAt(page.position, pages);
			happenings.push(...(await happeningsOf(row, watch, memory)));
			memory.remember(row.key, row.moment, watch.client.now());
			news += 1;
		}
		if (memory.size > mostAtOnce) throw tooMuch(watch);
		if (page.next === undefined || isBelow(watch, page, memory.floor)) return end(pages);
		if (news === 0 && !isChanged && unfinished === undefined) return end(pages);
		const isTopRead = fresh.length === 0 && unfinished !== undefined;
		const next = isTopRead ? (unfinished?.position ?? page.next) : page.next;
		if (pages > 1 && watch.isOutOfTime()) return stopAt(next, pages);
		if (isTopRead) {
			list = resumed(watch, memory, next);
			unfinished = undefined;
			isChanged = true;
		}
	}
}

/** The list from a page on that an earlier poll was told of; from the top where the vendor does not know it any more. */
async function* resumed(watch: Watch, memory: Memory, start: PagePosition): AsyncGenerator<DatedPage, void> {
	const list = readList(watch, memory, start);
	const first = await list.next().catch((problem: unknown) => {
		if (problem instanceof RequestFailure && goneStatuses.includes(problem.details.status ?? 0)) return undefined;
		throw problem;
	});
	if (first === undefined) {
		yield* readList(watch, memory);
	} else if (first.value !== undefined) {
		yield first.value;
		yield* list;
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

function tooMuch({ client, event }: Watch): RequestFailure {
	return new RequestFailure({
		message: `More than ${mostAtOnce} rows of ${client.vendor.name} are new to the event "${event.name}"`,
		description:
			'That is more than a trigger can catch up with. To leave them out, unpublish the workflow, set the option "When Published Again" to "Start From Now", and publish it. The Get Many operation lists what was left out.',
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
			if (event.isNarrowed === true && pages > 1) memory.narrow();
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
