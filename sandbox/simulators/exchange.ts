import type { ServerResponse } from 'node:http';
import { encodeAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import type { SimulatorRequest } from './definition.ts';
import type { Fault } from './faults.ts';
import type { OpenRequest } from './requestLog.ts';

/** One request on its way to an answer: sends it, with the fault that befalls it, and logs the outcome. */
export class Exchange {
	readonly request: SimulatorRequest;
	readonly apiKey: string;
	readonly #response: ServerResponse;
	readonly #open: OpenRequest;
	readonly #fault: Fault | undefined;
	readonly #headers: Record<string, string>;

	constructor(parts: {
		request: SimulatorRequest;
		apiKey: string;
		response: ServerResponse;
		open: OpenRequest;
		fault: Fault | undefined;
		headers: Record<string, string>;
	}) {
		this.request = parts.request;
		this.apiKey = parts.apiKey;
		this.#response = parts.response;
		this.#open = parts.open;
		this.#fault = parts.fault;
		this.#headers = parts.headers;
	}

	/** Sends the route's answer, unless a fault loses or damages it on the way back. */
	complete(answer: Answer, processed = answer.status < 400): void {
		this.#open.entry.processed = processed;
		if (this.#fault?.type === 'cutAfter') this.cut();
		else if (this.#fault?.type === 'truncated') this.#sendHalf(answer);
		else if (this.#fault?.type === 'truncatedJson') this.refuse(cutInHalf(answer));
		else this.refuse(answer);
	}

	/** Sends an answer to a request that was not carried out, as it is. */
	refuse(answer: Answer): void {
		const { headers, body } = encodeAnswer(answer);
		if (!this.#begin(answer.status, headers)) return;
		this.#response.end(body);
	}

	/** Destroys the connection without an answer. */
	cut(): void {
		this.#open.ended();
		this.#response.socket?.destroy();
	}

	#sendHalf(answer: Answer): void {
		const { headers, body } = encodeAnswer(answer);
		if (!this.#begin(answer.status, headers)) return;
		const half = body.subarray(0, Math.floor(body.length / 2));
		this.#response.write(half, () => this.#response.socket?.destroy());
	}

	#begin(status: number, headers: Record<string, string>): boolean {
		if (this.#response.destroyed || this.#response.closed) return false;
		// logged before sending: whoever has the answer in hand finds the request answered in the log
		this.#open.answered(status);
		this.#response.writeHead(status, { ...this.#headers, ...headers });
		return true;
	}
}

function cutInHalf(answer: Answer): Answer {
	const { body } = encodeAnswer(answer);
	return {
		status: answer.status,
		headers: answer.headers,
		raw: {
			contentType: 'application/json; charset=utf-8',
			body: body.subarray(0, Math.floor(body.length / 2)),
		},
	};
}
