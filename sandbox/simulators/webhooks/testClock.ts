/** A clock that goes with the real one, and can be put forward. */
export class TestClock {
	#aheadMs = 0;

	/** Epoch milliseconds. */
	now(): number {
		return Date.now() + this.#aheadMs;
	}

	pass(ms: number): void {
		this.#aheadMs += ms;
	}
}
