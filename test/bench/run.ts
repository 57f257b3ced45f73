import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { startProgress } from '../../sandbox/launcher/progress.ts';
import { connect, type N8nClient } from '../../sandbox/n8n/client.ts';
import { ensureHostInstalled } from '../../sandbox/n8n/install.ts';
import { startN8n } from '../../sandbox/n8n/instance.ts';
import { buildAndPack, installPackage } from '../../sandbox/n8n/package.ts';
import { checkout } from '../../sandbox/n8n/paths.ts';
import { stopAllProcesses } from '../../sandbox/n8n/process.ts';
import { testKey } from '../../sandbox/simulators/livetok/index.ts';
import { compare, type Comparison } from './comparison.ts';
import { benchmarkPage, describeMachine } from './document.ts';
import { measureLimited } from './limited.ts';
import type { Rig } from './measure.ts';
import { startSimulator } from './simulator.ts';
import { measureSocketLatency } from './socketLatency.ts';
import { asText, comparisonTable, limitedTable, verdictTable } from './tables.ts';
import { judge, type Results } from './targets.ts';
import { type Contender, type CredentialReference, sendWorkflow } from './workflows.ts';

const latencyMs = 20;
const comparisons = [
	{ items: 1_000, rounds: 5 },
	{ items: 5_000, rounds: 3 },
];
const limitedItems = 5_000;
/** No run takes this long; one that does hangs. */
const wholeRunLimitMs = 900_000;

/** A new n8n each time: a database that has grown would make later runs slower. */
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-bench-'));
const page = join(checkout, 'docs', 'benchmarks.md');
const progress = startProgress(process.stdout);
let stopping = false;
/** Resolves when n8n has let go of its data. */
let released: Promise<unknown> = Promise.resolve();

/** Ends whatever runs, removes n8n's data, and ends this process. Only the first call counts. */
async function end(exitCode: number): Promise<void> {
	if (stopping) return;
	stopping = true;
	await stopAllProcesses();
	await released;
	rmSync(userFolder, { recursive: true, force: true });
	process.exit(exitCode);
}

async function prepare(): Promise<Rig> {
	progress.step('Making sure that n8n is installed, building and packing this package');
	await ensureHostInstalled({ log: (line) => progress.detail(line) });
	const tarball = await buildAndPack({ log: (line) => progress.detail(line) });
	await installPackage(tarball, userFolder);
	progress.step('Starting the LiveTok simulator and n8n');
	const simulator = await startSimulator(latencyMs);
	const n8n = await startN8n({ userFolder });
	released = n8n.exited;
	return { n8n, simulator, client: await connect(n8n.url) };
}

/** The same key twice: the node keeps one account's pace by its credential, and the two parts have different limits. */
async function importCredential(client: N8nClient, name: string, baseUrl: string): Promise<CredentialReference> {
	const data = { apiKey: testKey, baseUrl };
	return { name, id: await client.importCredential({ id: name, name, type: 'liveTokApi', data }) };
}

async function importBoth(
	{ client, simulator: { baseUrl } }: Rig,
	items: number,
	credential: CredentialReference,
): Promise<Record<Contender, string>> {
	const load = async (contender: Contender): Promise<string> =>
		await client.importWorkflow(sendWorkflow({ contender, items, credential, baseUrl }));
	return { liveTok: await load('liveTok'), httpRequest: await load('httpRequest') };
}

async function measureAll(rig: Rig): Promise<Results> {
	const { client, simulator } = rig;
	const unlimited = await importCredential(client, 'Without a limit', simulator.baseUrl);
	const done: Comparison[] = [];
	for (const plan of comparisons) {
		progress.step(
			`${plan.items} items, both nodes in turn: 1 run each to warm up, ${plan.rounds} runs each to be counted`,
		);
		done.push(await compare(rig, await importBoth(rig, plan.items, unlimited), plan));
	}
	const limited = await importCredential(client, 'With a limit', simulator.baseUrl);
	const workflowIds = await importBoth(rig, limitedItems, limited);
	progress.step(`${limitedItems} items against the limited API, LiveTok node`);
	const liveTok = await measureLimited(rig, workflowIds.liveTok, limitedItems);
	progress.step(`${limitedItems} items against the limited API, HTTP Request node`);
	const httpRequest = await measureLimited(rig, workflowIds.httpRequest, limitedItems);
	progress.step('Events of the Autochat trigger');
	const socket = await measureSocketLatency();
	return { comparisons: done, limited: { liveTok, httpRequest }, socket };
}

const loadOfTheLastMinute = (): string => (loadavg()[0] ?? 0).toFixed(1);

/** @returns whether all targets are met. */
async function bench(): Promise<boolean> {
	const date = new Date();
	const loadBefore = loadOfTheLastMinute();
	const results = await measureAll(await prepare());
	const load = `Load average: ${loadBefore} before, ${loadOfTheLastMinute()} at the end (the benchmark alone keeps one core busy, and half of another)`;
	const machine = await describeMachine();
	const verdicts = judge(results);
	progress.step('Done.');
	const tables = [comparisonTable(results.comparisons), limitedTable(results.limited), verdictTable(verdicts)];
	progress.print(['', machine, load, ...tables.map(asText)].join('\n\n'));
	await mkdir(join(page, '..'), { recursive: true });
	await writeFile(page, benchmarkPage({ machine, date, latencyMs, load, results, verdicts }));
	progress.print('\nWritten to docs/benchmarks.md.');
	return verdicts.every(({ met }) => met);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		// A second Ctrl-C does not wait.
		if (stopping) process.exit(130);
		progress.print('\nStopping ...');
		void end(130);
	});
}
setTimeout(() => {
	process.stderr.write(`\nThe benchmark has not ended after ${wholeRunLimitMs / 60_000} minutes.\n`);
	void end(1);
}, wholeRunLimitMs).unref();

try {
	await end((await bench()) ? 0 : 1);
} catch (error) {
	// What fails because it is being stopped is no news.
	if (!stopping) process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
	await end(1);
}
