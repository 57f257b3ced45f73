import type { JournalEntry, Outcome } from './journal';
import { outcomes } from './journal';

/** Colours that stay apart for most people who see colours differently; texts beside them say the same. */
export const colours: Readonly<Record<Outcome, string>> = {
	sent: '#2a9d6f',
	failed: '#d1495b',
	skipped: '#8d99ae',
	unknown: '#e9a23b',
	deferred: '#5b7db1',
	notSent: '#a0522d',
	forgotten: '#7a6f9b',
};

const width = 600;

function rectangle(x: number, y: number, w: number, h: number, colour: string): string {
	const round = (value: number): string => String(Math.round(value * 100) / 100);
	return `<rect x="${round(x)}" y="${round(y)}" width="${round(w)}" height="${round(h)}" fill="${colour}"/>`;
}

/** One bar with the share of every outcome. `label` is a plain text, escaped already. */
export function shareBar(count: (outcome: Outcome) => number, label: string): string {
	const total = outcomes.reduce((sum, outcome) => sum + count(outcome), 0);
	let x = 0;
	const parts = outcomes.map((outcome) => {
		const share = total === 0 ? 0 : (count(outcome) / total) * width;
		const part = share === 0 ? '' : rectangle(x, 0, share, 36, colours[outcome]);
		x += share;
		return part;
	});
	return `<svg viewBox="0 0 ${width} 36" role="img" aria-label="${label}" preserveAspectRatio="none" class="bar">${parts.join('')}</svg>`;
}

const columns = 40;
const height = 160;

/** How many outcomes became known in each stretch of the run, as columns with a legend. `label` is escaped already. */
export function timeLine(entries: readonly JournalEntry[], startedAt: number, endedAt: number, label: string): string {
	const duration = Math.max(1, endedAt - startedAt);
	const stretches = Array.from({ length: columns }, () => new Map<Outcome, number>());
	for (const { at, outcome } of entries) {
		const position = Math.min(columns - 1, Math.max(0, Math.floor(((at - startedAt) / duration) * columns)));
		const stretch = stretches[position];
		stretch?.set(outcome, (stretch.get(outcome) ?? 0) + 1);
	}
	const most = Math.max(1, ...stretches.map((stretch) => [...stretch.values()].reduce((sum, count) => sum + count, 0)));
	const step = width / columns;
	const parts = stretches.flatMap((stretch, column) => {
		let y = height;
		return outcomes.flatMap((outcome) => {
			const share = ((stretch.get(outcome) ?? 0) / most) * height;
			if (share === 0) return [];
			y -= share;
			return [rectangle(column * step + 1, y, step - 2, share, colours[outcome])];
		});
	});
	const ground = `<line x1="0" y1="${height}" x2="${width}" y2="${height}" stroke="currentColor" stroke-opacity=".4"/>`;
	const legend = `Each column is ${(duration / columns / 1_000).toFixed(1)} seconds; the highest stands for ${most.toLocaleString('en')}.`;
	return `<svg viewBox="0 0 ${width} ${height + 1}" role="img" aria-label="${label}" class="line">${parts.join('')}${ground}</svg><p class="soft">${legend}</p>`;
}
