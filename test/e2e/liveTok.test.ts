import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { operationsOf } from '../nodes.ts';
import { liveTokSamples } from '../samples/liveTok.ts';
import { credentialReferences, startHost, type TestHost, workflowWith } from './host.ts';

const type = 'n8n-nodes-customer-engagement.liveTok';
const secret = 'sk_test_sandbox_livetok';

const operations = operationsOf('liveTok');

/** Resolves when the condition holds; the test's own time limit ends the wait. */
async function waitUntil(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('LiveTok in a real n8n', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startHost();
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);
	beforeEach(() => host.reset());

	const baseUrl = (): string => `${host.liveTok.url}/v1`;
	const run = async (workflow: object) => await host.run(workflow);

	describe('what n8n knows of the package', () => {
		it('the node, and the tool that n8n makes of it', async () => {
			const names = (await host.client.nodeTypes()).map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining([type, `${type}Tool`]));
		});

		it.each(operations)('the output fields of $resource $operation', async ({ resource, operation }) => {
			const schema = await host.client.outputSchema({ type, version: '1.0.0', resource, operation });
			expect(schema).toEqual(expect.objectContaining({ type: 'object', properties: expect.any(Object) }));
		});
	});

	describe('the credential test', () => {
		it('passes with a good key', async () => {
			expect(await host.client.testCredential(host.credentialIds.liveTokApi)).toEqual(
				expect.objectContaining({ status: 'OK' }),
			);
			expect(host.liveTok.requests.map(({ method, path, rawQuery }) => [method, path, rawQuery])).toEqual([
				['GET', '/v1/knowledge', 'limit=1'],
			]);
		});

		it.each([
			{ name: 'a wrong key', data: { apiKey: 'sk_test_wrong' }, message: 'LiveTok does not accept this API key' },
			{ name: 'plain http', data: { baseUrl: 'http://livetok.example/v1' }, message: 'Use https://' },
			{ name: 'nobody there', data: { baseUrl: 'http://127.0.0.1:9/v1' }, message: '' },
		])('fails with $name and says why', async ({ data, message }) => {
			const result = await host.client.testCredential(host.credentialIds.liveTokApi, {
				apiKey: secret,
				baseUrl: baseUrl(),
				...data,
			});
			expect(result.status).toBe('Error');
			expect(result.message).toContain(message);
			expect(result.message).not.toContain(data.apiKey ?? secret);
		});
	});

	it.each(operations)('$resource $operation runs over two items', async ({ resource, operation }) => {
		const sample = liveTokSamples[`${resource}.${operation}`];
		const { status, nodes } = await run(
			workflowWith(
				'Operation',
				[...(sample?.items ?? [])].map((item, index) => ({ index, ...item })),
				{
					type,
					parameters: { resource, operation, options: {}, ...sample?.parameters },
				},
			),
		);
		expect(status).toBe('success');
		const [output = []] = nodes.Node?.[0]?.outputs ?? [];
		expect(new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item))).toEqual(new Set([0, 1]));
		expect(output.every(({ json }) => typeof json.id === 'string')).toBe(true);
	});

	describe('locators', () => {
		const node = {
			type,
			typeVersion: 1,
			parameters: { resource: 'knowledge', operation: 'update' },
			credentials: { liveTokApi: credentialReferences.liveTokApi },
		};
		const search = async (filter?: string, paginationToken?: string) =>
			await host.client.searchList({
				node,
				path: 'parameters.knowledgeId',
				method: 'searchKnowledge',
				filter,
				paginationToken,
			});

		it('lists the entries page by page, one request each', async () => {
			host.liveTok.state.seedKnowledge(150);
			const first = await search();
			expect(first.results).toHaveLength(100);
			const second = await search(undefined, first.paginationToken as string);
			expect(second.results).toHaveLength(50);
			expect(new Set([...first.results, ...second.results].map(({ value }) => value)).size).toBe(150);
			expect(host.liveTok.requests).toHaveLength(2);
		});

		it('finds by question and by tag', async () => {
			const [entry] = host.liveTok.state.knowledge();
			const byQuestion = await search(entry?.question.toUpperCase());
			expect(byQuestion.results.map(({ value }) => value)).toEqual([entry?.id]);
			const tag = entry?.tags[0] ?? '';
			const byTag = await search(tag);
			expect(byTag.results.length).toBeGreaterThanOrEqual(
				host.liveTok.state.knowledge().filter(({ tags }) => tags.includes(tag)).length,
			);
		});

		it('shows why a list cannot be loaded', async () => {
			host.liveTok.faults.add({ match: {}, fault: { type: 'status', status: 401 } });
			await expect(search()).rejects.toThrow('LiveTok does not accept the API key');
		});

		it('offers WhatsApp’s languages without asking LiveTok', async () => {
			const languages = await host.client.searchList({
				node,
				path: 'parameters.templateLanguage',
				method: 'searchTemplateLanguages',
				filter: 'german',
			});
			expect(languages.results.map(({ value }) => value)).toEqual(['de', 'de_AT', 'de_CH']);
			expect(host.liveTok.requests).toEqual([]);
		});
	});

	it('the example campaign reaches everyone once, whatever the service refuses meanwhile', async () => {
		host.liveTok.faults.add({
			match: { method: 'POST' },
			after: 5,
			times: 6,
			fault: { type: 'rateLimited', retryAfter: { seconds: 1, as: 'seconds' } },
		});
		const example = readFileSync(join(__dirname, '../../examples/livetok-template-campaign.json'), 'utf8');
		const { status, nodes } = await run(JSON.parse(example) as object);
		expect(status).toBe('success');
		const [sent = [], failed = []] = nodes['Send template']?.[0]?.outputs ?? [];
		expect([sent.length, failed.length]).toEqual([27, 3]);
		const [failures = []] = nodes.Failed?.[0]?.outputs ?? [];
		expect(failures.map(({ json }) => [json.name, json.outcome])).toEqual([
			['Hugo Silva', 'notSent'],
			['Mia Jansen', 'failed'],
			['Samir Patel', 'notSent'],
		]);
		const [sentRows = []] = nodes.Sent?.[0]?.outputs ?? [];
		expect(sentRows.every(({ json }) => String(json.messageId).startsWith('msg_') && json.name !== undefined)).toBe(
			true,
		);
		const reached = host.liveTok.state.messages().map(({ to }) => to);
		expect([reached.length, new Set(reached).size]).toEqual([27, 27]);
		expect(host.liveTok.requests.filter(({ status: answer }) => answer === 429)).toHaveLength(6);
	});

	it('a stop in the editor ends the waiting and the sending at once', async () => {
		host.liveTok.setRateLimit({ limit: 20, windowMs: 3_600_000 });
		const items = Array.from({ length: 60 }, (_, index) => ({
			phone: `+1555000${String(1_000 + index)}`,
			name: 'Ann',
		}));
		const id = await host.client.importWorkflow(
			workflowWith('Stopped', items, {
				type,
				parameters: {
					resource: 'message',
					operation: 'sendTemplate',
					...liveTokSamples['message.sendTemplate']?.parameters,
					options: { concurrency: 5, longestWait: 7_200 },
				},
			}),
		);
		const execution = await host.client.runWorkflow(id);
		await waitUntil(() => host.liveTok.state.messages().length === 20);
		const stoppedAt = Date.now();
		await host.client.stopExecution(execution);
		const { status } = await host.client.waitForExecution(execution, { timeoutMs: 10_000 });
		expect(status).toBe('canceled');
		expect(Date.now() - stoppedAt).toBeLessThan(3_000);
		expect(host.liveTok.requests.filter(({ receivedAt }) => receivedAt > stoppedAt)).toEqual([]);
		expect(host.liveTok.state.messages()).toHaveLength(20);
	});

	describe('n8n’s HTTP Request node, for calls that the node does not cover', () => {
		const httpRequest = (url: string) =>
			workflowWith('Own call', [{}], {
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: { url, authentication: 'predefinedCredentialType', nodeCredentialType: 'liveTokApi', options: {} },
			});

		it('can use the credential', async () => {
			const { status, nodes } = await run(httpRequest(`${baseUrl()}/knowledge?limit=2`));
			expect(status).toBe('success');
			const [[item] = []] = nodes.Node?.[0]?.outputs ?? [];
			expect((item?.json.data as unknown[]).length).toBe(2);
		});

		it('cannot carry the key over an unprotected connection', async () => {
			const { status, error } = await run(httpRequest('http://livetok.example/v1/knowledge'));
			expect(status).toBe('error');
			expect(error?.message).toContain('unprotected');
		});
	});

	it('no key anywhere in what n8n stored or logged', async () => {
		await run(
			workflowWith('Refused', [{ phone: '+15550000001', name: 'Ann' }], {
				type,
				parameters: {
					resource: 'message',
					operation: 'sendTemplate',
					...liveTokSamples['message.sendTemplate']?.parameters,
					templateName: 'unknown',
					options: {},
				},
			}),
		);
		const executions = await host.client.listExecutions();
		const stored = await Promise.all(
			executions.map(async ({ id }) => JSON.stringify(await host.client.getExecution(id))),
		);
		expect(stored.length).toBeGreaterThan(0);
		expect(stored.join('\n') + host.n8n.readLog()).not.toContain(secret);
	});
});
