import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { isRunning } from './process.ts';

/** A running process holds the lock. */
export class LockedError extends Error {
	override readonly name = 'LockedError';
	/** The process that holds the lock. */
	readonly pid: number;

	constructor(path: string, pid: number) {
		super(`Process ${pid} holds ${path}.`);
		this.pid = pid;
	}
}

/**
 * Takes the lock directory `path` and returns the function that gives it back. A lock whose owner no longer runs is taken over.
 * @throws {LockedError} when a running process (this one included) holds it.
 */
export async function takeLock(path: string): Promise<() => Promise<void>> {
	const mine = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
	// Made complete first and put in place by one rename, so a lock without an owner never exists.
	await mkdir(mine, { recursive: true });
	await writeFile(join(mine, 'pid'), String(process.pid));
	try {
		for (;;) {
			try {
				await rename(mine, path);
				return async () => await discard(path);
			} catch (error) {
				if (!isTaken(error)) throw error;
			}
			const owner = await readOwner(path);
			if (owner === undefined) continue;
			if (isRunning(owner)) throw new LockedError(path, owner);
			await discardStale(path, owner);
		}
	} finally {
		await rm(mine, { recursive: true, force: true });
	}
}

/** Runs `work` while holding the lock; waits for it as long as needed. `onWait` is called once when it has to. */
export async function withLock<T>(
	path: string,
	onWait: (pid: number) => void,
	work: () => Promise<T>,
): Promise<T> {
	let announced = false;
	for (;;) {
		let release: () => Promise<void>;
		try {
			release = await takeLock(path);
		} catch (error) {
			if (!(error instanceof LockedError)) throw error;
			if (!announced) onWait(error.pid);
			announced = true;
			await sleep(200);
			continue;
		}
		try {
			return await work();
		} finally {
			await release();
		}
	}
}

/** Gone from its place in one step, then deleted: nobody ever sees half a lock. */
async function discard(path: string): Promise<void> {
	const aside = `${path}.done.${process.pid}`;
	await rename(path, aside).catch(() => undefined);
	await rm(aside, { recursive: true, force: true });
}

async function readOwner(path: string): Promise<number | undefined> {
	const text = await readFile(join(path, 'pid'), 'utf8').catch(() => undefined);
	return text === undefined ? undefined : Number(text);
}

/** Moves the dead owner's lock away; puts it back when somebody else replaced it in between. */
async function discardStale(path: string, deadOwner: number): Promise<void> {
	const aside = `${path}.stale.${process.pid}`;
	await rename(path, aside).catch(() => undefined);
	const moved = await readOwner(aside);
	if (moved !== undefined && moved !== deadOwner) await rename(aside, path).catch(() => undefined);
	await rm(aside, { recursive: true, force: true });
}

const takenCodes: ReadonlySet<unknown> = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM']);

/** By its code alone: under Jest an error of Node is no instance of the Error that this file knows. */
function isTaken(error: unknown): boolean {
	return typeof error === 'object' && error !== null && 'code' in error && takenCodes.has(error.code);
}
