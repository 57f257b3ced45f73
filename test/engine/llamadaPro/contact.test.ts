import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { contactSamples } from '../../samples/llamadaPro/contact.ts';
import { contactRegistry } from './contactRegistry.ts';
import { llamadaProRig } from './rig.ts';

type Rig = Awaited<ReturnType<typeof llamadaProRig>>;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const json = (customFieldsJson: string): INodeParameters => ({ customFieldsInput: 'json', customFieldsJson });
const addressRows = (...rows: Array<[channelType: string, address: string, otherChannelType?: string]>) => ({
	address: rows.map(([channelType, address, otherChannelType = '']) => ({ channelType, otherChannelType, address })),
});
const operation = (name: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation: name,
	options: {},
	...more,
});
const create = (more: INodeParameters = {}): INodeParameters =>
	operation('create', { addresses: {}, ...json('{}'), additionalFields: {}, ...more });
const update = (more: INodeParameters = {}): INodeParameters =>
	operation('update', { contactId: byId('1'), addresses: {}, ...json('{}'), updateFields: {}, ...more });
const getAll = (filters: INodeParameters = {}, more: INodeParameters = {}): INodeParameters =>
	operation('getAll', { returnAll: true, limit: 50, filters, ...more });
const search = (more: INodeParameters = {}): INodeParameters =>
	operation('search', { returnAll: true, limit: 50, search: '', filters: {}, sort: {}, ...more });
const filter = (field: string, operator: string, value: unknown, more: INodeParameters = {}): INodeParameters => ({
	filters: { filter: [{ field, otherField: '', operator, otherOperator: '', value, ...more } as INodeParameters] },
});
const pair = (field: string, value: string, otherField = '') => ({ field, otherField, value });

