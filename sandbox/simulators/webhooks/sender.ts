import type { TestClock } from './testClock.ts';

/** One try of a delivery. */
export interface DeliveryAttempt {
	/** On the sender's clock, epoch milliseconds. */
	readonly at: number;
	/** Undefined when there was no answer. */
	readonly status: number | undefined;
	/** The answer's text; why there was none. */
	readonly text: string;
	readonly tookMs: number;
}

/** One event on its way to one address. */
export interface Delivery {
	readonly url: string;
	/** The same at every attempt. */
	readonly rawBody: string;
	readonly attempts: DeliveryAttempt[];
	state: 'waiting' | 'delivered' | 'failed';
	/** On the sender's clock; undefined when no further attempt is due. */
	nextAttemptAt: number | undefined;
}

export interface SenderOptions {
	readonly clock: TestClock;
	/** How long after a failed attempt the next one is made, in milliseconds; after the last one the delivery has failed. */
	readonly retryAfterMs: readonly number[];
	/** How long an answer may take. */
	readonly timeoutMs: number;
	/** The headers of an attempt, made anew for each. */
	readonly headers: (delivery: Delivery, now: number) => Record<string, string>;
}

/** The part of a service that calls webhooks: only 200 counts as delivered, everything else is tried again later. */
export class WebhookSender {
	readonly deliveries: Delivery[] = [];
	readonly #options: SenderOptions;

	constructor(options: SenderOptions) {
		this.#options = options;
	}

	/** Sends an event and resolves after the first attempt. Never rejects. */
	async send(url: string, event: object): Promise<Delivery> {
		const delivery: Delivery = {
			url,
			rawBody: JSON.stringify(event),
			attempts: [],
			state: 'waiting',
			nextAttemptAt: undefined,
		};
		this.deliveries.push(delivery);
		await this.#attempt(delivery);
		return delivery;
	}

	/** Makes one more attempt of a delivery, whatever became of it before, as a vendor's mistake would. */
	async repeat(delivery: Delivery): Promise<DeliveryAttempt> {
		return await this.#attempt(delivery);
	}

	/** Puts the clock forward to each attempt that becomes due within this time, makes it, and goes on to the end of the time. */
	async passTime(ms: number): Promise<void> {
		const { clock } = this.#options;
		const end = clock.now() + ms;
		for (;;) {
			const due = this.deliveries
				.filter(({ nextAttemptAt = Number.POSITIVE_INFINITY }) => nextAttemptAt <= end)
				.sort((first, second) => Number(first.nextAttemptAt) - Number(second.nextAttemptAt));
			const [next] = due;
			if (next?.nextAttemptAt === undefined) break;
			clock.pass(Math.max(0, next.nextAttemptAt - clock.now()));
			await this.#attempt(next);
		}
		clock.pass(Math.max(0, end - clock.now()));
	}

	async #attempt(delivery: Delivery): Promise<DeliveryAttempt> {
		const { clock, retryAfterMs, timeoutMs, headers } = this.#options;
		delivery.nextAttemptAt = undefined;
		const at = clock.now();
		const startedAt = performance.now();
		const answer = await fetch(delivery.url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers(delivery, at) },
			body: delivery.rawBody,
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
		}).then(
			async (response) => ({ status: response.status, text: await response.text() }),
			(error: unknown) => ({ status: undefined, text: String(error) }),
		);
		const attempt = { ...answer, at, tookMs: performance.now() - startedAt };
		delivery.attempts.push(attempt);
		const wait = retryAfterMs[delivery.attempts.length - 1];
		if (answer.status === 200) delivery.state = 'delivered';
		else if (delivery.state === 'waiting' && wait !== undefined) delivery.nextAttemptAt = at + wait;
		else if (delivery.state === 'waiting') delivery.state = 'failed';
		return attempt;
	}
}
