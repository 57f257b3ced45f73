import type { RequestFailure } from '../../http/failure';
import type { Connection } from './connection';
import { Dialer, type DialerParts } from './dialer';
import { Outage, type OutageAudience, type OutageCause } from './outage';
import { Overlap } from './overlap';
import { pause } from './pause';
import type { VendorEvent } from './protocol';
import { reconnectDelay } from './reconnectDelay';

/** A connection that stood so long counts as a success: the next back-off starts from the beginning. */
const stableAfterMs = 60_000;

export interface ListenerParts extends OutageAudience, Omit<DialerParts, 'onEvent'> {
	/** After so much silence it is made sure that the connection still works, in milliseconds. */
	readonly checkAfterQuietMs: number;
	/** Hears of every event, in the order of arrival. `isNew` tells by its content whether it was not handed over yet. */
	onEvent(event: VendorEvent, isNew: (content: string) => boolean): void;
	/** The credential says of itself that it cannot be used any more, while the connection still stands. */
	onUnusable(failure: RequestFailure): void;
	/** The credential is dead, and the listener has ended. */
	onDead(failure: RequestFailure): void;
	/** Something that must never happen has ended the listener. */
	onCrash(error: unknown): void;
}

/**
 * Listens to a vendor's WebSocket for as long as it is wanted. It connects again after every loss, and never gives up but
 * for a dead credential.
 *
 * The standard WebSocket can neither send a ping nor see one. So a connection that is quiet for a while is replaced: the
 * new one is signed in first, then the old one says goodbye. A server that answers the goodbye was there all the time; one
 * that does not answer was not, and events may have been missed since the last sign of life.
 */
export class Listener {
	private readonly stop = new AbortController();
	private readonly dialer: Dialer;
	private readonly overlap: Overlap;
	private failuresInARow = 0;
	private toldUnusable: string | undefined;

	constructor(private readonly parts: ListenerParts) {
		const overlap = new Overlap(parts.clock);
		this.overlap = overlap;
		this.dialer = new Dialer({
			...parts,
			onEvent: (event, connection) => parts.onEvent(event, (content) => overlap.isNew(connection, content)),
		});
	}

	/**
	 * Makes the first connection and goes on listening. Throws a RequestFailure when that fails; with `isPatient` only when
	 * the credential is dead: any other failure is then the beginning of an outage.
	 */
	async start(isPatient: boolean): Promise<void> {
		const attempt = await this.dialer.attempt();
		if (attempt.kind === 'closed') return;
		if (attempt.kind === 'connected') {
			this.parts.onNews({ status: 'connected', at: this.now() });
			return this.listen(attempt.connection);
		}
		if (attempt.kind !== 'failed' || !isPatient) throw attempt.failure;
		const outage = this.outage('neverMade', this.now());
		outage.goesOn(attempt.failure);
		this.listen(undefined, outage);
	}

	/** Ends everything at once: afterwards there is no connection, no listener and no timer. */
	close(): void {
		this.stop.abort();
		this.dialer.close();
	}

	private now(): number {
		return this.parts.clock.now();
	}

	private outage(cause: OutageCause, lostAt: number): Outage {
		return new Outage(this.parts, this.parts.clock, cause, lostAt);
	}

	private listen(first: Connection | undefined, outage?: Outage): void {
		const run = async (): Promise<void> => {
			let current = outage === undefined ? first : await this.reconnect(outage);
			while (current !== undefined) {
				await this.untilQuietOrEnded(current);
				if (this.stop.signal.aborted) return;
				current = await this.replace(current);
			}
		};
		run().catch((error: unknown) => this.parts.onCrash(error));
	}

	/** Resolves when nothing was heard for the set time, or when the connection has ended. */
	private async untilQuietOrEnded(connection: Connection): Promise<void> {
		const { clock, checkAfterQuietMs } = this.parts;
		for (;;) {
			const rest = connection.heardAt + checkAfterQuietMs - clock.now();
			if (rest <= 0 || !(await pause(clock, rest, connection.signal))) return;
		}
	}

	/** What to listen to instead of a connection that has ended or is quiet. Undefined: to nothing any more. */
	private async replace(current: Connection): Promise<Connection | undefined> {
		const { ending, signedInAt = 0, endedAt = this.now() } = current;
		if (endedAt - signedInAt >= stableAfterMs) this.failuresInARow = 0;
		if (ending === undefined) return await this.renew(current);
		const outage = this.outage('lost', endedAt);
		if (ending.by === 'refusal') return this.die(outage, this.parts.protocol.refusal(ending.said));
		if (ending.by === 'loss' && ending.looksLikeRefusal) {
			const verdict = await this.dialer.diagnose(true);
			if (verdict.kind === 'refused') return this.die(outage, verdict.failure);
		}
		return await this.reconnect(outage);
	}

