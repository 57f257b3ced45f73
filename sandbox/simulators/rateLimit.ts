/** How many requests one API key may make in a window. */
export interface RateLimitSetting {
	limit: number;
	windowMs: number;
	/** Adds `Retry-After` (whole seconds) to a 429; the vendor's habit when left out. */
	sendRetryAfter?: boolean;
}

/** Where a key stands after a request; `resetAt` is in epoch milliseconds. */
export interface RateLimitStanding {
	limit: number;
	remaining: number;
	resetAt: number;
}

/** The vendor's part: its ordinary limit and how it tells clients about it. */
export interface RateLimitPolicy {
	default: RateLimitSetting | 'off';
	/** Whether a request counts at all; all do when left out. */
	appliesTo?(request: { method: string; path: string }): boolean;
	headers(standing: RateLimitStanding): Record<string, string>;
	headersOn: 'everyAnswer' | 'refusals';
	sendRetryAfter: boolean;
}

/** The limiter's word on one request: may it pass, and which headers its answer carries. */
export interface RateLimitVerdict {
	allowed: boolean;
	headers: Record<string, string>;
}

/** Counts requests per API key in fixed windows aligned to the clock. */
export class RateLimiter {
	readonly #policy: RateLimitPolicy;
	readonly #initial: RateLimitSetting | 'off';
	#setting: RateLimitSetting | 'off';
	#used = new Map<string, { window: number; count: number }>();

	constructor(policy: RateLimitPolicy, initial: RateLimitSetting | 'off' = policy.default) {
		this.#policy = policy;
		this.#initial = initial;
		this.#setting = initial;
	}

	/** The limit in force, undefined when switched off. */
	get limit(): number | undefined {
		return this.#setting === 'off' ? undefined : this.#setting.limit;
	}

	/** Puts another limit in force and starts counting anew. */
	set(setting: RateLimitSetting | 'off'): void {
		this.#setting = setting;
		this.#used.clear();
	}

	/** Back to the limit of the start, nothing counted. */
	reset(): void {
		this.set(this.#initial);
	}

	/** Counts one request of `key` at `now` (epoch ms). A refused request is not counted. */
	take(key: string, now = Date.now()): RateLimitVerdict {
		const setting = this.#setting;
		if (setting === 'off') return { allowed: true, headers: {} };
		const window = Math.floor(now / setting.windowMs);
		const resetAt = (window + 1) * setting.windowMs;
		const before = this.#used.get(key);
		const count = before?.window === window ? before.count : 0;
		if (count >= setting.limit) {
			return { allowed: false, headers: this.#refusalHeaders(setting, resetAt, now) };
		}
		this.#used.set(key, { window, count: count + 1 });
		const remaining = setting.limit - count - 1;
		const headers =
			this.#policy.headersOn === 'everyAnswer'
				? this.#policy.headers({ limit: setting.limit, remaining, resetAt })
				: {};
		return { allowed: true, headers };
	}

	#refusalHeaders(setting: RateLimitSetting, resetAt: number, now: number): Record<string, string> {
		const headers = this.#policy.headers({ limit: setting.limit, remaining: 0, resetAt });
		if (setting.sendRetryAfter ?? this.#policy.sendRetryAfter) {
			headers['Retry-After'] = String(Math.ceil((resetAt - now) / 1000));
		}
		return headers;
	}
}
