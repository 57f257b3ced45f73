import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { withLock } from './lock.ts';
import { hostFolder, workFolder } from './paths.ts';
import { run } from './process.ts';

/** Compiled parts of n8n that `npm ci --ignore-scripts` leaves unbuilt on some machines. */
const nativeModules = ['sqlite3', 'isolated-vm'];

/** Inside node_modules on purpose: whatever removes the installation removes its stamp. */
const stampFile = join(hostFolder, 'node_modules', '.sandbox-installed');

const lockfileSchema = z.object({
	packages: z.record(
		z.object({ version: z.string().optional(), optional: z.boolean().optional() }).passthrough(),
	),
});

/**
 * Installs n8n from its lockfile unless that has been done: a few milliseconds when it has, 2 to 4 minutes and about
 * 2 GB of disk when not. An interrupted installation is started over; two processes never install at the same time.
 * @throws when npm fails; the error carries npm's last lines.
 */
export async function ensureHostInstalled({ log }: { log: (line: string) => void }): Promise<void> {
	if (await isStamped()) return;
	await withLock(
		join(workFolder, 'install.lock'),
		(pid) => log(`Process ${pid} is installing n8n already; waiting for it.`),
		async () => {
			if (await isStamped()) return;
			if (!(await treeMatchesLockfile())) {
				log('Downloading n8n: about 2 GB on disk, usually 2 to 4 minutes, only the first time.');
				await withHeartbeat('downloading n8n', log, async () => {
					await run('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], {
						cwd: hostFolder,
					});
				});
			}
			for (const name of nativeModules) await ensureLoads(name, log);
			await writeFile(stampFile, await stampText());
		},
	);
}

async function stampText(): Promise<string> {
	const lockfile = await readFile(join(hostFolder, 'package-lock.json'));
	const nodeMajor = process.versions.node.split('.')[0];
	return `${createHash('sha256').update(lockfile).digest('hex')} node${nodeMajor} ${process.platform}-${process.arch}\n`;
}

async function isStamped(): Promise<boolean> {
	const stamp = await readFile(stampFile, 'utf8').catch(() => undefined);
	return stamp !== undefined && stamp === (await stampText());
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation has none or an outdated one. */
async function treeMatchesLockfile(): Promise<boolean> {
	const installedText = await readFile(join(hostFolder, 'node_modules', '.package-lock.json'), 'utf8').catch(() => undefined);
	if (installedText === undefined) return false;
	const wanted = lockfileSchema.parse(JSON.parse(await readFile(join(hostFolder, 'package-lock.json'), 'utf8')));
	const installed = lockfileSchema.parse(JSON.parse(installedText));
	return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
		if (path === '') return true;
		const found = installed.packages[path];
		return found ? found.version === version : optional === true;
	});
}

async function ensureLoads(name: string, log: (line: string) => void): Promise<void> {
	if (await loads(name)) return;
	log(`Compiling ${name} for this machine: usually about a minute.`);
	await withHeartbeat(`compiling ${name}`, log, async () => await run('npm', ['rebuild', name], { cwd: hostFolder }));
	if (await loads(name)) return;
	throw new Error(
		`n8n is downloaded, but its part ${name} cannot be loaded on Node ${process.versions.node} (${process.platform} ${process.arch}). ` +
			`Install a C++ compiler, make and Python 3, then run "npm rebuild ${name}" in ${hostFolder} and start again.`,
	);
}

async function loads(name: string): Promise<boolean> {
	return await run(process.execPath, ['-e', `require(${JSON.stringify(name)})`], { cwd: hostFolder }).then(
		() => true,
		() => false,
	);
}

/** A line every ten seconds, so that nobody takes a long download for a program that hangs. */
async function withHeartbeat(what: string, log: (line: string) => void, work: () => Promise<void>): Promise<void> {
	const started = Date.now();
	const timer = setInterval(() => log(`still ${what} (${Math.round((Date.now() - started) / 1000)} s so far)`), 10_000);
	try {
		await work();
	} finally {
		clearInterval(timer);
	}
}
