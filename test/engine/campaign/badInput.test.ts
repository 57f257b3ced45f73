import type { IDataObject } from 'n8n-workflow';

import { campaignRig, countsOf, detailsOf, outcomesOf, recipients } from './rig.ts';

type Rig = Awaited<ReturnType<typeof campaignRig>>;

/** A hundred kinds of things that are no phone number. */
const broken: unknown[] = [
	...['', ' ', '\t', '\n', '\u200b', '-', '+', '00', '+0', '0', 'null', 'undefined', 'NaN', 'none', 'n/a', 'abc'],
	...['+', '+1', '123', '030 123456', '0151 12345678', '(0) 151', '+49 (0) 151 12345678', '++4915112345678'],
	...['+49151x12345678', '+49 151 1234 5678 ext 9', 'tel:+4915112345678', '+4915112345678;+4915112345679'],
	...['+4915112345678,+4915112345679', '+4915112345678/79', '+49.151.12345678', 'ann@example.com', 'https://wa.me/1'],
	...['+1234567890123456', '+12345678901234567890', '1e10', '4.915E+12', '#REF!', '#N/A', '=A1', '{{ $json.phone }}'],
	...['٠١٢٣', '+４９１５１', '十二', '📞', '+49151\u000012345678', '<b>+49</b>', "'; DROP TABLE x; --", '../../etc'],
	...[null, true, false, 0, -1, 1.5, 4915112345678, 1e21, Number.MAX_SAFE_INTEGER],
	...[[], ['+4915112345678'], {}, { phone: '+4915112345678' }, [[]], [null], { a: { b: 1 } }],
	...Array.from({ length: 36 }, (_, index) => `+49 15${'x'.repeat(index + 1)}`),
];

describe('a bad list', () => {
	let rig: Rig;
	afterEach(async () => await rig.simulator.close());

	it('of broken numbers among good ones: counted, explained, nothing lost, nothing sent for them', async () => {
		expect(broken.length).toBeGreaterThanOrEqual(100);
		rig = await campaignRig();
		const good = recipients(20);
		const items = [...broken.map((phone) => ({ phone })), ...good, ...good] as IDataObject[];
		const result = await rig.run({ items });
		expect(outcomesOf(result)).toHaveLength(items.length);
		expect(countsOf(result)).toEqual({ notSent: broken.length, sent: 20, skipped: 20 });
		const reasons = (result.outputs[0] ?? []).slice(0, broken.length).map(({ json }) => json.error as string);
		expect(reasons.filter((reason) => !reason.startsWith('"To"'))).toEqual([]);
		expect(rig.simulator.requests).toHaveLength(20);
	});

	it('of 20,000 rows of which one in a thousand is good', async () => {
		rig = await campaignRig();
		const items = Array.from({ length: 20_000 }, (_, index) => ({
			phone: index % 1_000 === 7 ? `+1555${String(index).padStart(7, '0')}` : ['', 'x', '0151'][index % 3],
		}));
		const result = await rig.run({ items, options: { campaignReport: true } });
		expect(countsOf(result)).toEqual({ sent: 20, notSent: 19_980 });
		expect(rig.reached()).toHaveLength(20);
		expect(rig.database.writes.length).toBeLessThan(100);
	}, 120_000);

	it('of 20,000 times the same person', async () => {
		rig = await campaignRig();
		const items = Array.from({ length: 20_000 }, () => ({ phone: '+15550000001' }));
		expect(countsOf(await rig.run({ items }))).toEqual({ sent: 1, skipped: 19_999 });
		expect(rig.simulator.requests).toHaveLength(1);
	}, 120_000);

	it('with a key that some items do not have', async () => {
		rig = await campaignRig();
		const items = [1, undefined, null, '', '  ', {}, [], 'x', 0].map((customer, index) => ({
			phone: `+1555000000${index}`,
			customer,
		})) as IDataObject[];
		const result = await rig.run({ items, campaign: { recipientKey: '={{ $json.customer }}' } });
		expect(outcomesOf(result)).toEqual([
			'sent',
			...['notSent', 'notSent', 'notSent', 'notSent', 'notSent', 'notSent'],
			'sent',
			'sent',
		]);
		expect(result.outputs[0]?.[1]?.json.error).toBe('"Recipient Key" gives nothing for this item');
		expect(detailsOf(result.outputs[0]?.[1]).advice).toContain('Check the expression');
		expect(rig.simulator.requests).toHaveLength(3);
	});

	it('with a key that is the same for all: refused, not taken for one person', async () => {
		rig = await campaignRig();
		const { error } = await rig.run({
			items: recipients(3),
			campaign: { recipientKey: 'phone' },
			continues: false,
		});
		expect(error?.message).toBe('"Recipient Key" is the same for every item: "phone"');
		expect(rig.simulator.requests).toEqual([]);
	});

	it.each(['', '   ', '={{ $json.missing }}'])('with the campaign name %j', async (name) => {
		rig = await campaignRig();
		const result = await rig.run({ items: recipients(2), campaign: { name } });
		expect(outcomesOf(result)).toEqual(['notSent', 'notSent']);
		expect(result.outputs[0]?.[0]?.json.error).toBe('"Campaign Name" is empty');
		expect(rig.simulator.requests).toEqual([]);
	});

	it('with a key expression that cannot be evaluated for the first item: the others are sent to', async () => {
		rig = await campaignRig();
		const items = [{}, { customer: { id: 'a' } }].map((more, index) => ({ ...recipients(2)[index], ...more }));
		const result = await rig.run({ items, campaign: { recipientKey: '={{ $json.customer.id.toUpperCase() }}' } });
		expect(outcomesOf(result)).toEqual(['notSent', 'sent']);
		const strict = { recipientKey: '={{ $json.customer ? $json.customer.id : $jmespath(1, 2) }}', name: 'b' };
		expect(outcomesOf(await rig.run({ items, campaign: strict }))).toEqual(['notSent', 'sent']);
	});

	it.each([{}, { campaign: {} }])('with Send Once added but not filled in: %j', async (sendOnce) => {
		rig = await campaignRig();
		const result = await rig.run({ items: recipients(1), options: { sendOnce } });
		expect(result.outputs[0]?.[0]?.json.error).toBe('"Campaign Name" is empty');
		expect(rig.simulator.requests).toEqual([]);
	});

	it('with a key expression that cannot be evaluated', async () => {
		rig = await campaignRig();
		const result = await rig.run({
			items: recipients(2),
			campaign: { recipientKey: '={{ $json.customer.id.toUpperCase() }}' },
		});
		expect(new Set(outcomesOf(result))).toEqual(new Set(['notSent']));
		expect(rig.simulator.requests).toEqual([]);
	});
});
