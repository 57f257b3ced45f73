import { spawn } from 'node:child_process';
import { dirname, delimiter } from 'node:path';

/** How a process ended: an exit code, or the signal that ended it. */
export interface Exit {
	code: number | null;
	signal: NodeJS.Signals | null;
}

export interface GuardedProcess {
	readonly pid: number;
	/** Resolves when the process has ended and its output is complete. Never rejects. */
	readonly exited: Promise<Exit>;
	/**
	 * Asks the process to end (SIGTERM), and after its stop limit ends it and all its children by force.
	 * Resolves when nothing of it is left.
	 */
	stop(): Promise<void>;
	/** Ends it and all its children at once. */
	kill(): Promise<void>;
}

export interface StartOptions {
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** An open file that takes stdout and stderr, or a function that is handed each piece of text. */
	output: number | ((text: string) => void);
	/** How long the process may take to end when it is asked to, in milliseconds. */
	stopLimitMs: number;
}

const guard = new URL('./guard.ts', import.meta.url).href;
const running = new Set<GuardedProcess>();
let isEnding = false;

/**
 * Starts a program in a process group of its own, on the Node this process runs on. The group ends with the process
 * that started it, even when that one is killed (see guard.ts).
 * @throws when the program cannot be started, or all have been told to end.
 */
export async function startProcess(
	command: string,
	args: string[],
	{ cwd, env, output, stopLimitMs }: StartOptions,
): Promise<GuardedProcess> {
	if (isEnding) throw new Error(`${command} is not started any more: everything is ending.`);
	const sink = typeof output === 'number' ? output : 'pipe';
	const child = spawn(command, args, {
		cwd,
		env: {
			...env,
			PATH: [dirname(process.execPath), env.PATH].join(delimiter),
			NODE_OPTIONS: `--import ${guard}`,
		},
		detached: true,
		stdio: ['ignore', sink, sink, 'ipc'],
	});
	if (typeof output === 'function') {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', output);
		}
	}
	const exited = new Promise<Exit>((resolve) => {
		child.once('close', (code, signal) => resolve({ code, signal }));
	});
	const pid = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('spawn', () => (child.pid ? resolve(child.pid) : reject(new Error(`${command} did not start.`))));
	});
	// Later errors are about the message channel to a process that is ending; its exit tells the rest.
	child.on('error', () => undefined);

	const guarded: GuardedProcess = {
		pid,
		exited,
		async stop() {
			child.kill('SIGTERM');
			const limit = setTimeout(() => killGroup(pid), stopLimitMs);
			await exited;
			clearTimeout(limit);
		},
		async kill() {
			killGroup(pid);
			await exited;
		},
	};
	running.add(guarded);
	// What a program leaves behind in its group has no owner any more, and could hold its output open.
	child.once('exit', () => killGroup(pid));
	void exited.then(() => running.delete(guarded));
	return guarded;
}

/**
 * Runs a program to its end.
 * @throws when it does not end with exit code 0; the error carries the last lines it wrote.
 */
export async function run(
	command: string,
	args: string[],
	{ cwd, env = process.env }: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
	let written = '';
	const guarded = await startProcess(command, args, {
		cwd,
		env,
		output: (text) => {
			written = (written + text).slice(-20_000);
		},
		// Programs that are run to their end leave nothing behind that could not be done again.
		stopLimitMs: 1_000,
	});
	const { code, signal } = await guarded.exited;
	if (code === 0) return;
	const lastLines = written.trimEnd().split('\n').slice(-25).join('\n');
	const ending = signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
	throw new Error(`"${[command, ...args].join(' ')}" ${ending} in ${cwd}. Its last output:\n${lastLines}`);
}

/**
 * Ends every process this module started and that still runs, as {@link GuardedProcess.stop} does. From now on none can be
 * started: whoever is in the middle of starting several fails, and cleans up.
 */
export async function stopAllProcesses(): Promise<void> {
	isEnding = true;
	await Promise.all([...running].map(async (guarded) => await guarded.stop()));
}

/** Whether a process with this id exists. */
export function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// Not allowed to signal it: it exists and belongs to somebody else.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

function killGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// Nothing is left in the group.
	}
}
