import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { operationsOf } from '../nodes.ts';
import {
	allowedDomains,
	expiredJwt,
	expiredWidgetToken,
	sandboxJwt,
	sandboxWidgetToken,
	tenantIds,
	widgetTokenOf,
} from '../../sandbox/simulators/autochat/index.ts';
import { autochatSamples } from '../samples/autochat.ts';
import { credentialReferences, packageName, startHost, type TestHost, workflowWith } from './host.ts';

const type = `${packageName}.autochat`;

const operations = operationsOf('autochat');

describe('Autochat in a real n8n', () => {
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

	describe('the test of the widget credential', () => {
		const data = () => ({
			baseUrl: host.autochat.url,
			tenantId: tenantIds.sandbox,
			widgetToken: sandboxWidgetToken,
			origin: '',
		});
		const shop = { tenantId: tenantIds.shop, widgetToken: widgetTokenOf(tenantIds.shop) };
		const test = async (more: object) =>
			await host.client.testCredential(host.credentialIds.autochatWidgetApi, { ...data(), ...more });

		it.each(['', '/', '/api', '/api/'])('passes with a base URL that ends with "%s"', async (ending) => {
			const result = await test({ baseUrl: `${host.autochat.url}${ending}` });
			expect(result).toEqual(expect.objectContaining({ status: 'OK' }));
			expect(host.autochat.requests.map(({ method, path }) => [method, path])).toEqual([
				['GET', `/api/widgets/${tenantIds.sandbox}/config`],
			]);
		});

		it('passes with an allowed origin', async () => {
			const result = await test({ ...shop, origin: `https://${allowedDomains[0] ?? ''}/` });
			expect(result).toEqual(expect.objectContaining({ status: 'OK' }));
		});

		it.each([
			{
				name: 'an expired token',
				more: { widgetToken: expiredWidgetToken },
				message: 'does not accept the widget token',
			},
			{
				name: 'an unknown tenant',
				more: { tenantId: 'x', widgetToken: widgetTokenOf('x') },
				message: 'no widget with this tenant ID',
			},
			{ name: 'a list of allowed domains', more: shop, message: 'list of allowed domains' },
			{
				name: 'an origin that is none',
				more: { origin: 'shop' },
				message: 'Enter the site as https://www.example.com',
			},
			{ name: 'plain http', more: { baseUrl: 'http://autochat.example' }, message: 'Use https://' },
		])('fails with $name and says why', async ({ more, message }) => {
			const result = await test(more);
			expect(result.status).toBe('Error');
			expect(result.message).toContain(message);
			expect(result.message).not.toContain(sandboxWidgetToken);
		});

		it('fails when the service says no with a good status', async () => {
			host.autochat.faults.add({ match: {}, fault: { type: 'status', status: 200, json: { success: false } } });
			const result = await test({});
			expect([result.status, result.message]).toEqual(['Error', expect.stringContaining('Autochat refused')]);
		});
	});

	describe('the test of the tenant credential', () => {
		const test = async (jwt: string) =>
			await host.client.testCredential(host.credentialIds.autochatTenantApi, { baseUrl: host.autochat.url, jwt });

		it('passes with a good token', async () => {
			expect(await test(sandboxJwt)).toEqual(expect.objectContaining({ status: 'OK' }));
			expect(host.autochat.requests.map(({ method, path, rawQuery }) => [method, path, rawQuery])).toEqual([
				['GET', '/api/sms/conversations', 'limit=1'],
			]);
		});

		it.each([
			{ name: 'an expired token', jwt: expiredJwt, message: 'expired on 2025-01-31 at 00:00 UTC' },
			{ name: 'a token that is none', jwt: 'my-password', message: 'is not a JWT' },
		])('says so for $name, without asking', async ({ jwt, message }) => {
			const result = await test(jwt);
			expect(result.status).toBe('Error');
			expect(result.message).toContain(message);
			expect(result.message).toContain('Sign in to the Autochat dashboard');
			expect(result.message).not.toContain(jwt);
			expect(host.autochat.requests).toEqual([]);
		});

		it('says so for a token that was ended', async () => {
			host.autochat.state.expireTokens();
			const result = await test(sandboxJwt);
			expect([result.status, result.message]).toEqual(['Error', expect.stringContaining('does not accept this token')]);
		});
	});

	it.each(operations)('$resource $operation runs over two items', async ({ resource, operation }) => {
		const sample = autochatSamples[`${resource}.${operation}`];
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

	it('lists and finds SMS conversations by their contact', async () => {
		const node = {
			type,
			typeVersion: 1,
			parameters: { resource: 'sms', operation: 'sendMessage' },
			credentials: { autochatTenantApi: credentialReferences.autochatTenantApi },
		};
		const search = async (filter?: string, paginationToken?: string) =>
			await host.client.searchList({
				node,
				path: 'parameters.conversationId',
				method: 'searchSmsConversations',
				filter,
				paginationToken,
			});
		const first = await search();
		const second = await search(undefined, first.paginationToken as string);
		expect([first.results.length, second.results.length, second.paginationToken]).toEqual([50, 10, undefined]);
		const found = await search('+15550300001');
		expect(found.results.map(({ value }) => value)).toEqual(['conv-6']);
		expect(found.results[0]?.name).toContain('Ana');
	});

	it('a refusal with a good status goes to the error output, and no token into what n8n stores', async () => {
		host.autochat.faults.add({
			match: { path: `/api/widgets/${tenantIds.sandbox}/chat` },
			times: 1,
			fault: { type: 'status', status: 200, json: { success: false, error: `No: ${sandboxWidgetToken}` } },
		});
		const { nodes } = await host.run(
			workflowWith(
				'Refused',
				[
					{ visitor: 'a', question: 'One?' },
					{ visitor: 'a', question: 'Two?' },
				],
				{
					type,
					onError: 'continueErrorOutput',
					parameters: {
						resource: 'chat',
						operation: 'sendMessage',
						...autochatSamples['chat.sendMessage']?.parameters,
						options: {},
					},
				},
			),
		);
		const [sent = [], failed = []] = nodes.Node?.[0]?.outputs ?? [];
		expect([sent.length, failed.length]).toEqual([1, 1]);
		expect(failed[0]?.json).toMatchObject({ visitor: 'a', question: 'One?', details: { outcome: 'failed' } });
		const executions = await host.client.listExecutions();
		const stored = await Promise.all(
			executions.slice(0, 60).map(async ({ id }) => JSON.stringify(await host.client.getExecution(id))),
		);
		const text = stored.join('\n') + host.n8n.readLog();
		expect(text).not.toContain(sandboxWidgetToken);
		expect(text).not.toContain(sandboxJwt);
	});

	it('example: every visitor is answered in order, and every answer is tracked', async () => {
		const file = readFileSync(join(__dirname, '../../examples/autochat-website-chat.json'), 'utf8');
		const { status, nodes } = await host.run(JSON.parse(file) as object);
		expect(status).toBe('success');
		const [answers = []] = nodes['Ask the assistant']?.[0]?.outputs ?? [];
		expect(answers).toHaveLength(3);
		// The second message of the first visitor continues the conversation of the first one.
		expect(answers[2]?.json.conversationId).toBe(answers[0]?.json.conversationId);
		expect(answers[1]?.json.conversationId).not.toBe(answers[0]?.json.conversationId);
		expect(host.autochat.state.tracked.map(({ sessionId }) => sessionId).sort()).toEqual([
			'visitor-1',
			'visitor-1',
			'visitor-2',
		]);
	});
});
