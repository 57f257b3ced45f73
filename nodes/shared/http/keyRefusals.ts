import { type FailureDetails, RequestFailure } from './failure';

/** So many refusals one after the other are no matter of one record: the key itself is refused. */
const enough = 10;

/**
 * How often the vendor has refused the key in a run since it last took it. A list of thousands would otherwise knock at
 * a closed door once for each item.
 */
export class KeyRefusals {
	private inARow = 0;
	private last: FailureDetails | undefined;

	/** Takes note of an answer that was no refusal of the key. */
	taken(): void {
		this.inARow = 0;
	}

	/** Takes note of a refusal, as it was described to the user. */
	refused(details: FailureDetails): void {
		this.inARow += 1;
		this.last = details;
	}

	/** What becomes of a request that is not made any more; undefined as long as requests are worth a try. */
	get verdict(): RequestFailure | undefined {
		if (this.last === undefined || this.inARow < enough) return undefined;
		const { message, description } = this.last;
		return new RequestFailure({
			message,
			description: `Nothing was sent for this item, because the ${enough} requests before it were all refused. ${description}`,
			outcome: 'notSent',
		});
	}
}
