import type { IDataObject } from 'n8n-workflow';

import { liveTokRig, sendTemplateParameters } from './liveTokRig.ts';

/** The first item says that n8n and the node mean the same item; what is compared are those after it. */
const items: IDataObject[] = [
	{ phone: '+15550000001', name: 'Ann', contact: { name: 'Ann', tags: ['vip'] }, 'First Name': 'Ann' },
	{ phone: '+15550000002', name: 'Zoë 😀 "quoted" \\ {{ $json.phone }}', contact: { name: '', tags: [] } },
	{ phone: ' +1 (555) 000-0003 ', name: '={{ $json.phone }}', contact: {}, 'First Name': '  ' },
	{ phone: 15550000004, name: 4.5, contact: { name: 12, tags: [0] } },
	{ phone: '+15550000005', name: false, contact: null },
	{ phone: '+15550000006', name: null },
	{ phone: '', name: '' },
	{ name: { first: 'Ann' }, contact: 'Ann' },
	{ phone: ['+15550000008'], name: ['Ann'], contact: ['Ann'] },
	{},
];

describe('a field of the item and the same as an expression that n8n has to work out', () => {
	it.each([
		['={{ $json.name }}', '={{ ($json.name) }}'],
		["={{ $json['First Name'] }}", "={{ ($json['First Name']) }}"],
		['={{ $json.contact.name }}', '={{ ($json.contact.name) }}'],
		['={{ $json.contact.tags[0] }}', '={{ ($json.contact.tags[0]) }}'],
		['={{ $json.name.length }}', '={{ ($json.name.length) }}'],
	])('%s sends and says the same for every item', async (plain, workedOut) => {
		const outcomes = await Promise.all(
			[
				{ to: '={{ $json.phone }}', text: plain },
				{ to: '={{ ($json.phone) }}', text: workedOut },
			].map(async ({ to, text }) => {
				const { simulator, run } = await liveTokRig();
				const { outputs, error } = await run({
					parameters: sendTemplateParameters({
						to,
						templateParameters: { parameter: [{ type: 'text', text }] },
						options: { concurrency: 1 },
					}),
					items,
					onError: 'continueRegularOutput',
				});
				await simulator.close();
				const results = (outputs[0] ?? []).map(({ json: { error, details } }) => ({ error, details }));
				return { error, results, bodies: simulator.requests.map(({ body }) => body) };
			}),
		);
		expect(outcomes[0]).toEqual(outcomes[1]);
		expect(outcomes[0]?.results).toHaveLength(items.length);
		expect(outcomes[0]?.bodies.length).toBeGreaterThan(0);
	});
});
