import { operationsOf } from '../nodes.ts';
import { otherWorkspaceKey, readOnlyKey, sandboxKey } from '../../sandbox/simulators/livechatai/index.ts';
import { liveChatAiSamples } from '../samples/liveChatAi/index.ts';
import { byId } from '../samples/liveChatAi/locators.ts';
import { credentialReferences, packageName, startHost, type TestHost, workflowWith } from './host.ts';

const type = `${packageName}.liveChatAi`;

const operations = operationsOf('liveChatAi');

describe('LiveChatAI in a real n8n', () => {
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

	describe('the test of the credential', () => {
		const test = async (more: object) =>
			await host.client.testCredential(host.credentialIds.liveChatAiApi, {
				baseUrl: `${host.liveChatAi.url}/api/v2`,
				apiKey: sandboxKey,
				...more,
			});

		it.each(['', '/'])('passes with a base URL that ends with "%s"', async (ending) => {
			const result = await test({ baseUrl: `${host.liveChatAi.url}/api/v2${ending}` });
			expect(result).toEqual(expect.objectContaining({ status: 'OK' }));
			expect(host.liveChatAi.requests.map(({ method, path, rawQuery }) => [method, path, rawQuery])).toEqual([
				['GET', '/api/v2/agents', 'limit=1'],
			]);
		});

		it.each([readOnlyKey, otherWorkspaceKey])('passes with the key %s', async (apiKey) => {
			expect(await test({ apiKey })).toEqual(expect.objectContaining({ status: 'OK' }));
		});

		it('fails with a key that may not list AI agents and says why', async () => {
			host.liveChatAi.faults.add({ match: {}, fault: { type: 'status', status: 403 } });
			expect((await test({})).message).toContain('may not list AI agents');
		});

		it.each([
			{ name: 'a wrong key', more: { apiKey: 'lca_wrong' }, message: 'does not accept this API key' },
			{ name: 'plain http', more: { baseUrl: 'http://livechatai.example/api/v2' }, message: 'Use https://' },
		])('fails with $name and says why', async ({ more, message }) => {
			const result = await test(more);
			expect(result.status).toBe('Error');
			expect(result.message).toContain(message);
			expect(result.message).not.toContain('lca_');
		});

		it('fails with another address and says why', async () => {
			const result = await test({ baseUrl: `${host.liveChatAi.url}/api` });
			expect([result.status, result.message]).toEqual(['Error', expect.stringContaining('no API at this address')]);
		});
	});

	it.each(operations)('$resource $operation runs over two items', async ({ resource, operation }) => {
		const sample = liveChatAiSamples[`${resource}.${operation}`];
		const items = [...(sample?.items ?? [])].map((item, index) => ({ index, ...item }));
		const parameters = { resource, operation, options: {}, ...sample?.parameters };
		const { status, nodes } = await host.run(workflowWith('Operation', items, { type, parameters }));
		expect(status).toBe('success');
		const [output = []] = nodes.Node?.[0]?.outputs ?? [];
		expect(new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item))).toEqual(new Set([0, 1]));
	});

	it.each(operations)('the output fields of $resource $operation', async ({ resource, operation }) => {
		const schema = await host.client.outputSchema({ type, version: '1.0.0', resource, operation });
		expect(schema).toEqual(expect.objectContaining({ type: 'object', properties: expect.any(Object) }));
	});

	it('lists the contacts of the chosen AI agent, and asks for it where none is', async () => {
		const search = async (agent: string, filter?: string) =>
			await host.client.searchList({
				node: {
					type,
					typeVersion: 1,
					parameters: { resource: 'contact', operation: 'get', agentId: byId(agent) },
					credentials: { liveChatAiApi: credentialReferences.liveChatAiApi },
				},
				path: 'parameters.contactId',
				method: 'searchContacts',
				filter,
			});
		const { results } = await search('clxsupport0001', 'customer0007@');
		expect(results.map(({ value }) => value)).toEqual(['contact_0007']);
		expect((await search('clxsales0001')).results).toHaveLength(3);
		await expect(search('')).rejects.toThrow('Choose the AI agent first');
	});

	it('what is not found goes to the error output with its fields', async () => {
		const { nodes } = await host.run(
			workflowWith(
				'Refused',
				[
					{ source: 'QA', id: 'source_00003', row: 1 },
					{ source: 'QA', id: 'source_99999', row: 2 },
				],
				{
					type,
					onError: 'continueErrorOutput',
					parameters: {
						resource: 'dataSource',
						operation: 'delete',
						...liveChatAiSamples['dataSource.delete']?.parameters,
						options: {},
					},
				},
			),
		);
		const [deleted = [], failed = []] = nodes.Node?.[0]?.outputs ?? [];
		expect(deleted.map(({ json }) => json)).toEqual([
			{ deleted: true, dataSourceId: 'source_00003', agentId: 'clxsupport0001', source: 'QA' },
		]);
		expect(failed[0]?.json).toMatchObject({ row: 2, details: { outcome: 'failed' } });
	});

	it('no key into what n8n stores or logs', async () => {
		host.liveChatAi.faults.add({
			match: {},
			times: 1,
			fault: { type: 'status', status: 400, json: { status: 'error', message: `No: ${sandboxKey}` } },
		});
		await host.run(
			workflowWith('Refused', [{}], {
				type,
				onError: 'continueRegularOutput',
				parameters: { resource: 'agent', operation: 'getAll', returnAll: true, options: {} },
			}),
		);
		const executions = await host.client.listExecutions();
		const stored = await Promise.all(
			executions.slice(0, 60).map(async ({ id }) => JSON.stringify(await host.client.getExecution(id))),
		);
		expect(stored.join('\n') + host.n8n.readLog()).not.toContain(sandboxKey);
	});
});
