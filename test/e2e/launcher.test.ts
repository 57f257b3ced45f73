import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

import { connect } from '../../sandbox/n8n/client.ts';
import { ensureHostInstalled } from '../../sandbox/n8n/install.ts';
import { findFreePort, isPortFree, loopback } from '../../sandbox/n8n/ports.ts';
import { findQueuePrograms } from '../../sandbox/queue/programs.ts';

const start = join(__dirname, '../../sandbox/start.ts');
const simulators = 4;

/** The sandbox as a person at a terminal has it. */
interface Terminal {
	readonly port: number;
	readonly written: () => string;
	/** Resolves when the sandbox has written this; rejects when it ends before. */
	waitFor(text: string): Promise<void>;
	pressEnter(): void;
	/** As Ctrl-C. @returns the exit code. */
	interrupt(): Promise<number | null>;
	/** Ids of the processes that the sandbox has started, by what they inherit from it. Linux only. */
	processes(): number[];
	/** What it has left in the folder for temporary files. */
	leftFiles(): string[];
}

describe('npm start -- --queue', () => {
	let folder: string;
	beforeAll(async () => {
		const log = (line: string) => process.stderr.write(`${line}\n`);
		await ensureHostInstalled({ log });
		await findQueuePrograms(log);
		folder = mkdtempSync(join(tmpdir(), 'customer-engagement-launcher-'));
		// PostgreSQL runs as another user when this runs as root.
		chmodSync(folder, 0o755);
	}, 900_000);
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	async function open(...options: string[]): Promise<Terminal> {
		const [port, simulatorPort] = [await findFreePort(), await findFreePorts(simulators)];
		const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
			process.execPath,
			[start, ...options, '--port', String(port), '--simulator-port', String(simulatorPort)],
			{ env: { ...process.env, TMPDIR: folder }, stdio: ['pipe', 'pipe', 'inherit'] },
		);
		let written = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
		const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
		return {
			port,
			written: () => written,
			waitFor: async (text) => {
				const found = new Promise<void>((resolve) => {
					const look = () => written.includes(text) && resolve();
					child.stdout.on('data', look);
					look();
				});
				const ended = exited.then(() => Promise.reject(new Error(`It has ended without "${text}":\n${written}`)));
				await Promise.race([found, ended]);
			},
			pressEnter: () => child.stdin.write('\n'),
			interrupt: async () => {
				child.kill('SIGINT');
				return await exited;
			},
			processes: () => processesWith(`TMPDIR=${folder}`),
			leftFiles: () => readdirSync(folder).filter((name) => name.startsWith('customer-engagement')),
		};
	}

	it('runs the campaign on a worker, delivers events, and leaves nothing behind after Ctrl-C', async () => {
		const terminal = await open('--queue');
		await terminal.waitFor('Press Ctrl-C to stop.');
		expect(terminal.written()).toMatch(/It ran on worker-[12]\./);
		expect(terminal.written()).toContain('30 recipients: 27 sent, 3 failed.');
		expect(terminal.written()).toContain('Everything is as expected.');

		const client = await connect(`http://${loopback}:${terminal.port}`);
		const workflows = await client.listWorkflows();
		expect(workflows.filter(({ active }) => active).map(({ name }) => name)).toEqual(['Sharded campaign']);

		terminal.pressEnter();
		await terminal.waitFor('no published workflow begins with');
		const caller = workflows.find(({ name }) => name === 'VIP caller context');
		const missed = workflows.find(({ name }) => name === 'Missed call follow-up');
		await client.activate(caller?.id ?? '');
		await client.activate(missed?.id ?? '');
		terminal.pressEnter();
		await terminal.waitFor('Call create -> "Missed call follow-up": answered 200');
		expect(terminal.written()).toContain('session.begin -> "VIP caller context": answered 200');
		// A second session is another one, and not a repetition.
		terminal.pressEnter();
		while ((await client.listExecutions(caller?.id)).length < 2)
			await new Promise((resolve) => setTimeout(resolve, 50));

		// The launcher, Redis, PostgreSQL, three n8n, and what those have started themselves.
		if (process.platform === 'linux') expect(terminal.processes().length).toBeGreaterThanOrEqual(6);
		expect(terminal.leftFiles()).toHaveLength(1);
		expect(await terminal.interrupt()).toBe(130);
		expect(terminal.processes()).toEqual([]);
		expect(terminal.leftFiles()).toEqual([]);
	}, 180_000);

	it('leaves nothing behind when Ctrl-C comes while it starts', async () => {
		const terminal = await open('--queue');
		await terminal.waitFor('Starting Redis');
		expect(await terminal.interrupt()).toBe(130);
		expect(terminal.processes()).toEqual([]);
		expect(terminal.leftFiles()).toEqual([]);
	}, 60_000);
});

/** The first of some free ports in a row. */
async function findFreePorts(count: number): Promise<number> {
	for (;;) {
		const first = await findFreePort();
		const row = Array.from({ length: count }, (_, index) => first + index);
		const free = await Promise.all(row.map(async (port) => port < 65_536 && (await isPortFree(port))));
		if (free.every(Boolean)) return first;
	}
}

function processesWith(variable: string): number[] {
	if (process.platform !== 'linux') return [];
	return readdirSync('/proc')
		.map(Number)
		.filter((pid) => pid > 0 && environmentOf(pid).includes(variable));
}

function environmentOf(pid: number): string[] {
	try {
		return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
	} catch {
		// It has ended, or belongs to somebody else.
		return [];
	}
}
