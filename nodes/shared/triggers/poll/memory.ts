import { createHash } from 'crypto';
import { z } from 'zod';

/** How many keys are kept from poll to poll. Older ones go first, and what is older than they were counts as known. */
export const mostKept = 5_000;

/** How many keys one catch-up may come to before it has read the list to its end. */
export const mostAtOnce = 50_000;

/** What is stored in n8n's static data of the node: plain JSON. All moments in milliseconds since the epoch. */
const storedMemory = z.object({
	/** Names the event, filters and credential that the rest belongs to. */
	configuration: z.string(),
	/** The newest moment that was seen. */
	newest: z.number(),
	/** Everything before this moment is known. */
	floor: z.number(),
	/** Short hashes of what was seen from the floor on, with their moments. */
	seen: z.record(z.number()),
	/** How many rows the list had. */
	count: z.number().optional(),
	/** Where the narrowed list begins. */
	from: z.number().optional(),
	/** A catch-up that ran out of time, and the page to go on with; without one from the top. */
	unfinished: z.object({ position: z.union([z.string(), z.number()]).optional() }).optional(),
});

export type StoredMemory = z.infer<typeof storedMemory>;

/** The memory in n8n's static data; undefined when there is none, or one of another configuration. */
export function readMemory(stored: unknown, configuration: string): Memory | undefined {
	const parsed = storedMemory.safeParse(stored);
	if (!parsed.success || parsed.data.configuration !== configuration) return undefined;
	return new Memory(parsed.data);
}

/** Sixty bits: among all that is kept, two different keys are as good as never the same. */
const hash = (key: string): string => createHash('sha256').update(key).digest('base64url').slice(0, 10);

/** What a trigger has seen. A poll works on its own copy, which is stored only when the poll has succeeded. */
export class Memory {
	readonly configuration: string;
	/** Whether nothing was stored: what there is has to be learned first. */
	isEmpty = false;
	newest: number;
	floor: number;
	count?: number;
	from?: number;
	unfinished?: StoredMemory['unfinished'];
	#seen: Map<string, number>;

	constructor({ configuration, newest, floor, seen, count, from, unfinished }: StoredMemory) {
		this.configuration = configuration;
		this.newest = newest;
		this.floor = floor;
		this.count = count;
		this.from = from;
		this.unfinished = unfinished;
		this.#seen = new Map(Object.entries(seen));
	}

	/** A memory that has learned nothing yet. */
	static empty(configuration: string): Memory {
		const memory = new Memory({ configuration, newest: 0, floor: 0, seen: {} });
		memory.isEmpty = true;
		return memory;
	}

	get size(): number {
		return this.#seen.size;
	}

	knows(key: string, moment: number): boolean {
		return moment < this.floor || this.#seen.has(hash(key));
	}

	/** Remembers what was seen. `now` keeps a moment in the future from making everything until then an old one. */
	remember(key: string, moment: number, now: number): void {
		this.#seen.set(hash(key), moment);
		this.newest = Math.max(this.newest, Math.min(moment, now));
	}

	/** Forgets what is further back than the overlap, and the oldest of what is more than may be kept. */
	settle(overlapMs: number): void {
		this.raiseFloor(this.newest - overlapMs);
		if (this.#seen.size <= mostKept) return;
		const oldestKept = [...this.#seen.values()].sort((first, second) => second - first)[mostKept - 1] ?? this.floor;
		const isOnTheEdge = [...this.#seen.values()].filter((moment) => moment >= oldestKept).length > mostKept;
		// Of many with one and the same moment none can be dropped without emitting it again.
		this.raiseFloor(isOnTheEdge ? oldestKept + 1 : oldestKept);
	}

	/** Everything before `moment` is known from now on. */
	raiseFloor(moment: number): void {
		if (!(moment > this.floor)) return;
		this.floor = moment;
		for (const [key, seenAt] of this.#seen) if (seenAt < moment) this.#seen.delete(key);
	}

	/** A list that can be narrowed begins at the floor from now on; how many rows it has then is not known yet. */
	narrow(): void {
		if (this.floor === 0 || this.floor === this.from) return;
		this.from = this.floor;
		this.count = undefined;
	}

	/** As it is stored. */
	toStored(): StoredMemory {
		const { configuration, newest, floor, count, from, unfinished } = this;
		return {
			configuration,
			newest,
			floor,
			seen: Object.fromEntries(this.#seen),
			...(count === undefined ? {} : { count }),
			...(from === undefined ? {} : { from }),
			...(unfinished === undefined ? {} : { unfinished }),
		};
	}
}
