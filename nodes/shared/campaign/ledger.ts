import { randomUUID } from 'crypto';

import { type Clock, hostClock } from '../http/clock';
import type { ClaimStorage } from './claimStorage';
import { lostWrites, memoryFull } from './ledgerTexts';
import { openRoom, type Room } from './room';

/**
 * What the ledger knows of a recipient when a run asks for it.
 * - fresh: nobody was sent to; it is claimed for this run now
 * - sent: sent before
 * - unknown: claimed before, and what became of the message is not known; it stays so until a run settles it
 * - busy: another run of this process is at it
 */
export type Standing = 'fresh' | 'sent' | 'unknown' | 'busy';

/** What became of recipients that were claimed: sent, given back, or not known. */
export interface Settlement {
	readonly sent: readonly string[];
	readonly givenBack: readonly string[];
	readonly unknown: readonly string[];
}

/**
 * The most entries of one node, two per recipient at work and one per recipient sent to. n8n rewrites all of them with
 * every change, so that many more would slow down n8n as a whole.
 */
export const mostEntries = 100_000;

/** How long a first claim lies before it is looked at again. A change of the storage takes a small part of that. */
const provingMs = 250;
const firstClaimTries = 3;

const claimedEntry = (key: string): string => JSON.stringify(['claimed', key]);
const openEntry = (key: string): string => JSON.stringify(['open', key]);

/**
 * Who was sent to, in a storage that survives crashes. Three states, told by two entries per recipient:
 *
 * | entries          | state                                                    |
 * |------------------|----------------------------------------------------------|
 * | none             | free                                                     |
 * | claimed and open | at work, or what became of it is unknown: a crash leaves it so |
 * | claimed          | sent                                                     |
 *
 * A claim is one write, settling is one write, each for many recipients. Asking for a recipient that was sent to adds
 * `open` to it; settling takes that out again. A crash in between makes it unknown: less known than before, never sent
 * twice.
 *
 * Runs of one process take turns. Runs in different processes can lose each other's writes: every claim leaves a mark
 * that the next one looks for, and the first claim is looked at again before anything is sent. A claim that was lost is
 * written again, and the run ends with a text that says so.
 */
export class Ledger {
	private readonly storage: ClaimStorage;
	private readonly clock: Clock;
	private readonly room: Room;
	private readonly runId = randomUUID();
	private claims = 0;
	/** Recipients that this run is at. */
	private readonly mine = new Set<string>();
	private entries: number | undefined;
	/** The mark of the last claim, which is still to be proved. */
	private mark: string | undefined;
	/** Marks that have served. */
	private spent: string[] = [];
	/** What the last claims wrote and a foreign write may have undone: by recipient, whether it is still open. */
	private unproved = new Map<string, 'open' | 'sent'>();

	constructor(storage: ClaimStorage, clock: Clock = hostClock) {
		this.storage = storage;
		this.clock = clock;
		this.room = openRoom(storage.id);
	}

	/**
	 * Claims recipients, each named once. Every one of them has to be settled later, whatever its standing.
	 * One write; the first claim of a run takes two and a quarter to half a second.
	 * Throws a RequestFailure when the storage is full or another process wrote at the same time; nothing is claimed then.
	 */
	async claim(keys: readonly string[]): Promise<Map<string, Standing>> {
		const isFirst = this.claims === 0;
		for (let tries = 1; ; tries += 1) {
			const standings = await this.room.turn(async () => await this.write(keys));
			if (!isFirst) return standings;
			await this.clock.sleep(provingMs * (1 + this.clock.random()));
			if (await this.room.turn(async () => await this.isProved())) return standings;
			this.forgetLostClaim(standings);
			if (tries === firstClaimTries) throw lostWrites([]);
		}
	}

	/** Notes what became of claimed recipients, with one write. */
	async settle(settlement: Settlement): Promise<void> {
		await this.room.turn(async () => await this.writeSettlement(settlement, this.spent.splice(0)));
	}

	/**
	 * Settles the last recipients and looks whether the last claim is still there.
	 * Throws a RequestFailure when another process wrote at the same time; all that is known is written by then.
	 */
	async close(settlement: Settlement): Promise<void> {
		try {
			await this.room.turn(async () => await this.writeEnd(settlement));
		} finally {
			// Also where the storage failed: this run is at nobody any more.
			for (const key of this.mine) this.room.atWork.delete(key);
		}
	}

	/** Makes recipients free again, whatever is known of them. Returns those that another run is at. */
	async forget(keys: readonly string[]): Promise<string[]> {
		return await this.room.turn(async () => {
			const busy = keys.filter((key) => this.room.atWork.has(key));
			const free = keys.filter((key) => !this.room.atWork.has(key));
			if (free.length > 0) await this.storage.remove(free.flatMap((key) => [claimedEntry(key), openEntry(key)]));
			return busy;
		});
	}

