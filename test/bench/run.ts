import { mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
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
import { type LimitedRun, measureLimited, rateLimit } from './limited.ts';
import { measurePackage, type PackageCost } from './load.ts';
import type { Rig } from './measure.ts';
import { type MemoryRow, profileMemory } from './memory.ts';
import { type ProfileRow, profileRun } from './profile.ts';
import { startSimulator } from './simulator.ts';
import { measureSocketLatency } from './socketLatency.ts';
import { asText, comparisonTable, limitedTable, memoryTable, profileTable, verdictTable } from './tables.ts';
import { judge, type Results } from './targets.ts';
import { type Batching, type Contender, contenderNames, type CredentialReference, sendWorkflow } from './workflows.ts';

const latencyMs = 20;
const plans = [
	{ items: 1_000, rounds: 3, warmUps: 1 },
	{ items: 5_000, rounds: 3, warmUps: 0 },
	{ items: 20_000, rounds: 2, warmUps: 0 },
];
/** A user who knows no limit, but would not let everything loose at once: at most 500 a second. */
const gentleBatching: Batching = { batchSize: 50, batchInterval: 100 };
/** A user who knows the limit stays a tenth below it: the API's windows and the node's intervals do not begin together. */
const carefulBatching: Batching = {
	batchSize: Math.floor((0.9 * rateLimit.limit) / (rateLimit.windowMs / 1_000)),
	batchInterval: 1_000,
};
const limitedItems = 5_000;
const profiledItems = 5_000;
/** No run takes this long; one that does hangs. */
const wholeRunLimitMs = 3_600_000;

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

/** What the measurements need, and what the package costs before anybody uses it. */
async function prepare(): Promise<{ rig: Rig; cost: PackageCost }> {
	progress.step('Making sure that n8n is installed, building and packing this package');
	await ensureHostInstalled({ log: (line) => progress.detail(line) });
	const tarball = await buildAndPack({ log: (line) => progress.detail(line) });
	const { name } = await installPackage(tarball, userFolder);
	const packages = join(userFolder, '.n8n', 'nodes', 'node_modules');
	await cp(join(import.meta.dirname, 'floorPackage'), join(packages, 'n8n-nodes-bench-floor'), { recursive: true });
	progress.step('Loading the package');
	const cost = await measurePackage(tarball, join(packages, name));
	progress.step('Starting the LiveTok simulator and n8n');
	const simulator = await startSimulator(latencyMs);
	const n8n = await startN8n({ userFolder });
	released = n8n.exited;
	return { rig: { n8n, simulator, client: await connect(n8n.url) }, cost };
}

/** The same key twice: the node keeps one account's pace by its credential, and the two parts have different limits. */
async function importCredential(client: N8nClient, name: string, baseUrl: string): Promise<CredentialReference> {
	const data = { apiKey: testKey, baseUrl };
	return { name, id: await client.importCredential({ id: name, name, type: 'liveTokApi', data }) };
}

async function importAll(
	{ client, simulator: { baseUrl } }: Rig,
	items: number,
	credential: CredentialReference,
	batching: Batching,
): Promise<Record<Contender, string>> {
	const load = async (contender: Contender): Promise<string> =>
		await client.importWorkflow(sendWorkflow({ contender, items, credential, baseUrl, batching }));
	return {
		liveTok: await load('liveTok'),
		httpRequest: await load('httpRequest'),
		httpRequestBatched: await load('httpRequestBatched'),
		floor: await load('floor'),
		floorWithFields: await load('floorWithFields'),
	};
}

interface Comparisons {
	readonly comparisons: Comparison[];
	readonly profile: ProfileRow[];
	readonly memory: MemoryRow[];
}

async function measureComparisons(rig: Rig): Promise<Comparisons> {
	const credential = await importCredential(rig.client, 'Without a limit', rig.simulator.baseUrl);
	const comparisons: Comparison[] = [];
	let profile: ProfileRow[] = [];
	let memory: MemoryRow[] = [];
	for (const plan of plans) {
		const workflowIds = await importAll(rig, plan.items, credential, gentleBatching);
		progress.step(`${plan.items} items, all nodes in turn, ${plan.warmUps + plan.rounds} times`);
		comparisons.push(await compare(rig, workflowIds, plan));
		if (plan.items === profiledItems) {
			progress.step(`${plan.items} items with Node's profilers`);
			profile = await profileRun(rig, workflowIds.liveTok);
			memory = await profileMemory(rig, workflowIds);
		}
	}
	return { comparisons, profile, memory };
}

async function measureLimits(rig: Rig): Promise<Results['limited']> {
	const credential = await importCredential(rig.client, 'With a limit', rig.simulator.baseUrl);
	const workflowIds = await importAll(rig, limitedItems, credential, carefulBatching);
	const measure = async (contender: Contender): Promise<LimitedRun> => {
		progress.step(`${limitedItems} items against the limited API, ${contenderNames[contender]}`);
		return await measureLimited(rig, workflowIds[contender], limitedItems);
	};
	return {
		liveTok: await measure('liveTok'),
		httpRequest: await measure('httpRequest'),
		httpRequestBatched: await measure('httpRequestBatched'),
	};
}

const loadOfTheLastMinute = (): string => (loadavg()[0] ?? 0).toFixed(1);

/** @returns whether all targets are met. */
async function bench(): Promise<boolean> {
	const date = new Date();
	const loadBefore = loadOfTheLastMinute();
	const { rig, cost } = await prepare();
	const { comparisons, profile, memory } = await measureComparisons(rig);
	const limited = await measureLimits(rig);
	progress.step('Events of the Autochat trigger');
	const results: Results = { comparisons, limited, cost, socket: await measureSocketLatency() };
	const load = `Load average: ${loadBefore} before, ${loadOfTheLastMinute()} at the end (the benchmark alone keeps one core busy, and half of another)`;
	const machine = await describeMachine();
	const verdicts = judge(results);
	progress.step('Done.');
	const tables = [
		comparisonTable(comparisons),
		limitedTable(results.limited),
		profileTable(profile),
		memoryTable(memory),
		verdictTable(verdicts),
	];
	progress.print(['', machine, load, ...tables.map(asText)].join('\n\n'));
	await mkdir(join(page, '..'), { recursive: true });
	await writeFile(
		page,
		benchmarkPage({
			machine,
			date,
			latencyMs,
			load,
			results,
			profile,
			memory,
			batching: [gentleBatching, carefulBatching],
			verdicts,
		}),
	);
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
