/** Work that goes on side by side, never more of it than fits. */
export class Window {
	private readonly size: number;
	private atWork = 0;
	private waiting: { readonly atMost: number; readonly wake: () => void } | undefined;

	constructor(size: number) {
		this.size = size;
	}

	/** How much more fits now. */
	get room(): number {
		return this.size - this.atWork;
	}

	/** Begins a piece of work. It must not fail. */
	start(work: () => Promise<void>): void {
		this.atWork += 1;
		void work().then(() => {
			this.atWork -= 1;
			if (this.waiting === undefined || this.atWork > this.waiting.atMost) return;
			const { wake } = this.waiting;
			this.waiting = undefined;
			wake();
		});
	}

	/** Waits until no more than so many are at work. One may wait at a time. */
	async untilAtMost(atMost: number): Promise<void> {
		if (this.atWork <= atMost) return;
		await new Promise<void>((resolve) => {
			this.waiting = { atMost, wake: resolve };
		});
	}
}
