import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startHost, type TestHost } from './host.ts';

const example = JSON.parse(
	readFileSync(join(__dirname, '../../examples/knowledge-base-nightly-sync.json'), 'utf8'),
) as object;

describe('example: the knowledge base from a sheet, every night', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startHost();
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);
	beforeEach(() => host.reset());

	const knowledge = () => host.liveTok.state.knowledge();
	/** Adds entries that an earlier night has made from rows that are not in the sheet any more. */
	const addGone = (count: number): void => {
		const account = host.liveTok.state.account('test');
		for (let number = 1; number <= count; number += 1) {
			const createdAt = '2025-06-01T00:00:00Z';
			account.knowledge.put({
				id: account.nextId('kb'),
				question: `Gone ${number}?`,
				answer: 'Yes.',
				tags: ['from-sheet'],
				created_at: createdAt,
				updated_at: createdAt,
			});
		}
	};
	const reportOf = async () => {
		const before = host.liveTok.requests.length;
		const { status, error, nodes } = await host.run(example);
		const [report] = nodes.Report?.[0]?.outputs[0] ?? [];
		const written = host.liveTok.requests.slice(before).filter(({ method }) => method !== 'GET');
		const outputs = (nodes.Sync?.[0]?.outputs ?? []).map((items) => items.length);
		return { status, error, report: report?.json, written: written.map(({ method }) => method), outputs };
	};

	it('writes what differs, once; deletes only its own entries; stops when too many would go', async () => {
		const addedByHand = knowledge().length;
		expect(await reportOf()).toEqual({
			status: 'success',
			report: { created: 8, updated: 0, unchanged: 0, deleted: 0, skipped: 1, failed: 0 },
			written: ['POST'],
			outputs: [9, 0],
		});
		expect(knowledge()).toHaveLength(addedByHand + 8);

		addGone(1);
		expect(await reportOf()).toEqual({
			status: 'success',
			report: { created: 0, updated: 0, unchanged: 8, deleted: 1, skipped: 1, failed: 0 },
			written: ['DELETE'],
			outputs: [10, 0],
		});

		expect((await reportOf()).written).toEqual([]);
		expect(knowledge()).toHaveLength(addedByHand + 8);

		addGone(11);
		const stopped = await reportOf();
		expect([stopped.status, stopped.written, stopped.outputs]).toEqual(['error', [], []]);
		expect(stopped.error?.message).toContain('The sheet would delete 11 entries of the knowledge base');
	}, 120_000);
});
