import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DateTime } from 'luxon';

import type { Execution } from '../../sandbox/n8n/executions.ts';
import { startHost, type TestHost } from './host.ts';

const file = join(__dirname, '../../examples/livetok-welcome-campaign.json');

/** As the list writes them, and as LiveTok gets them. */
const ann = '+491713920010';
const ben = '+15550100013';
const chloe = '+33639980123';
const harry = '+447700900123';
const olivia = '+61491570006';

interface Changes {
	/** The hours of the day on the recipient's clock, in place of the example's night. */
	readonly quiet: { readonly from: string; readonly until: string };
	readonly sendAgainWhereUnknown?: boolean;
}

/** The example at another time of the day, which is what a test cannot wait for. */
function exampleWith({ quiet, ...campaign }: Changes): object {
	const text = readFileSync(file, 'utf8');
	const example = JSON.parse(text) as { nodes: Array<{ id: string; parameters: { options: Options } }> };
	const send = example.nodes.find(({ id }) => id === 'send');
	if (send === undefined) throw new Error('The example has a node that sends.');
	const { options } = send.parameters;
	Object.assign(options.quietHours.hours, quiet);
	Object.assign(options.sendOnce.campaign, campaign);
	return example;
}

interface Options {
	readonly quietHours: { readonly hours: object };
	readonly sendOnce: { readonly campaign: object };
}

/** Every item that a node handed on through one of its outputs, in all its runs. */
const rowsOf = ({ nodes }: Execution, node: string, output = 0) =>
	(nodes[node] ?? []).flatMap(({ outputs }) => outputs[output] ?? []);

const namesOf = (execution: Execution, node: string): unknown[] => rowsOf(execution, node).map(({ json }) => json.name);

describe('the example "LiveTok welcome campaign"', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startHost();
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);

	/** Recipients of all requests for a message since the last time, whatever was answered. */
	let seen = 0;
	const asked = (): string[] => {
		const requests = host.liveTok.requests.slice(seen);
		seen += requests.length;
		return requests.map(({ body }) => (body as { to: string }).to);
	};

	/** As the clock starts it, every weekday. */
	const runOnSchedule = async (workflow: object): Promise<Execution> => {
		const id = await host.client.importWorkflow(workflow);
		return await host.client.waitForExecution(await host.client.runWorkflow(id, { from: 'Every weekday at 9' }));
	};

	it('everybody once, in the waking hours of their country, in as many runs as one likes', async () => {
		// Quiet in the east of Australia for a moment that ends soon; nobody else's clock shows that hour now.
		const sydney = DateTime.now().setZone('Australia/Sydney');
		const end = sydney.plus({ seconds: 75 }).startOf('minute');
		const quiet = { from: end.minus({ minutes: 10 }).toFormat('HH:mm'), until: end.toFormat('HH:mm') };
		host.liveTok.faults.add({ match: { bodyIncludes: harry }, times: 1, fault: { type: 'cutAfter' } });

		const first = await host.run(exampleWith({ quiet }));
		expect([first.status, first.error?.message]).toEqual(['success', undefined]);
		expect(asked().sort()).toEqual([ben, chloe, harry, ann, olivia].sort());
		expect(host.liveTok.requests.at(-1)).toMatchObject({ body: { to: olivia } });
		expect(host.liveTok.requests.at(-1)?.receivedAt).toBeGreaterThanOrEqual(end.toMillis());
		expect(namesOf(first, 'Sent now')).toEqual(['Ann Weber', 'Ben Costa', 'Chloe Martin', 'Olivia Brown']);
		expect(namesOf(first, 'Had it before')).toEqual(['Ann Weber']);
		expect(namesOf(first, 'Wait for the morning')).toEqual(['Olivia Brown']);
		expect(namesOf(first, 'Look in LiveTok')).toEqual(['Harry Evans']);
		expect(rowsOf(first, 'Correct in the list').map(({ json }) => [json.name, json.outcome])).toEqual([
			['Diego Ruiz', 'notSent'],
			['Emma Rossi', 'notSent'],
		]);
		// One file for each of the two times that it sent.
		expect(rowsOf(first, 'The report as a file').map(({ binary }) => binary?.report?.mimeType)).toEqual([
			'text/html',
			'text/html',
		]);

		const second = await runOnSchedule(exampleWith({ quiet }));
		expect(second.status).toBe('success');
		expect(asked()).toEqual([]);
		expect(namesOf(second, 'Had it before')).toEqual([
			'Ann Weber',
			'Ben Costa',
			'Chloe Martin',
			'Ann Weber',
			'Olivia Brown',
		]);
		expect(namesOf(second, 'Look in LiveTok')).toEqual(['Harry Evans']);
		expect(rowsOf(second, 'The report as a file')).toHaveLength(1);

		// What the note says to do when Harry's message did not arrive.
		const third = await host.run(exampleWith({ quiet, sendAgainWhereUnknown: true }));
		expect(asked()).toEqual([harry]);
		expect(namesOf(third, 'Sent now')).toEqual(['Harry Evans']);
		expect(rowsOf(third, 'Look in LiveTok')).toEqual([]);
	}, 240_000);
});
