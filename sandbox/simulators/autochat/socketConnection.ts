import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** What became of one connection to the tenant's WebSocket. Times are epoch milliseconds. */
export interface LoggedConnection {
	/** Counts from 1 at the start and after every reset. */
	readonly number: number;
	readonly openedAt: number;
	/** When its token was accepted; undefined while, and when, it was not. */
	authenticatedAt: number | undefined;
	/** The tenant of its token. */
	tenantId: string | undefined;
	/** The frames of the client, oldest first, without the token. */
	readonly frames: string[];
	/** Pings of the server that the client has answered. */
	pongs: number;
	closedAt: number | undefined;
	/** The close code, whoever named it; 1006 when the line was cut, 1005 when none was named. */
	code: number | undefined;
	/** Who began to close it. */
	closedBy: 'client' | 'server' | undefined;
}

/** One open connection: the log entry, the socket, and the line below it. */
export class SocketConnection {
	readonly entry: LoggedConnection;
	/** The token it has signed in with. */
	token: string | undefined;
	/** Whether the last ping was answered. */
	isAlive = true;
	readonly #socket: WebSocket;
	readonly #line: Duplex;
	#isFrozen = false;

	constructor(number: number, socket: WebSocket, line: Duplex) {
		this.#socket = socket;
		this.#line = line;
		this.entry = {
			number,
			openedAt: Date.now(),
			authenticatedAt: undefined,
			tenantId: undefined,
			frames: [],
			pongs: 0,
			closedAt: undefined,
			code: undefined,
			closedBy: undefined,
		};
		socket.on('pong', () => {
			this.entry.pongs += 1;
			this.isAlive = true;
		});
		socket.on('close', (code) => {
			this.entry.closedBy ??= 'client';
			this.entry.code = code;
			this.entry.closedAt = Date.now();
		});
	}

	/** Signed in, neither ending nor frozen. */
	get isListening(): boolean {
		const isOpen = this.#socket.readyState === this.#socket.OPEN;
		return this.entry.authenticatedAt !== undefined && isOpen && !this.#isFrozen;
	}

	send(frame: string | Buffer): void {
		if (!this.#isFrozen) this.#socket.send(frame);
	}

	ping(): void {
		if (!this.#isFrozen) this.#socket.ping();
	}

	/** Closes with a close frame; without a code when none is given. */
	close(code?: number, reason?: string): void {
		this.entry.closedBy ??= 'server';
		this.#socket.close(code, reason);
	}

	/** Cuts the line: no close frame. */
	cut(): void {
		this.entry.closedBy ??= 'server';
		this.#socket.terminate();
	}

	/** The line goes dead without an end, as when a firewall forgets it: nothing is sent, read or answered any more. */
	freeze(): void {
		this.#isFrozen = true;
		this.#line.pause();
	}
}
