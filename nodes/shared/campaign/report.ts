import { printable, spokenDuration, spokenTime } from '../http/text';
import { type Journal, type Outcome, outcomes } from './journal';
import { type Cause, groupByCause } from './reportCauses';
import { colours, shareBar, timeLine } from './reportCharts';
import { outcomeWords, spokenCounts, spokenRate } from './summary';

/** What the report says beside the journal. */
export interface ReportFrame {
	/** The campaign's name; empty where it has none. */
	readonly name: string;
	readonly workflowName: string;
	readonly nodeName: string;
	readonly endedAt: number;
	/** Answers that said "too many requests". */
	readonly tooManyRequests: number;
	/** For times, an IANA name. */
	readonly timeZone: string;
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Foreign text inside HTML: nothing in it can act or turn the direction of what follows. */
export function escaped(text: string, longest = 1_000): string {
	return printable(text, longest).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

const number = (value: number): string => value.toLocaleString('en');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Nothing outside this file is loaded, whatever a text in it may contain. */
const head = (title: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}.soft{opacity:.75;font-size:.9rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:.5rem;margin:1rem 0;padding:0;list-style:none}
.tiles li{border:1px solid #8886;border-left:.4rem solid;border-radius:.5rem;padding:.5rem .75rem}
.tiles b{display:block;font-size:1.5rem;line-height:1.2}
svg{display:block;width:100%;margin:.5rem 0}.bar{height:2.25rem;border-radius:.5rem}.line{height:auto}
.ends{display:flex;justify-content:space-between;gap:1rem}
details{border:1px solid #8886;border-left:.4rem solid;border-radius:.5rem;padding:.5rem .75rem;margin:.5rem 0}
summary{cursor:pointer;font-weight:600}details ul{padding-left:1.2rem;margin:.5rem 0}
</style></head><body>
`;

function tile(outcome: Outcome, count: number): string {
	return `<li style="border-left-color:${colours[outcome]}"><b>${number(count)}</b>${capital(outcomeWords[outcome])}</li>`;
}

function causeBlock({ outcome, message, advice, code, count, examples }: Cause): string {
	const rest = count - examples.length;
	const list = [...examples.map((example) => escaped(example, 200)), ...(rest > 0 ? [`and ${number(rest)} more`] : [])];
	return [
		`<details style="border-left-color:${colours[outcome]}">`,
		`<summary>${number(count)} ${outcomeWords[outcome]}: ${escaped(message, 300)}</summary>`,
		code === undefined ? '' : `<p class="soft">Code: ${escaped(code, 100)}</p>`,
		advice === '' ? '' : `<p>${escaped(advice)}</p>`,
		`<ul>${list.map((entry) => `<li>${entry}</li>`).join('')}</ul></details>`,
	].join('');
}

/** More kinds of reasons than anybody reads. */
const mostCauses = 50;

/** The report of one run: one HTML file without scripts that loads nothing and fits a phone. */
export function campaignReport(journal: Journal, frame: ReportFrame): string {
	const { startedAt, entries, total } = journal;
	const { endedAt, timeZone } = frame;
	const title = frame.name === '' ? 'Campaign report' : `Campaign report: ${escaped(frame.name, 200)}`;
	const duration = endedAt - startedAt;
	const shown = outcomes.filter((outcome) => outcome === 'sent' || journal.count(outcome) > 0);
	const causes = groupByCause(entries);
	const counts = escaped(spokenCounts(journal));
	return [
		head(title),
		`<h1>${title}</h1>`,
		`<p class="soft">${escaped(frame.workflowName, 200)}, ${escaped(frame.nodeName, 200)}</p>`,
		`<p>${number(total)} ${total === 1 ? 'recipient' : 'recipients'} in ${spokenDuration(duration)}, ${spokenRate(journal.count('sent'), duration)} sent. `,
		frame.tooManyRequests === 0
			? 'The service never said that it was too fast.</p>'
			: `The service said ${number(frame.tooManyRequests)} times that it was too fast (HTTP 429); those were sent again later.</p>`,
		`<ul class="tiles">${shown.map((outcome) => tile(outcome, journal.count(outcome))).join('')}</ul>`,
		shareBar((outcome) => journal.count(outcome), counts),
		'<h2>Time line</h2>',
		timeLine(entries, startedAt, endedAt, `Outcomes over ${spokenDuration(duration)}`),
		`<div class="ends soft"><span>${escaped(spokenTime(startedAt, timeZone))}</span><span>${escaped(spokenTime(endedAt, timeZone))}</span></div>`,
		causes.length === 0 ? '' : '<h2>What was not sent, by reason</h2>',
		...causes.slice(0, mostCauses).map(causeBlock),
		causes.length > mostCauses ? `<p>And ${number(causes.length - mostCauses)} further reasons.</p>` : '',
		'</body></html>\n',
	].join('');
}

/** A name for the file that every system takes. */
export function reportFileName(name: string, endedAt: number): string {
	const plain = name
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
		.toLowerCase();
	const day = new Date(endedAt).toISOString().slice(0, 10);
	return `${['campaign-report', plain, day].filter((part) => part !== '').join('-')}.html`;
}
