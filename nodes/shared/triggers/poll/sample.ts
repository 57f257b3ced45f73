import { Memory } from './memory';
import { readList, type Watch } from './pages';

/** How many events "Fetch test event" shows at most, and how many rows it asks about for that. */
const mostShown = 10;
const mostAskedAbout = 3;

/** The latest events of the list's first page, newest first, whenever they happened. Remembers nothing. */
export async function latest(watch: Watch): Promise<object[]> {
	const { event, client, parameters } = watch;
	const { value: page } = await readList(watch, Memory.empty('')).next();
	const rows = [...(page?.dated ?? [])].sort((first, second) => second.moment - first.moment).map(({ row }) => row);
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
