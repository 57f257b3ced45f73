import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { hostFolder } from '../../sandbox/n8n/paths.ts';
import { rateLimit } from './limited.ts';
import type { MemoryRow } from './memory.ts';
import type { ProfileRow } from './profile.ts';
import { asMarkdown, comparisonTable, limitedTable, memoryTable, profileTable, verdictTable } from './tables.ts';
import { count, milliseconds, type Results, type Verdict } from './targets.ts';
import { type Batching, concurrency } from './workflows.ts';

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
	/** Of the LiveTok node, with 5,000 items. */
	readonly profile: readonly ProfileRow[];
	/** With as many items. */
	readonly memory: readonly MemoryRow[];
	/** What the batched HTTP Request node was set to, without a limit and with one. */
	readonly batching: readonly [Batching, Batching];
	readonly verdicts: readonly Verdict[];
}

/** The Markdown page with the results and what they mean. */
export function benchmarkPage({
	machine,
	date,
	latencyMs,
	load,
	results,
	profile,
	memory,
	batching,
	verdicts,
}: Report): string {
	const missed = verdicts.filter(({ met }) => !met);
	const { single, burst } = results.socket;
	const rounds = results.comparisons.map((comparison) => `${comparison.rounds} with ${count(comparison.items)} items`);
	return `# Benchmarks

<!-- Written by \`npm run bench\`. Changes by hand are lost at the next run. -->

How fast the LiveTok node sends messages beside n8n's own HTTP Request node and beside a bare loop, and what they do when
the API limits.

- Measured: ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC
- Machine: ${machine}
- ${load}

**${missed.length === 0 ? 'All targets are met.' : `${missed.length} of ${verdicts.length} targets are missed.`}**

${asMarkdown(verdictTable(verdicts))}

## Without a limit in the way

${asMarkdown(comparisonTable(results.comparisons))}

Each cell is the median of the counted runs, with the smallest and the largest in brackets. Counted are
${rounds.join(', ')}; the nodes take turns.

- **Node time** is what n8n records for the node alone, without the nodes that make the list.
- **Processor time per item** is that of n8n's process, all its threads, while the node ran.
- **Most open at once** is counted by the API: requests that had arrived and were not answered yet. The LiveTok node and
  the bare loop run with a concurrency of ${concurrency}. The HTTP Request node has its default settings and no bound: it starts
  requests as fast as n8n prepares them. Where that is hardly faster than they are answered, few of them are open at once.
- **HTTP Request, batched** has its option Batching at ${batchingText(batching[0])}: a user who knows of no limit, but
  does not let everything loose at once.
- **Bare loop** is a node of this benchmark that calls n8n's own helper for each item and does nothing else: it has no
  fields per item, no checks, no retry and no pace. It is the floor for every node that makes requests. **With fields** it
  reads two fields that hold an expression, and lets n8n work them out.
- **Expressions.** The two fields of the LiveTok node only name a field of the item (\`{{ $json.phone }}\`, what n8n writes when a field
  is dragged into a parameter). Such fields it reads from the item itself. Where an expression does more, n8n works it out, and the
  node needs about as much more as the bare loop with fields.
- **Peak memory of n8n** is the most that n8n's main process held in memory while the node ran. What earlier runs have
  left behind is thrown away before each run.
- A **ratio** below 1 means that the LiveTok node needs less.

All nodes send the same JSON body with the same credential to a simulated LiveTok that answers after ${latencyMs} ms,
with the documented rate-limit headers and a limit that is never reached. It runs in a process of its own on the same
machine. All workflows are Manual Trigger, Edit Fields, Split Out and the measured node, in one real n8n.

## With a limit

${asMarkdown(limitedTable(results.limited))}

The API lets ${count(rateLimit.limit)} requests through in every ${rateLimit.windowMs / 1_000} s and answers all others with 429.

The batched HTTP Request node is set to ${batchingText(batching[1])}: a user who knows the limit and stays a tenth below it.

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

## Where the time goes

${asMarkdown(profileTable(profile))}

The LiveTok node with 5,000 items and no limit, in one more run with Node's profiler: the main thread of n8n, the list
and the storing of the result included, waiting left out.

## Where the memory goes

${asMarkdown(memoryTable(memory))}

Which code has allocated the memory that stays until n8n's process cleans up thoroughly, which it does rarely while there is
enough: what is still in use at the end, and what lived too long to be thrown away at once, connections above all. n8n's
helper opens a new one for every request. One more run of each node with 5,000 items, the list and the storing of the
result included.

## What the package costs

- Loading it adds ${results.cost.loadMs.median.toFixed(0)} ms (${results.cost.loadMs.min.toFixed(0)} to ${results.cost.loadMs.max.toFixed(0)}) to n8n's start: the loader of n8n, in a process that has loaded what n8n itself
  needs. n8n reads the descriptions; the code of a node is loaded when it is first used.
- The download is ${Math.round(results.cost.tarballBytes / 1_000)} kB.

## How to run it

\`\`\`
npm run bench
\`\`\`

It needs Linux for the memory figures, takes about 20 minutes (more the first time, when it downloads n8n), writes this
page, and ends with exit code 1 when a target is missed. Other work on the machine changes the times: leave it alone
meanwhile.
`;
}

function batchingText({ batchSize, batchInterval }: Batching): string {
	return `${batchSize} items every ${batchInterval} ms`;
}
