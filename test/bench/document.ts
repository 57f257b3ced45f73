import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { hostFolder } from '../../sandbox/n8n/paths.ts';
import { rateLimit } from './limited.ts';
import { asMarkdown, comparisonTable, limitedTable, verdictTable } from './tables.ts';
import { count, milliseconds, type Results, type Verdict } from './targets.ts';
import { concurrency } from './workflows.ts';

const versionShape = z.object({ version: z.string() });

/** The machine and the versions, in one line. */
export async function describeMachine(): Promise<string> {
	const manifest = await readFile(join(hostFolder, 'node_modules', 'n8n', 'package.json'), 'utf8');
	const { version } = versionShape.parse(JSON.parse(manifest));
	const memory = `${(totalmem() / 1024 ** 3).toFixed(0)} GB memory`;
	const processor = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`;
	return `${processor}, ${memory}, ${process.platform} ${process.arch}, Node ${process.versions.node}, n8n ${version}`;
}

interface Report {
	readonly machine: string;
	readonly date: Date;
	readonly latencyMs: number;
	readonly load: string;
	readonly results: Results;
	readonly verdicts: readonly Verdict[];
}

/** The Markdown page with the results and what they mean. */
export function benchmarkPage({ machine, date, latencyMs, load, results, verdicts }: Report): string {
	const missed = verdicts.filter(({ met }) => !met);
	const { single, burst } = results.socket;
	const rounds = results.comparisons.map((comparison) => `${comparison.rounds} with ${count(comparison.items)} items`);
	return `# Benchmarks

<!-- Written by \`npm run bench\`. Changes by hand are lost at the next run. -->

How fast the LiveTok node sends messages beside n8n's own HTTP Request node, and what both do when the API limits.

- Measured: ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC
- Machine: ${machine}
- ${load}

**${missed.length === 0 ? 'All targets are met.' : `${missed.length} of ${verdicts.length} targets are missed.`}**

${asMarkdown(verdictTable(verdicts))}

## Without a limit in the way

${asMarkdown(comparisonTable(results.comparisons))}

Each cell is the median of the counted runs, with the smallest and the largest in brackets. Counted are
${rounds.join(' and ')}, after one run each to warm up; the two nodes take turns.

- **Node time** is what n8n records for the node alone, without the nodes that make the list.
- **Most open at once** is counted by the API: requests that had arrived and were not answered yet. The LiveTok node
  runs with its option Concurrency at ${concurrency}. The HTTP Request node has its default settings and no bound: it starts requests as
  fast as n8n prepares them. Where that is hardly faster than they are answered, few of them are open at once.
- **Peak memory of n8n** is the most that n8n's main process held in memory during the run. What earlier runs have left
  behind is thrown away before each run.
- A **ratio** below 1 means that the LiveTok node needs less.

Both nodes send the same JSON body with the same credential to a simulated LiveTok that answers after ${latencyMs} ms,
with the documented rate-limit headers and a limit that is never reached. It runs in a process of its own on the same
machine. Both workflows are Manual Trigger, Edit Fields, Split Out and the measured node, in one real n8n.

## With a limit

${asMarkdown(limitedTable(results.limited))}

The API lets ${count(rateLimit.limit)} requests through in every ${rateLimit.windowMs / 1_000} s and answers all others with 429.

- **Sent once** and **More than once** count recipients by what the API carried out.
- **Lost** are items that the node returns with an error: nothing was sent for them.
- **Took** is the time from the arrival of the first request to the end of the node.
- **Least possible** is the time in which the limit lets that many requests through: the rest of the window in which
  the first request arrives, then all full windows until the last one opens. It counts every item, so for a node that
  loses items it is no measure.

## Events of the Autochat trigger

From the moment at which the simulated server sends a frame to the moment at which n8n gets the item, over the loopback
interface, with the server in a thread of its own: ${count(single.events)} events one after the other took ${milliseconds(single.median)} (median),
${milliseconds(single.p99)} (99 % of them at most) and ${milliseconds(single.max)} (the slowest). Of ${count(burst.events)} events sent at once, the last one was handed over
after ${milliseconds(burst.tookMs)}. How long n8n then takes to start an execution is not in these figures.

## How to run it

\`\`\`
npm run bench
\`\`\`

It needs Linux for the memory figures, takes 3 to 5 minutes (more the first time, when it downloads n8n), writes this
page, and ends with exit code 1 when a target is missed. Other work on the machine changes the times: leave it alone
meanwhile.
`;
}
