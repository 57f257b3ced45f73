import type { Clock } from '../../http/clock';
import { RequestFailure } from '../../http/failure';
import { printable } from '../../http/text';
import { Connection } from './connection';
import type { SocketProtocol, VendorEvent } from './protocol';

/** What became of one attempt to connect and sign in. */
export type Attempt =
	| { readonly kind: 'connected'; readonly connection: Connection }
	/** The credential cannot be used, by its own word: the vendor was not asked. */
	| { readonly kind: 'unusable'; readonly failure: RequestFailure }
	/** The vendor does not accept the credential. */
	| { readonly kind: 'refused'; readonly failure: RequestFailure }
	/** Anything else: worth another attempt later. */
	| { readonly kind: 'failed'; readonly failure: RequestFailure }
	/** Ended by us meanwhile. */
	| { readonly kind: 'closed' };

export interface DialerParts {
	readonly protocol: SocketProtocol;
	readonly clock: Clock;
	/** Asks the host whether the address may be reached. Throws a RequestFailure. */
	checkAddress(url: string): Promise<void>;
	onEvent(event: VendorEvent, connection: Connection): void;
}

/** Makes connections, and ends all of them when it is closed. */
export class Dialer {
	private readonly connections = new Set<Connection>();
	private isClosed = false;

	constructor(private readonly parts: DialerParts) {}

	/** One attempt; the credential is read anew, as somebody may have entered another one. Never throws. */
	async attempt(): Promise<Attempt> {
		const { protocol } = this.parts;
		const begun = await this.begin();
		if (!(begun instanceof Connection)) return begun;
		if (await begun.signedIn) return { kind: 'connected', connection: begun };
		const { ending } = begun;
		if (this.isClosed || ending === undefined || ending.by === 'us') return { kind: 'closed' };
		if (ending.by === 'refusal') return { kind: 'refused', failure: protocol.refusal(ending.said) };
		return await this.diagnose(ending.wasOpen);
	}

	/** Asks the vendor by HTTP whether it still accepts the credential, and what else may be wrong. Never throws. */
	async diagnose(wasOpen: boolean): Promise<Exclude<Attempt, { kind: 'connected' | 'unusable' }>> {
		const { kind, failure } = await this.parts.protocol.diagnose(wasOpen);
		if (this.isClosed) return { kind: 'closed' };
		return { kind: kind === 'dead' ? 'refused' : 'failed', failure };
	}

	/** Ends all connections; no attempt succeeds any more. */
	close(): void {
		this.isClosed = true;
		for (const connection of this.connections) connection.close();
	}

	private async begin(): Promise<Connection | Exclude<Attempt, { kind: 'connected' }>> {
		const { protocol, clock } = this.parts;
		const { signIn, problem } = await protocol.signIn().then(
			(ready) => ({ signIn: ready, problem: undefined }),
			(error: unknown) => ({ signIn: undefined, problem: error }),
		);
		if (problem instanceof RequestFailure) return { kind: 'unusable', failure: problem };
		try {
			if (signIn === undefined) throw problem;
			await this.parts.checkAddress(signIn.url);
			if (this.isClosed) return { kind: 'closed' };
			const connection = new Connection({
				signIn,
				clock,
				read: (frame) => protocol.read(frame),
				onEvent: (event, from) => this.parts.onEvent(event, from),
			});
			this.connections.add(connection);
			connection.signal.addEventListener('abort', () => this.connections.delete(connection), { once: true });
			return connection;
		} catch (error) {
			return { kind: 'failed', failure: asFailure(protocol.vendor, error) };
		}
	}
}

function asFailure(vendor: string, error: unknown): RequestFailure {
	if (error instanceof RequestFailure) return error;
	return new RequestFailure({
		message: `n8n could not prepare the connection to ${vendor}`,
		description: printable(error instanceof Error ? error.message : String(error)),
		outcome: 'notSent',
	});
}
