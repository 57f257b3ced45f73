import { rm } from 'node:fs/promises';

import { connect, type N8nClient } from '../n8n/client.ts';
import { ensureHostInstalled } from '../n8n/install.ts';
import { assertPortFree } from '../n8n/instance.ts';
import { LockedError, takeLock } from '../n8n/lock.ts';
import { buildAndPack } from '../n8n/package.ts';
import { N8nApiError, sandboxOwner } from '../n8n/session.ts';
import { findQueuePrograms } from '../queue/programs.ts';
import type { LauncherOptions } from './arguments.ts';
import { runCampaign } from './campaign.ts';
import { findDifferences } from './differences.ts';
import { letSomethingHappen } from './events.ts';
import { campaignFile, importExamples, shardedFile } from './examples.ts';
import { dataFolders, type SandboxN8n, startAlone, startInQueueMode } from './host.ts';
import type { Progress } from './progress.ts';
import {
	assertSimulatorPortsFree,
	closeSimulators,
	platformNames,
	sandboxCredentials,
	type Simulators,
	startSimulators,
} from './simulators.ts';
import { outcomeTable } from './table.ts';

export interface RunningSandbox {
	n8n: SandboxN8n;
	/** What was not as expected in the example campaign; empty when all is well. */
	differences: string[];
	/** Lets the simulated platforms send events to published workflows. @returns what became of them, a line each. */
	letSomethingHappen(): Promise<string[]>;
	/** Ends n8n and the simulators, in this order. */
	stop(): Promise<void>;
}

/**
 * Brings the whole sandbox up and runs the example campaign in it.
 * @throws with a text that says what to do when a step fails. What was started has ended then, or is ending: see
 * `stopAllProcesses`.
 */
export async function launch(options: LauncherOptions, progress: Progress): Promise<RunningSandbox> {
	const closers = [await claimData(options)];
	let stopped: Promise<void> | undefined;
	const stop = async () => await (stopped ??= closeAll(closers));
	try {
		// Before the long steps: nobody wants to wait minutes to be told about a port or a missing program.
		await assertPortFree(options.port);
		await assertSimulatorPortsFree(options.simulatorPort);
		if (options.queue) await findQueuePrograms((line) => progress.detail(line));
		const tarball = await prepare(options, progress);
		progress.step(`Starting the simulated ${platformNames.join(', ')} from port ${options.simulatorPort} on`);
		const simulators = await startSimulators(options.simulatorPort);
		closers.push(async () => await closeSimulators(simulators));
		const n8n = await startHost(options, tarball, progress);
		closers.push(async () => await n8n.stop());
		const client = await setUp(n8n, simulators, progress);
		const differences = await runExamples(client, n8n, simulators, options, progress);
		return {
			n8n,
			differences,
			letSomethingHappen: async () => await letSomethingHappen(client, simulators),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The last one that was started goes first. */
async function closeAll(closers: ReadonlyArray<() => Promise<void>>): Promise<void> {
	for (const close of closers.toReversed()) await close();
}

async function claimData({ queue }: LauncherOptions): Promise<() => Promise<void>> {
	try {
		return await takeLock(`${queue ? dataFolders.queue : dataFolders.alone}.lock`);
	} catch (error) {
		if (!(error instanceof LockedError)) throw error;
		throw new Error(`The sandbox runs already (process ${error.pid}). Stop it first, then start again.`);
	}
}

/** @returns the path of the packed package. */
async function prepare(options: LauncherOptions, progress: Progress): Promise<string> {
	progress.step('Making sure that n8n is installed');
	await ensureHostInstalled({ log: (line) => progress.detail(line) });
	progress.step('Building and packing this package');
	const tarball = await buildAndPack({ log: (line) => progress.detail(line) });
	if (options.fresh) {
		progress.step("Throwing away the sandbox's n8n data");
		await rm(options.queue ? dataFolders.queue : dataFolders.alone, { recursive: true, force: true });
	}
	return tarball;
}

async function startHost({ queue, port }: LauncherOptions, tarball: string, progress: Progress): Promise<SandboxN8n> {
	if (!queue) {
		progress.step(`Starting n8n on port ${port}`);
		return await startAlone({ tarball, port });
	}
	progress.step(`Starting Redis, PostgreSQL, n8n on port ${port} and two workers`);
	return await startInQueueMode({ tarball, port });
}

async function setUp(n8n: SandboxN8n, simulators: Simulators, progress: Progress): Promise<N8nClient> {
	progress.step('Setting up the owner, credentials and example workflows');
	const client = await signIn(n8n.url);
	for (const credential of sandboxCredentials(simulators)) await client.importCredential(credential);
	return client;
}

async function runExamples(
	client: N8nClient,
	n8n: SandboxN8n,
	simulators: Simulators,
	{ queue }: LauncherOptions,
	progress: Progress,
): Promise<string[]> {
	const workflows = await importExamples(client);
	const idOf = (file: string): string => {
		const id = workflows.get(file);
		if (id === undefined) throw new Error(`The example workflow examples/${file} is missing.`);
		return id;
	};
	progress.detail(`${workflows.size} example ${workflows.size === 1 ? 'workflow' : 'workflows'} imported.`);

	progress.step('Running the example campaign; LiveTok refuses a burst of its messages ("too many requests")');
	const result = await runCampaign(client, idOf(campaignFile), simulators.liveTok);
	if (queue) {
		progress.detail(`It ran on ${n8n.workerOf(result.executionId) ?? 'no worker'}.`);
		// Its shards are calls of its webhook, which only a published workflow has.
		await client.activate(idOf(shardedFile));
	}
	progress.step('Done. What became of every recipient:');
	progress.print(`\n${outcomeTable(result)}\n`);
	const differences = findDifferences(result);
	if (queue && n8n.workerOf(result.executionId) === undefined)
		differences.push('The campaign did not run on a worker.');
	return differences;
}

async function signIn(url: string): Promise<N8nClient> {
	try {
		return await connect(url);
	} catch (error) {
		if (!(error instanceof N8nApiError) || error.status !== 401) throw error;
		throw new Error(
			`The sandbox's n8n does not know ${sandboxOwner.email} with the password ${sandboxOwner.password} any more. ` +
				'Start with "npm start -- --fresh": this throws away all n8n data of the sandbox, your workflows in it included.',
		);
	}
}
