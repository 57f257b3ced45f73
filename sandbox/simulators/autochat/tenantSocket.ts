import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Assumptions } from './assumptions.ts';
import type { TenantEvent } from './events.ts';
import { type LoggedConnection, SocketConnection } from './socketConnection.ts';
import type { AutochatState } from './state.ts';
import { tenantIds } from './tenants.ts';

export interface TenantSocketOptions {
	/** How long a connection may take to sign in, in milliseconds; default 5 s (section 5). */
	authDeadlineMs?: number;
	/** How long the server takes to look at a token, in milliseconds; default 0. */
	authDelayMs?: number;
}

/** How an attempt to connect is refused: with an HTTP status, by a cut line, or by no answer at all. */
export type UpgradeRefusal = number | 'cut' | 'hang';

interface Parts {
	server: Server;
	assumptions: Assumptions;
	options: TenantSocketOptions;
	state(): AutochatState;
}

const socketPath = '/api/ws/tenant';
const pingEveryMs = 30_000;
const authFrame = z.object({ type: z.literal('auth'), token: z.string() });

/** The tenant's WebSocket (section 5), and what a test does to it. */
export class TenantSocket {
	readonly #parts: Parts;
	readonly #sockets = new WebSocketServer({ noServer: true });
	readonly #pings: NodeJS.Timeout;
	readonly #hanging = new Set<Duplex>();
	#connections: SocketConnection[] = [];
	#refusal: UpgradeRefusal | undefined;
	#refusedAttempts = 0;

	constructor(parts: Parts) {
		this.#parts = parts;
		parts.server.on('upgrade', (request: IncomingMessage, line: Duplex, head: Buffer) =>
			this.#upgrade(request, line, head),
		);
		this.#pings = setInterval(() => this.ping(), pingEveryMs).unref();
	}

	/** Every connection since the start or the last reset, oldest first. */
	get log(): readonly LoggedConnection[] {
		return this.#connections.map(({ entry }) => entry);
	}

	/** How many connections are signed in and get events now. */
	get listeners(): number {
		return this.#connections.filter(({ isListening }) => isListening).length;
	}

	/** Attempts to connect that were refused before they became connections. */
	get refusedAttempts(): number {
		return this.#refusedAttempts;
	}

	/** How attempts to connect are refused from now on; undefined accepts them again. */
	refuse(refusal: UpgradeRefusal | undefined): void {
		this.#refusal = refusal;
	}

	/** Delivers an event to every connection of its tenant. */
	deliver({ tenantId, type, data }: TenantEvent): void {
		this.send({ type, data }, tenantId);
	}

	/** Sends anything to every connection of a tenant: objects as JSON, text and bytes as they are. */
	send(frame: object | string | Buffer, tenantId: string = tenantIds.sandbox): void {
		if (this.#parts.assumptions.socketExpiry === 'closed') this.#endExpired();
		const raw = typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame);
		for (const connection of this.#connections) {
			if (connection.isListening && connection.entry.tenantId === tenantId) connection.send(raw);
		}
	}

