import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { INodeParameters } from 'n8n-workflow';

import { getAllContacts } from '../../../nodes/LlamadaPro/actions/contact/getAll.operation.ts';
import { llamadaProRig } from './rig.ts';

/** Memory in use after everything unreachable has been thrown away, in bytes. */
function memoryInUse(): number {
	setFlagsFromString('--expose_gc');
	const collect = runInNewContext('gc') as () => void;
	collect();
	collect();
	return process.memoryUsage().heapUsed;
}

const everything: INodeParameters = {
	resource: 'contact',
	operation: 'getAll',
	returnAll: true,
	filters: {},
	options: {},
};

describe('10,000 contacts', () => {
	it('take 100 requests and no more than 1.3 times the memory of the returned items', async () => {
		const rig = await llamadaProRig({
			registry: { contact: { name: 'Contact', operations: [getAllContacts] } },
			keepBodies: false,
		});
		// The first run loads code and fills caches.
		await rig.run({ parameters: { ...everything, returnAll: false, limit: 10 } });
		rig.simulator.state.seedContacts(10_000);
		const requestsBefore = rig.simulator.requests.length;

		const empty = memoryInUse();
		const { outputs } = await rig.run({ parameters: everything });
		const afterRun = memoryInUse();
		const copy = structuredClone(outputs[0]?.map(({ json }) => json));
		const ofItems = memoryInUse() - afterRun;

		expect(copy).toHaveLength(10_000);
		expect(rig.simulator.requests.length - requestsBefore).toBe(100);
		expect((afterRun - empty) / ofItems).toBeLessThanOrEqual(1.3);
		await rig.simulator.close();
	}, 60_000);
});
