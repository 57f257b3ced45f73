import type { Clock } from '../../http/clock';

/** How long after the end of an overlap the other connection may still deliver what the first one has delivered. */
const echoWithinMs = 10_000;

/**
 * Two connections of one listener that overlap get the same events, each in order. An event counts as many times as the
 * connection that got it most often: so the same content twice is two events, and the same event over two lines is one.
 * Outside of overlaps everything is new and nothing is remembered.
 */
export class Overlap {
	private until = Number.NEGATIVE_INFINITY;
	private readonly seen = new Map<string, { handedOver: number; byConnection: Map<object, number> }>();

	constructor(private readonly clock: Clock) {}

	/** From now on two connections are open. */
	begin(): void {
		this.forgetIfOver();
		this.until = Number.POSITIVE_INFINITY;
	}

	/** From now on one connection is open; echoes may follow. */
	end(): void {
		if (this.until === Number.POSITIVE_INFINITY) this.until = this.clock.now() + echoWithinMs;
	}

	/** Whether an event of this content, which came over this connection, was not handed over yet. */
	isNew(connection: object, content: string): boolean {
		this.forgetIfOver();
		if (this.until === Number.NEGATIVE_INFINITY) return true;
		const entry = this.seen.get(content) ?? { handedOver: 0, byConnection: new Map<object, number>() };
		this.seen.set(content, entry);
		const count = (entry.byConnection.get(connection) ?? 0) + 1;
		entry.byConnection.set(connection, count);
		if (count <= entry.handedOver) return false;
		entry.handedOver = count;
		return true;
	}

	private forgetIfOver(): void {
		if (this.clock.now() <= this.until) return;
		this.until = Number.NEGATIVE_INFINITY;
		this.seen.clear();
	}
}
