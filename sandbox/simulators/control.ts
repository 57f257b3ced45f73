import express, { Router } from 'express';
import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { faultRuleSchema } from './faults.ts';
import type { FaultSwitchboard } from './faults.ts';
import type { RateLimitSetting } from './rateLimit.ts';
import type { LoggedRequest, SimulatorStats } from './requestLog.ts';

/** What can be read and changed while a simulator runs, in-process or over HTTP. */
export interface SimulatorControls {
	/** The request log, oldest first, with complete headers. */
	readonly requests: readonly LoggedRequest[];
	readonly faults: FaultSwitchboard;
	/** Milliseconds every answer takes from now on. */
	setLatency(ms: number): void;
	/** Puts another rate limit in force, counting from nothing. */
	setRateLimit(setting: RateLimitSetting | 'off'): void;
	/** Data, log, totals, faults, latency and rate limit as they were at the start. */
	reset(): void;
	stats(): SimulatorStats;
}

/** Where the control routes live; nothing under it is logged, delayed or befallen by faults. */
export const controlPath = '/__sandbox';

const latencySchema = z.object({ ms: z.number().nonnegative() }).strict();
const rateLimitSchema = z.union([
	z.object({ off: z.literal(true) }).strict(),
	z
		.object({
			limit: z.number().int().nonnegative(),
			windowMs: z.number().positive(),
			sendRetryAfter: z.boolean().optional(),
		})
		.strict(),
]);

/** The controls as HTTP routes for other processes. Values of `secretHeaders` are redacted. */
export function controlRouter(controls: SimulatorControls, secretHeaders: string[]): Router {
	const secrets = new Set(['authorization', ...secretHeaders]);
	const router = Router();
	router.use(express.json());
	router.get('/requests', (_req, res) => {
		res.json(controls.requests.map((request) => redact(request, secrets)));
	});
	router.get('/stats', (_req, res) => {
		res.json(controls.stats());
	});
	router.get('/faults', (_req, res) => {
		res.json(controls.faults.list());
	});
	router.post('/faults', (req, res) => {
		const fault = controls.faults.add(faultRuleSchema.parse(req.body));
		res.json({ name: fault.name });
	});
	router.delete('/faults', (_req, res) => {
		controls.faults.clear();
		res.json({ ok: true });
	});
	router.post('/latency', (req, res) => {
		controls.setLatency(latencySchema.parse(req.body).ms);
		res.json({ ok: true });
	});
	router.post('/rate-limit', (req, res) => {
		const setting = rateLimitSchema.parse(req.body);
		controls.setRateLimit('off' in setting ? 'off' : setting);
		res.json({ ok: true });
	});
	router.post('/reset', (_req, res) => {
		controls.reset();
		res.json({ ok: true });
	});
	router.use((_req, res) => {
		res.status(404).json({ error: 'No such control route' });
	});
	router.use(explain);
	return router;
}

const explain: ErrorRequestHandler = (error: unknown, _req, res, next) => {
	if (res.headersSent) return next(error);
	const problem = error instanceof z.ZodError ? error.issues : String(error);
	res.status(400).json({ error: problem });
};

function redact(request: LoggedRequest, secrets: Set<string>): LoggedRequest {
	const headers = { ...request.headers };
	for (const name of Object.keys(headers)) {
		if (secrets.has(name)) headers[name] = '[redacted]';
	}
	return { ...request, headers };
}
