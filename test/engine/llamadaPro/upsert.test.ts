import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { contactRegistry } from './contactRegistry.ts';
import { llamadaProRig } from './rig.ts';

type Rig = Awaited<ReturnType<typeof llamadaProRig>>;

const upsert = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'contact',
	operation: 'upsert',
	matchBy: 'phone',
	matchValue: '={{ $json.value }}',
	addresses: {},
	customFieldsInput: 'json',
	customFieldsJson: '{}',
	additionalFields: { firstName: '={{ $json.name }}' },
	options: {},
	...more,
});
const rows = (...addresses: Array<[channelType: string, address: string]>) => ({
	address: addresses.map(([channelType, address]) => ({ channelType, otherChannelType: '', address })),
});
const searched = (field: string, value: unknown) => [
	'POST',
	'/api/v1/contacts/search',
	{ filters: [{ field, operator: 'eq', value }], size: 100 },
];

describe('llamadaPro contact upsert in the engine', () => {
	let rig: Rig;
	beforeEach(async () => {
		rig = await llamadaProRig({ registry: contactRegistry });
	});
	afterEach(async () => await rig.simulator.close());

	const sent = () => rig.simulator.requests.map(({ method, path, body }) => [method, path, body]);
	const contacts = () => rig.simulator.state.contacts;
	const change = (id: number, fields: object) => {
		const contact = contacts().get(id);
		if (contact === undefined) throw new Error(`There is no contact ${id}`);
		contacts().put({ ...contact, ...fields });
	};
	const address = (id: number, text: string, channelType = 'PHONE') => ({
		...{ id: 1_000 + id, contactId: id, tenantId: 'sandbox-company', address: text, channelType },
		createdAt: '2025-01-01T00:00:00.000Z',
		updatedAt: '2025-01-01T00:00:00.000Z',
	});
	const run = async (more: INodeParameters, ...items: IDataObject[]) =>
		await rig.run({ parameters: upsert(more), items, onError: 'continueErrorOutput' });

	describe('exactly one match is updated', () => {
		it.each<{ name: string; more: INodeParameters; value: unknown; field: string; eq: unknown }>([
			{ name: 'phone', more: {}, value: '00 56 9 5551-0102', field: 'addresses.address', eq: '+56955510102' },
			{
				name: 'email',
				more: { matchBy: 'email' },
				value: ' contact2@example.com',
				field: 'addresses.address',
				eq: 'contact2@example.com',
			},
			{
				name: 'national id',
				more: { matchBy: 'nationalId' },
				value: '10000002-2',
				field: 'nationalId',
				eq: '10000002-2',
			},
			{
				name: 'custom field',
				more: { matchBy: 'customField', matchCustomFieldKey: ' score ' },
				value: 3,
				field: 'customFields.score',
				eq: 3,
			},
		])('by $name', async ({ more, value, field, eq }) => {
			const before = contacts().get(2);
			const { outputs } = await run(more, { value, name: 'New' } as IDataObject);
			expect(sent()).toEqual([searched(field, eq), ['PUT', '/api/v1/contacts/2', { firstName: 'New' }]]);
			expect(outputs[0]).toEqual([
				{
					json: { ...before, firstName: 'New', updatedAt: expect.any(String), upsertAction: 'updated' },
					pairedItem: { item: 0 },
				},
			]);
		});

		it('a field that was left empty keeps its value', async () => {
			const before = contacts().get(2);
			const { outputs } = await run(
				{
					additionalFields: { firstName: '={{ $json.name }}', companyPosition: 'CEO', nationalId: '' },
					customFieldsJson: '{ "source": "", "priority": "low" }',
					addresses: rows(['EMAIL', '']),
				},
				{ value: '+56955510102', name: '' },
			);
			expect(sent()[1]?.[2]).toEqual({ companyPosition: 'CEO', customFields: { priority: 'low' } });
			expect(outputs[0]?.[0]?.json).toMatchObject({
				firstName: before?.firstName,
				nationalId: before?.nationalId,
				customFields: { ...before?.customFields, priority: 'low' },
			});
		});

		it('without anything to change nothing is sent', async () => {
			const before = contacts().get(2);
			const { outputs } = await run({ addresses: rows(['EMAIL', 'CONTACT2@example.com']) }, { value: '+56955510102' });
			expect(sent()).toEqual([searched('addresses.address', '+56955510102')]);
			expect(outputs[0]?.[0]?.json).toEqual({ ...before, upsertAction: 'unchanged' });
		});

		it('new addresses are sent together with those it has, so that none is lost', async () => {
			await run(
				{ addresses: rows(['EMAIL', 'new@example.com'], ['PHONE', '+56955510114']) },
				{ value: '+56955510114' },
			);
			expect(sent()).toEqual([
				searched('addresses.address', '+56955510114'),
				['GET', '/api/v1/contacts/14', undefined],
				[
					'PUT',
					'/api/v1/contacts/14',
					{
						addresses: [
							{ address: '+56955510114', channelType: 'PHONE' },
							{ address: '+56225000014', channelType: 'PHONE' },
							{ address: 'contact14@example.com', channelType: 'EMAIL' },
							{ address: 'new@example.com', channelType: 'EMAIL' },
						],
					},
				],
			]);
		});

		it('addresses that the search does not know yet are not lost', async () => {
			const stale = { ...contacts().get(2), addresses: [address(2, '+56955510102')] };
			rig.simulator.faults.add({
				match: { path: '/api/v1/contacts/search' },
				fault: { type: 'wrongShape', json: { items: [stale] } },
			});
			await run({ addresses: rows(['EMAIL', 'new@example.com']) }, { value: '+56955510102' });
			expect(
				contacts()
					.get(2)
					?.addresses.map((one) => one.address),
			).toEqual(['+56955510102', 'contact2@example.com', 'new@example.com']);
		});
	});

	describe('no match creates', () => {
		it.each<{ name: string; more: INodeParameters; value: unknown; body: object }>([
			{
				name: 'phone',
				more: { addresses: rows(['EMAIL', 'a@b.cl']) },
				value: '+56 9 8000 0001',
				body: {
					addresses: [
						{ address: '+56980000001', channelType: 'PHONE' },
						{ address: 'a@b.cl', channelType: 'EMAIL' },
					],
				},
			},
			{
				name: 'email that is among the addresses already',
				more: { matchBy: 'email', addresses: rows(['EMAIL', 'New@b.cl']) },
				value: 'new@b.cl',
				body: { addresses: [{ address: 'new@b.cl', channelType: 'EMAIL' }] },
			},
			{ name: 'national id', more: { matchBy: 'nationalId' }, value: 777, body: { nationalId: '777' } },
			{
				name: 'custom field',
				more: { matchBy: 'customField', matchCustomFieldKey: 'crm', customFieldsJson: '{ "source": "web" }' },
				value: 42,
				body: { customFields: { crm: 42, source: 'web' } },
			},
		])('with its $name, so that the next run finds it', async ({ more, value, body }) => {
			const item = { value, name: 'New' } as IDataObject;
			const first = await run(more, item);
			expect(sent().at(-1)).toEqual(['POST', '/api/v1/contacts', { firstName: 'New', ...body }]);
			expect(first.outputs[0]?.[0]?.json).toMatchObject({ id: 61, upsertAction: 'created' });
			const second = await run(more, { ...item, name: 'Newer' });
			expect(second.outputs[0]?.[0]?.json).toMatchObject({ id: 61, firstName: 'Newer', upsertAction: 'updated' });
		});

		it('two items of one run that mean the same create one contact, and another one its own', async () => {
			const { outputs } = await run(
				{},
				{ value: '+56980000001', name: 'First' },
				{ value: '0056 9 8000 0001', name: 'Second' },
				{ value: '+56980000002', name: 'Other' },
			);
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.firstName, json.upsertAction, pairedItem])).toEqual([
				['First', 'created', { item: 0 }],
				['Second', 'updated', { item: 1 }],
				['Other', 'created', { item: 2 }],
			]);
			expect(contacts().size).toBe(62);
		});

		it('also when the search does not find the new contact yet', async () => {
			rig.simulator.faults.add({
				match: { path: '/api/v1/contacts/search' },
				fault: { type: 'wrongShape', json: { items: [] } },
			});
			const more = { matchBy: 'email' };
			const { outputs } = await run(more, { value: 'new@b.cl', name: 'First' }, { value: 'NEW@b.cl', name: 'Second' });
			expect(outputs[0]?.map(({ json }) => [json.id, json.upsertAction])).toEqual([
				[61, 'created'],
				[61, 'updated'],
			]);
		});

		it('a lost answer is not repeated, neither for its own item nor blindly', async () => {
			rig.simulator.faults.add({
				match: { method: 'POST', path: '/api/v1/contacts' },
				times: 1,
				fault: { type: 'cutAfter' },
			});
			const { outputs } = await run({}, { value: '+56980000001', name: 'New' });
			expect(outputs[1]?.[0]?.json).toMatchObject({ details: { outcome: 'unknown' } });
			expect(contacts().size).toBe(61);
		});
	});

	describe('several matches', () => {
		it('are an error that lists them, and nothing is changed', async () => {
			for (const id of [3, 5, 8]) change(id, { nationalId: 'same' });
			const { outputs } = await run({ matchBy: 'nationalId' }, { value: 'same', name: 'New' });
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						error: 'Several contacts match "same": 3, 5, 8',
						details: expect.objectContaining({ outcome: 'failed' }),
					}),
					pairedItem: { item: 0 },
				},
			]);
			expect(sent()).toEqual([searched('nationalId', 'same')]);
		});

		it('very many are cut short', async () => {
			for (let id = 1; id <= 40; id += 1) change(id, { nationalId: 'same' });
			const { outputs } = await run({ matchBy: 'nationalId' }, { value: 'same' });
			expect(outputs[1]?.[0]?.json.error).toBe('Several contacts match "same": 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and more');
		});

		it('one phone twice in one contact is one match', async () => {
			change(2, { addresses: [address(2, '+56955510102'), address(2, '+56955510102', 'WHATSAPP')] });
			const { outputs } = await run({}, { value: '+56955510102', name: 'New' });
			expect(outputs[0]?.[0]?.json).toMatchObject({ id: 2, upsertAction: 'updated' });
		});
	});

	describe('what the search finds is compared again', () => {
		it.each<{ name: string; more: INodeParameters; value: string; fields: object; isMatch: boolean }>([
			{
				name: 'a number written in another way',
				more: {},
				value: '+56980000001',
				fields: { addresses: [address(2, '+56 (9) 8000-0001')] },
				isMatch: true,
			},
			{
				name: 'a number that only begins the same',
				more: {},
				value: '+56980000001',
				fields: { addresses: [address(2, '+569800000012')] },
				isMatch: false,
			},
			{
				name: 'a number in the old field',
				more: {},
				value: '+56980000001',
				fields: { addresses: [], phone: '+56980000001' },
				isMatch: true,
			},
			{
				name: 'an address in capitals',
				more: { matchBy: 'email' },
				value: 'ana@x.cl',
				fields: { addresses: [address(2, 'ANA@X.cl', 'EMAIL')] },
				isMatch: true,
			},
			{
				name: 'an address that contains the other',
				more: { matchBy: 'email' },
				value: 'ana@x.cl',
				fields: { addresses: [address(2, 'mariana@x.cl', 'EMAIL')] },
				isMatch: false,
			},
			{
				name: 'a national id that contains the other',
				more: { matchBy: 'nationalId' },
				value: '123',
				fields: { nationalId: '1234' },
				isMatch: false,
			},
			{
				name: 'a custom field without a value',
				more: { matchBy: 'customField', matchCustomFieldKey: 'crm' },
				value: 'null',
				fields: { customFields: { crm: null } },
				isMatch: false,
			},
			{
				name: 'a contact without any of it',
				more: {},
				value: '+56980000001',
				fields: { addresses: null, customFields: null },
				isMatch: false,
			},
		])('$name', async ({ more, value, fields, isMatch }) => {
			rig.simulator.faults.add({
				match: { path: '/api/v1/contacts/search' },
				fault: { type: 'wrongShape', json: { items: [{ ...contacts().get(2), ...fields }], nextPageToken: null } },
			});
			const { outputs } = await run(more, { value, name: 'New' });
			expect(outputs[0]?.[0]?.json.upsertAction).toBe(isMatch ? 'updated' : 'created');
		});

		it('an email is looked for in lower case too, where capitals count', async () => {
			const { outputs } = await run({ matchBy: 'email' }, { value: 'Contact2@Example.com', name: 'New' });
			expect(sent().slice(0, 2)).toEqual([
				searched('addresses.address', 'Contact2@Example.com'),
				searched('addresses.address', 'contact2@example.com'),
			]);
			expect(outputs[0]?.[0]?.json).toMatchObject({ id: 2, upsertAction: 'updated' });
		});

		it('further pages of what was found count too', async () => {
			const page = (id: number, nextPageToken: string | null) => ({
				type: 'wrongShape' as const,
				json: { items: [{ id, nationalId: 'same' }], nextPageToken },
			});
			rig.simulator.faults.add({ match: {}, times: 1, fault: page(3, 'more') });
			rig.simulator.faults.add({ match: {}, times: 1, fault: page(9, null) });
			const { outputs } = await run({ matchBy: 'nationalId' }, { value: 'same' });
			expect(outputs[1]?.[0]?.json.error).toBe('Several contacts match "same": 3, 9');
		});
	});

	it.each<{ name: string; more: INodeParameters; value: unknown; error: string }>([
		{ name: 'an empty value', more: {}, value: '', error: '"Match Value" is empty' },
		{ name: 'a blank value', more: { matchBy: 'nationalId' }, value: '  ', error: '"Match Value" is empty' },
		{ name: 'no value', more: { matchBy: 'email' }, value: null, error: '"Match Value" is empty' },
		{
			name: 'a malformed phone',
			more: {},
			value: '9 5551 0102',
			error: '"Match Value" has to be a phone number with its country code',
		},
		{
			name: 'a malformed email',
			more: { matchBy: 'email' },
			value: 'ana',
			error: '"Match Value" has to be an email address such as ana@example.com. Received: "ana"',
		},
		{
			name: 'a value that is a list',
			more: {},
			value: ['+56955510102'],
			error: '"Match Value" has to be a text or a number',
		},
		{
			name: 'no custom field',
			more: { matchBy: 'customField', matchCustomFieldKey: '={{ $json.none }}' },
			value: 'x',
			error: '"Custom Field Key" is empty',
		},
		{
			name: 'another national id than the one to match',
			more: { matchBy: 'nationalId', additionalFields: { nationalId: '2' } },
			value: '1',
			error: '"Match Value" is "1", but the contact is also given the value "2" for it',
		},
		{
			name: 'another value of the field to match',
			more: { matchBy: 'customField', matchCustomFieldKey: 'crm', customFieldsJson: '{ "crm": 2 }' },
			value: 1,
			error: '"Match Value" is "1", but the contact is also given the value 2 for it',
		},
	])('refuses $name on its own item, and sends nothing for it', async ({ more, value, error }) => {
		const { outputs } = await run(more, { value } as IDataObject);
		expect(outputs[1]).toEqual([
			{
				json: expect.objectContaining({
					error: expect.stringContaining(error),
					details: expect.objectContaining({ outcome: 'notSent' }),
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(rig.simulator.requests).toEqual([]);
	});

	it('an empty value among good ones fails alone', async () => {
		const { outputs } = await run(
			{},
			{ value: '+56955510101', name: 'A' },
			{ value: '', name: 'B' },
			{ value: '+56955510103', name: 'C' },
		);
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[1, { item: 0 }],
			[3, { item: 2 }],
		]);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});
});
