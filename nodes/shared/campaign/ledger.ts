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

/**
 * How long a claim lies before it is looked at again: longer than a foreign change of the storage takes from its reading
 * to its writing. Where our own changes take long, those of others do too.
 */
const provingMs = 250;
const provingPerChange = 5;
const claimTries = 5;

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
 * Runs of one process take turns. Runs in different processes can lose each other's writes: a write that began before
 * ours and ends after it undoes ours. So every claim leaves a mark and is looked at again before anything is sent; a
 * claim that got lost is made again. The next claim looks once more, in case a foreign write took longer than that: then
 * the claim is written again, and the run ends with a text that says so. It also looks whether the settling before it
 * got lost, which is made up for with the next one.
 */
export class Ledger {
	private readonly storage: ClaimStorage;
	private readonly clock: Clock;
	private readonly room: Room;
	private readonly runId = randomUUID();
	/** In the storage from a claim to the settling after it: a settling that got lost leaves it there. */
	private readonly settlingMark = JSON.stringify(['settling', this.runId]);
	private claims = 0;
	/** Recipients that this run is at. */
	private readonly mine = new Set<string>();
	/** The last claim that was proved: its mark, and of its fresh recipients whether they are still open. */
	private last: { readonly mark: string; readonly recipients: Map<string, 'open' | 'sent'> } | undefined;
	/** What the next settling takes out beside its own: marks that have served, and what a lost settling left. */
	private leftOver: string[] = [];
	/** What the last settling took out, as long as nobody has looked whether it got lost. */
	private takenOut: string[] = [];

	constructor(storage: ClaimStorage, clock: Clock = hostClock) {
		this.storage = storage;
		this.clock = clock;
		this.room = openRoom(storage.id);
	}

	/**
	 * Claims recipients, each named once. Every one of them has to be settled later, whatever its standing.
	 * One write; one more and a quarter of a second where some of them are fresh.
	 * Throws a RequestFailure when the storage is full or another process writes at the same time; nothing is claimed then.
	 */
	async claim(keys: readonly string[]): Promise<Map<string, Standing>> {
		for (let tries = 1; ; tries += 1) {
			const mark = JSON.stringify(['write', this.runId, (this.claims += 1)]);
			const { standings, tookMs } = await this.room.turn(async () => await this.write(keys, mark));
			const fresh = those(standings, 'fresh');
			if (fresh.length === 0) {
				this.leftOver.push(mark);
				return standings;
			}
			const lies = Math.max(provingMs, provingPerChange * tookMs);
			await this.clock.sleep(tries === 1 ? lies : lies * (1 + this.clock.random()));
			if (await this.room.turn(async () => await this.isThere(mark))) {
				if (this.last !== undefined) this.leftOver.push(this.last.mark);
				this.last = { mark, recipients: new Map(fresh.map((key) => [key, 'open'])) };
				return standings;
			}
			// What the storage now says of these recipients is the other process's word: it stays.
			this.leave(standings);
			this.leftOver.push(mark);
			if (tries === claimTries) throw lostWrites([]);
		}
	}

	/** Notes what became of claimed recipients, with one write. */
	async settle(settlement: Settlement): Promise<void> {
		await this.room.turn(async () => await this.writeSettlement(settlement));
	}

