import { createHmac } from 'node:crypto';
import type { Assumptions } from './assumptions.ts';

/** Where recordings and files are served from; known once the simulator listens. */
export interface MediaSite {
	origin: string;
}

const lifetimeMs = 15 * 60_000;

/** Links that carry their own permission and the end of it, and so need no key (section 6). */
export class MediaLinks {
	readonly #site: MediaSite;
	readonly #now: () => number;
	readonly #assumptions: Pick<Assumptions, 'mediaLinks'>;
	#generation = 1;

	constructor(site: MediaSite, now: () => number, assumptions: Pick<Assumptions, 'mediaLinks'>) {
		this.#site = site;
		this.#now = now;
		this.#assumptions = assumptions;
	}

	/** A link to a path of the media site. */
	issue(path: string): string {
		const life = this.#assumptions.mediaLinks === 'valid' ? lifetimeMs : -1000;
		const expires = String(Math.floor((this.#now() + life) / 1000));
		const query = new URLSearchParams({ expires, token: this.#sign(path, expires) });
		return `${this.#site.origin}${path}?${query.toString()}`;
	}

	/** Whether a link is one of ours and still works. */
	allows(path: string, query: URLSearchParams): boolean {
		const expires = query.get('expires') ?? '';
		return query.get('token') === this.#sign(path, expires) && Number(expires) * 1000 > this.#now();
	}

	/** Makes every link given so far an expired one. */
	expireAll(): void {
		this.#generation += 1;
	}

	#sign(path: string, expires: string): string {
		const text = `${path} ${expires} ${this.#generation}`;
		return createHmac('sha256', 'llamadapro-sandbox').update(text).digest('hex').slice(0, 32);
	}
}
