import type { Comparison, Score } from './comparison.ts';
import type { LimitedRun } from './limited.ts';
import type { Spread } from './statistics.ts';
import { count, type Results, seconds, type Verdict } from './targets.ts';
import { type Contender, contenderNames } from './workflows.ts';

/** A table: its first row is the heading. */
export type Table = ReadonlyArray<readonly string[]>;

const contenders: readonly Contender[] = ['liveTok', 'httpRequest'];

/** Time, open requests and memory of both nodes, with the ratio of the medians below each pair. */
export function comparisonTable(comparisons: readonly Comparison[]): Table {
	return [
		['Items', 'Node', 'Node time', 'Most open at once', 'Peak memory of n8n'],
		...comparisons.flatMap((comparison) => [
			...contenders.map((contender) => {
				const { wallMs, mostOpen, peakBytes } = comparison[contender];
				return [
					count(comparison.items),
					contenderNames[contender],
					spread(wallMs, seconds),
					spread(mostOpen, count),
					spread(peakBytes, megabytes),
				];
			}),
			ratioRow(comparison),
		]),
	];
}

function ratioRow({ liveTok, httpRequest }: Comparison): string[] {
	const ratio = (pick: (score: Score) => Spread | undefined): string => {
		const ours = pick(liveTok)?.median;
		const theirs = pick(httpRequest)?.median;
		return ours === undefined || theirs === undefined ? 'unknown' : (ours / theirs).toFixed(2);
	};
	return [
		'',
		'ratio of the medians',
		ratio(({ wallMs }) => wallMs),
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
	];
	return [
		['Node', 'Sent once', 'More than once', 'Lost', 'Answers 429', 'Took', 'Least possible'],
		...contenders.map((contender) => row(contenderNames[contender], limited[contender])),
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

const megabytes = (bytes: number): string => `${count(Math.round(bytes / 1_000_000))} MB`;
