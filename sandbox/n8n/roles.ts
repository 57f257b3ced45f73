import { loopback } from './ports.ts';

/** What a process of n8n does. Alone it is `main`; in queue mode the three share the work. */
export type N8nRole = 'main' | 'worker' | 'webhookProcessor';

interface Role {
	/** Arguments of n8n's own program. */
	readonly command: readonly string[];
	/** Lets the process answer on this port, its health at least. */
	readonly listenOn: (port: number) => Record<string, string>;
}

const asServer = (port: number) => ({ N8N_PORT: String(port) });

export const roles: Record<N8nRole, Role> = {
	main: { command: ['start'], listenOn: asServer },
	webhookProcessor: { command: ['webhook'], listenOn: asServer },
	worker: {
		command: ['worker'],
		listenOn: (port) => ({
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: loopback,
		}),
	},
};
