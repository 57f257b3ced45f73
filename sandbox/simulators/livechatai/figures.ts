/** The average, 0 of nothing; two decimals. */
export function average(values: readonly number[]): number {
	if (values.length === 0) return 0;
	return rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** How many percent of the whole a part is, 0 of nothing; two decimals. */
export function percent(part: number, whole: number): number {
	return whole === 0 ? 0 : rounded((part / whole) * 100);
}

/** The signed change in percent of the figures with these names; 100 for something after nothing. */
export function changes<Name extends string>(
	names: readonly Name[],
	current: Record<Name, number>,
	previous: Record<Name, number>,
): Record<string, number> {
	return Object.fromEntries(names.map((name) => [name, change(current[name], previous[name])]));
}

/** Seconds as people say them, such as `1h 5m 10s`. */
export function humanized(seconds: number): string {
	const whole = Math.round(seconds);
	const parts = [
		[Math.floor(whole / 3600), 'h'],
		[Math.floor(whole / 60) % 60, 'm'],
		[whole % 60, 's'],
	] as const;
	const said = parts.filter(([value]) => value > 0).map(([value, unit]) => `${value}${unit}`);
	return said.length === 0 ? '0s' : said.join(' ');
}

function change(current: number, previous: number): number {
	if (previous === 0) return current === 0 ? 0 : 100;
	return rounded(((current - previous) / previous) * 100);
}

function rounded(value: number): number {
	return Math.round(value * 100) / 100;
}
