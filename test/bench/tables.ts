import type { Comparison, Score } from './comparison.ts';
import type { LimitedRun } from './limited.ts';
import { memoryContenders, type MemoryRow } from './memory.ts';
import type { ProfileRow } from './profile.ts';
import type { Spread } from './statistics.ts';
import { count, limitedContenders, megabytes, percent, type Results, seconds, type Verdict } from './targets.ts';
import { contenderNames, contenders } from './workflows.ts';

/** A table: its first row is the heading. */
export type Table = ReadonlyArray<readonly string[]>;

const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

/** Time, processor time, open requests and memory of all nodes, and how the LiveTok node compares with each. */
export function comparisonTable(comparisons: readonly Comparison[]): Table {
	return [
		['Items', 'Node', 'Node time', 'Processor time per item', 'Most open at once', 'Peak memory of n8n'],
		...comparisons.flatMap(({ items, scores }) => [
			...contenders.map((contender) => scoreRow(items, contenderNames[contender], scores[contender])),
			...contenders
				.filter((contender) => contender !== 'liveTok')
				.map((contender) => ratioRow(contenderNames[contender], scores.liveTok, scores[contender])),
		]),
	];
}

function scoreRow(items: number, name: string, { wallMs, cpuMsPerItem, mostOpen, peakBytes }: Score): string[] {
	return [
		count(items),
		name,
		spread(wallMs, seconds),
		spread(cpuMsPerItem, milliseconds),
		spread(mostOpen, count),
		spread(peakBytes, megabytes),
	];
}

function ratioRow(name: string, ours: Score, theirs: Score): string[] {
	const ratio = (pick: (score: Score) => Spread | undefined): string => {
		const [our, their] = [pick(ours)?.median, pick(theirs)?.median];
		return our === undefined || their === undefined ? 'unknown' : (our / their).toFixed(2);
	};
	return [
		'',
		`ratio LiveTok to ${name}`,
		ratio(({ wallMs }) => wallMs),
		ratio(({ cpuMsPerItem }) => cpuMsPerItem),
		ratio(({ mostOpen }) => mostOpen),
		ratio(({ peakBytes }) => peakBytes),
	];
}

/** What became of the items where the API limits. */
export function limitedTable(limited: Results['limited']): Table {
	const row = (name: string, { once, repeatedly, failed, refused, tookMs, leastMs }: LimitedRun): string[] => [
		name,
		count(once),
		count(repeatedly),
		count(failed),
		count(refused),
		seconds(tookMs),
		seconds(leastMs),
		(tookMs / leastMs).toFixed(3),
	];
	return [
		['Node', 'Sent once', 'More than once', 'Lost', 'Answers 429', 'Took', 'Least possible', 'Ratio'],
		...limitedContenders.map((contender) => row(contenderNames[contender], limited[contender])),
	];
}

/** Where n8n's main thread spent its time. */
export function profileTable(rows: readonly ProfileRow[]): Table {
	return [['Place', 'Part of the time'], ...rows.map(({ place, share }) => [place, percent(share)])];
}

/** Which code has allocated the memory that stays until a full garbage collection. */
export function memoryTable(rows: readonly MemoryRow[]): Table {
	return [
		['Place', ...memoryContenders.map((contender) => contenderNames[contender])],
		...rows.map(({ place, bytes }) => [place, ...memoryContenders.map((contender) => megabytes(bytes[contender]))]),
	];
}

/** One row per target. */
export function verdictTable(verdicts: readonly Verdict[]): Table {
	return [
		['Target', 'Measured', 'Verdict'],
		...verdicts.map(({ target, measured, met }) => [target, measured, met ? 'met' : 'MISSED']),
	];
}

/** For a terminal: columns as wide as their widest cell, two spaces apart. */
export function asText(table: Table): string {
	const widths = columnWidths(table);
	const line = (row: readonly string[]): string =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd();
	const [heading = [], ...rows] = table;
	return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** For a Markdown file. */
export function asMarkdown(table: Table): string {
	const widths = columnWidths(table).map((width) => Math.max(width, 3));
	const line = (row: readonly string[]): string =>
		`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const [heading = [], ...rows] = table;
	return [line(heading), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function columnWidths(table: Table): number[] {
	const columns = table[0]?.length ?? 0;
	return Array.from({ length: columns }, (_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
}

function spread(values: Spread | undefined, format: (value: number) => string): string {
	if (values === undefined) return 'unknown';
	const [median, min, max] = [values.median, values.min, values.max].map(format);
	return min === max ? `${median}` : `${median} (${min} to ${max})`;
}
