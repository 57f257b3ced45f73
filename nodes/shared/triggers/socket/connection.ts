import type { Clock } from '../../http/clock';
import { type Ending, endingOf } from './ending';
import { pause } from './pause';
import type { Message, SignIn, VendorEvent } from './protocol';
import { openStandardSocket, type StandardSocket } from './standardSocket';

/** How long opening a connection may take. */
const openWithinMs = 15_000;
/** A refusal comes within this time after the opening; who has heard none by then is signed in. */
const refusalWithinMs = 6_000;
/** How long a healthy server may take to answer a close frame. */
const farewellWithinMs = 5_000;

export interface ConnectionParts {
	readonly signIn: SignIn;
	readonly clock: Clock;
	read(frame: string): Message;
	/** Hears of every event, in the order of arrival. */
	onEvent(event: VendorEvent, connection: Connection): void;
}

/**
 * One WebSocket connection, from its opening to its end. It signs in with one frame at once when it is open. Vendors may
 * not answer that: signed in is who gets a known event, an acceptance, or no refusal in time.
 */
export class Connection {
	/** True when signed in, false when it ended before that. */
	readonly signedIn: Promise<boolean>;
	/** Aborted at the end: nothing of the connection is left then, no listener and no timer. */
	readonly signal: AbortSignal;
	/** When it was open and had sent its sign-in. Times in milliseconds on the given clock. */
	openedAt: number | undefined;
	signedInAt: number | undefined;
	/** When the last frame came, or else when it opened. */
	heardAt: number;
	endedAt: number | undefined;
	ending: Ending | undefined;

	private readonly end = new AbortController();
	private readonly socket: StandardSocket;
	private readonly settleSignIn: (success: boolean) => void;
	private hasProof = false;
	private farewell: ((wasAnswered: boolean) => void) | undefined;

	/** Begins to connect. Throws a RequestFailure where the host cannot open WebSockets. */
	constructor(private readonly parts: ConnectionParts) {
		this.socket = openStandardSocket(parts.signIn.url);
		const { promise, resolve } = Promise.withResolvers<boolean>();
		this.signedIn = promise;
		this.settleSignIn = resolve;
		const { signal } = this.end;
		this.signal = signal;
		this.heardAt = parts.clock.now();
		this.socket.addEventListener('open', () => this.opened(), { signal });
		this.socket.addEventListener('message', ({ data }) => this.heard(data), { signal });
		this.socket.addEventListener('close', ({ code, wasClean }) => this.closed(code, wasClean), { signal });
		void this.limitOpening();
	}

	/** Ends the connection at once, whatever state it is in. */
	close(): void {
		this.finish({ by: 'us' });
	}

	/**
	 * Says goodbye. True when the server answers: then it was there until now and has sent all that it had for us. A line
	 * that went dead without an end answers nothing.
	 */
	async leave(): Promise<boolean> {
		if (this.ending !== undefined) return false;
		const { promise, resolve } = Promise.withResolvers<boolean>();
		this.farewell = resolve;
		this.socket.close();
		void pause(this.parts.clock, farewellWithinMs, this.signal).then(() => this.finish({ by: 'us' }));
		return await promise;
	}

	private async limitOpening(): Promise<void> {
		if (!(await pause(this.parts.clock, openWithinMs, this.signal))) return;
		if (this.openedAt === undefined) this.finish({ by: 'loss', wasOpen: false, looksLikeRefusal: false });
	}

	private opened(): void {
		this.openedAt = this.parts.clock.now();
		this.heardAt = this.openedAt;
		this.socket.send(this.parts.signIn.firstFrame);
		void pause(this.parts.clock, refusalWithinMs, this.signal).then((isQuiet) => {
			if (isQuiet) this.accept();
		});
	}

	private heard(data: unknown): void {
		this.heardAt = this.parts.clock.now();
		if (typeof data !== 'string') return;
		const message = this.parts.read(data);
		if (message.kind === 'accepted') this.accept();
		if (message.kind === 'refused') {
			this.finish(
				this.isEarly() ? { by: 'refusal', said: message.said } : { by: 'loss', wasOpen: true, looksLikeRefusal: false },
			);
		}
		if (message.kind !== 'event') return;
		if (message.isKnown) {
			this.hasProof = true;
			this.accept();
		}
		this.parts.onEvent(message, this);
	}

	private accept(): void {
		this.signedInAt ??= this.parts.clock.now();
		this.settleSignIn(true);
	}

	private closed(code: number, wasClean: boolean): void {
		if (this.farewell !== undefined) {
			this.farewell(wasClean);
			return this.finish({ by: 'us' });
		}
		if (this.openedAt === undefined) return this.finish({ by: 'loss', wasOpen: false, looksLikeRefusal: false });
		this.finish(endingOf(code, this.isEarly()));
	}

	/** Whether what comes now is the answer to the sign-in. */
	private isEarly(): boolean {
		const { openedAt = 0 } = this;
		return !this.hasProof && this.parts.clock.now() - openedAt < refusalWithinMs;
	}

	private finish(ending: Ending): void {
		if (this.ending !== undefined) return;
		this.ending = ending;
		this.endedAt = this.parts.clock.now();
		this.end.abort();
		// Of a line that is dead, the system keeps the rest until it gives it up. Nothing listens to it any more.
		this.socket.close();
		this.farewell?.(false);
		this.settleSignIn(false);
	}
}
