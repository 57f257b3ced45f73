import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { operationsOf } from '../nodes.ts';
import { llamadaProSamples } from '../samples/llamadaPro/index.ts';
import { credentialReferences, packageName, startHost, type TestHost, workflowWith } from './host.ts';

const type = `${packageName}.llamadaPro`;
const secret = 'lp_sandbox_key';

const operations = operationsOf('llamadaPro');

/** An importable workflow as it is shipped. */
function example(name: string): object {
	return JSON.parse(readFileSync(join(__dirname, `../../examples/${name}.json`), 'utf8')) as object;
}

describe('LlamadaPro in a real n8n', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startHost();
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);
	beforeEach(() => host.reset());

	it('n8n knows the node, and the tool that it makes of it', async () => {
		const names = (await host.client.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([type, `${type}Tool`]));
	});

	describe('the credential test', () => {
		const data = () => ({ apiKey: secret, baseUrl: host.llamadaPro.url, headerName: 'x-api-key', valuePrefix: '' });

		it.each(['', '/', '/api', '/api/'])('passes with a base URL that ends with "%s"', async (ending) => {
			const result = await host.client.testCredential(host.credentialIds.llamadaProApi, {
				...data(),
				baseUrl: `${host.llamadaPro.url}${ending}`,
			});
			expect(result).toEqual(expect.objectContaining({ status: 'OK' }));
			expect(host.llamadaPro.requests.map(({ method, path, rawQuery }) => [method, path, rawQuery])).toEqual([
				['GET', '/api/v1/contacts', 'pageSize=1'],
			]);
		});

		it.each([
			{ name: 'a wrong key', more: { apiKey: 'lp_wrong_key' }, message: 'does not accept the key' },
			{ name: 'a wrong header', more: { headerName: 'x-other' }, message: 'header name' },
			{ name: 'plain http', more: { baseUrl: 'http://llamadapro.example' }, message: 'Use https://' },
		])('fails with $name and says why', async ({ more, message }) => {
			const result = await host.client.testCredential(host.credentialIds.llamadaProApi, { ...data(), ...more });
			expect(result.status).toBe('Error');
			expect(result.message).toContain(message);
			expect(result.message).not.toContain(secret);
		});
	});

	it.each(operations)('$resource $operation runs over two items', async ({ resource, operation }) => {
		const sample = llamadaProSamples[`${resource}.${operation}`];
		const items = [...(sample?.items ?? [])].map((item, index) => ({ index, ...item }));
		const parameters = { resource, operation, options: {}, ...sample?.parameters };
		const { status, nodes } = await host.run(workflowWith('Operation', items, { type, parameters }));
		expect(status).toBe('success');
		const [output = []] = nodes.Node?.[0]?.outputs ?? [];
		expect(new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item))).toEqual(new Set([0, 1]));
	});

	describe('lists and forms of the editor', () => {
		const node = {
			type,
			typeVersion: 1,
			parameters: { resource: 'contact', operation: 'upsert', customFieldId: { __rl: true, mode: 'list', value: '5' } },
			credentials: { llamadaProApi: credentialReferences.llamadaProApi },
		};

		it('finds contacts by name, with one request', async () => {
			const path = 'parameters.contactId';
			const page = await host.client.searchList({ node, path, method: 'searchContacts', filter: 'Pérez' });
			expect(page.results.map(({ name }) => name)).toEqual(
				expect.arrayContaining([expect.stringContaining('Ana Pérez')]),
			);
			expect(host.llamadaPro.requests).toHaveLength(1);
		});

		it('pages through contacts, one request a page', async () => {
			host.llamadaPro.state.seedContacts(150);
			const path = 'parameters.contactId';
			const first = await host.client.searchList({ node, path, method: 'searchContacts' });
			const paginationToken = first.paginationToken as string;
			const second = await host.client.searchList({ node, path, method: 'searchContacts', paginationToken });
			expect(new Set([...first.results, ...second.results].map(({ value }) => value)).size).toBe(
				first.results.length + second.results.length,
			);
			expect(host.llamadaPro.requests).toHaveLength(2);
		});

		it('offers the account’s custom fields as a form, with the options of a list', async () => {
			const { fields } = await host.client.mapperFields({
				node,
				path: 'parameters.customFields',
				method: 'getContactCustomFields',
			});
			expect(fields.map(({ id, type: kind }) => [id, kind])).toEqual(
				expect.arrayContaining([
					['source', 'string'],
					['score', 'number'],
					['birthDate', 'dateTime'],
					['vip', 'boolean'],
					['priority', 'options'],
				]),
			);
			const priority = fields.find(({ id }) => id === 'priority') as { options?: Array<{ value: string }> } | undefined;
			expect(priority?.options?.map(({ value }) => value)).toEqual(['low', 'medium', 'high', 'urgent']);
		});

		it('offers the options of the chosen custom field', async () => {
			const page = await host.client.searchList({
				node: { ...node, parameters: { ...node.parameters, resource: 'customFieldOption', operation: 'get' } },
				path: 'parameters.customFieldOptionId',
				method: 'searchCustomFieldOptions',
			});
			expect(page.results).toHaveLength(4);
		});
	});

	it('reads 10,000 contacts with 100 requests', async () => {
		host.llamadaPro.state.seedContacts(10_000);
		const { status, nodes } = await host.run(
			workflowWith('All contacts', [{ index: 0 }], {
				type,
				parameters: { resource: 'contact', operation: 'getAll', returnAll: true, filters: {}, options: {} },
			}),
		);
		expect(status).toBe('success');
		const [output = []] = nodes.Node?.[0]?.outputs ?? [];
		expect(new Set(output.map(({ json }) => json.id)).size).toBe(10_000);
		expect(host.llamadaPro.requests).toHaveLength(100);
	}, 120_000);

	it('example: new leads become contacts, tasks and calls, and the transcript ends up on the contact', async () => {
		const { status, nodes } = await host.run(example('llamadapro-new-leads'));
		expect(status).toBe('success');
		const [contacts = []] = nodes['Upsert contact']?.[0]?.outputs ?? [];
		expect(contacts.map(({ json }) => json.upsertAction)).toEqual(['created', 'updated', 'created']);
		const { state } = host.llamadaPro;
		// Ana Pérez was there already, with her phone number; two contacts are new.
		expect(state.contacts.size).toBe(62);
		expect(state.tasks.size).toBe(28);
		expect(
			state.calls
				.all()
				.slice(-3)
				.map((call) => `${call.to} ${call.status}`)
				.sort(),
		).toEqual(['+56955510101 completed', '+56970001001 completed', '+56970001003 completed']);
		const stored = state.contacts.all().filter(({ metadata }) => JSON.stringify(metadata ?? '').includes('lastCall'));
		expect(stored).toHaveLength(3);
		for (const { metadata } of stored) {
			expect(metadata).toEqual({
				lastCall: { id: expect.any(Number), status: 'completed', transcript: expect.stringMatching(/\w/) },
			});
		}
	}, 120_000);

	it('example: every customer with an overdue task gets one reminder', async () => {
		const { status, nodes } = await host.run(example('llamadapro-overdue-tasks'));
		expect(status).toBe('success');
		const [reminded = []] = nodes.Reminded?.[0]?.outputs ?? [];
		expect(reminded).toHaveLength(5);
		expect(nodes['Not reminded']).toBeUndefined();
		const sent = host.llamadaPro.requests.filter(({ path }) => path.endsWith('/template')).map(({ body }) => body);
		expect(sent.map((body) => (body as { toPhoneNumber: string }).toPhoneNumber).sort()).toEqual(
			[3, 8, 13, 18, 23].map((id) => `+569555101${String(id).padStart(2, '0')}`),
		);
	});

	it('no key anywhere in what n8n stored or logged', async () => {
		await host.run(
			workflowWith('Refused', [{ id: '999999' }], {
				type,
				parameters: {
					resource: 'contact',
					operation: 'get',
					contactId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					options: {},
				},
			}),
		);
		const executions = await host.client.listExecutions();
		const stored = await Promise.all(
			executions.slice(0, 60).map(async ({ id }) => JSON.stringify(await host.client.getExecution(id))),
		);
		expect(stored.length).toBeGreaterThan(0);
		expect(stored.join('\n') + host.n8n.readLog()).not.toContain(secret);
	});
});
