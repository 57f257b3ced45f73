import type { RequestTally } from '../http/account';
import type { Run } from '../runtime/run';
import type { Journal } from './journal';
import { campaignReport, reportFileName } from './report';

/**
 * Puts the report into the binary field "report" of the first item that leaves the regular output; of the first item of
 * all where every one failed. An item of its own would count as one more recipient in what follows.
 */
export async function attachReport(
	run: Run,
	journal: Journal,
	tally: RequestTally,
	name: string,
	endedAt: number,
): Promise<void> {
	const { host, results } = run;
	const html = campaignReport(journal, {
		name,
		workflowName: host.getWorkflow().name ?? '',
		nodeName: run.node.name,
		endedAt,
		tooManyRequests: tally.tooManyRequests,
		timeZone: host.getTimezone(),
	});
	const report = await host.helpers.prepareBinaryData(Buffer.from(html), reportFileName(name, endedAt), 'text/html');
	const regular = results.findIndex(
		(result) => result !== undefined && 'items' in result && isRegular(result.items[0]),
	);
	const position = Math.max(0, regular);
	const result = results[position];
	if (result === undefined) return;
	if ('error' in result) {
		results[position] = { ...result, binary: { report } };
		return;
	}
	const [first, ...others] = result.items;
	if (first !== undefined)
		results[position] = { items: [{ ...first, binary: { ...first.binary, report } }, ...others] };
}

function isRegular(item: { readonly json: object } | undefined): boolean {
	return item !== undefined && !('error' in item.json);
}
