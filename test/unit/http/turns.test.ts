import { takeTurn } from '../../../nodes/shared/http/turns.ts';

/** Pieces of work that end when they are told to, and what happened to them so far. */
function worksite() {
	const events: string[] = [];
	const ends = new Map<string, () => void>();
	return {
		events,
		begin: async (name: string, key: string, signal?: AbortSignal) =>
			await takeTurn(key, signal, async () => {
				events.push(`${name} begins`);
				await new Promise<void>((resolve) => ends.set(name, resolve));
				events.push(`${name} ends`);
				return name;
			}),
		end: (name: string) => ends.get(name)?.(),
	};
}

/** Lets everything go on that waits for nothing. */
const settled = async () => await new Promise(setImmediate);

describe('turns', () => {
	it('work of one key is done one after the other in the order of asking, of two keys side by side', async () => {
		const { begin, end, events } = worksite();
		const all = [begin('a1', 'a'), begin('a2', 'a'), begin('b1', 'b'), begin('a3', 'a')];
		await settled();
		expect(events).toEqual(['a1 begins', 'b1 begins']);
		for (const name of ['a1', 'a2', 'b1', 'a3']) {
			end(name);
			await settled();
		}
		expect(events.slice(2)).toEqual(['a1 ends', 'a2 begins', 'a2 ends', 'a3 begins', 'b1 ends', 'a3 ends']);
		const done = (value: string) => ({ kind: 'done', value });
		expect(await Promise.all(all)).toEqual([done('a1'), done('a2'), done('b1'), done('a3')]);
	});

	it('goes on after work that failed, and the key can be used again', async () => {
		const failing = takeTurn('c', undefined, async () => await Promise.reject(new Error('no')));
		const next = takeTurn('c', undefined, async () => 'next');
		await expect(failing).rejects.toThrow('no');
		expect(await next).toEqual({ kind: 'done', value: 'next' });
		expect(await takeTurn('c', undefined, async () => 'again')).toEqual({ kind: 'done', value: 'again' });
	});

	it('who is stopped leaves the line at once, and those behind move up', async () => {
		const { begin, end, events } = worksite();
		const stop = new AbortController();
		const first = begin('d1', 'd');
		const second = begin('d2', 'd', stop.signal);
		const third = begin('d3', 'd');
		await settled();
		stop.abort();
		expect(await second).toEqual({ kind: 'stopped' });
		expect(events).toEqual(['d1 begins']);
		end('d1');
		await first;
		await settled();
		expect(events).toEqual(['d1 begins', 'd1 ends', 'd3 begins']);
		end('d3');
		await third;
	});

	it('who was stopped before does not join the line', async () => {
		const { begin, end, events } = worksite();
		const first = begin('e1', 'e');
		expect(await begin('e2', 'e', AbortSignal.abort())).toEqual({ kind: 'stopped' });
		await settled();
		end('e1');
		await first;
		expect(events).toEqual(['e1 begins', 'e1 ends']);
	});
});
