import { signatureOf, type Signing } from '../webhooks/signing.ts';
import { type Delivery, WebhookSender } from '../webhooks/sender.ts';
import { TestClock } from '../webhooks/testClock.ts';
import { isJsonObject, type JsonObject, timestamp } from './body.ts';
import type { Mode } from './keys.ts';
import type { LiveTokState } from './state.ts';

/** A session, with what the receiver of `session.begin` has answered for it (section 11). */
export interface LiveTokSession {
	readonly id: string;
	readonly data: JsonObject;
	readonly context?: unknown;
	readonly limits?: unknown;
}

export interface LiveTokDeliveryOptions {
	/** Whose registrations receive the events; default test. */
	readonly mode?: Mode;
	/** Section 9, ASSUMPTION; default timestamped. */
	readonly signing?: Signing;
	readonly clock?: TestClock;
	/** Numbers of events and sessions go on after this one; default 0. A receiver takes a number it has seen for a repetition. */
	readonly lastNumber?: number;
}

/** Section 10, ASSUMPTION: 1 min, 5 min, 30 min, 2 h, 6 h. */
const retryAfterMs = [1, 5, 30, 120, 360].map((minutes) => minutes * 60_000);

/** The header of section 9, ASSUMPTION. */
export const signatureHeader = 'X-LiveTok-Signature';

/**
 * LiveTok's sessions, and the webhooks they send (sections 7 to 11). Nothing here is known of the real service but the
 * names of the events and the fields of `session.begin`.
 */
export class LiveTokDeliveries {
	readonly clock: TestClock;
	readonly sender: WebhookSender;
	readonly sessions = new Map<string, LiveTokSession>();
	readonly #simulator: { readonly state: LiveTokState };
	readonly #mode: Mode;
	#last: number;

	/** `signing` may be changed while it runs. */
	signing: Signing;

	constructor(simulator: { readonly state: LiveTokState }, options: LiveTokDeliveryOptions = {}) {
		this.#simulator = simulator;
		this.#mode = options.mode ?? 'test';
		this.#last = options.lastNumber ?? 0;
		this.signing = options.signing ?? 'timestamped';
		this.clock = options.clock ?? new TestClock();
		this.sender = new WebhookSender({
			clock: this.clock,
			retryAfterMs,
			timeoutMs: 10_000,
			headers: (delivery, now) => this.#headers(delivery, now),
		});
	}

	/** A webhook that somebody has added in the dashboard, Settings > Webhooks > Add Webhook. @returns its secret. */
	addWebhook(url: string, events: string[]): string {
		const account = this.#simulator.state.account(this.#mode);
		const id = account.nextId('wh');
		const secret = `whsec_sandbox_${id}`;
		account.webhooks.set(id, { id, url, events, created_at: timestamp(), secret });
		return secret;
	}

	/** A conversation begins: every webhook that wants to know hears of it. Resolves after the first attempts. */
	async beginSession(customer: JsonObject = {}): Promise<Delivery[]> {
		const id = this.#next('sess');
		const data = {
			session_id: id,
			conversation_id: this.#next('conv'),
			channel: 'whatsapp',
			customer: {
				id: this.#next('cust'),
				name: 'Jane Doe',
				phone: '+15551234567',
				email: 'jane@example.com',
				...customer,
			},
			agent_type: 'ai_agent',
			started_at: timestamp(this.clock.now()),
			metadata: { source: 'organic', campaign: null },
		};
		this.sessions.set(id, { id, data });
		const deliveries = await this.send('session.begin', data);
		for (const { attempts } of deliveries) {
			const last = attempts.at(-1);
			if (last?.status === 200) this.#keepReply(id, last.text);
		}
		return deliveries;
	}

	/** Section 7.3, ASSUMPTION: the fields of the beginning, and when it ended. */
	async endSession(id: string): Promise<Delivery[]> {
		const data = this.sessions.get(id)?.data ?? { session_id: id };
		return await this.send('session.end', {
			...data,
			ended_at: timestamp(this.clock.now()),
			duration_seconds: 42,
			summary: null,
		});
	}

	/** Sends any event to the webhooks that are registered for its type. */
	async send(type: string, data: JsonObject, id = this.#next('evt')): Promise<Delivery[]> {
		const event = { type, id, created_at: timestamp(this.clock.now()), livemode: this.#mode === 'live', data };
		const webhooks = this.#simulator.state.webhooks(this.#mode).filter(({ events }) => events.includes(type));
		return await Promise.all(webhooks.map(async ({ url }) => await this.sender.send(url, event)));
	}

	/** The newest session. */
	get lastSession(): LiveTokSession | undefined {
		return [...this.sessions.values()].at(-1);
	}

	#keepReply(id: string, text: string): void {
		let reply: unknown;
		try {
			reply = JSON.parse(text);
		} catch {
			return;
		}
		const session = this.sessions.get(id);
		if (!isJsonObject(reply) || session === undefined) return;
		this.sessions.set(id, { ...session, context: reply.context, limits: reply.limits });
	}

	#headers({ url, rawBody }: Delivery, now: number): Record<string, string> {
		const webhook = this.#simulator.state.webhooks(this.#mode).find((candidate) => candidate.url === url);
		const signature = signatureOf(this.signing, webhook?.secret ?? '', rawBody, now);
		return {
			'User-Agent': 'LiveTok-Webhooks/1.0',
			...(signature === undefined ? {} : { [signatureHeader]: signature }),
		};
	}

	#next(prefix: string): string {
		this.#last += 1;
		return `${prefix}_${String(this.#last).padStart(8, '0')}`;
	}
}