	/** Tries until there is a connection, or until the credential turns out to be dead. */
	private async reconnect(outage: Outage): Promise<Connection | undefined> {
		while (await this.backOff()) {
			const attempt = await this.dialer.attempt();
			if (attempt.kind === 'closed') return undefined;
			if (attempt.kind === 'connected') {
				outage.isOver(attempt.connection.openedAt ?? this.now(), true);
				return attempt.connection;
			}
			if (attempt.kind !== 'failed') return this.die(outage, attempt.failure);
			outage.goesOn(attempt.failure);
		}
		return undefined;
	}

	/** Makes sure, without losing an event, that there is a connection that works. */
	private async renew(current: Connection): Promise<Connection | undefined> {
		const beganAt = this.now();
		let outage: Outage | undefined;
		do {
			this.overlap.begin();
			const attempt = await this.dialer.attempt();
			if (attempt.kind === 'closed') return undefined;
			if (attempt.kind === 'connected') return await this.changeOver(current, attempt.connection, outage);
			this.overlap.end();
			if (current.ending !== undefined) {
				outage ??= this.outage('lost', current.endedAt ?? this.now());
				if (attempt.kind !== 'failed') return this.die(outage, attempt.failure);
				outage.goesOn(attempt.failure);
				return await this.reconnect(outage);
			}
			if (attempt.kind === 'unusable') return await this.keep(current, attempt.failure);
			if (attempt.kind === 'refused') return await this.renewWithoutOverlap(current, outage);
			if (current.heardAt > beganAt) {
				outage?.isOver(this.now(), false);
				return current;
			}
			outage ??= this.outage('silent', current.heardAt);
			outage.goesOn(attempt.failure);
		} while (await this.backOff());
		return undefined;
	}

	private async changeOver(current: Connection, next: Connection, outage?: Outage): Promise<Connection> {
		const { openedAt = this.now() } = next;
		const { endedAt, heardAt } = current;
		// One that ends when the other one signs in was there until then: a server may allow one at a time.
		const wasAlive = endedAt === undefined ? await current.leave() : endedAt >= openedAt;
		this.overlap.end();
		this.toldUnusable = undefined;
		if (wasAlive) outage?.isOver(openedAt, false);
		else (outage ?? this.outage('dead', endedAt ?? heardAt)).isOver(openedAt, true);
		return next;
	}

	/** The credential has expired, but the connection made with it stands: it is better than none. */
	private async keep(current: Connection, failure: RequestFailure): Promise<Connection> {
		if (this.toldUnusable !== failure.message) this.parts.onUnusable(failure);
		this.toldUnusable = failure.message;
		await pause(this.parts.clock, this.parts.checkAfterQuietMs, current.signal);
		return current;
	}

	/** A server that refuses a second connection may allow one at a time: only its answer to a single one counts. */
	private async renewWithoutOverlap(current: Connection, before?: Outage): Promise<Connection | undefined> {
		const { heardAt } = current;
		const wasAlive = await current.leave();
		const leftAt = this.now();
		const attempt = await this.dialer.attempt();
		if (attempt.kind === 'closed') return undefined;
		if (attempt.kind === 'connected' && wasAlive) {
			before?.isOver(leftAt, false);
			return attempt.connection;
		}
		const outage = before ?? this.outage(wasAlive ? 'lost' : 'dead', wasAlive ? leftAt : heardAt);
		if (attempt.kind === 'connected') {
			outage.isOver(attempt.connection.openedAt ?? this.now(), true);
			return attempt.connection;
		}
		if (attempt.kind === 'unusable') return this.die(outage, attempt.failure);
		// A refusal may still mean that the server has not let go of the old one: the next attempt decides.
		outage.goesOn(attempt.failure);
		return await this.reconnect(outage);
	}

	private die(outage: Outage, failure: RequestFailure): undefined {
		outage.endsForGood(failure);
		this.close();
		this.parts.onDead(failure);
	}

	/** False when there is nothing to wait for any more. */
	private async backOff(): Promise<boolean> {
		const delay = reconnectDelay(this.failuresInARow, this.parts.clock.random());
		this.failuresInARow += 1;
		return await pause(this.parts.clock, delay, this.stop.signal);
	}
}
