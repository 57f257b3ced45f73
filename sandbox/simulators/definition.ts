import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer.ts';
import type { RateLimitPolicy } from './rateLimit.ts';

/** A request as the vendor's code sees it. */
export interface SimulatorRequest {
	method: string;
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	rawBody: Buffer;
	/** The parsed JSON body; undefined when the body is empty or not JSON (tell them apart by `rawBody`). */
	body: unknown;
}

/** A request that passed authentication and matched a route. */
export interface RoutedRequest extends SimulatorRequest {
	apiKey: string;
	/** Values of the `:name` parts of the route's path. */
	params: Record<string, string>;
}

/** One endpoint. `path` is an Express path; `handle` may throw a `Refusal`. */
export interface Route<State> {
	method: 'get' | 'post' | 'put' | 'patch' | 'delete';
	path: string;
	handle(request: RoutedRequest, state: State): Answer | Promise<Answer>;
}

/** Everything that makes the shared framework one vendor's API. */
export interface SimulatorDefinition<State> {
	name: string;
	/** A fresh copy of the seed data; called at start and at every reset. */
	createState(): State;
	/** The API key the request is counted under, or the answer that refuses it. Runs before everything else. */
	authenticate(request: SimulatorRequest): string | Answer;
	routes: Array<Route<State>>;
	/** The vendor's ordinary answer for an error status: 404 for an unknown route, 429, 500 and whatever a fault asks for. */
	failure(status: number): Answer;
	rateLimit: RateLimitPolicy;
	/** Lower-case request headers the control routes must not show; `authorization` is always among them. */
	secretHeaders?: string[];
}
