import { spawn } from 'node:child_process';
import { access, constants, readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { withLock } from '../n8n/lock.ts';
import { workFolder } from '../n8n/paths.ts';

/** Where the programs are that n8n's queue mode needs beside n8n. */
export interface QueuePrograms {
	readonly redisServer: string;
	/** Folder with `initdb`, `postgres` and `pg_isready`. Debian keeps them out of PATH. */
	readonly postgresFolder: string;
}

const debianPackages = ['redis-server', 'postgresql'];
const howToGetThem =
	`n8n's queue mode needs Redis and PostgreSQL. Install them ("apt-get install ${debianPackages.join(' ')}" on Debian ` +
	'and Ubuntu), or run this as root there, then it installs them itself.';

/**
 * Finds Redis and PostgreSQL. On Debian and Ubuntu it installs the packages that are missing when this process may do
 * so (root). Debian may start services of its own with them, on their usual ports; the sandbox uses neither.
 * @throws an error that says what to install when one is missing.
 */
export async function findQueuePrograms(log: (line: string) => void): Promise<QueuePrograms> {
	const found = await search();
	if (found) return found;
	if (!(await mayInstall())) throw new Error(howToGetThem);
	const installed = await withLock(
		join(workFolder, 'queue-programs.lock'),
		(pid) => log(`Process ${pid} is installing Redis and PostgreSQL already; waiting for it.`),
		async () => {
			const meanwhile = await search();
			if (meanwhile) return meanwhile;
			log(`Installing ${debianPackages.join(' and ')} with apt-get: about a minute.`);
			await aptGet('update');
			await aptGet('install', '-y', '--no-install-recommends', ...debianPackages);
			return await search();
		},
	);
	if (installed) return installed;
	throw new Error(
		`The packages ${debianPackages.join(' and ')} are installed, but their programs are not found. ${howToGetThem}`,
	);
}

async function search(): Promise<QueuePrograms | undefined> {
	const inPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	const redisFolder = await folderWith(['redis-server'], [...inPath, '/usr/bin']);
	const postgresFolder = await folderWith(
		['initdb', 'postgres', 'pg_isready'],
		[...(await debianFolders()), ...inPath],
	);
	if (redisFolder === undefined || postgresFolder === undefined) return undefined;
	return { redisServer: join(redisFolder, 'redis-server'), postgresFolder };
}

/** The newest version first. */
async function debianFolders(): Promise<string[]> {
	const root = '/usr/lib/postgresql';
	const versions = await readdir(root).catch(() => []);
	return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'));
}

async function folderWith(programs: readonly string[], folders: readonly string[]): Promise<string | undefined> {
	for (const folder of folders) {
		const present = await Promise.all(programs.map(async (program) => await isExecutable(join(folder, program))));
		if (present.every(Boolean)) return folder;
	}
	return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
	return await access(path, constants.X_OK).then(
		() => true,
		() => false,
	);
}

async function mayInstall(): Promise<boolean> {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
	const system = await readFile('/etc/os-release', 'utf8').catch(() => '');
	return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(system);
}

async function aptGet(...args: string[]): Promise<void> {
	// Another apt-get may be at work on this machine.
	const child = spawn('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		// On the terminal, where its progress can be seen; standard output belongs to the test's results.
		stdio: ['ignore', process.stderr.fd, process.stderr.fd],
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code === 0) return;
	throw new Error(`"apt-get ${args.join(' ')}" ended with exit code ${code}; its reason is above. ${howToGetThem}`);
}
