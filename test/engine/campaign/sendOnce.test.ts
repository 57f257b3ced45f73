import { campaignRig, countsOf, detailsOf, hintsOf, outcomesOf, recipients, waitUntil } from './rig.ts';

type Rig = Awaited<ReturnType<typeof campaignRig>>;

describe('Send Once', () => {
	let rig: Rig;
	afterEach(async () => await rig.simulator.close());

	it('a second run sends to nobody, and says why', async () => {
		rig = await campaignRig();
		const first = await rig.run({ items: recipients(5) });
		expect(outcomesOf(first)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
		expect(first.outputs[0]?.[0]?.json).toMatchObject({ id: expect.stringMatching(/^msg_/) });

		const second = await rig.run({ items: recipients(6) });
		expect(outcomesOf(second)).toEqual(['skipped', 'skipped', 'skipped', 'skipped', 'skipped', 'sent']);
		expect(detailsOf(second.outputs[0]?.[0])).toEqual({
			outcome: 'skipped',
			recipient: '+15550000000',
			reason: 'Sent to earlier in this campaign',
		});
		expect(second.outputs[0]?.[0]?.json).toMatchObject({ phone: '+15550000000', index: 0 });
		expect(rig.reached()).toEqual(recipients(6).map(({ phone }) => phone));
	});

	it('output order is input order, each item paired with its input', async () => {
		rig = await campaignRig({ latencyMs: 2 });
		await rig.run({ items: recipients(40).filter((_, index) => index % 3 === 0) });
		const { outputs } = await rig.run({ items: recipients(40) });
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(recipients(40).map((_, item) => ({ item })));
		expect(outputs[0]?.map((item) => detailsOf(item).recipient)).toEqual(recipients(40).map(({ phone }) => phone));
	});

	it('the same person twice in one list gets it once, however the number is written', async () => {
		rig = await campaignRig();
		const items = ['+1 555 0000 001', '0015550000001', '+15550000002', '+1 (555) 0000-002'].map((phone) => ({ phone }));
		const result = await rig.run({ items });
		expect(outcomesOf(result)).toEqual(['sent', 'skipped', 'sent', 'skipped']);
		expect(detailsOf(result.outputs[0]?.[3]).reason).toBe(
			'The same recipient as item 2 of this list, counted from 0 as n8n does',
		);
		expect(rig.reached()).toEqual(['+15550000001', '+15550000002']);
	});

	it('another campaign, another node and a key of one’s own are other memories', async () => {
		rig = await campaignRig();
		const items = [
			{ phone: '+15550000001', order: 1 },
			{ phone: '+15550000001', order: 2 },
		];
		expect(outcomesOf(await rig.run({ items }))).toEqual(['sent', 'skipped']);
		expect(outcomesOf(await rig.run({ items, campaign: { name: 'summer' } }))).toEqual(['sent', 'skipped']);
		const byOrder = { recipientKey: '={{ $json.order }}' };
		expect(outcomesOf(await rig.run({ items, campaign: byOrder }))).toEqual(['sent', 'sent']);
		expect(outcomesOf(await rig.run({ items, campaign: byOrder }))).toEqual(['skipped', 'skipped']);
		expect(outcomesOf(await rig.run({ items, workflowId: 'elsewhere' }))).toEqual(['sent', 'skipped']);
		expect(rig.reached()).toHaveLength(5);
	});

	it('the name of the campaign may come from each item', async () => {
		rig = await campaignRig();
		const items = ['spring', 'summer', 'spring'].map((season) => ({ phone: '+15550000001', season }));
		expect(outcomesOf(await rig.run({ items, campaign: { name: '={{ $json.season }}' } }))).toEqual([
			'sent',
			'sent',
			'skipped',
		]);
	});

	it('a definite refusal is given back: the next run sends', async () => {
		rig = await campaignRig();
		rig.simulator.faults.add({ match: { method: 'POST' }, times: 2, fault: { type: 'status', status: 400 } });
		const first = await rig.run({ items: recipients(4) });
		expect(countsOf(first)).toEqual({ failed: 2, sent: 2 });
		const failed = first.outputs[0]?.find((item) => detailsOf(item).outcome === 'failed');
		expect(detailsOf(failed)).toMatchObject({ advice: expect.any(String), recipient: expect.any(String) });
		expect(Object.keys(failed?.json ?? {}).sort()).toEqual(['details', 'error']);

		expect(countsOf(await rig.run({ items: recipients(4) }))).toEqual({ skipped: 2, sent: 2 });
		expect(new Set(rig.reached()).size).toBe(4);
		expect(rig.reached()).toHaveLength(4);
	});

	describe('a lost answer', () => {
		const lose = (times: number): unknown =>
			rig.simulator.faults.add({ match: { method: 'POST' }, times, fault: { type: 'cutAfter' } });

		it('is unknown, stays unknown, and is not sent again', async () => {
			rig = await campaignRig();
			lose(1);
			expect(countsOf(await rig.run({ items: recipients(3) }))).toEqual({ unknown: 1, sent: 2 });
			const second = await rig.run({ items: recipients(3) });
			expect(countsOf(second)).toEqual({ unknown: 1, skipped: 2 });
			const unknown = second.outputs[0]?.find((item) => detailsOf(item).outcome === 'unknown');
			expect(unknown?.json.error).toBe('Outcome unknown since an earlier run');
			expect(detailsOf(unknown).advice).toContain('Send Again If Unknown');
			expect(countsOf(await rig.run({ items: recipients(3) }))).toEqual({ unknown: 1, skipped: 2 });
			expect(rig.simulator.requests).toHaveLength(3);
		});

		it('is sent again where the user says so, and then counts as sent', async () => {
			rig = await campaignRig();
			lose(1);
			await rig.run({ items: recipients(3) });
			const again = { items: recipients(3), campaign: { sendAgainWhereUnknown: true } };
			expect(countsOf(await rig.run(again))).toEqual({ sent: 1, skipped: 2 });
			expect(countsOf(await rig.run(again))).toEqual({ skipped: 3 });
			expect(rig.simulator.requests).toHaveLength(4);
		});

		it('stays unknown when the further try is refused', async () => {
			rig = await campaignRig();
			lose(1);
			await rig.run({ items: recipients(1) });
			rig.simulator.faults.add({ match: { method: 'POST' }, times: 1, fault: { type: 'status', status: 400 } });
			await rig.run({ items: recipients(1), campaign: { sendAgainWhereUnknown: true } });
			expect(outcomesOf(await rig.run({ items: recipients(1) }))).toEqual(['unknown']);
		});

		it('of an earlier run does not end a run that stops at failures', async () => {
			rig = await campaignRig();
			lose(1);
			expect((await rig.run({ items: recipients(1), continues: false })).error?.message).toContain('Outcome unknown');
			const second = await rig.run({ items: recipients(2), continues: false });
			expect(second.error).toBeUndefined();
			expect(outcomesOf(second)).toEqual(['unknown', 'sent']);
		});
	});

	it('a run that a failure ends remembers who was sent to', async () => {
		rig = await campaignRig();
		rig.simulator.faults.add({ match: { method: 'POST' }, after: 3, times: 1, fault: { type: 'status', status: 400 } });
		const run = { items: recipients(10), continues: false, options: {} };
		const options = { concurrency: 1 };
		expect((await rig.run({ ...run, options })).error?.description).toContain('3 of 10 items were done');
		expect(rig.reached()).toHaveLength(3);
		const second = await rig.run({ ...run, options });
		expect(countsOf(second)).toEqual({ skipped: 3, sent: 7 });
		expect(new Set(rig.reached()).size).toBe(10);
		expect(rig.reached()).toHaveLength(10);
	});

	it('two runs at the same time send to everybody once', async () => {
		rig = await campaignRig({ latencyMs: 5 });
		const results = await Promise.all([rig.run({ items: recipients(200) }), rig.run({ items: recipients(200) })]);
		const counts = results.map(countsOf);
		expect((counts[0]?.sent ?? 0) + (counts[1]?.sent ?? 0)).toBe(200);
		expect(rig.reached()).toHaveLength(200);
		expect(new Set(rig.reached()).size).toBe(200);
	});

	it('a stop ends the sending, lets answers arrive, and a further run sends the rest', async () => {
		rig = await campaignRig({ latencyMs: 30, rateLimit: { limit: 20, windowMs: 3_600_000 } });
		const run = { items: recipients(60), options: { longestWait: 7_200, concurrency: 10 } };
		const execution = rig.start(run);
		await waitUntil(() => rig.simulator.requests.length >= 15);
		execution.cancel();
		const stoppedAt = Date.now();
		expect((await execution.result).status).toBe('canceled');
		await waitUntil(() => rig.simulator.stats().openRequests === 0);
		expect(rig.simulator.requests.filter(({ receivedAt }) => receivedAt > stoppedAt + 1_000)).toEqual([]);
		expect(rig.simulator.stats().unanswered).toBe(0);
		const before = rig.reached().length;
		// What the stopped run still writes down comes after the answers.
		await waitUntil(() => rig.database.rows.get([...rig.database.rows.keys()].at(-1) ?? '')?.length === before);

		rig.simulator.setRateLimit('off');
		const second = await rig.run({ ...run, options: { stayUnderLimit: false } });
		expect(countsOf(second)).toEqual({ skipped: before, sent: 60 - before });
		expect(new Set(rig.reached()).size).toBe(60);
		expect(rig.reached()).toHaveLength(60);
	});

	it('10,000 recipients cost at most 200 writes, and never more than 192 are at work', async () => {
		rig = await campaignRig({ rateLimit: 'off', keepBodies: false });
		let mostOpen = 0;
		const sent = new Set<string>();
		rig.database.beforeWrite = async () => {
			mostOpen = Math.max(mostOpen, rig.simulator.stats().openRequests);
		};
		const result = await rig.run({ items: recipients(10_000) });
		expect(countsOf(result)).toEqual({ sent: 10_000 });
		expect(rig.database.writes.length).toBeLessThanOrEqual(200);
		expect(rig.simulator.stats().mostOpenRequests).toBeLessThanOrEqual(192);
		expect(rig.database.writes.at(-1)?.entries).toBe(10_000);
		// Two entries per recipient at work, one per recipient sent to, and the marks.
		expect(Math.max(...rig.database.writes.map(({ entries }) => entries))).toBeLessThanOrEqual(10_000 + 192 + 4);
		for (const to of rig.reached()) sent.add(to);
		expect(sent.size).toBe(10_000);

		rig.database.writes.length = 0;
		expect(countsOf(await rig.run({ items: recipients(10_000) }))).toEqual({ skipped: 10_000 });
		expect(rig.database.writes.length).toBeLessThanOrEqual(200);
		expect(rig.simulator.stats().requests).toBe(10_000);
	}, 120_000);

	it('Forget This Campaign forgets those who come in, Forget All Campaigns everybody; both send nothing', async () => {
		rig = await campaignRig();
		await rig.run({ items: recipients(3) });
		await rig.run({ items: recipients(1), campaign: { name: 'summer' } });
		const forget = await rig.run({ items: recipients(2), campaign: { whatToDo: 'forgetCampaign' } });
		expect(outcomesOf(forget)).toEqual(['forgotten', 'forgotten']);
		expect(rig.simulator.requests).toHaveLength(4);
		expect(outcomesOf(await rig.run({ items: recipients(3) }))).toEqual(['sent', 'sent', 'skipped']);

		await rig.run({ items: recipients(1), campaign: { whatToDo: 'forgetAll' } });
		expect(rig.simulator.requests).toHaveLength(6);
		expect(outcomesOf(await rig.run({ items: recipients(1), campaign: { name: 'summer' } }))).toEqual(['sent']);
	});

	describe('without a memory nothing is sent', () => {
		it('in a workflow that was not saved', async () => {
			rig = await campaignRig();
			const { error } = await rig.run({ items: recipients(2), continues: false, workflowId: '' });
			expect([error?.message, error?.description]).toEqual([
				'Send Once needs a saved workflow',
				expect.stringContaining('save it'),
			]);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('when n8n’s database cannot be written', async () => {
			rig = await campaignRig();
			rig.database.problem = new Error('SQLITE_FULL: database or disk is full');
			const result = await rig.run({ items: recipients(2) });
			expect(outcomesOf(result)).toEqual(['notSent', 'notSent']);
			expect(result.outputs[0]?.[0]?.json.error).toBe('n8n could not read or write its memory of who was sent to');
			expect(hintsOf(result).join()).toContain('SQLITE_FULL');
			expect(rig.simulator.requests).toEqual([]);
		});

		it('but one refused write is tried again: another process may have made the list at the same moment', async () => {
			rig = await campaignRig();
			rig.database.beforeWrite = async () => {
				rig.database.beforeWrite = async () => undefined;
				throw new Error('duplicate key value violates unique constraint');
			};
			expect(countsOf(await rig.run({ items: recipients(2) }))).toEqual({ sent: 2 });
		});

		it('when it breaks in the middle, the rest is not sent and what was sent is said', async () => {
			rig = await campaignRig();
			let writes = 0;
			rig.database.beforeWrite = async () => {
				writes += 1;
				if (writes === 4) rig.database.problem = new Error('SQLITE_IOERR');
			};
			const result = await rig.run({ items: recipients(30), options: { concurrency: 5 } });
			const { sent = 0, notSent = 0 } = countsOf(result);
			expect([sent, notSent]).toEqual([rig.reached().length, 30 - rig.reached().length]);
			expect(sent).toBeGreaterThan(0);
			rig.database.problem = undefined;
			// Whoever was on the way when it broke is unknown to the next run; nobody is sent to twice, and nobody is lost.
			const { sent: later = 0, unknown = 0, skipped = 0 } = countsOf(await rig.run({ items: recipients(30) }));
			expect(later).toBe(30 - sent);
			expect(unknown + skipped).toBe(sent);
			expect(unknown).toBeLessThanOrEqual(5);
			expect(new Set(rig.reached()).size).toBe(30);
			expect(rig.reached()).toHaveLength(30);
		});
	});
});
