import { campaignRig, detailsOf, hintsOf, outcomesOf, recipients } from './rig.ts';

type Rig = Awaited<ReturnType<typeof campaignRig>>;

describe('what a campaign says about itself', () => {
	let rig: Rig;
	afterEach(async () => await rig.simulator.close());

	/** The report's text and the place of the item that carries it. */
	const reportOf = ({ outputs }: Awaited<ReturnType<Rig['run']>>) => {
		const items = outputs[0] ?? [];
		const place = items.findIndex(({ binary }) => binary?.report !== undefined);
		const file = items[place]?.binary?.report;
		return { place, file, html: Buffer.from(file?.data ?? '', 'base64').toString('utf8') };
	};

	it('a hint: counts, duration, pace, and how often it was too fast', async () => {
		rig = await campaignRig();
		rig.simulator.faults.add({
			match: { method: 'POST' },
			times: 2,
			fault: { type: 'rateLimited', retryAfter: { seconds: 0, as: 'seconds' } },
		});
		const items = [...recipients(3), { phone: 'nobody' }, ...recipients(1)];
		const result = await rig.run({ items });
		expect(outcomesOf(result)).toEqual(['sent', 'sent', 'sent', 'notSent', 'skipped']);
		expect(hintsOf(result)).toEqual([
			expect.stringMatching(
				/^Campaign “spring”: 5 recipients in \d+ seconds? \(.* per (second|minute)\): 3 sent, 1 skipped, 1 not sent\. The service said 2 times that it was too fast/,
			),
		]);
	});

	it('on request a report, with the first item that was sent or passed', async () => {
		rig = await campaignRig();
		rig.simulator.faults.add({ match: { bodyIncludes: '0000001' }, fault: { type: 'status', status: 400 } });
		const items = [{ phone: '<script>alert(1)</script>' }, ...recipients(3)];
		const result = await rig.run({ items, options: { campaignReport: true } });
		const { place, file, html } = reportOf(result);
		expect([place, outcomesOf(result)]).toEqual([1, ['notSent', 'sent', 'failed', 'sent']]);
		expect([file?.mimeType, file?.fileName]).toEqual([
			'text/html',
			expect.stringMatching(/^campaign-report-spring-\d{4}-\d\d-\d\d\.html$/),
		]);
		expect(html).toContain('Campaign report: spring');
		expect(html).toContain('1 failed');
		expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		expect(html).not.toContain('<script');
		expect(result.outputs[0]?.filter(({ binary }) => binary !== undefined)).toHaveLength(1);
	});

	it('when every one failed, the report goes with the first of them', async () => {
		rig = await campaignRig();
		const result = await rig.run({ items: [{ phone: 'a' }, { phone: 'b' }], options: { campaignReport: true } });
		expect(reportOf(result).place).toBe(0);
	});

	it('without Send Once a report can be had too: outcomes, but no memory and no writes', async () => {
		rig = await campaignRig();
		const run = { items: recipients(12), campaign: false as const, options: { campaignReport: true } };
		await rig.run(run);
		const second = await rig.run(run);
		expect(outcomesOf(second)).toEqual(Array.from({ length: 12 }, () => 'sent'));
		expect(detailsOf(second.outputs[0]?.[0])).toEqual({ outcome: 'sent', recipient: '+15550000000' });
		expect(rig.reached()).toHaveLength(24);
		expect(rig.simulator.stats().mostOpenRequests).toBeLessThanOrEqual(10);
		expect(rig.database.writes).toEqual([]);
		expect(hintsOf(second)[0]).toMatch(/^Campaign: 12 recipients/);
	});

	it('without any of it the output is what it always was', async () => {
		rig = await campaignRig();
		const result = await rig.run({ items: recipients(1), campaign: false });
		expect(result.outputs[0]?.[0]?.json).not.toHaveProperty('details');
		expect(hintsOf(result)).toEqual([]);
	});

	it('how far it is, while it runs: at most one message a second, and one at the end', async () => {
		rig = await campaignRig({ latencyMs: 20 });
		const told: string[] = [];
		await rig.run({
			items: recipients(8),
			options: { concurrency: 1 },
			onMessage: (message) => told.push(message),
		});
		expect(told.at(-1)).toBe('8 of 8: 8 sent');
		expect(told.length).toBeGreaterThanOrEqual(2);
		expect(told[0]).toMatch(/^\d+ of 8: \d+ sent$/);
	});
});