	/** Makes all recipients of all campaigns of this node free again. Returns whether it was done: not while a run is at work. */
	async forgetEverything(): Promise<boolean> {
		return await this.room.turn(async () => {
			if (this.room.atWork.size > 0) return false;
			await this.storage.clear();
			return true;
		});
	}

	private async writeEnd(settlement: Settlement): Promise<void> {
		const isProved = await this.isProved();
		const marks = [...this.spent.splice(0), ...(this.mark === undefined ? [] : [this.mark])];
		await this.writeSettlement(settlement, marks);
		if (!isProved) throw lostWrites(await this.repair());
	}

	private async write(keys: readonly string[]): Promise<Map<string, Standing>> {
		const free = keys.filter((key) => !this.room.atWork.has(key));
		this.entries ??= await this.storage.count();
		if (this.entries + 2 * free.length > mostEntries) throw memoryFull(this.entries);

		const { mark: lastMark } = this;
		this.claims += 1;
		this.mark = JSON.stringify(['write', this.runId, this.claims]);
		const marks = lastMark === undefined ? [this.mark] : [lastMark, this.mark];
		const before = await this.storage.add([...marks, ...free.flatMap((key) => [claimedEntry(key), openEntry(key)])]);
		this.entries += 2 * free.length + 1 - before.size;

		const standings = new Map<string, Standing>(keys.map((key) => [key, 'busy']));
		for (const key of free) standings.set(key, standingOf(before.has(claimedEntry(key)), before.has(openEntry(key))));
		this.take(standings);
		if (lastMark !== undefined && !before.has(lastMark)) {
			const doubtful = await this.repair();
			if (await this.isProved()) await this.takeBack(standings);
			this.leave(standings);
			throw lostWrites(doubtful);
		}
		if (lastMark !== undefined) this.spent.push(lastMark);
		this.unproved = new Map(
			[...standings].filter(([, standing]) => standing === 'fresh').map(([key]) => [key, 'open' as const]),
		);
		return standings;
	}

	private take(standings: ReadonlyMap<string, Standing>): void {
		for (const [key, standing] of standings) {
			if (standing === 'busy') continue;
			this.room.atWork.add(key);
			this.mine.add(key);
		}
	}

	/** The whole write is gone. What the storage now says of these recipients is the other process's word: it stays. */
	private forgetLostClaim(standings: ReadonlyMap<string, Standing>): void {
		this.leave(standings);
		this.unproved.clear();
		if (this.mark !== undefined) this.spent.push(this.mark);
		this.mark = undefined;
	}

	private leave(standings: ReadonlyMap<string, Standing>): void {
		for (const [key, standing] of standings) {
			if (standing !== 'busy') this.release(key);
		}
	}

	private release(key: string): void {
		this.room.atWork.delete(key);
		this.mine.delete(key);
	}

	/** Undoes a claim of which nothing was sent. */
	private async takeBack(standings: ReadonlyMap<string, Standing>): Promise<void> {
		const those = (wanted: Standing): string[] =>
			[...standings].filter(([, standing]) => standing === wanted).map(([key]) => key);
		await this.writeSettlement({ sent: those('sent'), givenBack: those('fresh'), unknown: those('unknown') }, []);
	}

	private async isProved(): Promise<boolean> {
		return this.mark === undefined || (await this.storage.add([this.mark])).has(this.mark);
	}

	private async writeSettlement({ sent, givenBack, unknown }: Settlement, marks: readonly string[]): Promise<void> {
		const entries = [
			...marks,
			...sent.map(openEntry),
			...givenBack.flatMap((key) => [claimedEntry(key), openEntry(key)]),
		];
		if (entries.length > 0) await this.storage.remove(entries);
		if (this.entries !== undefined) this.entries -= entries.length;
		for (const key of [...sent, ...givenBack, ...unknown]) this.release(key);
		for (const key of sent) if (this.unproved.has(key)) this.unproved.set(key, 'sent');
		for (const key of givenBack) this.unproved.delete(key);
	}

	/** Writes the last claim again. Returns the recipients that the other process has claimed meanwhile. */
	private async repair(): Promise<string[]> {
		const claims = [...this.unproved];
		if (claims.length === 0) return [];
		const before = await this.storage.add(
			claims.flatMap(([key, state]) => (state === 'open' ? [claimedEntry(key), openEntry(key)] : [claimedEntry(key)])),
		);
		return claims.map(([key]) => key).filter((key) => before.has(claimedEntry(key)));
	}
}

function standingOf(wasClaimed: boolean, wasOpen: boolean): Standing {
	if (wasOpen) return 'unknown';
	return wasClaimed ? 'sent' : 'fresh';
}
