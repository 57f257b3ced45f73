import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** One request as the simulator received it. Times are epoch milliseconds. */
export interface LoggedRequest {
	/** Counts from 1 at the start and after every reset. */
	number: number;
	receivedAt: number;
	/** Undefined while, and when, there is no answer. */
	answeredAt: number | undefined;
	/** Places of the request's arrival and end in the one order of all arrivals and ends, finer than the times. */
	arrivedAs: number;
	/** Undefined while the request waits; of one the client gave up, when that was noticed. */
	endedAs: number | undefined;
	method: string;
	path: string;
	/** The text after the question mark, undecoded; empty without a query. */
	rawQuery: string;
	query: Record<string, string | string[]>;
	headers: IncomingHttpHeaders;
	rawBody: string;
	/** The parsed JSON body; undefined when the body is empty or not JSON. */
	body: unknown;
	/** The status sent; undefined when the connection ended without an answer. */
	status: number | undefined;
	/** Name of the fault that befell the request. */
	fault: string | undefined;
	/** Whether the API really carried the request out, whatever became of the answer. */
	processed: boolean;
}

/** Totals since the start or the last reset. */
export interface SimulatorStats {
	requests: number;
	openRequests: number;
	/** The most requests that were waiting for their answer at one moment. */
	mostOpenRequests: number;
	/** Answers per HTTP status. */
	statuses: Record<string, number>;
	/** Connections that ended without an answer. */
	unanswered: number;
}

interface LogOptions {
	/** False drops bodies, for runs with very many requests. */
	keepBodies: boolean;
	/** Older entries are dropped beyond this number; the totals go on counting. */
	maxEntries: number;
}

/** A logged request that waits for its answer. Only the first of `answered` and `ended` counts. */
export interface OpenRequest {
	readonly entry: LoggedRequest;
	received(rawBody: Buffer, body: unknown): void;
	answered(status: number): void;
	ended(): void;
}

/** The list of requests and the running totals. */
export class RequestLog {
	readonly #options: LogOptions;
	#entries: LoggedRequest[] = [];
	#totals = { requests: 0, mostOpenRequests: 0, statuses: {} as Record<string, number>, unanswered: 0 };
	#open = 0;
	#place = 0;

	constructor(options: LogOptions) {
		this.#options = options;
	}

	get entries(): readonly LoggedRequest[] {
		return this.#entries;
	}

	/** Enters a request whose headers have arrived. */
	open(message: IncomingMessage): OpenRequest {
		// requests of before a reset must not show up in the totals after it
		const totals = this.#totals;
		totals.requests += 1;
		this.#open += 1;
		totals.mostOpenRequests = Math.max(totals.mostOpenRequests, this.#open);
		const entry = newEntry(message, totals.requests, this.#nextPlace());
		this.#entries.push(entry);
		if (this.#entries.length > this.#options.maxEntries) this.#entries.shift();

		let waiting = true;
		const close = (): boolean => {
			if (!waiting) return false;
			waiting = false;
			this.#open -= 1;
			entry.endedAs = this.#nextPlace();
			return true;
		};
		return {
			entry,
			received: (rawBody, body) => {
				if (!this.#options.keepBodies) return;
				entry.rawBody = rawBody.toString('utf8');
				entry.body = body;
			},
			answered: (status) => {
				if (!close()) return;
				entry.status = status;
				entry.answeredAt = Date.now();
				totals.statuses[status] = (totals.statuses[status] ?? 0) + 1;
			},
			ended: () => {
				if (close()) totals.unanswered += 1;
			},
		};
	}

	#nextPlace(): number {
		this.#place += 1;
		return this.#place;
	}

	/** A copy of the totals. */
	stats(): SimulatorStats {
		return { ...this.#totals, statuses: { ...this.#totals.statuses }, openRequests: this.#open };
	}

	/** Forgets entries and totals; requests still open stay counted as open. */
	clear(): void {
		this.#entries = [];
		this.#totals = { requests: 0, mostOpenRequests: this.#open, statuses: {}, unanswered: 0 };
	}
}

function newEntry(message: IncomingMessage, number: number, arrivedAs: number): LoggedRequest {
	const [path = '', ...rest] = (message.url ?? '').split('?');
	const rawQuery = rest.join('?');
	return {
		number,
		receivedAt: Date.now(),
		answeredAt: undefined,
		arrivedAs,
		endedAs: undefined,
		method: message.method ?? '',
		path,
		rawQuery,
		query: parseQuery(rawQuery),
		headers: message.headers,
		rawBody: '',
		body: undefined,
		status: undefined,
		fault: undefined,
		processed: false,
	};
}

function parseQuery(rawQuery: string): Record<string, string | string[]> {
	const parameters = new URLSearchParams(rawQuery);
	const query: Record<string, string | string[]> = {};
	for (const name of new Set(parameters.keys())) {
		const values = parameters.getAll(name);
		query[name] = values.length === 1 ? values.join() : values;
	}
	return query;
}
