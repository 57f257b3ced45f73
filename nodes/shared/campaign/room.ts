import pLimit from 'p-limit';

/** What the runs of this process share about one storage. */
export interface Room {
	/** Recipients that a run is at. */
	readonly atWork: Set<string>;
	/** How many entries the storage holds, as far as this process has changed them since a run of it counted them. */
	entries: number;
	/** Runs one piece of work at a time, in the order of asking: a change of the storage must not begin within another. */
	turn<Value>(work: () => Promise<Value>): Promise<Value>;
}

const rooms = new Map<string, Room>();

/** The room of a storage, one for all runs of this process. */
export function openRoom(storageId: string): Room {
	const existing = rooms.get(storageId);
	if (existing !== undefined) return existing;
	const limit = pLimit(1);
	const room: Room = { atWork: new Set(), entries: 0, turn: async (work) => await limit(work) };
	rooms.set(storageId, room);
	return room;
}
