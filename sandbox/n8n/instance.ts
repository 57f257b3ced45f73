import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { n8nEnvironment } from './environment.ts';
import { LockedError, takeLock } from './lock.ts';
import { hostFolder } from './paths.ts';
import { findFreePort, isPortFree, loopback } from './ports.ts';
import { startProcess, type Exit } from './process.ts';
import { type N8nRole, roles } from './roles.ts';

const startLimitMs = 120_000;
const stopLimitMs = 15_000;

export interface StartN8nOptions {
	/** Holds all data of the instance (`.n8n` inside it) and its log, `n8n.log`. Made when missing. */
	userFolder: string;
	/** Where the editor and the webhooks listen; a worker tells only its health there. A free port when left out. */
	port?: number;
	/** `main` when left out. The other two need an environment for queue mode; see sandbox/queue. */
	role?: N8nRole;
	/** Added to n8n's environment; can replace any of it. */
	env?: Record<string, string>;
	log?: (line: string) => void;
}

/** Memory of n8n's main process in bytes. */
export interface MemoryUse {
	/** The most it ever held at once since it started, or since `resetPeakMemory()`. */
	peakBytes: number;
	currentBytes: number;
}

export interface RunningN8n {
	/** Of the editor, the REST API and the webhooks, without a slash at the end. */
	readonly url: string;
	readonly port: number;
	readonly pid: number;
	readonly userFolder: string;
	readonly logFile: string;
	/** Resolves when n8n has ended, for whatever reason. */
	readonly exited: Promise<Exit>;
	/** What this run wrote to the log so far. */
	readLog(): string;
	/** Linux only; `undefined` elsewhere and after the end of n8n. */
	memory(): MemoryUse | undefined;
	/** Lets `memory().peakBytes` start again from now. Linux only; does nothing elsewhere. */
	resetPeakMemory(): void;
	/** Lets n8n finish what it is doing (15 s at most) and ends it with all its task runners. */
	stop(): Promise<void>;
	/** Ends it at once, as a crash or a power cut would. */
	kill(): Promise<void>;
}

/**
 * Starts an n8n and waits until it answers: 4 to 7 s, the longer with a new user folder. Webhooks of active workflows
 * answer from then on; their polling and listening triggers start within the next second, which n8n does not announce.
 * It ends when this process ends, however that happens. Several can run at once, each in its own user folder.
 * @throws when the port or the user folder is in use, or n8n does not start.
 */
export async function startN8n({ userFolder, port, role = 'main', env = {}, log }: StartN8nOptions): Promise<RunningN8n> {
	mkdirSync(userFolder, { recursive: true });
	const release = await claim(userFolder);
	try {
		const listenOn = port ?? (await findFreePort());
		await assertPortFree(listenOn);
		return await launch({ userFolder, port: listenOn, role, env, log, release });
	} catch (error) {
		await release();
		throw error;
	}
}

/** @throws an error that says what to do when somebody listens on the port. */
export async function assertPortFree(port: number): Promise<void> {
	if (await isPortFree(port)) return;
	throw new Error(
		`Port ${port} is in use, so n8n cannot start there. ` +
			`Stop the other program, or choose another port: --port ${port + 1} (or the environment variable N8N_PORT).`,
	);
}

/** Two n8n on one SQLite database would damage it. */
async function claim(userFolder: string): Promise<() => Promise<void>> {
	try {
		return await takeLock(join(userFolder, 'n8n.lock'));
	} catch (error) {
		if (!(error instanceof LockedError)) throw error;
		throw new Error(
			`Process ${error.pid} already runs an n8n with the data in ${userFolder}. Stop it first, then start again.`,
		);
	}
}

interface LaunchOptions extends Required<Omit<StartN8nOptions, 'log'>> {
	log: ((line: string) => void) | undefined;
	release: () => Promise<void>;
}

async function launch({ userFolder, port, role, env, log, release }: LaunchOptions): Promise<RunningN8n> {
	const logFile = join(userFolder, 'n8n.log');
	const output = openSync(logFile, 'a');
	const logStart = statSync(logFile).size;
	const brokerPort = await findFreePort();
	const { command, listenOn } = roles[role];
	const extra = { ...listenOn(port), ...env };
	const n8n = await startProcess(
		process.execPath,
		[join(hostFolder, 'node_modules', 'n8n', 'bin', 'n8n'), ...command],
		{ cwd: userFolder, env: n8nEnvironment({ userFolder, brokerPort, extra }), output, stopLimitMs },
	).finally(() => closeSync(output));
	const exited = n8n.exited.then(async (exit) => {
		await release();
		return exit;
	});
	const readLog = () => readFileSync(logFile).subarray(logStart).toString('utf8');
	const url = `http://${loopback}:${port}`;
	log?.(`n8n is starting at ${url} (process ${n8n.pid}, log in ${logFile}).`);
	try {
		await waitUntilReady(url, exited, readLog, logFile);
	} catch (error) {
		await n8n.kill();
		throw error;
	}
	return {
		url,
		port,
		pid: n8n.pid,
		userFolder,
		logFile,
		exited,
		readLog,
		memory: () => readMemory(n8n.pid),
		resetPeakMemory: () => resetPeak(n8n.pid),
		stop: async () => {
			await n8n.stop();
			await exited;
		},
		kill: async () => {
			await n8n.kill();
			await exited;
		},
	};
}

async function waitUntilReady(
	url: string,
	exited: Promise<Exit>,
	readLog: () => string,
	logFile: string,
): Promise<void> {
	let exit: Exit | undefined;
	void exited.then((ended) => {
		exit = ended;
	});
	const deadline = Date.now() + startLimitMs;
	for (;;) {
		if (exit) {
			throw new Error(
				`n8n ended while starting (${exit.signal ?? `exit code ${exit.code}`}). ` +
					`The end of its log ${logFile}:\n${lastLines(readLog())}`,
			);
		}
		if (await isHealthy(url)) return;
		if (Date.now() > deadline) {
			throw new Error(
				`n8n did not become ready within ${startLimitMs / 1000} s. The end of its log ${logFile}:\n${lastLines(readLog())}`,
			);
		}
		await sleep(50);
	}
}

async function isHealthy(url: string): Promise<boolean> {
	return await fetch(`${url}/healthz/readiness`, { signal: AbortSignal.timeout(2_000) }).then(
		({ ok }) => ok,
		() => false,
	);
}

function lastLines(text: string): string {
	return text.trimEnd().split('\n').slice(-20).join('\n');
}

function readMemory(pid: number): MemoryUse | undefined {
	let status: string;
	try {
		status = readFileSync(`/proc/${pid}/status`, 'utf8');
	} catch {
		return undefined;
	}
	const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
	const current = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
	if (peak === undefined || current === undefined) return undefined;
	return { peakBytes: Number(peak) * 1024, currentBytes: Number(current) * 1024 };
}

function resetPeak(pid: number): void {
	try {
		// "5" is the kernel's word for: forget the peak resident size.
		writeFileSync(`/proc/${pid}/clear_refs`, '5');
	} catch {
		// Not Linux, or n8n has ended.
	}
}