	/**
	 * Settles the last recipients and looks whether the last claim is still there.
	 * Throws a RequestFailure when another process undid it; all that is known is written by then.
	 */
	async close(settlement: Settlement): Promise<void> {
		try {
			const again = await this.room.turn(async () => await this.writeEnd(settlement));
			if (again.length === 0) return;
			// Others are at the storage too. Taking out what is no longer there changes nothing.
			await this.clock.sleep(provingMs * (1 + this.clock.random()));
			await this.room.turn(async () => await this.storage.remove(again));
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

	/** Returns what has to be taken out once more: others are at the storage, and may have undone it. */
	private async writeEnd(settlement: Settlement): Promise<string[]> {
		const { last } = this;
		const isThere = last === undefined || (await this.isThere(last.mark));
		if (last !== undefined) this.leftOver.push(last.mark);
		await this.writeSettlement(settlement);
		if (!isThere) throw lostWrites(await this.repair());
		const isAsExpected = this.claims === 0 || this.room.entries === (await this.storage.count());
		return isAsExpected ? [] : this.takenOut;
	}

	private async write(
		keys: readonly string[],
		mark: string,
	): Promise<{ readonly standings: Map<string, Standing>; readonly tookMs: number }> {
		const { last } = this;
		const free = keys.filter((key) => !this.room.atWork.has(key));
		if (this.claims === 1) this.room.entries = await this.storage.count();
		if (this.room.entries + 2 * free.length > mostEntries) throw memoryFull(this.room.entries);

		const claims = free.flatMap((key) => [claimedEntry(key), openEntry(key)]);
		const entries = [mark, this.settlingMark, ...(last === undefined ? [] : [last.mark]), ...claims];
		const begunAt = this.clock.now();
		const before = await this.storage.add(entries);
		const tookMs = this.clock.now() - begunAt;
		this.room.entries += entries.length - before.size;

		const standings = new Map<string, Standing>(keys.map((key) => [key, 'busy']));
		for (const key of free) standings.set(key, standingOf(before.has(claimedEntry(key)), before.has(openEntry(key))));
		this.take(standings);
		if (before.has(this.settlingMark)) this.leftOver.push(...this.takenOut.splice(0));
		if (last !== undefined && !before.has(last.mark)) {
			const doubtful = await this.repair();
			this.leftOver.push(mark);
			if (await this.isThere(mark)) await this.takeBack(standings);
			this.leave(standings);
			throw lostWrites(doubtful);
		}
		return { standings, tookMs };
	}

	private take(standings: ReadonlyMap<string, Standing>): void {
		for (const [key, standing] of standings) {
			if (standing === 'busy') continue;
			this.room.atWork.add(key);
			this.mine.add(key);
		}
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
		await this.writeSettlement({
			sent: those(standings, 'sent'),
			givenBack: those(standings, 'fresh'),
			unknown: those(standings, 'unknown'),
		});
	}

	private async isThere(mark: string): Promise<boolean> {
		return (await this.storage.add([mark])).has(mark);
	}

	private async writeSettlement({ sent, givenBack, unknown }: Settlement): Promise<void> {
		const settling = this.claims === 0 ? [] : [this.settlingMark];
		const takenOut = [...new Set([...settling, ...this.leftOver.splice(0), ...sent.map(openEntry)])];
		const entries = [...takenOut, ...givenBack.flatMap((key) => [claimedEntry(key), openEntry(key)])];
		if (entries.length > 0) await this.storage.remove(entries);
		this.room.entries -= entries.length;
		this.takenOut = takenOut;
		for (const key of [...sent, ...givenBack, ...unknown]) this.release(key);
		for (const key of sent) if (this.last?.recipients.has(key) === true) this.last.recipients.set(key, 'sent');
		for (const key of givenBack) this.last?.recipients.delete(key);
	}

	/** Writes the last claim again. Returns the recipients that the other process has claimed meanwhile. */
	private async repair(): Promise<string[]> {
		const claims = [...(this.last?.recipients ?? [])];
		if (claims.length === 0) return [];
		const before = await this.storage.add(
			claims.flatMap(([key, state]) => (state === 'open' ? [claimedEntry(key), openEntry(key)] : [claimedEntry(key)])),
		);
		return claims.map(([key]) => key).filter((key) => before.has(claimedEntry(key)));
	}
}

const those = (standings: ReadonlyMap<string, Standing>, wanted: Standing): string[] =>
	[...standings].filter(([, standing]) => standing === wanted).map(([key]) => key);

function standingOf(wasClaimed: boolean, wasOpen: boolean): Standing {
	if (wasOpen) return 'unknown';
	return wasClaimed ? 'sent' : 'fresh';
}
