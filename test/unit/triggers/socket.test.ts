import { endingOf } from '../../../nodes/shared/triggers/socket/ending.ts';
import { contentOf, EventKeys } from '../../../nodes/shared/triggers/socket/eventKeys.ts';
import { forgetInstance, replaceInstance } from '../../../nodes/shared/triggers/socket/instances.ts';
import { Overlap } from '../../../nodes/shared/triggers/socket/overlap.ts';
import { reconnectDelay } from '../../../nodes/shared/triggers/socket/reconnectDelay.ts';
import { VirtualClock } from '../http/virtualClock.ts';

describe('the delay before the next attempt', () => {
	it.each([
		{ failures: 0, least: 1_000, most: 2_000 },
		{ failures: 1, least: 2_000, most: 4_000 },
		{ failures: 4, least: 16_000, most: 32_000 },
		{ failures: 5, least: 30_000, most: 60_000 },
		{ failures: 5_000, least: 30_000, most: 60_000 },
	])('after $failures failures: $least to $most ms', ({ failures, least, most }) => {
		expect([reconnectDelay(failures, 0), reconnectDelay(failures, 1)]).toEqual([least, most]);
	});
});

describe('what a close code means', () => {
	const refusal = { by: 'refusal' };
	const loss = { by: 'loss', wasOpen: true, looksLikeRefusal: false };
	const doubtful = { ...loss, looksLikeRefusal: true };
	it.each([
		[1000, refusal, loss],
		[1005, refusal, loss],
		[1008, refusal, doubtful],
		[3000, refusal, doubtful],
		[4001, refusal, doubtful],
		[4401, refusal, doubtful],
		[4999, refusal, loss],
		[1001, loss, loss],
		[1006, loss, loss],
		[1011, loss, loss],
		[1012, loss, loss],
		[1013, loss, loss],
	])('%i: as the answer to the sign-in, and later', (code, early, later) => {
		expect([endingOf(code, true), endingOf(code, false)]).toEqual([early, later]);
	});
});

describe('events over two connections that overlap', () => {
	const clock = new VirtualClock();
	const [first, second] = [{}, {}];
	const heard = (overlap: Overlap, ...events: Array<[object, string]>) =>
		events.map(([connection, content]) => overlap.isNew(connection, content));

	it('without an overlap everything is new', () => {
		expect(heard(new Overlap(clock), [first, 'a'], [first, 'a'])).toEqual([true, true]);
	});

	it('the same event over both is one, in whatever order', () => {
		const overlap = new Overlap(clock);
		overlap.begin();
		expect(heard(overlap, [first, 'a'], [second, 'a'], [second, 'b'], [first, 'b'])).toEqual([
			true,
			false,
			true,
			false,
		]);
	});

	it('the same content twice over both is two', () => {
		const overlap = new Overlap(clock);
		overlap.begin();
		expect(heard(overlap, [first, 'a'], [first, 'a'], [second, 'a'], [second, 'a'])).toEqual([
			true,
			true,
			false,
			false,
		]);
		expect(heard(overlap, [second, 'a'], [first, 'a'])).toEqual([true, false]);
	});

	it('what only the dead one does not hear is new', () => {
		const overlap = new Overlap(clock);
		overlap.begin();
		expect(heard(overlap, [second, 'a'], [second, 'a'], [second, 'b'])).toEqual([true, true, true]);
	});

	it('an echo right after the end is none, later everything is new', async () => {
		const overlap = new Overlap(clock);
		overlap.begin();
		expect(heard(overlap, [first, 'a'], [first, 'b'])).toEqual([true, true]);
		overlap.end();
		await clock.advance(10_000);
		expect(heard(overlap, [second, 'a'])).toEqual([false]);
		await clock.advance(1);
		expect(heard(overlap, [second, 'b'])).toEqual([true]);
	});

	it('an overlap soon after another one goes on with it', async () => {
		const overlap = new Overlap(clock);
		overlap.begin();
		overlap.end();
		overlap.begin();
		await clock.advance(60_000);
		expect(heard(overlap, [first, 'a'], [second, 'a'])).toEqual([true, false]);
	});
});

describe('deduplication keys', () => {
	const event = contentOf('message:new', { id: '1' });

	it('differ by content, by number and by time, and are the same in another process', async () => {
		const clock = new VirtualClock(10_000_000);
		const [keys, others] = [new EventKeys('flow:node', clock), new EventKeys('flow:node', clock)];
		const made = [keys.next(event), keys.next(event), keys.next(contentOf('message:new', { id: '2' }))];
		expect(new Set(made).size).toBe(3);
		expect(made[0]).toBe(`flow:node:${event}:1000:1`);
		expect(others.next(event)).toBe(made[0]);
		await clock.advance(10_000);
		expect(keys.next(event)).toBe(`flow:node:${event}:1001:1`);
	});

	it('differ by listening node', () => {
		const clock = new VirtualClock();
		expect(new EventKeys('a:node', clock).next(event)).not.toBe(new EventKeys('b:node', clock).next(event));
	});

	it('fit into n8n’s column, whatever the ids', () => {
		const clock = new VirtualClock();
		const [first, second] = ['x', 'y'].map((end) => new EventKeys(`${'n'.repeat(300)}${end}`, clock).next(event));
		expect([first?.length, second?.length]).toEqual([43, 43]);
		expect(first).not.toBe(second);
	});

	it.each([
		['the type', contentOf('conversation:updated', { id: '1' })],
		['the data', contentOf('message:new', { id: '1', status: 'read' })],
		['nothing', contentOf('message:new', undefined)],
	])('what counts as content: %s', (_name, other) => expect(other).not.toBe(event));
});

describe('the one instance of a node', () => {
	const instance = () => {
		const made = { closed: 0, close: () => void (made.closed += 1) };
		return made;
	};

	it('ends the one before; one that has ended already leaves its successor alone', () => {
		const [first, second, third, other] = [instance(), instance(), instance(), instance()];
		replaceInstance('node', first);
		replaceInstance('other node', other);
		replaceInstance('node', second);
		forgetInstance('node', first);
		replaceInstance('node', third);
		forgetInstance('node', third);
		replaceInstance('node', instance());
		expect([first.closed, second.closed, third.closed, other.closed]).toEqual([1, 1, 0, 0]);
	});
});
