import type { ClaimStorage } from '../../../nodes/shared/campaign/claimStorage.ts';
import { Ledger, mostEntries } from '../../../nodes/shared/campaign/ledger.ts';
import { type Clock, hostClock } from '../../../nodes/shared/http/clock.ts';
import { RequestFailure } from '../../../nodes/shared/http/failure.ts';
import { MemoryDeduplicator } from '../../engine/campaign/deduplicator.ts';

/** A clock whose waits are over at once. */
const hurry = { ...hostClock, sleep: async () => await new Promise<void>((resolve) => setImmediate(resolve)) };
const nothing = { sent: [], givenBack: [], unknown: [] };

let names = 0;

/** One node's storage, as one or several processes see it. */
function node() {
	const database = new MemoryDeduplicator();
	const context = { workflow: { id: 'workflow', active: false } };
	const name = `node ${(names += 1)}`;
	const storageOf = (process: string): ClaimStorage => ({
		id: `${name} in ${process}`,
		add: async (entries) => {
			const { processed } = await database.checkProcessedAndRecord([...entries], 'node', context);
			return new Set(processed.map(String));
		},
		remove: async (entries) => await database.removeProcessed([...entries], 'node', context),
		count: async () => await database.getProcessedDataCount('node', context),
		clear: async () => await database.clearAllProcessedItems('node', context),
	});
	return {
		database,
		run: (process = 'main', clock: Clock = hurry) => new Ledger(storageOf(process), clock),
		entries: () => database.rows.get('workflow:')?.length ?? 0,
	};
}

