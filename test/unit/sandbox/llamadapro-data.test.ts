import { call, contacts, conversations, definitions, ids, simulator, start, task, tasks } from './llamadaproClient.ts';

const phone = (address: string) => ({ address, channelType: 'PHONE' });
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

beforeEach(() => start());

describe('contacts', () => {
	it('are created with every field, unknown ones ignored', async () => {
		const { body } = await call('POST', contacts, {
			lastName: 'Pérez',
			nickname: 'x',
			metadata: [1],
			createdAt: '2024-01-01T12:00:00+02:00',
			customFields: { source: 'web', anything: { else: true } },
			addresses: [phone('+56911112222'), { address: 'a@example.com', channelType: 'EMAIL' }],
		});
		expect(body).toEqual({
			id: 61,
			tenantId: 'sandbox-company',
			providerId: null,
			providerName: null,
			nationalId: null,
			firstName: null,
			lastName: 'Pérez',
			email: null,
			phone: null,
			userId: null,
			contactCompanyId: null,
			companyPosition: null,
			metadata: [1],
			createdAt: '2024-01-01T10:00:00.000Z',
			updatedAt: expect.stringMatching(iso) as string,
			customFields: { source: 'web', anything: { else: true } },
			addresses: [
				expect.objectContaining({ ...phone('+56911112222'), contactId: 61, tenantId: 'sandbox-company' }),
				expect.objectContaining({ address: 'a@example.com', channelType: 'EMAIL' }),
			],
		});
		expect(simulator.state.contacts.get(61)).toEqual(body);
	});

	it('change only where asked: custom fields join, addresses are replaced', async () => {
		const before = simulator.state.contacts.get(2);
		const json = {
			id: 9,
			tenantId: 'x',
			firstName: null,
			customFields: { score: 7 },
			addresses: [phone('+56900000000')],
		};
		const { body } = await call('PUT', `${contacts}/2`, json);
		expect(body).toMatchObject({ id: 2, tenantId: 'sandbox-company', firstName: null, lastName: before?.lastName });
		expect(body.customFields).toEqual({ ...before?.customFields, score: 7 });
		expect(body.addresses).toEqual([expect.objectContaining(phone('+56900000000'))]);
		const untouched = await call('PUT', `${contacts}/2`, {});
		expect(untouched.body.addresses).toEqual(body.addresses);
	});

	it('are deleted once and answered', async () => {
		expect((await call('DELETE', `${contacts}/2`)).body.id).toBe(2);
		for (const method of ['GET', 'DELETE']) expect((await call(method, `${contacts}/2`)).status).toBe(404);
		expect((await call('PUT', `${contacts}/2`, {})).status).toBe(404);
		expect((await call('POST', contacts, {})).body.id).toBe(61);
	});

	it('name everything that is wrong at once', async () => {
		const { body } = await call('POST', contacts, { firstName: 1, userId: 'x' });
		expect(body).toMatchObject({ code: 400, error: 'ValidateError' });
		expect(body.details).toEqual({
			'body.firstName': { message: 'invalid string value', value: 1 },
			'body.userId': { message: 'invalid number value', value: 'x' },
		});
	});
});

describe('tasks', () => {
	it('begin scheduled and become overdue by the clock', async () => {
		const dueDate = new Date(Date.now() + 60_000).toISOString();
		const created = await call('POST', tasks, { ...task, dueDate, title: 'ignored' });
		expect(created.body).toMatchObject({ id: 'task_26', status: 'scheduled', dueDate, completedAt: null });
		expect(created.body).not.toHaveProperty('title');
		simulator.state.passTime(120_000);
		expect((await call('GET', `${tasks}/task_26`)).body.status).toBe('overdue');
		const later = await call('PUT', `${tasks}/task_26`, { dueDate: null });
		expect(later.body).toMatchObject({ status: 'scheduled', dueDate: null });
	});

	it.each([
		[{ status: 'completed' }, 'completedAt', iso],
		[{ status: 'cancelled', cancellationReason: 'No' }, 'cancelledAt', iso],
		[{ status: 'completed', completedAt: '2025-05-05T05:05:05Z' }, 'completedAt', /^2025-05-05T05:05:05.000Z$/],
	])('changed with %j have %s', async (json, field, moment) => {
		const { body } = await call('PUT', `${tasks}/task_2`, json);
		expect(body).toMatchObject({ status: json.status, [field]: expect.stringMatching(moment) as string });
	});

	it('keep who created them', async () => {
		const { body } = await call('PUT', `${tasks}/task_1`, { createdBy: { id: 'x' } });
		expect(body.createdBy).toEqual({ type: 'user', id: '101' });
	});
});

