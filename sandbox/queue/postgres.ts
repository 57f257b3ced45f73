import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { findFreePort, loopback } from '../n8n/ports.ts';
import { type Service, startService, type SystemUser } from './service.ts';

export interface Postgres extends Service {
	readonly user: string;
	readonly password: string;
	/** An empty database. */
	readonly database: string;
}

/**
 * The sandbox's data may be lost with the machine, not with a process: a crash of n8n or of this PostgreSQL loses
 * nothing without these.
 */
const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const run = promisify(execFile);

/**
 * Makes a database cluster in `folder` (which must be empty, and reachable for all users of the machine) and starts
 * PostgreSQL on it, reachable over TCP from this machine only.
 */
export async function startPostgres(postgresFolder: string, folder: string): Promise<Postgres> {
	const port = await findFreePort();
	const account = await serverAccount();
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	const user = 'n8n';
	const password = randomBytes(16).toString('hex');
	await mkdir(data);
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (account) {
		for (const path of [folder, data, passwordFile]) await chown(path, account.uid, account.gid);
	}
	const initialise = ['-D', data, '-U', user, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'];
	await run(join(postgresFolder, 'initdb'), [...initialise, '--encoding=UTF8', '--locale=C'], {
		...account,
		cwd: folder,
	});

	const settings = { port, listen_addresses: loopback, unix_socket_directories: '', max_connections: 200, ...hasty };
	const service = await startService({
		name: 'postgres',
		program: {
			command: join(postgresFolder, 'postgres'),
			args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
			...(account && { user: account }),
			// Ends without waiting for clients to leave.
			stopSignal: 'SIGINT',
		},
		port,
		folder,
		isReady: async () =>
			await run(join(postgresFolder, 'pg_isready'), ['-q', '-h', loopback, '-p', String(port)]).then(
				() => true,
				() => false,
			),
	});
	return { ...service, user, password, database: 'postgres' };
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
async function serverAccount(): Promise<SystemUser | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const accounts = await readFile('/etc/passwd', 'utf8');
	const ids = /^postgres:[^:]*:(\d+):(\d+):/m.exec(accounts);
	if (ids) return { uid: Number(ids[1]), gid: Number(ids[2]) };
	throw new Error(
		'PostgreSQL does not run as root, and this machine has no user "postgres". Start this as another user.',
	);
}
