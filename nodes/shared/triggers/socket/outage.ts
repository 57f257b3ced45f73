import type { Clock } from '../../http/clock';
import type { RequestFailure } from '../../http/failure';

/** What is told about the connection itself. Times in milliseconds since the Unix epoch. */
export type ConnectionNews =
	| { readonly status: 'connected'; readonly at: number }
	| { readonly status: 'lost'; readonly lostAt: number; readonly cause: OutageCause }
	| { readonly status: 'back'; readonly lostAt: number; readonly at: number; readonly possibleGap: boolean };

/**
 * Why there is no connection.
 * - lost: it has ended
 * - silent: it stands, but nothing is heard and no other one can be made
 * - dead: it had gone dead without an end
 * - neverMade: the first one, at the start of n8n, did not come about
 */
export type OutageCause = 'lost' | 'silent' | 'dead' | 'neverMade';

/** An outage as it is told to the user, once: when it is over, or while it lasts. */
export interface OutageReport {
	readonly cause: OutageCause;
	readonly lostAt: number;
	/** Undefined while it lasts. */
	readonly backAt?: number;
	/** It will last: nothing listens any more. */
	readonly isFinal: boolean;
	/** What the last attempt to connect has met. */
	readonly failure?: RequestFailure;
}

export interface OutageAudience {
	onNews(news: ConnectionNews): void;
	onReport(report: OutageReport): void;
}

/** An outage that lasts longer is reported while it lasts. A shorter one is reported when its end is known. */
const reportAfterMs = 60_000;

/** One time without a connection that can be relied on: tells about it, and reports it once. */
export class Outage {
	private readonly noticedAt: number;
	private isReported = false;
	private failure: RequestFailure | undefined;

	constructor(
		private readonly audience: OutageAudience,
		private readonly clock: Clock,
		private readonly cause: OutageCause,
		private readonly lostAt: number,
	) {
		this.noticedAt = clock.now();
		audience.onNews({ status: 'lost', lostAt, cause });
	}

	/** An attempt to connect has failed. */
	goesOn(failure: RequestFailure): void {
		this.failure = failure;
		if (this.clock.now() - this.noticedAt >= reportAfterMs) this.report();
	}

	/** There is a connection. When nothing can have been missed, a short outage is not worth a report. */
	isOver(backAt: number, possibleGap: boolean): void {
		this.audience.onNews({ status: 'back', lostAt: this.lostAt, at: backAt, possibleGap });
		if (possibleGap) this.report({ backAt });
	}

	/** There will be none any more. */
	endsForGood(failure: RequestFailure): void {
		this.failure = failure;
		this.report({ isFinal: true });
	}

	private report({ backAt, isFinal = false }: { backAt?: number; isFinal?: boolean } = {}): void {
		if (this.isReported) return;
		this.isReported = true;
		const { cause, lostAt, failure } = this;
		this.audience.onReport({ cause, lostAt, backAt, isFinal, failure });
	}
}