describe('conversations', () => {
	it('attach a contact by id', async () => {
		const reply = await call('POST', conversations, { funnelId: 3, contactId: 4, contact: { firstName: 'Ignored' } });
		expect(reply.body).toMatchObject({ id: 6, funnelId: 3, contactId: 4, userId: null, channelSessions: [] });
		expect(reply.body.contacts).toEqual([simulator.state.contacts.get(4)]);
		expect(simulator.state.contacts.get(4)?.firstName).not.toBe('Ignored');
	});

	it('find a contact by address and update it, or create one', async () => {
		const contact = { firstName: 'Eva', addresses: [phone('+56955510102'), phone('+56900000009')] };
		const found = await call('POST', conversations, { funnelId: 1, contact });
		expect(found.body.contactId).toBe(2);
		expect(simulator.state.contacts.get(2)).toMatchObject({ firstName: 'Eva', lastName: 'Núñez' });
		expect(simulator.state.contacts.get(2)?.addresses).toHaveLength(3);
		const other = { ...contact, addresses: [{ address: '+56955510103', channelType: 'WHATSAPP' }] };
		const created = await call('POST', conversations, { funnelId: 1, contact: other });
		expect(created.body.contactId).toBe(61);
	});

	it('are created in bulk as far as possible', async () => {
		const { status, body } = await call('POST', `${conversations}/bulk`, {
			conversations: [
				{ funnelId: 1, contactId: 1 },
				{ contactId: 1 },
				'nonsense',
				{ funnelId: 1 },
				{ funnelId: 1, contactId: 999 },
				{ funnelId: 1, contact: { firstName: 'New' } },
			],
		});
		expect(status).toBe(202);
		expect(body.operationId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		expect(body.report).toEqual({
			total: 6,
			valid: 2,
			invalid: 4,
			issues: [
				{ index: 1, errors: [{ field: 'funnelId', message: 'is required' }] },
				{ index: 2, errors: [{ field: '', message: 'invalid object value' }] },
				{ index: 3, errors: [{ field: 'contactId', message: 'either contactId or contact is required' }] },
				{ index: 4, errors: [{ field: '', message: 'Contact 999 does not exist.' }] },
			],
		});
		expect(simulator.state.conversations.size).toBe(7);
		expect(simulator.state.bulkOperations.all()).toHaveLength(1);
	});

	it('take 500 at once', async () => {
		const items = Array.from({ length: 500 }, () => ({ funnelId: 1, contactId: 1 }));
		const { body } = await call('POST', `${conversations}/bulk`, { conversations: items });
		expect(body.report).toMatchObject({ total: 500, valid: 500 });
	});

	it('are changed in bulk, except their funnel and contact', async () => {
		const { body } = await call('PUT', `${conversations}/bulk`, {
			conversations: [
				{ id: 1, funnelId: 99, contactId: 9, funnelStatusId: 11, archivedAt: '2025-05-05T05:05:05Z' },
				{ id: 2, customFields: { reason: 'x' }, contact: { companyPosition: 'Boss' } },
				{ id: 99 },
			],
		});
		expect(body.report).toMatchObject({ total: 3, valid: 2, invalid: 1 });
		expect(simulator.state.conversations.get(1)).toMatchObject({
			funnelId: 2,
			contactId: 1,
			funnelStatusId: 11,
			archivedAt: '2025-05-05T05:05:05.000Z',
		});
		expect(simulator.state.conversations.get(2)?.customFields).toEqual({ reason: 'x' });
		expect(simulator.state.contacts.get(2)?.companyPosition).toBe('Boss');
	});
});

describe('custom fields', () => {
	it('with values are deleted only by force, and their values with them', async () => {
		expect((await call('DELETE', `${definitions}/5`)).body).toMatchObject({ code: 409, error: 'Conflict' });
		expect((await call('DELETE', `${definitions}/5?force=false`)).status).toBe(409);
		expect((await call('DELETE', `${definitions}/5?force=true`)).body).toMatchObject({ id: 5, fieldKey: 'priority' });
		expect(simulator.state.contacts.all().some(({ customFields }) => 'priority' in customFields)).toBe(false);
		expect(simulator.state.options.size).toBe(0);
		expect((await call('DELETE', `${definitions}/6`)).status).toBe(200);
	});

	it('keep their values under a new key', async () => {
		await call('PUT', `${definitions}/1`, { fieldKey: 'origin' });
		expect(simulator.state.contacts.get(1)?.customFields).toMatchObject({ origin: 'referral' });
		expect(simulator.state.contacts.get(1)?.customFields).not.toHaveProperty('source');
	});

	it('lose an option and the values that use it', async () => {
		const urgent = () =>
			simulator.state.contacts.all().filter(({ customFields }) => customFields.priority === 'urgent');
		expect(urgent()).not.toHaveLength(0);
		await call('DELETE', `${definitions}/5/list-options/4`);
		expect(urgent()).toHaveLength(0);
		expect(ids(await call('GET', `${definitions}/5/list-options`))).toEqual([1, 2, 3]);
	});

	it('have options only as a list', async () => {
		expect((await call('GET', `${definitions}/1/list-options`)).body).toMatchObject({ items: [], totalCount: 0 });
	});
});

it('begins with the same data at every start and reset', async () => {
	const { state } = simulator;
	await call('DELETE', `${definitions}/5?force=true`);
	simulator.reset();
	const first = simulator.state;
	simulator.reset();
	expect(first).not.toBe(state);
	for (const name of ['contacts', 'tasks', 'calls', 'recordings', 'conversations', 'messages', 'options'] as const) {
		expect(simulator.state[name].all()).toEqual(first[name].all());
	}
	expect(simulator.state.options.size).toBe(4);
});