describe('llamadaPro contacts in the engine', () => {
	let rig: Rig;
	beforeEach(async () => {
		rig = await llamadaProRig({ registry: contactRegistry });
	});
	afterEach(async () => await rig.simulator.close());

	const seeded = (id: number) => {
		const contact = rig.simulator.state.contacts.get(id);
		if (contact === undefined) throw new Error(`There is no contact ${id}`);
		return contact;
	};
	const sent = () => rig.simulator.requests.map(({ method, path, body }) => [method, path, body]);

	describe('create', () => {
		it('sends what was filled in, in the API’s form, and returns the contact', async () => {
			const { outputs } = await rig.run({
				parameters: create({
					addresses: addressRows(
						['PHONE', '00 56 (9) 8000-0001'],
						['EMAIL', ' Ana@example.com '],
						['other', ' @ana ', 'TELEGRAM'],
					),
					...json('{ "source": "web", "score": 12 }'),
					additionalFields: {
						companyPosition: 'Buyer',
						contactCompanyId: '7',
						createdAt: '2024-05-06T07:08:09',
						firstName: 'Ana',
						lastName: 'Pérez',
						metadata: '{ "campaign": ["spring"] }',
						nationalId: '12345678-5',
						providerId: 'crm-1',
						providerName: 'crm',
						userId: 101,
					},
				}),
			});
			const body = {
				firstName: 'Ana',
				lastName: 'Pérez',
				companyPosition: 'Buyer',
				contactCompanyId: 7,
				createdAt: '2024-05-06T05:08:09.000Z',
				metadata: { campaign: ['spring'] },
				nationalId: '12345678-5',
				providerId: 'crm-1',
				providerName: 'crm',
				userId: 101,
				addresses: [
					{ address: '+56980000001', channelType: 'PHONE' },
					{ address: 'Ana@example.com', channelType: 'EMAIL' },
					{ address: '@ana', channelType: 'TELEGRAM' },
				],
				customFields: { source: 'web', score: 12 },
			};
			expect(sent()).toEqual([['POST', '/api/v1/contacts', body]]);
			expect(outputs[0]).toEqual([
				{ json: expect.objectContaining({ id: 61, firstName: 'Ana' }), pairedItem: { item: 0 } },
			]);
		});

		it('leaves out what is empty', async () => {
			await rig.run({
				parameters: create({
					addresses: addressRows(['PHONE', '={{ $json.none }}'], ['EMAIL', ' '], ['other', '', '']),
					...json('{ "source": "", "vip": null }'),
					additionalFields: { firstName: 'Ana', lastName: ' ', userId: '', createdAt: '', metadata: '' },
				}),
			});
			expect(rig.simulator.requests[0]?.body).toEqual({ firstName: 'Ana', customFields: { vip: null } });
		});

		it.each([
			{ name: 'nothing at all', more: {}, error: 'There is nothing to create' },
			{
				name: 'a phone without country code',
				more: { addresses: addressRows(['EMAIL', 'a@b.cl'], ['PHONE', '9 8000 0001']) },
				error:
					'"Addresses > Address 2 > Address" has to be a phone number with its country code, such as +4915112345678. Received: "9 8000 0001"',
			},
			{
				name: 'an email without @',
				more: { addresses: addressRows(['EMAIL', 'ana.example.com']) },
				error:
					'"Addresses > Address 1 > Address" has to be an email address such as ana@example.com. Received: "ana.example.com"',
			},
			{
				name: 'another channel without a name',
				more: { addresses: addressRows(['other', '@ana']) },
				error: '"Addresses > Address 1 > Other Channel Type" is empty',
			},
			{
				name: 'a channel type nobody offers',
				more: { addresses: addressRows(['FAX', '@ana']) },
				error: '"Addresses > Address 1 > Channel Type" has to be one of EMAIL, other, PHONE, not "FAX"',
			},
			{
				name: 'custom fields that are not JSON',
				more: json('{ "source": '),
				error: '"Custom Fields (JSON)" is not valid JSON',
			},
			{
				name: 'custom fields that are no object',
				more: json('["web"]'),
				error: '"Custom Fields (JSON)" has to be an object',
			},
			{
				name: 'a date that is none',
				more: { additionalFields: { createdAt: 'yesterday' } },
				error: '"Additional Fields > Created At" has to be a date such as',
			},
			{
				name: 'a user id that is none',
				more: { additionalFields: { userId: 'Ana' } },
				error: '"Additional Fields > User ID" has to be a whole number. Received: "Ana"',
			},
			{
				name: 'metadata that is not JSON',
				more: { additionalFields: { metadata: '{' } },
				error: '"Additional Fields > Metadata" is not valid JSON',
			},
		])('refuses $name, and nothing is sent', async ({ more, error }) => {
			const result = await rig.run({ parameters: create(more) });
			expect(result.error?.message).toContain(error);
			expect(result.error?.description).toContain('Nothing was sent');
			expect(rig.simulator.requests).toEqual([]);
		});

		it('one bad item does not sink the others', async () => {
			const { outputs } = await rig.run({
				parameters: create({ addresses: addressRows(['PHONE', '={{ $json.phone }}']) }),
				items: [{ phone: '+56980000001' }, { phone: '12' }, { phone: '+56980000003' }],
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						error: expect.stringContaining('Address" has to be a phone number'),
						details: expect.objectContaining({ outcome: 'notSent' }),
					}),
					pairedItem: { item: 1 },
				},
			]);
		});

		it('a lost answer is not sent again, and says what is open', async () => {
			rig.simulator.faults.add({ match: { method: 'POST' }, times: 1, fault: { type: 'cutAfter' } });
			const result = await rig.run({ parameters: create({ additionalFields: { firstName: 'Ana' } }) });
			expect(result.error?.message).toContain('Outcome unknown');
			expect(result.error?.description).toContain('the contact may or may not have been created');
			expect(rig.simulator.requests).toHaveLength(1);
		});
	});

	describe('get', () => {
		it('reads the contact', async () => {
			const { outputs } = await rig.run({ parameters: operation('get', { contactId: byId('7') }) });
			expect(sent()).toEqual([['GET', '/api/v1/contacts/7', undefined]]);
			expect(outputs[0]?.[0]?.json).toEqual(seeded(7));
		});

		it('takes an id that is a number', async () => {
			const { outputs } = await rig.run({
				parameters: operation('get', { contactId: byId('={{ $json.id }}') }),
				items: [{ id: 7 }],
			});
			expect(outputs[0]?.[0]?.json.id).toBe(7);
		});

		it.each([
			{ name: 'no id', value: '={{ $json.none }}', error: '"Contact" is' },
			{ name: 'an id of another kind', value: 'task_1', error: '"Contact" has to be a whole number' },
			{ name: 'an id that climbs', value: '..', error: '"Contact" has to be a whole number' },
		])('refuses $name', async ({ value, error }) => {
			const result = await rig.run({ parameters: operation('get', { contactId: byId(value) }) });
			expect(result.error?.message).toContain(error);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('an unknown id is an error with LlamadaPro’s words', async () => {
			const result = await rig.run({ parameters: operation('get', { contactId: byId('999') }) });
			expect(result.error?.message).toBe('LlamadaPro: Contact 999 does not exist.');
			expect(result.error?.httpCode).toBe('404');
		});

		it.each([
			{ name: 'null', answer: null },
			{ name: 'a contact without id', answer: { firstName: 'Ana' } },
			{ name: 'a list', answer: [] },
		])('an answer that is $name is an error', async ({ answer }) => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json: answer } });
			const result = await rig.run({ parameters: operation('get', { contactId: byId('1') }) });
			expect(result.error?.message).toBe("LlamadaPro's answer is not what its documentation describes");
		});
	});

	describe('getAll', () => {
		it.each<{ name: string; parameters: INodeParameters; queries: IDataObject[]; ids: number[] | number }>([
			{ name: 'all', parameters: getAll(), queries: [{ pageSize: '100' }], ids: 60 },
			{
				name: 'the first 7',
				parameters: getAll({}, { returnAll: false, limit: 7 }),
				queries: [{ pageSize: '7' }],
				ids: [1, 2, 3, 4, 5, 6, 7],
			},
			{
				name: 'by fields',
				parameters: getAll({
					filterBy: { filter: [pair('firstName', 'Ana'), pair('other', 'referral', ' customFields.source ')] },
				}),
				queries: [{ filterBy: 'firstName:Ana;customFields.source:referral', pageSize: '100' }],
				ids: [1, 34],
			},
			{
				name: 'by a value with a plus and a colon',
				parameters: getAll({
					filterBy: { filter: [pair('phone', '+56955510106')] },
					searchBy: { search: [pair('createdAt', '01:0')] },
				}),
				queries: [{ filterBy: 'phone:+56955510106', searchBy: 'createdAt:01:0', pageSize: '100' }],
				ids: [],
			},
			{
				name: 'that contain a text',
				parameters: getAll({ searchBy: { search: [pair('lastName', 'brien')] } }),
				queries: [{ searchBy: 'lastName:brien', pageSize: '100' }],
				ids: [5, 14, 23, 32, 41, 59],
			},
			{
				name: 'sorted',
				parameters: getAll(
					{ sortBy: { sort: { field: 'id', otherField: '', direction: 'desc' } } },
					{ returnAll: false, limit: 2 },
				),
				queries: [{ sortBy: 'id=desc', pageSize: '2' }],
				ids: [60, 59],
			},
			{
				name: 'sorted by a field of one’s own',
				parameters: getAll(
					{ sortBy: { sort: { field: 'other', otherField: 'customFields.score', direction: 'asc' } } },
					{ returnAll: false, limit: 2 },
				),
				queries: [{ sortBy: 'customFields.score=asc', pageSize: '2' }],
				ids: [1, 2],
			},
		])('lists $name', async ({ parameters, queries, ids }) => {
			const { outputs } = await rig.run({ parameters });
			expect(rig.simulator.requests.map(({ query }) => query)).toEqual(queries);
			const found = outputs[0]?.map(({ json: { id } }) => id);
			expect(typeof ids === 'number' ? found?.length : found).toEqual(ids);
		});

		it('encodes the whole filter', async () => {
			await rig.run({ parameters: getAll({ filterBy: { filter: [pair('phone', '+56 & = 9')] } }) });
			expect(rig.simulator.requests[0]?.rawQuery).toMatch(/^filterBy=phone%3A%2B56(%20|\+)%26(%20|\+)%3D(%20|\+)9&/);
		});

		it.each([
			{ name: 'an empty value', filters: { filterBy: { filter: [pair('firstName', '={{ $json.none }}')] } } },
			{ name: 'a blank value', filters: { searchBy: { search: [pair('firstName', ' ')] } } },
			{ name: 'a value with a semicolon', filters: { filterBy: { filter: [pair('firstName', 'A;email:x')] } } },
			{ name: 'a field without name', filters: { filterBy: { filter: [pair('other', 'x')] } } },
			{ name: 'a field name that is none', filters: { filterBy: { filter: [pair('other', 'x', 'a:b')] } } },
			{
				name: 'a sort field that is none',
				filters: { sortBy: { sort: { field: 'other', otherField: 'a=b', direction: 'asc' } } },
			},
			{
				name: 'a direction that is none',
				filters: { sortBy: { sort: { field: 'id', otherField: '', direction: 'up' } } },
			},
		])('refuses $name: it would list something else', async ({ filters }) => {
			const result = await rig.run({ parameters: getAll(filters) });
			expect(result.error?.message).toMatch(/^"Filters > (Filter|Search|Sort) By.*" (is|is required|may not|has to)/);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('reads 10,000 contacts with 100 requests, each contact once', async () => {
			rig.simulator.state.seedContacts(10_000);
			const { outputs } = await rig.run({ parameters: getAll() });
			expect(rig.simulator.requests).toHaveLength(100);
			expect(new Set(outputs[0]?.map(({ json: { id } }) => id)).size).toBe(10_000);
		});
	});

	it.each(['empty', 'absent'] as const)('getAll ends where the token is %s', async (lastPageToken) => {
		const other = await llamadaProRig({ registry: contactRegistry, assumptions: { lastPageToken } });
		const { outputs } = await other.run({ parameters: getAll() });
		await other.simulator.close();
		expect(outputs[0]).toHaveLength(60);
	});

	it('getAll: a list that goes in circles is an error', async () => {
		const other = await llamadaProRig({ registry: contactRegistry, assumptions: { pageTokens: 'repeat' } });
		other.simulator.state.seedContacts(350);
		const result = await other.run({ parameters: getAll() });
		const asked = other.simulator.requests.length;
		await other.simulator.close();
		expect(result.error?.message).toContain('sent the same part of the list again');
		expect(asked).toBe(2);
	});

	describe('update', () => {
		it.each<{ name: string; more: INodeParameters; body: object }>([
			{
				name: 'one field leaves the others',
				more: { updateFields: { companyPosition: 'CEO', lastName: '', userId: '' } },
				body: { companyPosition: 'CEO' },
			},
			{
				name: 'fields that are emptied on purpose',
				more: { updateFields: { clearFields: ['lastName', 'userId'], firstName: 'Ana' } },
				body: { firstName: 'Ana', lastName: null, userId: null },
			},
			{
				name: 'addresses take the place of the others',
				more: { addresses: addressRows(['PHONE', '+56980000001']) },
				body: { addresses: [{ address: '+56980000001', channelType: 'PHONE' }] },
			},
			{
				name: 'custom fields',
				more: json('{ "priority": "high", "source": null }'),
				body: { customFields: { priority: 'high', source: null } },
			},
		])('$name', async ({ more, body }) => {
			const before = seeded(1);
			const { outputs } = await rig.run({ parameters: update(more) });
			expect(sent()).toEqual([['PUT', '/api/v1/contacts/1', body]]);
			expect(outputs[0]?.[0]).toMatchObject({
				json: { id: 1, providerId: before.providerId, nationalId: before.nationalId },
				pairedItem: { item: 0 },
			});
		});

		it.each<{ name: string; more: INodeParameters; error: string }>([
			{ name: 'nothing to change', more: {}, error: 'There is nothing to change' },
			{
				name: 'only empty fields',
				more: { updateFields: { firstName: '={{ $json.none }}' }, addresses: addressRows(['EMAIL', '']) },
				error: 'There is nothing to change',
			},
			{
				name: 'a field that is set and emptied',
				more: { updateFields: { firstName: 'Ana', clearFields: ['firstName'] } },
				error: '"Update Fields > Clear Fields" names First Name, which is set as well',
			},
			{
				name: 'an unknown field to empty',
				more: { updateFields: { clearFields: ['createdAt'] } },
				error: '"Update Fields > Clear Fields',
			},
		])('refuses $name', async ({ more, error }) => {
			const result = await rig.run({ parameters: update(more) });
			expect(result.error?.message).toContain(error);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('an unknown id says so', async () => {
			const parameters = update({ contactId: byId('999'), updateFields: { firstName: 'Ana' } });
			expect((await rig.run({ parameters })).error?.httpCode).toBe('404');
		});
	});

	describe('delete', () => {
		it('deletes and returns the contact', async () => {
			const before = seeded(3);
			const { outputs } = await rig.run({ parameters: operation('delete', { contactId: byId('3') }) });
			expect(sent()).toEqual([['DELETE', '/api/v1/contacts/3', undefined]]);
			expect(outputs[0]?.[0]?.json).toEqual(before);
			expect(rig.simulator.state.contacts.get(3)).toBeUndefined();
		});

		it('a lost answer: the second try finds it gone, which is what was wanted', async () => {
			rig.simulator.faults.add({ match: {}, times: 1, fault: { type: 'cutAfter' } });
			const { outputs } = await rig.run({ parameters: operation('delete', { contactId: byId('3') }) });
			expect(outputs[0]?.[0]?.json).toEqual({ id: 3 });
			expect(rig.simulator.requests).toHaveLength(2);
		});

		it('a contact that was never there is an error', async () => {
			const result = await rig.run({ parameters: operation('delete', { contactId: byId('999') }) });
			expect(result.error?.httpCode).toBe('404');
		});
	});

	describe('search', () => {
		it.each<{ name: string; parameters: INodeParameters; bodies: object[]; ids: number[] }>([
			{
				name: 'a text',
				parameters: search({ search: 'ana pérez' }),
				bodies: [{ search: 'ana pérez', size: 100 }],
				ids: [1],
			},
			{
				name: 'an address',
				parameters: search(filter('addresses.address', 'eq', '+56955510102')),
				bodies: [{ filters: [{ field: 'addresses.address', operator: 'eq', value: '+56955510102' }], size: 100 }],
				ids: [2],
			},
			{
				name: 'a number of a custom field',
				parameters: search(filter('other', 'gt', '={{ 85 }}', { otherField: ' customFields.score ' })),
				bodies: [{ filters: [{ field: 'customFields.score', operator: 'gt', value: 85 }], size: 100 }],
				ids: [58, 59],
			},
			{
				name: 'one of several',
				parameters: search(filter('id', 'in', '1, 3,,')),
				bodies: [{ filters: [{ field: 'id', operator: 'in', value: ['1', '3'] }], size: 100 }],
				ids: [1, 3],
			},
			{
				name: 'what exists',
				parameters: search({ ...filter('contactCompanyId', 'exists', ''), returnAll: false, limit: 2 }),
				bodies: [{ filters: [{ field: 'contactCompanyId', operator: 'exists', value: true }], size: 2 }],
				ids: [9, 18],
			},
			{
				name: 'what does not exist',
				parameters: search({ ...filter('nationalId', 'exists', 'false'), returnAll: false, limit: 2 }),
				bodies: [{ filters: [{ field: 'nationalId', operator: 'exists', value: false }], size: 2 }],
				ids: [4, 8],
			},
			{
				name: 'sorted',
				parameters: search({
					sort: {
						rule: [
							{ field: 'lastName', otherField: '', direction: 'asc' },
							{ field: 'other', otherField: 'id', direction: 'desc' },
						],
					},
					returnAll: false,
					limit: 2,
				}),
				bodies: [
					{
						sort: [
							{ field: 'lastName', direction: 'asc' },
							{ field: 'id', direction: 'desc' },
						],
						size: 2,
					},
				],
				ids: [57, 48],
			},
		])('$name', async ({ parameters, bodies, ids }) => {
			const { outputs, error } = await rig.run({ parameters });
			expect(error?.message).toBeUndefined();
			expect(sent()).toEqual(bodies.map((body) => ['POST', '/api/v1/contacts/search', body]));
			expect(outputs[0]?.map(({ json: { id } }) => id)).toEqual(ids);
			expect(outputs[0]?.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		});

		it('an operator of one’s own reaches LlamadaPro, whose refusal is shown', async () => {
			const parameters = search(filter('firstName', 'other', 'A', { otherOperator: ' startsWith ' }));
			const result = await rig.run({ parameters });
			expect(rig.simulator.requests[0]?.body).toMatchObject({ filters: [{ operator: 'startsWith' }] });
			expect(result.error?.message).toContain('LlamadaPro: Validation failed');
		});

		it('archived contacts and the total count on request', async () => {
			rig.simulator.state.archivedContactIds.add(1);
			const few = { returnAll: false, limit: 2 };
			const without = await rig.run({ parameters: search(few) });
			const options = { includeArchived: true, includeTotalCount: true };
			const withThem = await rig.run({ parameters: search({ ...few, options }) });
			expect(without.outputs[0]?.map(({ json: { id, totalCount } }) => [id, totalCount])).toEqual([
				[2, undefined],
				[3, undefined],
			]);
			expect(withThem.outputs[0]?.map(({ json: { id, totalCount } }) => [id, totalCount])).toEqual([
				[1, 60],
				[2, 60],
			]);
			expect(rig.simulator.requests[1]?.body).toEqual({ ...options, size: 2 });
		});

		it('walks by the token in the body, with the same search', async () => {
			rig.simulator.state.seedContacts(230);
			const { outputs } = await rig.run({ parameters: search(filter('id', 'gt', '={{ 5 }}')) });
			expect(outputs[0]).toHaveLength(225);
			const bodies = rig.simulator.requests.map(({ body }) => body as IDataObject);
			expect(bodies.map(({ filters }) => filters)).toEqual(Array(3).fill([{ field: 'id', operator: 'gt', value: 5 }]));
			expect(bodies.map(({ pageToken }) => typeof pageToken)).toEqual(['undefined', 'string', 'string']);
		});

		it.each<{ name: string; more: INodeParameters; error: string }>([
			{ name: 'no value', more: filter('id', 'eq', ''), error: '"Filters > Filter 1 > Value" is empty' },
			{ name: 'only commas', more: filter('id', 'in', ' , '), error: '"Filters > Filter 1 > Value" is empty' },
			{ name: 'an empty list', more: filter('id', 'in', '={{ [] }}'), error: '"Filters > Filter 1 > Value" is empty' },
			{ name: 'no field', more: filter('other', 'eq', 'x'), error: '"Filters > Filter 1 > Other Field" is empty' },
			{
				name: 'no operator',
				more: filter('id', 'other', 'x'),
				error: '"Filters > Filter 1 > Other Operator" is empty',
			},
		])('refuses a filter with $name', async ({ more, error }) => {
			const result = await rig.run({ parameters: search(more) });
			expect(result.error?.message).toBe(error);
			expect(rig.simulator.requests).toEqual([]);
		});
	});

	describe.each(Object.entries(contactSamples))('%s: the sample', (name, { parameters, items }) => {
		const run = () => ({ parameters: operation(name.split('.')[1] ?? '', parameters), items: [...items] });

		it('is carried out, paired with its input', async () => {
			const { outputs, error } = await rig.run(run());
			expect(error?.message).toBeUndefined();
			expect(new Set(outputs[0]?.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
				new Set(['{"item":0}', '{"item":1}']),
			);
		});

		it('fails item by item', async () => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'status', status: 400 } });
			const { outputs } = await rig.run({ ...run(), onError: 'continueErrorOutput' });
			expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		});
	});
});
