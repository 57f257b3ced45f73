/**
 * What other processes take of the account's limit, as far as the vendor's count shows it: whatever was counted in this
 * window and was not ours. Without it two processes would both take the whole limit when a window begins, and what remains
 * when it ends.
 */
export class OtherUsers {
	/** What remained when this window was first heard of. */
	private first = 0;
	/** Answers to our requests since then. */
	private ours = 0;
	/** Requests of others counted since then. Ours on their way may have been counted already, so at least as many. */
	private others = 0;
	/** The same two numbers at the end of the last window with answers: whoever was there is likely to be there again. */
	private before = { ours: 0, others: 0 };
	/** What `others` was when each of our requests on their way left. */
	private readonly atDeparture: number[] = [];
	/** How many of others were counted while our last answered request was on its way: about as many are on theirs. */
	private recently = 0;

	/** Whether any were seen in this window or the one before. */
	get areThere(): boolean {
		return this.others + this.before.others > 0;
	}

	/** A window begins, or is heard of for the first time. */
	begin(remaining: number): void {
		// A window begins twice: by the clock, and with its first answer.
		if (this.ours > 0) this.before = { ours: this.ours, others: this.others };
		this.first = remaining;
		this.ours = 0;
		this.others = 0;
	}

	/** The vendor's count after another answer in this window. What it refused it has not counted. */
	counted(remaining: number, oursOnTheirWay: number, wasRefused: boolean): void {
		if (!wasRefused) this.ours += 1;
		this.others = Math.max(0, this.first - remaining - this.ours - oursOnTheirWay);
	}

	/** One of our requests leaves. */
	departed(): void {
		this.atDeparture.push(this.others);
	}

	/** One of our requests was answered, or will never be. */
	returned(): void {
		const before = this.atDeparture.shift() ?? this.others;
		this.recently = Math.max(0, this.others - before);
	}

	/** How many of ours may be on their way together: all that remain, or our share of what others leave of it. */
	share(remaining: number): number {
		if (!this.areThere) return remaining;
		const ours = this.ours + this.before.ours;
		const free = (remaining - this.recently) * (ours / (ours + this.others + this.before.others));
		// One at a time is the way to hear that the others have gone.
		return remaining > 0 ? Math.max(1, free) : 0;
	}
}
