import { DateTime } from 'luxon';

import { campaignRig, countsOf, detailsOf, outcomesOf, recipients } from './rig.ts';

type Rig = Awaited<ReturnType<typeof campaignRig>>;

/** Quiet hours on a clock, from so many hours before now to so many after. */
function around(zone: string, before: number, after: number): { from: string; until: string } {
	const now = DateTime.now().setZone(zone);
	return { from: now.minus({ hours: before }).toFormat('HH:mm'), until: now.plus({ hours: after }).toFormat('HH:mm') };
}

describe('Quiet Hours', () => {
	let rig: Rig;
	afterEach(async () => await rig.simulator.close());

	it('defer everybody at once, with the time when it is over, and claim nobody', async () => {
		rig = await campaignRig();
		const hours = { ...around('Europe/Berlin', 2, 3), clock: 'workflow' };
		const result = await rig.run({ items: recipients(3), options: { quietHours: { hours } } });
		expect(outcomesOf(result)).toEqual(['deferred', 'deferred', 'deferred']);
		const { reason, resumeAt, recipient } = detailsOf(result.outputs[0]?.[0]);
		expect(recipient).toBe('+15550000000');
		expect(reason).toMatch(/^Quiet hours until .* \(Europe\/Berlin\)$/);
		const wait = DateTime.fromISO(resumeAt ?? '').diffNow('minutes').minutes;
		expect(wait).toBeGreaterThan(178);
		expect(wait).toBeLessThan(181);
		expect(result.outputs[0]?.[0]?.json).toMatchObject({ phone: '+15550000000', index: 0 });
		expect(rig.simulator.requests).toEqual([]);
		expect(outcomesOf(await rig.run({ items: recipients(3) }))).toEqual(['sent', 'sent', 'sent']);
	});

	it('elsewhere do not matter, unless it is the recipient’s country', async () => {
		rig = await campaignRig();
		const night = around('Asia/Tokyo', 1, 1);
		const items = ['+81312345678', '+4915112345678', '+573001234567'].map((phone) => ({ phone }));
		const by = async (clock: string, campaign: string) =>
			outcomesOf(
				await rig.run({
					items,
					campaign: { name: campaign },
					options: { quietHours: { hours: { ...night, clock, timeZone: 'Asia/Tokyo' } } },
				}),
			);
		expect(await by('recipient', 'a')).toEqual(['deferred', 'sent', 'sent']);
		expect(await by('workflow', 'b')).toEqual(['sent', 'sent', 'sent']);
		expect(await by('timeZone', 'c')).toEqual(['deferred', 'deferred', 'deferred']);
	});

	it('go by the number that is reached, whatever the key of the campaign is', async () => {
		rig = await campaignRig();
		const result = await rig.run({
			items: [{ phone: '+81312345678', customer: 'c-7' }],
			campaign: { recipientKey: '={{ $json.customer }}' },
			options: { quietHours: { hours: { ...around('Asia/Tokyo', 1, 1), clock: 'recipient' } } },
		});
		expect(detailsOf(result.outputs[0]?.[0])).toMatchObject({ outcome: 'deferred', recipient: 'c-7' });
	});

	it('without Send Once too', async () => {
		rig = await campaignRig();
		const hours = around('Europe/Berlin', 1, 1);
		const result = await rig.run({ items: recipients(2), campaign: false, options: { quietHours: { hours } } });
		expect(countsOf(result)).toEqual({ deferred: 2 });
	});

	it.each([
		[{ from: 'noon' }, '"Quiet Hours > Hours > From" has to be a time such as 21:00, not "noon"'],
		[{ from: '08:00', until: '8:00' }, '"Quiet Hours > Hours > Until" has to differ'],
		[{ clock: 'timeZone', timeZone: 'Mars' }, '"Quiet Hours > Hours > Time Zone" has to be the name of a time zone'],
		[{ clock: 'timeZone' }, '"Quiet Hours > Hours > Time Zone" has to be the name of a time zone'],
	])('%j is explained before anything is sent', async (hours, text) => {
		rig = await campaignRig();
		const { error } = await rig.run({ items: recipients(2), continues: false, options: { quietHours: { hours } } });
		expect(error?.message).toContain(text);
		expect(rig.simulator.requests).toEqual([]);
	});
});
