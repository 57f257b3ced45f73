/** The simulator's time: the machine's, put forward by tests. */
export class Clock {
	#offsetMs = 0;
	#last = 0;

	/** Puts the clock forward. */
	pass(ms: number): void {
		this.#offsetMs += ms;
	}

	/** Now, in ISO 8601. */
	now(): string {
		return new Date(Math.max(Date.now() + this.#offsetMs, this.#last)).toISOString();
	}

	/** Now, but later than every moment before, so that sorting by time gives the order of arrival. */
	next(): string {
		this.#last = Math.max(Date.now() + this.#offsetMs, this.#last + 1);
		return new Date(this.#last).toISOString();
	}
}
