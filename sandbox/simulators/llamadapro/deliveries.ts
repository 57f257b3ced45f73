import { createHash } from 'node:crypto';

import { type Delivery, WebhookSender } from '../webhooks/sender.ts';
import { TestClock } from '../webhooks/testClock.ts';
import type { ChangeEvent } from './events.ts';
import type { LlamadaProState } from './state.ts';

/** An address that somebody has given to LlamadaPro for its webhooks, and the headers to send with them. */
export interface Subscription {
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** Section 8 says nothing about repetitions. ASSUMPTION: a few, further and further apart. */
const retryAfterMs = [1, 5, 30].map((minutes) => minutes * 60_000);

/**
 * LlamadaPro's webhooks (section 8). Hand `onChange` to the simulator when it starts, and the simulator to `attach`.
 * How webhooks are subscribed to, delivered and repeated is not documented: all of it is assumed.
 */
export class LlamadaProDeliveries {
	readonly clock = new TestClock();
	readonly subscriptions: Subscription[] = [];
	readonly sender = new WebhookSender({
		clock: this.clock,
		retryAfterMs,
		timeoutMs: 10_000,
		headers: ({ url }) => ({ ...this.subscriptions.find((subscription) => subscription.url === url)?.headers }),
	});
	#simulator: { readonly state: LlamadaProState } | undefined;
	#pending: Array<Promise<Delivery>> = [];

	attach(simulator: { readonly state: LlamadaProState }): void {
		this.#simulator = simulator;
	}

	readonly onChange = (event: ChangeEvent): void => {
		if (this.#simulator === undefined) return;
		const payload = payloadOf(event, this.#simulator.state);
		this.#pending.push(...this.subscriptions.map(async ({ url }) => await this.sender.send(url, payload)));
	};

	/** The first attempts of everything that has changed since the last time, once they are made. */
	async settled(): Promise<Delivery[]> {
		return await Promise.all(this.#pending.splice(0));
	}
}

/** The envelope and the fields of the samples (section 8). */
function payloadOf({ resource, action, id }: ChangeEvent, state: LlamadaProState): object {
	const content = resource === 'Call' ? callData(id, state) : transcriptionData(id, state);
	const digest = createHash('sha256')
		.update(JSON.stringify([resource, action, content]))
		.digest('hex');
	return { id: digest, resource, action, data: content };
}

function callData(id: number, state: LlamadaProState): object {
	const call = state.calls.get(id);
	if (call === undefined) return { id };
	const { tenantId, direction, startTime, from, to, status, userId, duration, customData } = call;
	return { id, tenantId, direction, startTime, from, to, status, userId, duration, customData };
}

function transcriptionData(id: number, state: LlamadaProState): object {
	const transcription = state.transcriptions.get(id);
	if (transcription === undefined) return { id };
	const { tenantId, recordingId, text, createdAt, updatedAt } = transcription;
	const recording = state.recordings.get(recordingId);
	return { tenantId, id, callId: recording?.callId, callDuration: recording?.duration, text, createdAt, updatedAt };
}
