/** The values at a dotted path; an array on the way stands for all its items, as in `addresses.address`. */
export function valuesAt(item: unknown, path: string): unknown[] {
	let values: unknown[] = [item];
	for (const name of path.split('.')) {
		values = values.flatMap((value) => childOf(value, name)).flat();
	}
	return values.filter((value) => value !== undefined && value !== null);
}

/** Items by the first value at each path; items without a value come last in both directions. */
export function sortBy<Item>(items: Item[], rules: Array<{ field: string; direction: 'asc' | 'desc' }>): Item[] {
	if (rules.length === 0) return items;
	const keyed = items.map((item) => ({ item, keys: rules.map(({ field }) => valuesAt(item, field)[0]) }));
	keyed.sort((a, b) => {
		for (const [index, { direction }] of rules.entries()) {
			const [left, right] = [a.keys[index], b.keys[index]];
			if (left === right) continue;
			if (left === undefined) return 1;
			if (right === undefined) return -1;
			const order = compare(left, right);
			if (order !== 0) return direction === 'asc' ? order : -order;
		}
		return 0;
	});
	return keyed.map(({ item }) => item);
}

/** Negative, zero or positive; numbers by size, everything else as text. */
export function compare(a: unknown, b: unknown): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [left, right] = [textOf(a), textOf(b)];
	if (left === right) return 0;
	return left < right ? -1 : 1;
}

/** Whether one of the values contains the text, whatever its case. */
export function anyContains(values: unknown[], text: string): boolean {
	const wanted = text.toLowerCase();
	return values.some((value) => textOf(value).toLowerCase().includes(wanted));
}

/** A value as text, to compare numbers, booleans and texts with what stands in a query. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function childOf(value: unknown, name: string): unknown {
	if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
	return (value as Record<string, unknown>)[name];
}
