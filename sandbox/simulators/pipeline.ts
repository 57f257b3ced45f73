import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { Router } from 'express';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { Refusal } from './answer.ts';
import type { Route, SimulatorDefinition, SimulatorRequest } from './definition.ts';
import { Exchange } from './exchange.ts';
import { answerOfFault, strikesOnTheWay } from './faultAnswers.ts';
import type { FaultSwitchboard } from './faults.ts';
import type { RateLimiter } from './rateLimit.ts';
import type { RequestLog } from './requestLog.ts';

interface PipelineParts<State> {
	definition: SimulatorDefinition<State>;
	log: RequestLog;
	faults: FaultSwitchboard;
	limiter: RateLimiter;
	latencyMs(): number;
	state(): State;
}

const exchanges = new WeakMap<Response, Exchange>();

/** The vendor's API as an Express router: log, fault, key, rate limit, latency, route; in this order. */
export function vendorRouter<State>(parts: PipelineParts<State>): Router {
	// strict: a trailing slash or other case is another path to a vendor, and must not pass unseen
	const router = Router({ caseSensitive: true, strict: true });
	router.use(receive(parts));
	for (const route of parts.definition.routes) {
		router[route.method](route.path, carryOut(route, parts));
	}
	router.use((_req, res) => exchanges.get(res)?.refuse(parts.definition.failure(404)));
	router.use(refuseFailure(parts.definition));
	return router;
}

function receive<State>(parts: PipelineParts<State>): RequestHandler {
	const { definition, log, faults, limiter } = parts;
	return async (req, res, next) => {
		const open = log.open(req);
		res.once('close', () => open.ended());
		let rawBody: Buffer;
		try {
			rawBody = Buffer.concat(await req.toArray());
		} catch {
			// the client hung up while sending; the close event ends the log entry
			return;
		}
		const request = readRequest(open.entry, rawBody);
		open.received(rawBody, request.body);
		const { method, path } = request;
		const active = faults.take({ method, path, rawBody: rawBody.toString('utf8') });
		const fault = active?.fault;
		open.entry.fault = active?.name;

		const key = definition.authenticate(request);
		const arrives = fault === undefined || !strikesOnTheWay(fault);
		const counts = arrives && definition.rateLimit.appliesTo?.(request) !== false;
		const verdict = typeof key === 'string' && counts ? limiter.take(key) : undefined;
		const exchange = new Exchange({
			request,
			apiKey: typeof key === 'string' ? key : '',
			response: res,
			open,
			fault,
			headers: fault?.type === 'rateLimited' ? {} : (verdict?.headers ?? {}),
		});
		exchanges.set(res, exchange);

		const waitMs = parts.latencyMs() + (fault?.type === 'slow' ? fault.ms : 0);
		// an unreferenced timer: what is still delayed must not keep a closed simulator's process alive
		if (waitMs > 0) await delay(waitMs, undefined, { ref: false });

		if (fault?.type === 'hang') return;
		if (fault?.type === 'cut') return exchange.cut();
		const instead = fault && answerOfFault(fault, definition, limiter.limit);
		if (instead !== undefined) return exchange.refuse(instead);
		if (typeof key !== 'string') return exchange.refuse(key);
		if (verdict?.allowed === false) return exchange.refuse(definition.failure(429));
		next();
	};
}

function carryOut<State>(route: Route<State>, parts: PipelineParts<State>): RequestHandler {
	return async (req, res) => {
		const exchange = exchanges.get(res);
		if (exchange === undefined) return;
		const params: Record<string, string> = {};
		for (const [name, value] of Object.entries(req.params)) params[name] = String(value);
		const request = { ...exchange.request, apiKey: exchange.apiKey, params };
		try {
			exchange.complete(await route.handle(request, parts.state()));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			// a vendor may refuse with HTTP 200: it is the refusal that counts
			exchange.complete(error.answer, false);
		}
	};
}

function refuseFailure<State>(definition: SimulatorDefinition<State>): ErrorRequestHandler {
	return (error: unknown, _req, res, next) => {
		const exchange = exchanges.get(res);
		if (exchange === undefined) return next(error);
		// Express throws a URIError for a path it cannot decode: no route of the vendor
		if (error instanceof URIError) return exchange.refuse(definition.failure(404));
		process.stderr.write(`${definition.name} simulator: ${inspect(error)}\n`);
		exchange.refuse(definition.failure(500));
	};
}

function readRequest(
	entry: { method: string; path: string; rawQuery: string; headers: SimulatorRequest['headers'] },
	rawBody: Buffer,
): SimulatorRequest {
	return {
		method: entry.method,
		path: entry.path,
		query: new URLSearchParams(entry.rawQuery),
		headers: entry.headers,
		rawBody,
		body: parseJson(rawBody),
	};
}

function parseJson(rawBody: Buffer): unknown {
	if (rawBody.length === 0) return undefined;
	try {
		return JSON.parse(rawBody.toString('utf8'));
	} catch {
		return undefined;
	}
}
