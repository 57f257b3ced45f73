import { Journal, type JournalEntry } from '../../../nodes/shared/campaign/journal.ts';
import { campaignReport, escaped, reportFileName } from '../../../nodes/shared/campaign/report.ts';
import { groupByCause } from '../../../nodes/shared/campaign/reportCauses.ts';
import { spokenCounts, summarise } from '../../../nodes/shared/campaign/summary.ts';

const startedAt = Date.UTC(2026, 10, 21, 14);
const endedAt = startedAt + 67_000;

function journalOf(entries: ReadonlyArray<Partial<JournalEntry>>): Journal {
	const journal = new Journal(entries.length, startedAt, () => undefined);
	entries.forEach((entry, itemIndex) =>
		journal.note({
			itemIndex,
			outcome: 'sent',
			at: startedAt + itemIndex,
			recipient: `+1555000${itemIndex}`,
			...entry,
		}),
	);
	return journal;
}

const frame = {
	name: 'Spring & <b>Summer</b>',
	workflowName: 'My "workflow"',
	nodeName: "Ann's node",
	endedAt,
	tooManyRequests: 3,
	timeZone: 'Europe/Berlin',
};

const refusal = (message: string, code?: string) => ({ message, advice: 'Correct it.', code });

describe('the summary', () => {
	it('says counts, duration, pace and refusals', () => {
		const journal = journalOf([{}, {}, { outcome: 'failed', reason: refusal('No') }]);
		expect(summarise(journal, endedAt, 2, 'spring')).toBe(
			'Campaign “spring”: 3 recipients in 67 seconds (1.8 per minute): 2 sent, 1 failed. The service said 2 times that it was too fast; those were sent again later.',
		);
	});

	it('names every outcome that occurs, in one order, with large numbers readable', () => {
		const journal = journalOf([
			{ outcome: 'deferred' },
			{ outcome: 'unknown' },
			...Array.from({ length: 1_234 }, () => ({})),
		]);
		expect(spokenCounts(journal)).toBe('1,234 sent, 1 unknown, 1 deferred');
		expect(spokenCounts(journalOf([]))).toBe('nobody');
	});
});

describe('groupByCause', () => {
	it('puts together what has one reason, whatever the items hold; what needs attention comes first', () => {
		const wrong = (text: string) => ({
			outcome: 'notSent' as const,
			recipient: undefined,
			reason: refusal(`"To" has to be a phone number. Received: "${text}"`),
		});
		const causes = groupByCause(
			journalOf([
				{},
				{ outcome: 'failed', reason: refusal('Unknown template', 'template_not_found') },
				wrong('abc'),
				wrong('12 Received: 3'),
				{ outcome: 'skipped', reason: { message: 'The same recipient as item 7 of this list', advice: '' } },
				{ outcome: 'skipped', reason: { message: 'The same recipient as item 9 of this list', advice: '' } },
				wrong('—'),
			]).entries,
		);
		expect(causes.map(({ count, message, examples }) => [count, message, examples])).toEqual([
			[1, 'Unknown template', ['+15550001']],
			[3, '"To" has to be a phone number.', ['item 2: "abc"', 'item 3: "12 Received: 3"', 'item 6: "—"']],
			[2, 'The same recipient as another item of this list', ['+15550004', '+15550005']],
		]);
	});

	it('names the unknown ones far more often than others: each has to be looked at', () => {
		const many = (outcome: 'unknown' | 'failed') =>
			groupByCause(journalOf(Array.from({ length: 400 }, () => ({ outcome, reason: refusal('Lost') }))).entries)[0];
		expect(many('unknown')?.examples).toHaveLength(400);
		expect(many('failed')?.examples).toHaveLength(20);
		expect(many('failed')?.count).toBe(400);
	});
});

describe('campaignReport', () => {
	const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\u0000';

	it('lets no text of others act, whatever it is', () => {
		const html = campaignReport(
			journalOf([
				{ outcome: 'failed', recipient: hostile, reason: { message: hostile, advice: hostile, code: hostile } },
				{ outcome: 'unknown', recipient: hostile, reason: refusal(`${hostile} Received: ${hostile}`) },
			]),
			{ ...frame, name: hostile, workflowName: hostile, nodeName: hostile, timeZone: 'Nowhere/<b>' },
		);
		expect(html).not.toMatch(/<script|<img|\u202e|\u0000/);
		const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag));
		expect([...tags].sort()).toEqual(
			// prettier-ignore
			['b', 'body', 'details', 'div', 'h1', 'h2', 'head', 'html', 'li', 'line', 'meta', 'p', 'rect', 'span', 'style', 'summary', 'svg', 'title', 'ul'],
		);
	});

	it('loads nothing and runs nothing', () => {
		const html = campaignReport(journalOf([{}]), frame);
		expect(html).not.toMatch(/(?<!-)\b(src|href|url\(|@import|on[a-z]+=)/);
		expect(html).toContain(`content="default-src 'none'`);
		expect(html).toContain('width=device-width');
	});

	it('says what there is', () => {
		const html = campaignReport(
			journalOf([{}, {}, { outcome: 'failed', reason: refusal('Unknown template', 'template_not_found') }]),
			frame,
		);
		expect(html).toContain('<h1>Campaign report: Spring &amp; &lt;b&gt;Summer&lt;/b&gt;</h1>');
		expect(html).toContain('3 recipients in 67 seconds');
		expect(html).toContain('said 3 times');
		expect(html).toContain('<b>2</b>Sent');
		expect(html).toContain(
			'1 failed: Unknown template</summary><p class="soft">Code: template_not_found</p><p>Correct it.</p>',
		);
		expect(html).toContain('15:00:00 (Europe/Berlin)');
	});

	it('stays small and whole for nobody and for very many', () => {
		expect(campaignReport(journalOf([]), frame)).toContain('0 recipients');
		const many = journalOf(
			Array.from({ length: 20_000 }, (_, index) => ({
				outcome: index % 2 === 0 ? ('sent' as const) : ('failed' as const),
				reason: index % 2 === 0 ? undefined : refusal(`Reason ${index}`),
			})),
		);
		const html = campaignReport(many, frame);
		expect(html.length).toBeLessThan(60_000);
		expect(html).toContain('And 9,950 further reasons.');
	});

	it('draws all outcomes, each as high as its number', () => {
		const html = campaignReport(
			journalOf([
				{ at: startedAt },
				{ at: startedAt },
				{ at: endedAt },
				{ at: endedAt, outcome: 'unknown', reason: refusal('Lost') },
			]),
			frame,
		);
		const line = html.slice(html.indexOf('class="line"'));
		const heights = [...line.matchAll(/height="([\d.]+)" fill="(#\w+)"/g)].map(([, height, colour]) => [
			height,
			colour,
		]);
		expect(heights).toEqual([
			['160', '#2a9d6f'],
			['80', '#2a9d6f'],
			['80', '#e9a23b'],
		]);
	});
});

it.each([
	['Spring offer 2026!', 'campaign-report-spring-offer-2026-2026-11-21.html'],
	['Ünïcode/../..', 'campaign-report-unicode-2026-11-21.html'],
	['', 'campaign-report-2026-11-21.html'],
	['日本', 'campaign-report-2026-11-21.html'],
])('the file of %j is %s', (name, file) => {
	expect(reportFileName(name, endedAt)).toBe(file);
});

it('escaped leaves ordinary text as it is', () => {
	expect(escaped('Ana Müller, 3 % – “offer”')).toBe('Ana Müller, 3 % – “offer”');
});
