import type { CampaignResult, CampaignRow } from './campaign.ts';

/** Widths of the columns number, recipient, phone and outcome; the last one takes the rest of 100 columns. */
const widths = [3, 20, 18, 8];
const gap = '  ';
const lastWidth = 100 - widths.reduce((total, width) => total + width + gap.length, 0);

/** The outcomes as a table that fits a terminal of 100 columns, with a line of totals below. */
export function outcomeTable({ rows, rateLimited, durationMs }: CampaignResult): string {
	const count = (outcome: CampaignRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
	const missing = count('missing') > 0 ? `, ${count('missing')} without an outcome` : '';
	return [
		...tableRow(['#', 'Recipient', 'Phone', 'Outcome', 'Message id, or reason']),
		'-'.repeat(100),
		...rows.flatMap((row, index) => tableRow([String(index + 1), row.name, row.phone, row.outcome, remark(row)])),
		'-'.repeat(100),
		`${rows.length} recipients: ${count('sent')} sent, ${count('failed')} failed${missing}. ` +
			`429 answers met: ${rateLimited}. Duration: ${(durationMs / 1000).toFixed(1)} s.`,
	].join('\n');
}

function remark(row: CampaignRow): string {
	switch (row.outcome) {
		case 'sent':
			return row.messageId;
		case 'failed':
			return row.reason;
		case 'missing':
			return 'n8n shows no outcome for this recipient';
	}
}

/** One row; a long last cell goes on below itself. */
function tableRow(cells: string[]): string[] {
	const [first = '', ...more] = wrap(cells.at(-1) ?? '', lastWidth);
	const start = cells.slice(0, -1).map((cell, column) => fit(cell, widths[column] ?? 0));
	const indent = start.map((cell) => ' '.repeat(cell.length));
	return [[...start, first], ...more.map((line) => [...indent, line])].map((line) => line.join(gap).trimEnd());
}

function fit(text: string, width: number): string {
	return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

function wrap(text: string, width: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (longer.length <= width) {
			line = longer;
			continue;
		}
		if (line !== '') lines.push(line);
		line = fit(word, width).trimEnd();
	}
	return [...lines, line];
}
