import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isPortFree } from '../../../sandbox/n8n/ports.ts';

const script = `
	import { startQueueServices } from ${JSON.stringify(join(__dirname, '..', '..', '..', 'sandbox', 'queue', 'services.ts'))};
	const { environment } = await startQueueServices();
	process.stdout.write(environment.QUEUE_BULL_REDIS_PORT + ' ' + environment.DB_POSTGRESDB_PORT + '\\n');
	setInterval(() => undefined, 1_000);
`;

it('ends Redis and PostgreSQL when their owner is killed', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'customer-engagement-owner-'));
	chmodSync(folder, 0o755);
	const owner = spawn(process.execPath, ['--input-type=module', '--eval', script], {
		env: { ...process.env, TMPDIR: folder },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const written = await new Promise<string>((resolve) => {
		owner.stdout.once('data', (text: Buffer) => resolve(text.toString()));
	});
	const ports = written.trim().split(' ').map(Number);
	expect(await Promise.all(ports.map(async (port) => await isPortFree(port)))).toEqual([false, false]);

	owner.kill('SIGKILL');
	// The test's time limit ends the wait when one goes on listening.
	for (const port of ports) while (!(await isPortFree(port))) await new Promise((resolve) => setTimeout(resolve, 20));
	rmSync(folder, { recursive: true, force: true });
}, 120_000);
