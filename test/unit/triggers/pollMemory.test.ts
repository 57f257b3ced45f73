import { Memory, mostKept, readMemory } from '../../../nodes/shared/triggers/poll/memory.ts';

const now = 1_000_000;

function memoryOf(...moments: number[]): Memory {
	const memory = Memory.empty('configuration');
	for (const [index, moment] of moments.entries()) memory.remember(`key ${index}`, moment, now);
	return memory;
}

describe('the memory of a poll', () => {
	it('knows what it has seen, and everything before its floor', () => {
		const memory = memoryOf(500);
		expect(memory.knows('key 0', 500)).toBe(true);
		expect(memory.knows('key 1', 500)).toBe(false);
		memory.raiseFloor(600);
		expect(memory.knows('key 1', 599)).toBe(true);
		expect(memory.knows('key 1', 600)).toBe(false);
	});

	it.each([
		{
			name: 'forgets what is further back than the overlap',
			moments: [100, 890, 900, 1_000],
			overlap: 100,
			floor: 900,
			size: 2,
		},
		{ name: 'keeps all without a limit of time', moments: [100, 900, 1_000], overlap: Infinity, floor: 0, size: 3 },
		{
			name: 'does not take a moment in the future for now',
			moments: [1_000, now + 5],
			overlap: 100,
			floor: now - 100,
			size: 1,
		},
	])('$name', ({ moments, overlap, floor, size }) => {
		const memory = memoryOf(...moments);
		memory.settle(overlap);
		expect([memory.floor, memory.size]).toEqual([floor, size]);
	});

	it.each([
		{
			name: 'the oldest go first',
			moments: Array.from({ length: mostKept + 100 }, (_, index) => index),
			floor: 100,
			size: mostKept,
		},
		{
			name: 'those of one moment stay or go together',
			moments: Array.from({ length: mostKept + 1 }, () => 7),
			floor: 8,
			size: 0,
		},
		{
			name: 'as many as may be are kept',
			moments: Array.from({ length: mostKept }, () => 7),
			floor: 0,
			size: mostKept,
		},
	])('is bounded: $name', ({ moments, floor, size }) => {
		const memory = memoryOf(...moments);
		memory.settle(Infinity);
		expect([memory.floor, memory.size]).toEqual([floor, size]);
		for (const [index, moment] of moments.entries()) expect(memory.knows(`key ${index}`, moment)).toBe(true);
	});

	it('never lowers its floor', () => {
		const memory = memoryOf(1_000);
		memory.raiseFloor(900);
		memory.settle(500);
		expect(memory.floor).toBe(900);
	});

	it('comes back from n8n’s database as it was', () => {
		const memory = memoryOf(100, 200);
		Object.assign(memory, { count: 7, from: 50, unfinished: { position: 'token' } });
		const stored: unknown = JSON.parse(JSON.stringify(memory.toStored()));
		const back = readMemory(stored, 'configuration');
		expect(back?.toStored()).toEqual(memory.toStored());
		expect(back?.knows('key 1', 200)).toBe(true);
	});

	it.each([
		{ name: 'nothing', stored: undefined },
		{ name: 'another configuration', stored: memoryOf(1).toStored() },
		{ name: 'what somebody else has put there', stored: { configuration: 'mine', lastTimeChecked: '2026' } },
		{ name: 'a text', stored: 'x' },
	])('begins anew with $name', ({ stored }) => {
		expect(readMemory(stored, 'mine')).toBeUndefined();
	});

	it('begins a narrowed list at its floor, and only when that has moved does it forget how long the list was', () => {
		const memory = memoryOf(1_000);
		memory.raiseFloor(900);
		memory.count = 3;
		memory.narrow();
		expect([memory.from, memory.count]).toEqual([900, undefined]);
		memory.count = 2;
		memory.narrow();
		expect([memory.from, memory.count]).toEqual([900, 2]);
	});
});