describe('Ledger', () => {
	it('knows in a later run who was sent to, who was given back, and of whom nothing is known', async () => {
		const { run, entries } = node();
		const first = run();
		expect([...(await first.claim(['a', 'b', 'c', 'd'])).values()]).toEqual(['fresh', 'fresh', 'fresh', 'fresh']);
		await first.settle({ sent: ['a'], givenBack: ['b'], unknown: ['c'] });
		await first.close({ sent: ['d'], givenBack: [], unknown: [] });
		// One entry per recipient sent to, two for the unknown one, none of the run itself.
		expect(entries()).toBe(4);

		const second = run();
		expect(Object.fromEntries(await second.claim(['a', 'b', 'c', 'd', 'e']))).toEqual({
			a: 'sent',
			b: 'fresh',
			c: 'unknown',
			d: 'sent',
			e: 'fresh',
		});
		await second.close({ sent: ['a', 'd', 'b', 'e'], givenBack: [], unknown: ['c'] });
		expect(entries()).toBe(6);
	});

	it('after a crash those who were claimed and not settled are unknown, and nobody else', async () => {
		const { run } = node();
		const crashed = run();
		await crashed.claim(['a', 'b']);
		await crashed.settle({ sent: ['a'], givenBack: [], unknown: [] });
		await crashed.claim(['c', 'd']);

		// Another process: the first one's memory is gone.
		const next = run('restarted');
		expect(Object.fromEntries(await next.claim(['a', 'b', 'c', 'd', 'e']))).toEqual({
			a: 'sent',
			b: 'unknown',
			c: 'unknown',
			d: 'unknown',
			e: 'fresh',
		});
	});

	it('a crash while asking makes those asked for unknown, never free', async () => {
		const { run } = node();
		const first = run();
		await first.claim(['a']);
		await first.close({ ...nothing, sent: ['a'] });
		await run('crashes').claim(['a']);
		expect((await run('restarted').claim(['a'])).get('a')).toBe('unknown');
	});

	it('an unknown recipient that is sent to after all counts as sent', async () => {
		const { run } = node();
		await run('crashes').claim(['a']);
		const again = run();
		expect((await again.claim(['a'])).get('a')).toBe('unknown');
		await again.close({ ...nothing, sent: ['a'] });
		expect((await run().claim(['a'])).get('a')).toBe('sent');
	});

	it('what another run of the same process is at is neither unknown nor claimed again', async () => {
		const { run } = node();
		const [first, second] = [run(), run()];
		await first.claim(['a']);
		expect(Object.fromEntries(await second.claim(['a', 'b']))).toEqual({ a: 'busy', b: 'fresh' });
		await first.close({ ...nothing, givenBack: ['a'] });
		await second.close({ ...nothing, sent: ['b'] });
		const third = await run().claim(['a', 'b']);
		expect(Object.fromEntries(third)).toEqual({ a: 'fresh', b: 'sent' });
	});

	it('a run whose last write fails leaves its recipients unknown, not at work for ever', async () => {
		const { run, database } = node();
		const first = run();
		await first.claim(['a']);
		database.problem = new Error('SQLITE_FULL');
		await expect(first.close({ ...nothing, sent: ['a'] })).rejects.toThrow('SQLITE_FULL');
		database.problem = undefined;
		expect((await run().claim(['a'])).get('a')).toBe('unknown');
	});

	it('runs of one process that write at the same time lose nothing of each other', async () => {
		const { run, database } = node();
		database.beforeWrite = async () => await new Promise((resolve) => setImmediate(resolve));
		await Promise.all(
			Array.from({ length: 20 }, async (_, index) => {
				const ledger = run();
				await ledger.claim([`a${index}`]);
				await ledger.close({ ...nothing, sent: [`a${index}`] });
			}),
		);
		const keys = Array.from({ length: 20 }, (_, index) => `a${index}`);
		expect(new Set((await run().claim(keys)).values())).toEqual(new Set(['sent']));
	});

	describe('two processes', () => {
		/** The next write waits at the gate: its process has read the row, and writes over what others write meanwhile. */
		function holdNextWrite(database: MemoryDeduplicator) {
			let letGo = (): void => undefined;
			const gate = new Promise<void>((resolve) => {
				letGo = resolve;
			});
			const reached = new Promise<void>((resolve) => {
				database.beforeWrite = async () => {
					database.beforeWrite = async () => undefined;
					resolve();
					await gate;
				};
			});
			return { reached, letGo: () => letGo() };
		}

		it('that start at the same moment do not both send', async () => {
			const { run, database } = node();
			const gate = holdNextWrite(database);
			const slow = run('one').claim(['a', 'b']);
			await gate.reached;
			const quick = run('two').claim(['a', 'b']);
			await new Promise((resolve) => setImmediate(resolve));
			gate.letGo();
			const [one, two] = [await slow, await quick];
			expect([...one.values(), ...two.values()].sort()).toEqual(['fresh', 'fresh', 'unknown', 'unknown']);
		});

		it.each(['first', 'later'])('that claim the same recipient: one gets it, also with a %s claim', async (which) => {
			const { run, database } = node();
			let letGo = (): void => undefined;
			// The foreign write ends while the claim lies.
			const ledger = run('one', {
				...hurry,
				sleep: async () => {
					letGo();
					await hurry.sleep();
				},
			});
			if (which === 'later') {
				await ledger.claim(['a']);
				await ledger.settle({ ...nothing, sent: ['a'] });
			}
			const gate = holdNextWrite(database);
			const foreign = run('two').claim(['b']);
			await gate.reached;
			({ letGo } = gate);
			const own = await ledger.claim(['b']);
			expect([own.get('b'), (await foreign).get('b')]).toEqual(['unknown', 'fresh']);
		});

		it('a settling that was lost is made up for with the next one', async () => {
			const { run, database } = node();
			const ledger = run('one');
			await ledger.claim(['a']);
			const gate = holdNextWrite(database);
			const other = run('two').claim(['x']);
			await gate.reached;
			await ledger.settle({ ...nothing, sent: ['a'] });
			gate.letGo();
			await other;
			expect((await ledger.claim(['b'])).get('b')).toBe('fresh');
			await ledger.close({ ...nothing, givenBack: ['b'] });
			expect(Object.fromEntries(await run('three').claim(['a', 'b']))).toEqual({ a: 'sent', b: 'fresh' });
		});

		it('a last settling that was lost is made up for where the other process has been seen', async () => {
			const { run, database, entries } = node();
			let letGo = (): void => undefined;
			const ledger = run('one', {
				...hurry,
				sleep: async () => {
					letGo();
					await hurry.sleep();
				},
			});
			await ledger.claim(['a']);
			const other = run('two');
			await other.claim(['x']);
			const gate = holdNextWrite(database);
			const settling = other.settle({ ...nothing, sent: ['x'] });
			await gate.reached;
			({ letGo } = gate);
			await ledger.close({ ...nothing, sent: ['a'] });
			await settling;
			await other.close(nothing);
			// One entry each: neither marks nor open claims are left.
			expect(entries()).toBe(2);
			expect(Object.fromEntries(await run('three').claim(['a', 'x']))).toEqual({ a: 'sent', x: 'sent' });
		});

		it('a claim that was lost while the run went on is noticed, written again, and ends the run', async () => {
			const { run, database } = node();
			const ledger = run('one');
			await ledger.claim(['a']);
			await ledger.settle({ ...nothing, sent: ['a'] });
			const gate = holdNextWrite(database);
			const other = run('two').claim(['x']);
			await gate.reached;
			await ledger.claim(['b']);
			gate.letGo();
			await other;
			await ledger.settle({ ...nothing, sent: ['b'] });

			await expect(ledger.claim(['c'])).rejects.toThrow('Another n8n process was sending with this node');
			await ledger.close(nothing);
			const standings = await run('three').claim(['a', 'b', 'c', 'x']);
			expect(Object.fromEntries(standings)).toEqual({ a: 'sent', b: 'sent', c: 'fresh', x: 'unknown' });
		});

		it('a last claim that was lost is noticed at the end, with those whom the other process has claimed too', async () => {
			const { run, database } = node();
			const ledger = run('one');
			await ledger.claim(['a']);
			await ledger.settle({ ...nothing, sent: ['a'] });
			const gate = holdNextWrite(database);
			const other = run('two').claim(['x', 'b']);
			await gate.reached;
			await ledger.claim(['b', 'c']);
			gate.letGo();
			await other;
			const end = await ledger.close({ ...nothing, sent: ['b', 'c'] }).catch((problem: unknown) => problem);
			expect((end as RequestFailure).details.description).toContain('may have been sent to twice: b.');
			expect((await run('three').claim(['c'])).get('c')).toBe('sent');
		});
	});

	it('a full storage takes nobody more, and says what to do', async () => {
		const { run, database } = node();
		database.rows.set(
			'workflow:',
			Array.from({ length: mostEntries - 1 }, (_, index) => String(index)),
		);
		const refusal = await run()
			.claim(['a'])
			.catch((problem: unknown) => problem);
		expect(refusal).toBeInstanceOf(RequestFailure);
		expect((refusal as RequestFailure).details).toMatchObject({ outcome: 'notSent' });
		expect((refusal as RequestFailure).details.description).toContain('Forget All Campaigns');
		expect(database.writes).toEqual([]);
	});

	it('forgets some recipients, or all, but nobody whom a run is at', async () => {
		const { run, entries } = node();
		const first = run();
		await first.claim(['a', 'b', 'c']);
		expect(await run().forget(['a'])).toEqual(['a']);
		expect(await run().forgetEverything()).toBe(false);
		await first.close({ sent: ['a', 'b'], givenBack: [], unknown: ['c'] });
		expect(await run().forget(['a', 'c'])).toEqual([]);
		expect(entries()).toBe(1);
		expect(await run().forgetEverything()).toBe(true);
		expect((await run().claim(['b'])).get('b')).toBe('fresh');
	});

	it('takes two writes to claim and one to settle, one more for a whole run, and one to hear that all were sent to', async () => {
		const { run, database } = node();
		const ledger = run();
		for (let chunk = 0; chunk < 5; chunk += 1) {
			const keys = Array.from({ length: 100 }, (_, index) => `${chunk}-${index}`);
			await ledger.claim(keys);
			if (chunk < 4) await ledger.settle({ ...nothing, sent: keys });
			else await ledger.close({ ...nothing, sent: keys });
		}
		expect(database.writes).toHaveLength(5 * 2 + 5 + 1);
		expect(database.writes.at(-1)?.entries).toBe(500);
		await run().claim(['0-0', '4-99']);
		expect(database.writes).toHaveLength(5 * 2 + 5 + 1 + 1);
	});
});
