/** What is reported of a series of measurements. */
export interface Spread {
	readonly median: number;
	readonly min: number;
	readonly max: number;
}

/** Median, smallest and largest. @throws RangeError for an empty series. */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = values.toSorted((first, second) => first - second);
	const min = sorted[0];
	const max = sorted.at(-1);
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	const upper = sorted[Math.floor(sorted.length / 2)];
	if (min === undefined || max === undefined || lower === undefined || upper === undefined) {
		throw new RangeError('A series without values has no median.');
	}
	return { median: (lower + upper) / 2, min, max };
}
