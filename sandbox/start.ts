import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { helpText, readArguments } from './launcher/arguments.ts';
import { launch, type RunningSandbox } from './launcher/launch.ts';
import { startProgress } from './launcher/progress.ts';
import { usage } from './launcher/usage.ts';
import { stopAllProcesses } from './n8n/process.ts';

const progress = startProgress(process.stdout);
let sandbox: RunningSandbox | undefined;

/** @returns the exit code. */
async function main(): Promise<number> {
	const options = readArguments(process.argv.slice(2), process.env);
	if (options.help) {
		progress.print(helpText);
		return 0;
	}
	checkMachine();
	sandbox = await launch(options, progress);
	const { n8n, differences } = sandbox;
	if (differences.length === 0) progress.print('Everything is as expected.');
	else progress.print(['Not as expected:', ...differences.map((difference) => `  - ${difference}`)].join('\n'));
	if (options.once) {
		await sandbox.stop();
		return differences.length === 0 ? 0 : 1;
	}
	progress.print(`\n${usage(n8n, options)}`);
	listenForEnter(sandbox);
	const logFile = await n8n.exited;
	await sandbox.stop();
	throw new Error(`n8n has ended by itself. The reason may be in its log: ${logFile}`);
}

function listenForEnter(running: RunningSandbox): void {
	createInterface({ input: process.stdin }).on('line', () => {
		void running.letSomethingHappen().then(
			(lines) => progress.print(lines.join('\n')),
			(error: unknown) =>
				progress.print(`That did not work: ${error instanceof Error ? error.message : String(error)}`),
		);
	});
}

function checkMachine(): void {
	const [nodeMajor = ''] = process.versions.node.split('.');
	if (Number(nodeMajor) < 24) {
		throw new Error(`n8n needs Node 24; this is ${process.versions.node}. "npm start" brings the right one with it.`);
	}
	if (process.platform === 'win32') {
		throw new Error('The sandbox runs on Linux and macOS. On Windows, run it in WSL.');
	}
}

const work = main();
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		// A second Ctrl-C does not wait; what still runs ends with this process.
		if (interrupted) process.exit(130);
		interrupted = true;
		progress.print('\nStopping ...');
		// What is up ends in order: n8n before its database.
		void (sandbox?.stop() ?? stopAllProcesses()).then(async () => {
			// The work fails now, as it should, gives its locks back and removes what it has made for a while.
			await Promise.race([work.catch(() => undefined), sleep(5_000)]);
			process.exit(130);
		});
	});
}

try {
	process.exitCode = await work;
} catch (error) {
	if (!interrupted) {
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
		await stopAllProcesses();
	}
}
// The simulators would keep the process alive; while a signal is being handled, its handler ends the process.
if (!interrupted) process.exit();
