import { createServer } from 'node:http';
import type { Server } from 'node:http';
import express from 'express';
import { controlPath, controlRouter } from './control.ts';
import type { SimulatorControls } from './control.ts';
import type { SimulatorDefinition } from './definition.ts';
import { FaultSwitchboard } from './faults.ts';
import { vendorRouter } from './pipeline.ts';
import { RateLimiter } from './rateLimit.ts';
import type { RateLimitSetting } from './rateLimit.ts';
import { RequestLog } from './requestLog.ts';

export interface SimulatorOptions {
	/** Port on 127.0.0.1; 0, the default, takes any free one. */
	port?: number;
	/** Milliseconds every answer takes; default 0. */
	latencyMs?: number;
	/** Default: the vendor's ordinary limit. */
	rateLimit?: RateLimitSetting | 'off';
	/** False keeps bodies out of the log; default true. */
	keepBodies?: boolean;
	/** Log entries kept, the oldest go first; default 50,000. */
	maxLogEntries?: number;
}

export interface RunningSimulator<State> extends SimulatorControls {
	/** The origin, without a path and trailing slash. */
	readonly url: string;
	/** For vendors that speak more than HTTP: hears of upgrades. Who accepts one ends it before `close`. */
	readonly server: Server;
	/** The vendor's data as it is now; another object after a reset. */
	readonly state: State;
	/** Ends open connections and frees the port. */
	close(): Promise<void>;
}

/** Starts one vendor's API on 127.0.0.1, with control routes under `/__sandbox/`. Rejects when the port is taken. */
export async function startSimulator<State>(
	definition: SimulatorDefinition<State>,
	options: SimulatorOptions = {},
): Promise<RunningSimulator<State>> {
	const log = new RequestLog({
		keepBodies: options.keepBodies ?? true,
		maxEntries: options.maxLogEntries ?? 50_000,
	});
	const faults = new FaultSwitchboard();
	const limiter = new RateLimiter(definition.rateLimit, options.rateLimit);
	const startLatencyMs = options.latencyMs ?? 0;
	let latencyMs = startLatencyMs;
	let state = definition.createState();

	const controls = {
		get requests() {
			return log.entries;
		},
		get state() {
			return state;
		},
		faults,
		setLatency: (ms: number) => {
			latencyMs = ms;
		},
		setRateLimit: (setting: RateLimitSetting | 'off') => limiter.set(setting),
		reset: () => {
			state = definition.createState();
			latencyMs = startLatencyMs;
			log.clear();
			faults.clear();
			limiter.reset();
		},
		stats: () => log.stats(),
	};

	const app = express();
	app.disable('x-powered-by');
	app.use(controlPath, controlRouter(controls, definition.secretHeaders ?? []));
	app.use(
		vendorRouter({
			definition,
			log,
			faults,
			limiter,
			latencyMs: () => latencyMs,
			state: () => state,
		}),
	);
	const server = createServer(app);
	// longer than any pause of a test: a connection closed for idleness would look like a cut one
	server.keepAliveTimeout = 60_000;
	const port = await listen(server, options.port ?? 0);

	return Object.assign(controls, {
		url: `http://127.0.0.1:${port}`,
		server,
		close: () => close(server),
	});
}

async function listen(server: Server, port: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		// thousands of clients may connect at once
		server.listen({ host: '127.0.0.1', port, backlog: 4096 }, resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The simulator has no port');
	return address.port;
}

async function close(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