	/** One round of pings, as every 30 seconds: who has not answered the last one is cut off. */
	ping(): void {
		if (this.#parts.assumptions.socketPing === 'off') return;
		for (const connection of this.#connections.filter(({ isListening }) => isListening)) {
			if (!connection.isAlive) connection.cut();
			connection.isAlive = false;
			connection.ping();
		}
	}

	/** Closes all connections, with a close code where one is given. */
	closeAll(code?: number, reason?: string): void {
		for (const connection of this.#open) connection.close(code, reason);
	}

	/** Cuts all connections, as a server does that crashes. */
	cutAll(): void {
		for (const connection of this.#open) connection.cut();
	}

	/** Lets all connections go dead without an end: no frame, no answer, no FIN. New ones work. */
	freezeAll(): void {
		for (const connection of this.#open) connection.freeze();
	}

	/** Forgets the connections that have ended, and refuses no attempts any more. */
	reset(): void {
		this.#connections = this.#open;
		this.#refusal = undefined;
		this.#refusedAttempts = 0;
	}

	/** Cuts all connections and accepts no more. */
	close(): void {
		clearInterval(this.#pings);
		this.#refusal = 'cut';
		for (const line of this.#hanging) line.destroy();
		this.cutAll();
	}

	get #open(): SocketConnection[] {
		return this.#connections.filter(({ entry }) => entry.closedAt === undefined);
	}

	#upgrade(request: IncomingMessage, line: Duplex, head: Buffer): void {
		// A client that goes away in the middle is no fault of the simulator.
		line.on('error', () => undefined);
		const refusal = new URL(request.url ?? '/', 'http://localhost').pathname === socketPath ? this.#refusal : 404;
		if (refusal !== undefined) {
			this.#refusedAttempts += 1;
			if (refusal === 'cut') line.destroy();
			if (refusal === 'hang') this.#hanging.add(line);
			if (typeof refusal === 'number') line.end(`HTTP/1.1 ${refusal} Refused\r\nConnection: close\r\n\r\n`);
			return;
		}
		this.#sockets.handleUpgrade(request, line, head, (socket) => this.#accept(socket, line));
	}

	#accept(socket: WebSocket, line: Duplex): void {
		const { authDeadlineMs = 5_000 } = this.#parts.options;
		const connection = new SocketConnection((this.#connections.at(-1)?.entry.number ?? 0) + 1, socket, line);
		this.#connections.push(connection);
		const deadline = setTimeout(() => this.#refuse(connection, 'Authentication timeout'), authDeadlineMs).unref();
		socket.on('error', () => undefined);
		socket.on('close', () => clearTimeout(deadline));
		socket.on('message', (data: Buffer) => {
			const text = data.toString('utf8');
			connection.entry.frames.push(text.replace(/"token":"[^"]*"/, '"token":"[hidden]"'));
			if (connection.entry.frames.length > 1) return this.#hearMore(connection);
			clearTimeout(deadline);
			setTimeout(() => this.#signIn(connection, text), this.#parts.options.authDelayMs ?? 0).unref();
		});
	}

	#signIn(connection: SocketConnection, text: string): void {
		const frame = authFrame.safeParse(parseJson(text));
		const token = frame.success ? frame.data.token : undefined;
		const claims = token === undefined ? undefined : this.#parts.state().claimsOf(token, 'dashboard');
		if (claims === undefined) return this.#refuse(connection, 'Authentication failed');
		const others = this.#open.filter(({ isListening, entry }) => isListening && entry.tenantId === claims.tenantId);
		if (this.#parts.assumptions.socketsPerTenant === 'oneOnly' && others.length > 0) {
			return this.#refuse(connection, 'Already connected');
		}
		if (this.#parts.assumptions.socketsPerTenant === 'newestOnly') {
			for (const other of others) other.close(1000, 'Connected elsewhere');
		}
		connection.token = token;
		connection.entry.tenantId = claims.tenantId;
		connection.entry.authenticatedAt = Date.now();
		const { socketAnswer } = this.#parts.assumptions;
		if (socketAnswer === 'authSuccess') connection.send(JSON.stringify({ type: 'auth:success' }));
		if (socketAnswer === 'connected') connection.send(JSON.stringify({ type: 'connected', data: {} }));
	}

	#hearMore(connection: SocketConnection): void {
		if (this.#parts.assumptions.socketLateFrame === 'error') sendError(connection, 'Unknown message type');
	}

	#refuse(connection: SocketConnection, why: string): void {
		const { socketRefusal } = this.#parts.assumptions;
		if (socketRefusal.startsWith('error')) sendError(connection, why);
		if (socketRefusal === 'cut') connection.cut();
		else if (socketRefusal === 'noCode') connection.close();
		else if (socketRefusal !== 'errorThenNothing')
			connection.close(Number(socketRefusal.replace('errorThen', '')), why);
	}

	#endExpired(): void {
		for (const connection of this.#connections.filter(({ isListening }) => isListening)) {
			const claims = this.#parts.state().claimsOf(connection.token ?? '', 'dashboard');
			if (claims === undefined) connection.close(1008, 'Token expired');
		}
	}
}

function sendError(connection: SocketConnection, message: string): void {
	connection.send(JSON.stringify({ type: 'error', message }));
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
