import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { LockedError, takeLock, withLock } from '../../../sandbox/n8n/lock.ts';

describe('the lock of what two processes must not do at once', () => {
	const folder = mkdtempSync(join(tmpdir(), 'customer-engagement-lock-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('is refused to everybody else while it is held, with the holder’s process id', async () => {
		const path = join(folder, 'held');
		const release = await takeLock(path);
		await expect(takeLock(path)).rejects.toMatchObject({ name: 'LockedError', pid: process.pid });
		await expect(takeLock(path)).rejects.toBeInstanceOf(LockedError);
		await release();
		await (
			await takeLock(path)
		)();
	});

	it('is waited for, and the wait is announced once', async () => {
		const path = join(folder, 'waited');
		const order: string[] = [];
		const first = await takeLock(path);
		let announce: (pid: number) => void = () => undefined;
		const announced = new Promise<number>((resolve) => {
			announce = resolve;
		});
		const second = withLock(path, announce, async () => order.push('second'));
		expect(await announced).toBe(process.pid);
		order.push('first');
		await first();
		await second;
		expect(order).toEqual(['first', 'second']);
	});

	it('is taken over from a process that has ended', async () => {
		const path = join(folder, 'stale');
		mkdirSync(path);
		// No process has this number: it is above what the kernel gives.
		writeFileSync(join(path, 'pid'), String(2 ** 30));
		await (
			await takeLock(path)
		)();
	});
});
