import type { INodeParameters } from 'n8n-workflow';

import { customFieldSamples } from '../../samples/llamadaPro/customField.ts';
import { customFieldOptionSamples } from '../../samples/llamadaPro/customFieldOption.ts';
import { contactRegistry } from './contactRegistry.ts';
import { llamadaProRig } from './rig.ts';

type Rig = Awaited<ReturnType<typeof llamadaProRig>>;

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const definitions = '/api/v1/custom-fields/definitions';
const options = `${definitions}/5/list-options`;
const field = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'customField',
	operation,
	options: {},
	...more,
});
const option = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'customFieldOption',
	operation,
	customFieldId: byId('5'),
	options: {},
	...more,
});
const list = { returnAll: true, limit: 50, filters: {} };

describe('llamadaPro custom fields and their options in the engine', () => {
	let rig: Rig;
	beforeEach(async () => {
		rig = await llamadaProRig({ registry: contactRegistry });
	});
	afterEach(async () => await rig.simulator.close());

	it.each<{ name: string; parameters: INodeParameters; request: unknown[]; output: object }>([
		{
			name: 'creates a field',
			parameters: field('create', {
				entityType: 'CONTACT',
				fieldKey: ' city ',
				fieldType: 'STRING',
				additionalFields: { fieldLabel: 'City', description: '' },
			}),
			request: [
				'POST',
				definitions,
				{ entityType: 'CONTACT', fieldKey: 'city', fieldType: 'STRING', fieldLabel: 'City' },
			],
			output: { id: 8, fieldKey: 'city', fieldLabel: 'City', description: null },
		},
		{
			name: 'reads a field',
			parameters: field('get', { customFieldId: byId('5') }),
			request: ['GET', `${definitions}/5`, undefined],
			output: { id: 5, fieldKey: 'priority', fieldType: 'LIST' },
		},
		{
			name: 'changes a field and empties another',
			parameters: field('update', {
				customFieldId: byId('1'),
				updateFields: { fieldLabel: 'Origin', clearFields: ['description'], fieldKey: '' },
			}),
			request: ['PUT', `${definitions}/1`, { fieldLabel: 'Origin', description: null }],
			output: { id: 1, fieldLabel: 'Origin', description: null, fieldKey: 'source' },
		},
		{
			name: 'deletes a field without values',
			parameters: field('delete', { customFieldId: byId('6') }),
			request: ['DELETE', `${definitions}/6`, undefined],
			output: { id: 6, fieldKey: 'contract' },
		},
		{
			name: 'creates an option, with the id of its field in the body too',
			parameters: option('create', { value: ' never ', additionalFields: { label: 'Never', description: ' ' } }),
			request: ['POST', options, { definitionId: 5, value: 'never', label: 'Never' }],
			output: { id: 5, definitionId: 5, value: 'never', label: 'Never' },
		},
		{
			name: 'reads an option',
			parameters: option('get', { customFieldOptionId: byId('2') }),
			request: ['GET', `${options}/2`, undefined],
			output: { id: 2, value: 'medium' },
		},
		{
			name: 'changes an option',
			parameters: option('update', {
				customFieldOptionId: byId('2'),
				updateFields: { value: 'normal', label: '', clearFields: ['description'] },
			}),
			request: ['PUT', `${options}/2`, { value: 'normal', description: null }],
			output: { id: 2, value: 'normal', label: 'Medium' },
		},
		{
			name: 'deletes an option',
			parameters: option('delete', { customFieldOptionId: byId('3') }),
			request: ['DELETE', `${options}/3`, undefined],
			output: { id: 3, value: 'high' },
		},
	])('$name', async ({ parameters, request, output }) => {
		const { outputs, error } = await rig.run({ parameters });
		expect(error?.message).toBeUndefined();
		expect(rig.simulator.requests.map(({ method, path, body }) => [method, path, body])).toEqual([request]);
		expect(outputs[0]).toEqual([{ json: expect.objectContaining(output), pairedItem: { item: 0 } }]);
	});

	it.each<{ name: string; parameters: INodeParameters; query: object; keys: unknown[] }>([
		{
			name: 'all fields',
			parameters: field('getAll', list),
			query: { pageSize: '100' },
			keys: ['source', 'score', 'birthDate', 'vip', 'priority', 'contract', 'industry'],
		},
		{
			name: 'fields of one kind of record, filtered and sorted',
			parameters: field('getAll', {
				...list,
				filters: {
					entityType: 'CONTACT',
					filterBy: { filter: [{ field: 'fieldType', otherField: '', value: 'STRING' }] },
					searchBy: { search: [{ field: 'fieldKey', otherField: '', value: 'our' }] },
					sortBy: { sort: { field: 'createdAt', otherField: '', direction: 'desc' } },
					tenantId: 'sandbox-company',
				},
			}),
			query: {
				filterBy: 'entityType:CONTACT;fieldType:STRING',
				searchBy: 'fieldKey:our',
				sortBy: 'createdAt=desc',
				tenantId: 'sandbox-company',
				pageSize: '100',
			},
			keys: ['source'],
		},
		{
			name: 'the first options',
			parameters: option('getAll', { ...list, returnAll: false, limit: 2 }),
			query: { pageSize: '2' },
			keys: ['low', 'medium'],
		},
		{
			name: 'options that are filtered',
			parameters: option('getAll', {
				...list,
				filters: { filterBy: { filter: [{ field: 'value', otherField: '', value: 'high' }] }, tenantId: ' ' },
			}),
			query: { filterBy: 'value:high', pageSize: '100' },
			keys: ['high'],
		},
	])('lists $name', async ({ parameters, query, keys }) => {
		const { outputs } = await rig.run({ parameters });
		expect(rig.simulator.requests.map(({ query: asked }) => asked)).toEqual([query]);
		expect(outputs[0]?.map(({ json }) => json.fieldKey ?? json.value)).toEqual(keys);
	});

	it('a field that has values is deleted with them only by force', async () => {
		const parameters = field('delete', { customFieldId: byId('1') });
		const refused = await rig.run({ parameters });
		expect(refused.error?.httpCode).toBe('409');
		expect(refused.error?.message).toContain('has values');
		const { outputs } = await rig.run({ parameters: { ...parameters, options: { force: true } } });
		expect(rig.simulator.requests.map(({ rawQuery }) => rawQuery)).toEqual(['', 'force=true']);
		expect(outputs[0]?.[0]?.json.id).toBe(1);
		expect(rig.simulator.state.contacts.get(1)?.customFields).not.toHaveProperty('source');
	});

	it.each<{ name: string; parameters: INodeParameters; error: string }>([
		{ name: 'a field without key', parameters: field('create', { fieldKey: ' ' }), error: '"Field Key" is empty' },
		{
			name: 'a kind of record that is none',
			parameters: field('create', { fieldKey: 'a', entityType: 'PERSON' }),
			error: '"Entity Type" has to be one of CONTACT',
		},
		{
			name: 'a kind of field that is none',
			parameters: field('create', { fieldKey: 'a', fieldType: 'TEXT' }),
			error: '"Field Type" has to be one of STRING',
		},
		{
			name: 'an update of a field without changes',
			parameters: field('update', { customFieldId: byId('1'), updateFields: { fieldLabel: ' ' } }),
			error: '"Update Fields" is empty: add at least one field to change',
		},
		{
			name: 'a field without id',
			parameters: field('get', { customFieldId: byId('={{ "" }}') }),
			error: '"Custom Field" is empty',
		},
		{
			name: 'an option without value',
			parameters: option('create', { value: '={{ $json.none }}' }),
			error: '"Value" is',
		},
		{
			name: 'an option of no field',
			parameters: option('create', { customFieldId: byId('priority'), value: 'a' }),
			error: '"Custom Field" has to be a whole number',
		},
		{
			name: 'an update of an option without changes',
			parameters: option('update', { customFieldOptionId: byId('1'), updateFields: {} }),
			error: '"Update Fields" is empty: add at least one field to change',
		},
		{
			name: 'an option without id',
			parameters: option('delete', { customFieldOptionId: byId('high') }),
			error: '"Option" has to be a whole number',
		},
		{
			name: 'a limit of 0',
			parameters: option('getAll', { ...list, returnAll: false, limit: 0 }),
			error: '"Limit" has to be 1 or more, not 0',
		},
	])('refuses $name, and nothing is sent', async ({ parameters, error }) => {
		const result = await rig.run({ parameters });
		expect(result.error?.message).toContain(error);
		expect(rig.simulator.requests).toEqual([]);
	});

	it.each<{ name: string; parameters: INodeParameters; status: string; error: string }>([
		{
			name: 'a key that is taken',
			parameters: field('create', { entityType: 'CONTACT', fieldKey: 'source', fieldType: 'STRING' }),
			status: '409',
			error: "LlamadaPro: CONTACT has a custom field 'source' already.",
		},
		{
			name: 'a value that is taken',
			parameters: option('create', { value: 'low' }),
			status: '409',
			error: "LlamadaPro: The list has the option 'low' already.",
		},
		{
			name: 'an option of a field that is no list',
			parameters: option('create', { customFieldId: byId('1'), value: 'a' }),
			status: '409',
			error: "LlamadaPro: Custom field 'source' is a STRING, only a LIST has options.",
		},
		{
			name: 'an unknown field',
			parameters: field('get', { customFieldId: byId('99') }),
			status: '404',
			error: 'LlamadaPro: Custom field definition 99 does not exist.',
		},
		{
			name: 'an option of another field',
			parameters: option('get', { customFieldId: byId('1'), customFieldOptionId: byId('2') }),
			status: '404',
			error: 'LlamadaPro: Option 2 of definition 1 does not exist.',
		},
	])('$name: LlamadaPro’s words', async ({ parameters, status, error }) => {
		const result = await rig.run({ parameters });
		expect([result.error?.httpCode, result.error?.message]).toEqual([status, error]);
	});

	const samples = Object.entries({ ...customFieldSamples, ...customFieldOptionSamples });

	describe.each(samples)('%s: the sample', (name, { parameters, items }) => {
		const [resource, operation] = name.split('.');
		const run = () => ({ parameters: { resource, operation, options: {}, ...parameters }, items: [...items] });

		it('is carried out, paired with its input', async () => {
			const { outputs, error } = await rig.run(run());
			expect(error?.message).toBeUndefined();
			expect(new Set(outputs[0]?.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
				new Set(['{"item":0}', '{"item":1}']),
			);
		});

		it('fails item by item; null is no answer', async () => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json: null } });
			const { outputs } = await rig.run({ ...run(), onError: 'continueErrorOutput' });
			const error = expect.stringContaining('not what its documentation describes');
			expect(outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				[error, { item: 0 }],
				[error, { item: 1 }],
			]);
		});
	});
});
