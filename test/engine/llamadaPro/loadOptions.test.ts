import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameters } from 'n8n-workflow';

import { methods } from '../../../nodes/LlamadaPro/methods.ts';
import { startLlamadaProSimulator } from '../../../sandbox/simulators/llamadapro/index.ts';
import { loadOptionsHost } from './loadOptions.ts';

type Simulator = Awaited<ReturnType<typeof startLlamadaProSimulator>>;
type Search = keyof typeof methods.listSearch;

describe('the drop-downs of LlamadaPro', () => {
	let simulator: Simulator;
	beforeEach(async () => {
		simulator = await startLlamadaProSimulator();
	});
	afterEach(async () => await simulator.close());

	const host = (parameters?: INodeParameters): ILoadOptionsFunctions => loadOptionsHost(simulator.url, parameters);
	const search = async (
		name: Search,
		filter?: string,
		token?: string,
		parameters?: INodeParameters,
	): Promise<INodeListSearchResult> => await methods.listSearch[name].call(host(parameters), filter, token);
	const asked = () => simulator.requests.map(({ method, path, rawQuery }) => [method, path, rawQuery]);

	describe('contacts', () => {
		it('are found by name, in one request', async () => {
			const { results, paginationToken } = await search('searchContacts', ' ana pérez ');
			expect(results[0]).toEqual({ name: 'Ana Pérez · +56955510101', value: '1' });
			expect(results.every(({ name }) => name.startsWith('Ana Pérez'))).toBe(true);
			expect(paginationToken).toBeUndefined();
			expect(asked()).toEqual([['POST', '/api/v1/contacts/search', '']]);
			expect(simulator.requests[0]?.body).toEqual({ search: 'ana pérez', size: 100 });
		});

		it('come part by part, one request each, every contact once', async () => {
			simulator.state.seedContacts(250);
			const values: unknown[] = [];
			let token: string | undefined;
			for (let part = 1; part <= 3; part += 1) {
				const { results, paginationToken } = await search('searchContacts', '', token);
				values.push(...results.map(({ value }) => value));
				token = paginationToken;
				expect(simulator.requests).toHaveLength(part);
			}
			expect(token).toBeUndefined();
			expect(new Set(values).size).toBe(250);
		});

		it.each([
			{ name: 'without a last name', change: { lastName: null }, label: 'Ana · +56955510101' },
			{ name: 'without a name', change: { firstName: ' ', lastName: null }, label: '+56955510101' },
			{ name: 'without addresses', change: { addresses: [], nationalId: '1-9' }, label: 'Ana Pérez · 1-9' },
			{
				name: 'with nothing',
				change: { firstName: null, lastName: null, addresses: [], nationalId: null },
				label: 'Contact 1',
			},
			{
				name: 'with a hostile name',
				change: { firstName: 'Ana\u202e\u0000', lastName: 'P'.repeat(500) },
				label: `Ana ${'P'.repeat(115)}…`,
			},
		])('$name has a readable label', async ({ change, label }) => {
			const first = simulator.state.contacts.get(1);
			if (first === undefined) throw new Error('There is no contact 1');
			simulator.state.contacts.put({ ...first, ...change });
			const { results } = await search('searchContacts');
			expect(results[0]?.name.slice(0, label.length)).toBe(label);
			expect(results[0]?.name.length).toBeLessThanOrEqual(120);
		});
	});

	describe('tasks, which LlamadaPro cannot search', () => {
		it('are filtered here by objective, status and id', async () => {
			const all = await search('searchTasks');
			expect(all.results).toHaveLength(25);
			expect(all.results[0]).toEqual({ name: 'Call back about the offer (1) · completed', value: 'task_1' });
			const some = await search('searchTasks', 'CONTRACT');
			expect(some.results.map(({ value }) => value)).toEqual([
				'task_2',
				'task_5',
				'task_8',
				'task_11',
				'task_14',
				'task_17',
				'task_20',
				'task_23',
			]);
			expect((await search('searchTasks', 'task_25')).results.map(({ value }) => value)).toEqual(['task_25']);
			expect(asked()).toEqual(Array(3).fill(['GET', '/api/v1/tasks', 'limit=100']));
		});

		it('parts without a match are skipped, up to five requests at a time', async () => {
			const page = (id: number, nextPageToken: string | null) => ({
				type: 'wrongShape' as const,
				json: { items: [{ id: `task_${id}`, objective: `Objective ${id}` }], nextPageToken, totalCount: 7 },
			});
			for (let id = 1; id <= 7; id += 1) {
				simulator.faults.add({ match: {}, times: 1, fault: page(id, id === 7 ? null : `after${id}`) });
			}
			expect(await search('searchTasks', 'objective 6')).toEqual({ results: [], paginationToken: 'after5' });
			expect(simulator.requests).toHaveLength(5);
			const found = await search('searchTasks', 'objective 6', 'after5');
			expect(found).toEqual({ results: [{ name: 'Objective 6', value: 'task_6' }], paginationToken: 'after6' });
			expect(simulator.requests.map(({ query }) => query.pageToken)).toEqual([
				undefined,
				'after1',
				'after2',
				'after3',
				'after4',
				'after5',
			]);
		});
	});

	describe('custom fields and their options', () => {
		it('fields are found by label, key and kind', async () => {
			expect((await search('searchCustomFields', 'birth')).results).toEqual([
				{ name: 'Date of birth · birthDate · CONTACT · DATE', value: '3' },
			]);
			expect((await search('searchCustomFields', 'company')).results.map(({ value }) => value)).toEqual(['7']);
		});

		it('a field without a label shows its key', async () => {
			expect((await search('searchCustomFields', 'vip')).results[0]?.name).toBe('vip · vip · CONTACT · BOOLEAN');
		});

		it.each([
			{ mode: 'list', customFieldId: { __rl: true, mode: 'list', value: '5', cachedResultName: 'Priority' } },
			{ mode: 'id', customFieldId: { __rl: true, mode: 'id', value: '5' } },
		])('options are those of the chosen field ($mode)', async ({ customFieldId }) => {
			const parameters = { resource: 'customFieldOption', operation: 'get', customFieldId };
			const { results } = await search('searchCustomFieldOptions', '', undefined, parameters);
			expect(results).toEqual([
				{ name: 'Low · low', value: '1' },
				{ name: 'Medium · medium', value: '2' },
				{ name: 'High · high', value: '3' },
				{ name: 'urgent · urgent', value: '4' },
			]);
			expect(asked()).toEqual([['GET', '/api/v1/custom-fields/definitions/5/list-options', 'pageSize=100']]);
		});

		it.each([
			{ name: 'no field is chosen', customFieldId: { __rl: true, mode: 'list', value: '' } },
			{ name: 'the field is an expression', customFieldId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		])('options: $name', async ({ customFieldId }) => {
			const parameters = { resource: 'customFieldOption', operation: 'get', customFieldId };
			await expect(search('searchCustomFieldOptions', '', undefined, parameters)).rejects.toMatchObject({
				message: 'Choose the custom field first',
				description: expect.stringContaining('enter the option by its ID'),
			});
			expect(simulator.requests).toEqual([]);
		});
	});

	it.each<Search>(['searchContacts', 'searchTasks', 'searchCustomFields'])(
		'%s: a refusal is shown with what to do',
		async (name) => {
			simulator.faults.add({ match: {}, fault: { type: 'status', status: 401 } });
			await expect(search(name)).rejects.toMatchObject({
				message: 'LlamadaPro does not accept the API key',
				description: expect.stringContaining('Open the credential'),
			});
		},
	);

	describe('the form of custom fields', () => {
		const form = async () => await methods.resourceMapping.getContactCustomFields.call(host());

		it('has the fields of contacts with the control of their type, a LIST with its options', async () => {
			const common = { required: false, defaultMatch: false, display: true };
			expect(await form()).toEqual({
				fields: [
					{ id: 'source', displayName: 'Source', type: 'string', ...common },
					{ id: 'score', displayName: 'Score', type: 'number', ...common },
					{ id: 'birthDate', displayName: 'Date of birth', type: 'dateTime', ...common },
					{ id: 'vip', displayName: 'vip', type: 'boolean', ...common },
					{
						id: 'priority',
						displayName: 'Priority',
						type: 'options',
						...common,
						options: [
							{ name: 'Low', value: 'low' },
							{ name: 'Medium', value: 'medium' },
							{ name: 'High', value: 'high' },
							{ name: 'urgent', value: 'urgent' },
						],
					},
					{ id: 'contract', displayName: 'Contract (file ID, unverified)', type: 'string', ...common },
				],
			});
			expect(asked()).toEqual([
				['GET', '/api/v1/custom-fields/definitions', 'filterBy=entityType%3ACONTACT&pageSize=100'],
				['GET', '/api/v1/custom-fields/definitions/5/list-options', 'pageSize=100'],
			]);
		});

		it('shows no fields of other records when LlamadaPro does not filter', async () => {
			const items = simulator.state.definitions.all();
			simulator.faults.add({
				match: { path: '/api/v1/custom-fields/definitions' },
				times: 1,
				fault: { type: 'wrongShape', json: { items, nextPageToken: null, totalCount: items.length } },
			});
			expect((await form()).fields.map(({ id }) => id)).not.toContain('industry');
		});

		it('tells fields of one label apart, and takes a kind it does not know for text', async () => {
			const [source] = simulator.state.definitions.all();
			if (source === undefined) throw new Error('There are no definitions');
			const items = [
				{ ...source, id: 1, fieldKey: 'a' },
				{ ...source, id: 2, fieldKey: 'b', fieldType: 'GEO' },
			];
			simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json: { items, nextPageToken: '' } } });
			expect((await form()).fields.map(({ displayName, type }) => [displayName, type])).toEqual([
				['Source (a)', 'string'],
				['Source (b)', 'string'],
			]);
		});

		it('reads long lists to their end', async () => {
			for (let index = 0; index < 150; index += 1) {
				const id = simulator.state.definitions.nextId();
				const [field] = simulator.state.definitions.all();
				if (field === undefined) throw new Error('There are no definitions');
				simulator.state.definitions.put({ ...field, id, fieldKey: `key${index}`, fieldLabel: `Field ${index}` });
			}
			expect((await form()).fields).toHaveLength(156);
		});

		it('an account without custom fields gets a word of help', async () => {
			simulator.state.definitions.clear();
			expect(await form()).toEqual({
				fields: [],
				emptyFieldsNotice: expect.stringContaining('has no custom fields for contacts'),
			});
		});

		it('a failure is shown in its place', async () => {
			simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json: null } });
			await expect(form()).rejects.toMatchObject({
				message: "LlamadaPro's answer is not what its documentation describes",
			});
		});
	});
});
