import { RequestFailure } from '../../http/failure';
import { type Memory, mostKept } from './memory';
import { type DatedRow, isNewestFirst, readList, type Watch } from './pages';

/**
 * The first poll: learns what there is and hands nothing over. One request where the newest rows stand on the first page;
 * else the list is read once, to its end or as far as is remembered.
 */
export async function learn(watch: Watch, memory: Memory): Promise<void> {
	const { event, client } = watch;
	const rows: DatedRow[] = [];
	/** Rows before this moment were not read. */
	let readFrom = 0;
	for await (const page of readList(watch, memory)) {
		rows.push(...page.dated);
		memory.count ??= page.total;
		if (page.next === undefined) break;
		const isEnough = event.overlapMs !== Infinity || rows.length >= mostKept;
		if (isEnough && isNewestFirst(watch, page.dated)) {
			// Of the rows with the last one's moment only some were read.
			readFrom = (page.dated.at(-1)?.moment ?? 0) + 1;
			break;
		}
		if (watch.isOutOfTime()) throw tooLong(watch);
	}
	for (const { key, moment } of rows) memory.remember(key, moment, client.now());
	memory.raiseFloor(readFrom);
	// What a row is made of, messages for instance, was not read: it is known as a whole.
	if (event.handOver !== undefined) memory.raiseFloor(memory.newest + 1);
	memory.settle(event.overlapMs);
	if (event.isNarrowed === true) memory.narrow();
}

function tooLong({ client, event }: Watch): RequestFailure {
	return new RequestFailure({
		message: `${client.vendor.name}'s list is too long to be read within the time of one poll`,
		description: `To know what is new, the event "${event.name}" has to read the whole list once. Use filters that make it shorter, or another event.`,
		outcome: 'failed',
	});
}
