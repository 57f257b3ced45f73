import type { Period } from './period.ts';

/** How often each name occurs on every day of a period, and altogether (section 6.6). */
export function countPerDay<Item extends { createdAt: string }>(
	items: readonly Item[],
	period: Period,
	names: readonly string[],
	nameOf: (item: Item) => string,
): { data: Array<Record<string, string | number>>; totals: Array<{ name: string; count: number }> } {
	const byDay = Map.groupBy(items, (item) => period.dayOf(item));
	const count = (some: readonly Item[], name: string): number => some.filter((item) => nameOf(item) === name).length;
	const data = period.days().map((date) => {
		const ofDay = byDay.get(date) ?? [];
		return { date, ...Object.fromEntries(names.map((name) => [name, count(ofDay, name)])) };
	});
	return { data, totals: names.map((name) => ({ name, count: count(items, name) })) };
}
