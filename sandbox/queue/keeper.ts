import { spawn } from 'node:child_process';

import { keptProgramShape } from './service.ts';

/**
 * Runs a program that is not a Node program, as its only child and in its own process group. So the sandbox's guard
 * (sandbox/n8n/guard.ts), which only Node programs can load, ends such a program with its owner too.
 * Takes one argument: a {@link KeptProgram} as JSON.
 */
const { command, args, user, stopSignal } = keptProgramShape.parse(JSON.parse(process.argv[2] ?? ''));
const child = spawn(command, args, { ...user, stdio: ['ignore', 'inherit', 'inherit'] });

process.on('SIGTERM', () => child.kill(stopSignal));
child.once('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
child.once('exit', (code) => {
	process.exitCode = code ?? 1;
});
