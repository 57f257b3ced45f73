import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { connect, type N8nClient } from '../n8n/client.ts';
import { ensureHostInstalled } from '../n8n/install.ts';
import { assertPortFree, startN8n, type RunningN8n } from '../n8n/instance.ts';
import { LockedError, takeLock } from '../n8n/lock.ts';
import { buildAndPack, installPackage } from '../n8n/package.ts';
import { workFolder } from '../n8n/paths.ts';
import { N8nApiError, sandboxOwner } from '../n8n/session.ts';
import type { LauncherOptions } from './arguments.ts';
import { runCampaign } from './campaign.ts';
import { findDifferences } from './differences.ts';
import { campaignFile, importExamples } from './examples.ts';
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

const userFolder = join(workFolder, 'n8n');

export interface RunningSandbox {
	n8n: RunningN8n;
	/** What was not as expected in the example campaign; empty when all is well. */
	differences: string[];
	/** Ends n8n and the simulators. */
	stop(): Promise<void>;
}

/**
 * Brings the whole sandbox up and runs the example campaign in it.
 * @throws with a text that says what to do when a step fails. Processes that were started may then still run: end them
 * with `stopAllProcesses`.
 */
export async function launch(options: LauncherOptions, progress: Progress): Promise<RunningSandbox> {
	const release = await claimWorkFolder();
	try {
		// Before the long steps: nobody wants to wait minutes to be told about a port.
		await assertPortFree(options.port);
		await assertSimulatorPortsFree(options.simulatorPort);
		await prepare(options, progress);
		const { n8n, simulators } = await startServers(options, progress);
		const differences = await runExample(n8n, simulators, progress);
		return {
			n8n,
			differences,
			stop: async () => {
				await n8n.stop();
				await closeSimulators(simulators);
				await release();
			},
		};
	} catch (error) {
		await release();
		throw error;
	}
}

async function claimWorkFolder(): Promise<() => Promise<void>> {
	try {
		return await takeLock(join(workFolder, 'sandbox.lock'));
	} catch (error) {
		if (!(error instanceof LockedError)) throw error;
		throw new Error(`The sandbox runs already (process ${error.pid}). Stop it first, then start again.`);
	}
}

async function prepare(options: LauncherOptions, progress: Progress): Promise<void> {
	progress.step('Making sure that n8n is installed');
	await ensureHostInstalled({ log: (line) => progress.detail(line) });
	progress.step('Building and packing this package');
	const tarball = await buildAndPack({ log: (line) => progress.detail(line) });
	if (options.fresh) {
		progress.step("Throwing away the sandbox's n8n data");
		await rm(userFolder, { recursive: true, force: true });
	}
	const { name, version } = await installPackage(tarball, userFolder);
	progress.detail(`${name} ${version} is installed as a community package.`);
}

async function startServers(options: LauncherOptions, progress: Progress) {
	progress.step(`Starting the simulated ${platformNames.join(', ')} from port ${options.simulatorPort} on`);
	const simulators = await startSimulators(options.simulatorPort);
	progress.step(`Starting n8n on port ${options.port}`);
	const n8n = await startN8n({ userFolder, port: options.port });
	return { n8n, simulators };
}

async function runExample(n8n: RunningN8n, simulators: Simulators, progress: Progress): Promise<string[]> {
	progress.step('Setting up the owner, credentials and example workflows');
	const client = await signIn(n8n.url);
	for (const credential of sandboxCredentials(simulators)) await client.importCredential(credential);
	const workflows = await importExamples(client);
	const campaignId = workflows.get(campaignFile);
	if (campaignId === undefined) throw new Error(`The example workflow examples/${campaignFile} is missing.`);
	progress.detail(`${workflows.size} example ${workflows.size === 1 ? 'workflow' : 'workflows'} imported.`);

	progress.step('Running the example campaign; LiveTok refuses a burst of its messages ("too many requests")');
	const result = await runCampaign(client, campaignId, simulators.liveTok);
	progress.step('Done. What became of every recipient:');
	progress.print(`\n${outcomeTable(result)}\n`);
	return findDifferences(result);
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

/** How to use and how to stop a sandbox that stays up. */
export function usage(n8n: RunningN8n, { simulatorPort }: LauncherOptions): string {
	return `The sandbox is running:
  Editor      ${n8n.url}
  Sign in     ${sandboxOwner.email}   password: ${sandboxOwner.password}
${platformNames.map((name, index) => `  ${name.padEnd(11)} simulated; what it was asked: http://127.0.0.1:${simulatorPort + index}/__sandbox/requests`).join('\n')}
  n8n log     ${n8n.logFile}

Open an example workflow in the editor and press "Execute workflow" to run it yourself. Every start puts the example
workflows back as they were: work on a duplicate to keep your changes.
Press Ctrl-C to stop.`;
}
