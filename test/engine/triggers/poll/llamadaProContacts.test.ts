import { idsOf, llamadaProRig, type LlamadaProRig, times } from './llamadaProRig.ts';

const minutes = 60_000;

describe('llamadaProTrigger: contacts', () => {
	let rig: LlamadaProRig;
	beforeEach(async () => {
		rig = await llamadaProRig();
	});
	afterEach(async () => await rig.simulator.close());

	const ago = (ms: number): string => new Date(rig.simulator.state.now() - ms).toISOString();
	const newContact = { event: 'newContact' };
	const updatedContact = { event: 'updatedContact' };

	it('starts from now: the first poll emits nothing and makes one request', async () => {
		const trigger = rig.trigger(newContact);
		expect(await trigger.activate()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
		expect(rig.requests()).toBe(2);
	});

	it('emits a new contact once, as LlamadaPro has it', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		const [id = 0] = rig.addContacts({ firstName: 'Ngozi' });
		const [contact, ...others] = await trigger.poll();
		expect(others).toEqual([]);
		expect(contact).toEqual(rig.simulator.state.contacts.get(id));
		expect(await trigger.poll()).toEqual([]);
	});

	it('emits 500 new contacts once each, oldest first', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		const added = rig.addContacts(...times(500, (index) => ({ createdAt: ago(500_000 - index * 1_000) })));
		expect(idsOf(await trigger.poll())).toEqual(added);
		rig.requests();
		expect(await trigger.poll()).toEqual([]);
		expect(rig.requests()).toBe(1);
	});

	it('emits 500 contacts with one and the same time once each, in two halves', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		const createdAt = ago(0);
		const first = rig.addContacts(...times(250, () => ({ createdAt })));
		expect(idsOf(await trigger.poll()).sort()).toEqual([...first].sort());
		const second = rig.addContacts(...times(250, () => ({ createdAt })));
		expect(idsOf(await trigger.poll()).sort()).toEqual([...second].sort());
		rig.requests();
		expect(await trigger.poll()).toEqual([]);
		expect(rig.requests()).toBe(1);
	});

	it('finds what arrives late, between and below what it has seen', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		rig.addContacts(...times(150, (index) => ({ createdAt: ago(index * 1_000) })));
		expect(await trigger.poll()).toHaveLength(150);
		const late = rig.addContacts({ createdAt: ago(10 * minutes) }, { createdAt: ago(100_500) });
		expect(idsOf(await trigger.poll())).toEqual(late);
		expect(await trigger.poll()).toEqual([]);
	});

	it('costs one request with nothing new among 10,000 contacts', async () => {
		rig.simulator.state.seedContacts(10_000);
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		for (let poll = 0; poll < 3; poll += 1) expect(await trigger.poll()).toEqual([]);
		expect(await trigger.restart()).toEqual([]);
		expect(rig.requests()).toBe(5);
	}, 30_000);

	it('costs one request after 10,000 contacts of one moment came, and keeps what it remembers small', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		const createdAt = ago(0);
		rig.addContacts(...times(10_000, () => ({ createdAt })));
		expect(new Set(idsOf(await trigger.poll())).size).toBe(10_000);
		rig.requests();
		expect(await trigger.poll()).toEqual([]);
		expect(rig.requests()).toBe(1);
		expect(trigger.stored.length).toBeLessThan(200_000);
	}, 60_000);

	it('emits nothing of a poll that fails half way, and all of it with the next one', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		const added = rig.addContacts(...times(350, (index) => ({ createdAt: ago(350_000 - index * 1_000) })));
		rig.simulator.faults.add({ after: 2, times: 1, fault: { type: 'status', status: 500 } });
		await expect(trigger.poll()).rejects.toMatchObject({
			httpCode: '500',
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(idsOf(await trigger.poll())).toEqual(added);
		expect(await trigger.poll()).toEqual([]);
	});

	it('says when it may ask again, for n8n to wait until then', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		rig.simulator.faults.add({ fault: { type: 'rateLimited', retryAfter: { seconds: 3_600, as: 'seconds' } } });
		await expect(trigger.poll()).rejects.toMatchObject({
			failure: { cause: 'rate-limited', resetsAtEpochMs: expect.any(Number) },
		});
	});

	it.each([
		{ fault: { type: 'status', status: 401 }, cause: 'credential-invalid' },
		{ fault: { type: 'html' }, cause: undefined },
	] as const)('says why it failed, in n8n’s words: $fault.type $cause', async ({ fault, cause }) => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		rig.simulator.faults.add({ fault });
		const error: unknown = await trigger.poll().catch((problem: unknown) => problem);
		expect(error).toMatchObject({ name: 'NodeApiError', ...(cause && { failure: { cause } }) });
		rig.simulator.faults.clear();
		expect(await trigger.poll()).toEqual([]);
	});

	it('misses nothing when contacts are deleted while it reads page by page', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		const added = rig.addContacts(...times(350, (index) => ({ createdAt: ago(350_000 - index * 1_000) })));
		const gone = added.slice(-50);
		rig.simulator.faults.add({ after: 1, times: 1, name: 'pause', fault: { type: 'slow', ms: 300 } });
		const polled = trigger.poll();
		await untilAsked(rig, 3);
		for (const id of gone) rig.simulator.state.contacts.delete(id);
		const emitted = idsOf(await polled);
		expect(new Set(emitted).size).toBe(emitted.length);
		expect(emitted).toEqual(expect.arrayContaining(added.slice(0, 300)));
		expect(await trigger.poll()).toEqual([]);
	});

	it('leaves the rest for the next polls when its time is used up, and loses and repeats nothing', async () => {
		rig.simulator.setLatency(150);
		const trigger = rig.trigger(newContact, 2_000);
		await trigger.activate();
		const added = rig.addContacts(...times(1_500, (index) => ({ createdAt: ago(1_500_000 - index * 1_000) })));
		const emitted: unknown[] = [];
		let polls = 0;
		while (emitted.length < added.length && polls < 40) {
			emitted.push(...idsOf(await trigger.poll()));
			polls += 1;
			if (polls === 2) added.push(...rig.addContacts({}));
		}
		expect(polls).toBeGreaterThan(2);
		expect([...emitted].sort()).toEqual([...added].sort());
		expect(await trigger.poll()).toEqual([]);
	}, 60_000);

	it('two polls at the same time emit a contact once', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		rig.addContacts({});
		expect((await Promise.all([trigger.poll(), trigger.poll()])).flat()).toHaveLength(1);
		rig.addContacts({});
		expect(await trigger.poll()).toHaveLength(1);
	});

	it('takes none of the contacts before the activation for new ones, however many are of one moment', async () => {
		const createdAt = ago(0);
		const [first = 0] = rig.addContacts(...times(300, () => ({ createdAt })));
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		// Another count makes the trigger look further.
		rig.simulator.state.contacts.delete(first);
		expect(await trigger.poll()).toEqual([]);
		const later = rig.addContacts({ createdAt: ago(-1) });
		expect(idsOf(await trigger.poll())).toEqual(later);
	});

	it('repeats nothing and misses nothing over restarts, whatever n8n has stored', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		const before = rig.addContacts({}, {});
		expect(await trigger.poll()).toHaveLength(2);
		rig.simulator.state.contacts.delete(before[0] ?? 0);
		for (let empty = 0; empty < 3; empty += 1) expect(await trigger.poll()).toEqual([]);
		const meanwhile = rig.addContacts({});
		expect(idsOf(await trigger.restart())).toEqual(meanwhile);
		expect(await trigger.restart()).toEqual([]);
	});

	it.each([
		{ whenActivatedAgain: 'continue', emitted: 3 },
		{ whenActivatedAgain: 'startFromNow', emitted: 0 },
	])('activated again with "$whenActivatedAgain": $emitted of 3', async ({ whenActivatedAgain, emitted }) => {
		const trigger = rig.trigger({ ...newContact, options: { whenActivatedAgain } });
		await trigger.activate();
		trigger.deactivate();
		rig.addContacts({}, {}, {});
		expect(await trigger.activate()).toHaveLength(emitted);
		expect(await trigger.poll()).toEqual([]);
		// A restart of n8n is no activation.
		rig.addContacts({});
		expect(await trigger.restart()).toHaveLength(1);
	});

	it('starts from now with another event, other filters and another name', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		rig.addContacts({});
		expect(await trigger.edit(updatedContact)).toEqual([]);
		rig.addContacts({});
		expect(await trigger.edit({ ...newContact, filters: { userId: '101' } })).toEqual([]);
		rig.addContacts({ userId: 101 });
		expect(await trigger.rename('Another name')).toEqual([]);
		rig.addContacts({ userId: 101 });
		expect(await trigger.poll()).toHaveLength(1);
	});

	it('keeps on when the same fields are published again', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		rig.addContacts({});
		expect(await trigger.edit(newContact)).toHaveLength(1);
	});

	it('shows the latest contacts for "Fetch test event" and remembers nothing of it', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		const stored = trigger.stored;
		const added = rig.addContacts({ createdAt: ago(1_000) }, {});
		rig.requests();
		const sample = await trigger.fetchTestEvent();
		expect(idsOf(sample).slice(0, 2)).toEqual([...added].reverse());
		expect(sample).toHaveLength(10);
		expect(rig.requests()).toBe(1);
		expect(trigger.stored).toBe(stored);
		expect(idsOf(await trigger.poll())).toEqual(added);
	});

	it.each([
		{ name: 'the user', filters: { userId: '={{ 101 }}' }, wanted: 1 },
		{ name: 'a field', filters: { fields: { field: [{ field: 'companyPosition', value: 'buyer' }] } }, wanted: 2 },
		{
			name: 'a custom field',
			filters: { fields: { field: [{ field: 'other', otherField: 'customFields.source', value: 'ads' }] } },
			wanted: 1,
		},
		{
			name: 'an address and a field',
			filters: {
				fields: {
					field: [
						{ field: 'other', otherField: 'addresses.channelType', value: 'PHONE' },
						{ field: 'companyPosition', value: 'Owner' },
					],
				},
			},
			wanted: 1,
		},
	])('filters by $name', async ({ filters, wanted }) => {
		const trigger = rig.trigger({ ...newContact, filters });
		await trigger.activate();
		rig.addContacts(
			{ userId: 101, companyPosition: 'Buyer', customFields: {}, addresses: [] },
			{ userId: 7, companyPosition: 'Buyer', customFields: { source: 'Ads' }, addresses: [] },
			{ userId: 7, companyPosition: 'Owner', customFields: {} },
		);
		expect(await trigger.poll()).toHaveLength(wanted);
		expect(await trigger.restart()).toEqual([]);
	});

	it('a filter that is not filled in stops the activation, and says which', async () => {
		const filters = { fields: { field: [{ field: 'other', otherField: '', value: 'x' }] } };
		await expect(rig.trigger({ ...newContact, filters }).activate()).rejects.toMatchObject({
			message: expect.stringContaining('Other Field'),
			failure: { cause: 'configuration-invalid' },
		});
		expect(rig.requests()).toBe(0);
	});

	it('a contact dated in the future hides none of the contacts of today', async () => {
		const trigger = rig.trigger(newContact);
		await trigger.activate();
		rig.addContacts({ createdAt: '2099-01-01T00:00:00.000Z' });
		expect(await trigger.poll()).toHaveLength(1);
		rig.addContacts({});
		expect(await trigger.poll()).toHaveLength(1);
		expect(await trigger.restart()).toEqual([]);
	});

	it('emits every version of a changed contact once, and no new one', async () => {
		const trigger = rig.trigger(updatedContact);
		await trigger.activate();
		rig.addContacts({});
		rig.changeContact(5, { firstName: 'Zoë' });
		rig.changeContact(6, { firstName: 'Li' });
		expect(idsOf(await trigger.poll()).sort()).toEqual([5, 6]);
		expect(await trigger.poll()).toEqual([]);
		rig.changeContact(5, { firstName: 'Zoé', updatedAt: ago(-5) });
		expect(await trigger.poll()).toMatchObject([{ id: 5, firstName: 'Zoé' }]);
		expect(await trigger.restart()).toEqual([]);
	});

	it('misses no change when contacts move to the top while it reads page by page', async () => {
		const trigger = rig.trigger(updatedContact);
		rig.simulator.state.seedContacts(400);
		await trigger.activate();
		for (let id = 1; id <= 300; id += 1) rig.changeContact(id, { updatedAt: ago(300_000 - id * 1_000) });
		rig.simulator.faults.add({ after: 1, times: 1, fault: { type: 'slow', ms: 300 } });
		const polled = trigger.poll();
		await untilAsked(rig, 3);
		// On page three a moment ago, on page one now; and one that nobody has read yet.
		rig.changeContact(40, { firstName: 'Moved' });
		rig.changeContact(390, { firstName: 'Late' });
		const emitted = [...(await polled), ...(await trigger.poll())];
		for (let id = 1; id <= 300; id += 1) expect(idsOf(emitted)).toContain(id);
		expect(emitted.filter(({ firstName }) => firstName === 'Moved')).toHaveLength(1);
		expect(emitted.filter(({ firstName }) => firstName === 'Late')).toHaveLength(1);
		const versions = emitted.map(({ id, updatedAt }) => JSON.stringify([id, updatedAt]));
		expect(new Set(versions).size).toBe(versions.length);
	});

	it('stops with an explanation when LlamadaPro cannot sort as it is assumed', async () => {
		const { contacts } = rig.simulator.state;
		rig.simulator.state.seedContacts(200);
		const items = contacts.all().slice(0, 100);
		rig.simulator.faults.add({ fault: { type: 'wrongShape', json: { items, nextPageToken: 'x', totalCount: 200 } } });
		await expect(rig.trigger(updatedContact).activate()).rejects.toMatchObject({
			message: expect.stringContaining('did not sort by updatedAt'),
		});
	});
});

/** Resolves when so many requests, counted since the start of the simulator, have arrived. */
async function untilAsked(rig: LlamadaProRig, count: number): Promise<void> {
	const deadline = Date.now() + 4_000;
	while (rig.simulator.stats().requests < count) {
		if (Date.now() > deadline) throw new Error(`Only ${rig.simulator.stats().requests} requests were made`);
		await new Promise((resolve) => setImmediate(resolve));
	}
}
