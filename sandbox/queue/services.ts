import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loopback } from '../n8n/ports.ts';
import { startPostgres } from './postgres.ts';
import { findQueuePrograms } from './programs.ts';
import { startRedis } from './redis.ts';
import type { Service } from './service.ts';

/** What the n8n processes of one queue share. */
export interface QueueServices {
	/** The part of n8n's environment that says where they are. */
	readonly environment: Readonly<Record<string, string>>;
	/** Ends both and deletes their data. */
	stop(): Promise<void>;
}

/**
 * Starts a Redis and a PostgreSQL with empty data on free ports of this machine: about 3 s, more the first time, when
 * they have to be installed. They end with this process.
 */
export async function startQueueServices(log: (line: string) => void = () => undefined): Promise<QueueServices> {
	const { redisServer, postgresFolder } = await findQueuePrograms(log);
	const folder = await mkdtemp(join(tmpdir(), 'customer-engagement-queue-'));
	const started: Service[] = [];
	const stop = async () => {
		await Promise.all(started.map(async (service) => await service.stop()));
		await rm(folder, { recursive: true, force: true });
	};
	try {
		// PostgreSQL runs as another user when this runs as root.
		await chmod(folder, 0o755);
		const [redisFolder, postgresData] = [join(folder, 'redis'), join(folder, 'postgres')];
		await mkdir(redisFolder);
		await mkdir(postgresData);
		const redis = await startRedis(redisServer, redisFolder);
		started.push(redis);
		const postgres = await startPostgres(postgresFolder, postgresData);
		started.push(postgres);
		return {
			environment: {
				QUEUE_BULL_REDIS_HOST: loopback,
				QUEUE_BULL_REDIS_PORT: String(redis.port),
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: loopback,
				DB_POSTGRESDB_PORT: String(postgres.port),
				DB_POSTGRESDB_USER: postgres.user,
				DB_POSTGRESDB_PASSWORD: postgres.password,
				DB_POSTGRESDB_DATABASE: postgres.database,
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
