import { nodesUnderTest } from '../nodes.ts';
import { liveTokSamples } from '../samples/liveTok.ts';
import { liveTokRig } from './liveTokRig.ts';

const operations = nodesUnderTest.flatMap(({ name, registry }) =>
	Object.entries(registry).flatMap(([resource, { operations: all }]) =>
		all.map(({ value }) => ({ label: `${name} ${resource}.${value}`, resource, operation: value })),
	),
);

const itemsOf = (pairs: ReadonlyArray<{ pairedItem?: unknown }>): Set<unknown> =>
	new Set(pairs.map(({ pairedItem }) => (pairedItem as { item: number } | undefined)?.item));

describe.each(operations)('$label', ({ resource, operation }) => {
	const sample = liveTokSamples[`${resource}.${operation}`];
	const run = {
		parameters: { resource, operation, options: {}, ...sample?.parameters },
		items: [...(sample?.items ?? [])],
	};

	it('has a sample', () => expect(sample).toBeDefined());

	it('pairs every output item with its input', async () => {
		const rig = await liveTokRig();
		const { outputs, error } = await rig.run(run);
		await rig.simulator.close();
		expect(error).toBeUndefined();
		expect(itemsOf(outputs[0] ?? [])).toEqual(new Set([0, 1]));
	});

	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'pairs every error with its input: %s',
		async (onError) => {
			const rig = await liveTokRig();
			rig.simulator.faults.add({ match: {}, fault: { type: 'status', status: 400 } });
			const { outputs } = await rig.run({ ...run, onError });
			await rig.simulator.close();
			const errors = outputs.at(-1) ?? [];
			expect(errors.map(({ json }) => typeof json.error)).toEqual(['string', 'string']);
			expect(itemsOf(errors)).toEqual(new Set([0, 1]));
		},
	);
});
