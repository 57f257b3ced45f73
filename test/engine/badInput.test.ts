import { liveTokRig, recipients, sendTemplateParameters, testKey } from './liveTokRig.ts';

type Rig = Awaited<ReturnType<typeof liveTokRig>>;

/** One bad item between two good ones: its own clear error, the others unharmed. */
const badItems = [
	{
		name: 'no phone',
		item: { phone: '' },
		error: '"To" has to be a phone number with its country code, such as +4915112345678. Received: nothing',
	},
	{ name: 'a missing field', item: {}, error: 'Received: nothing' },
	{ name: 'a number without country code', item: { phone: '0151 1234567' }, error: 'Received: "0151 1234567"' },
	{ name: 'a phone that is a list', item: { phone: ['+15550000009'] }, error: 'To' },
	{ name: 'hostile text', item: { phone: '+1555\u0000\u202e<script>' }, error: 'Received: "+1555 <script>"' },
	{ name: 'an empty template name', item: { phone: '+15550000009', template: ' ' }, error: '"Template Name" is empty' },
	{ name: 'an empty language', item: { phone: '+15550000009', language: '' }, error: '"Template Language" is empty' },
	{
		name: 'parameters that are not JSON',
		item: { phone: '+15550000009', json: '[{"type":' },
		error: '"Template Parameters (JSON)" is not valid JSON',
	},
	{
		name: 'parameters that are no list',
		item: { phone: '+15550000009', json: '{"type":"text"}' },
		error: '"Template Parameters (JSON)" has to be a list of objects',
	},
	{
		name: 'a parameter without type',
		item: { phone: '+15550000009', json: '[{"text":"a"}]' },
		error: '"Template Parameters (JSON) 1 > type" is required',
	},
];

describe('bad input gets a clear error on its own item', () => {
	let rig: Rig;
	beforeEach(async () => {
		rig = await liveTokRig();
	});
	afterEach(async () => await rig.simulator.close());

	it.each(badItems)('$name', async ({ item, error }) => {
		const good = { phone: '+15550000001' };
		const { outputs } = await rig.run({
			parameters: sendTemplateParameters({
				templateName: '={{ $json.template ?? "order_update" }}',
				templateLanguage: { __rl: true, mode: 'code', value: '={{ $json.language ?? "en_US" }}' },
				templateParametersInput: 'json',
				templateParametersJson: '={{ $json.json ?? "[]" }}',
			}),
			items: [good, item, { phone: '+15550000003' }],
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ json }) => json.to)).toEqual(['+15550000001', '+15550000003']);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1]?.[0]).toEqual({
			json: expect.objectContaining({
				error: expect.stringContaining(error),
				details: expect.objectContaining({ outcome: 'notSent' }),
			}),
			pairedItem: { item: 1 },
		});
		expect(rig.simulator.requests).toHaveLength(2);
	});

	it.each([
		{ name: 'empty text', parameter: { type: 'text', text: '' }, error: 'Text" is empty' },
		{ name: 'no link', parameter: { type: 'image', link: '' }, error: 'Link" is empty' },
		{
			name: 'a link that is none',
			parameter: { type: 'image', link: 'offer.png' },
			error: 'Link" has to be a web address',
		},
		{
			name: 'a script as link',
			parameter: { type: 'document', link: 'javascript:alert(1)' },
			error: 'Link" has to be a web address',
		},
	])('template parameter: $name', async ({ parameter, error }) => {
		const result = await rig.run({
			parameters: sendTemplateParameters({
				templateParameters: { parameter: [{ type: 'text', text: 'ok' }, parameter] },
			}),
			items: recipients(1),
		});
		expect(result.error?.message).toContain(error);
		expect(result.error?.message).toContain('2');
		expect(rig.simulator.requests).toEqual([]);
	});

	it.each([
		{ limit: 0, error: '"Limit" has to be 1 or more, not 0' },
		{ limit: -5, error: '"Limit" has to be 1 or more, not -5' },
		{ limit: '={{ "ten" }}', error: '"Limit" has to be a number' },
		{ limit: 1.5, error: 'Limit' },
	])('a limit of $limit', async ({ limit, error }) => {
		const result = await rig.run({
			parameters: { resource: 'knowledge', operation: 'getAll', returnAll: false, limit, filters: {}, options: {} },
		});
		expect(result.error?.message).toContain(error);
		expect(rig.simulator.requests).toEqual([]);
	});

	it.each([
		{
			name: 'an update that changes nothing',
			more: { operation: 'update', updateFields: {} },
			error: '"Update Fields" is empty',
		},
		{
			name: 'an update to an empty answer',
			more: { operation: 'update', updateFields: { answer: ' ' } },
			error: '"Update Fields > Answer" is empty',
		},
		{
			name: 'no entry chosen',
			more: { operation: 'delete', knowledgeId: { __rl: true, mode: 'list', value: '={{ "" }}' } },
			error: '"Knowledge Entry" is empty',
		},
		{
			name: 'an id that climbs',
			more: { operation: 'delete', knowledgeId: { __rl: true, mode: 'id', value: '..' } },
			error: 'incomplete',
		},
	])('knowledge: $name', async ({ more, error }) => {
		const result = await rig.run({
			parameters: {
				resource: 'knowledge',
				knowledgeId: { __rl: true, mode: 'id', value: 'kb_1' },
				options: {},
				...more,
			},
		});
		expect(result.error?.message).toContain(error);
		expect(rig.simulator.requests).toEqual([]);
	});

	it('an id with a slash cannot reach another route', async () => {
		await rig.run({
			parameters: {
				resource: 'knowledge',
				operation: 'delete',
				knowledgeId: { __rl: true, mode: 'id', value: '../webhooks/wh_1' },
				options: {},
			},
		});
		expect(rig.simulator.requests.map(({ path }) => path)).toEqual(['/v1/knowledge/..%2Fwebhooks%2Fwh_1']);
	});

	describe('a credential that cannot be used', () => {
		const items = recipients(2);
		const cases = [
			{ name: 'a line break in the key', run: { apiKey: 'sk_test_secret\n123' }, error: 'line break' },
			{ name: 'an empty key', run: { apiKey: '' }, error: 'incomplete' },
			{
				name: 'plain http to the world',
				run: { baseUrl: 'http://api.livetok.example/v1' },
				error: 'unusable base URL',
			},
			{ name: 'no web address', run: { baseUrl: 'livetok' }, error: 'unusable base URL' },
		];
		it.each(cases)('$name: every item says so, nothing is sent, no key is shown', async ({ run, error }) => {
			const result = await rig.run({
				parameters: sendTemplateParameters(),
				items,
				onError: 'continueErrorOutput',
				...run,
			});
			expect(result.outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				[expect.stringContaining(error), { item: 0 }],
				[expect.stringContaining(error), { item: 1 }],
			]);
			expect(result.stored).not.toContain('sk_test_secret');
			expect(rig.simulator.requests).toEqual([]);
		});
	});

	it('a wrong key: one request per item, says where to make a key, and never shows it', async () => {
		const apiKey = 'sk_test_wrong_0815';
		rig.simulator.faults.add({
			match: { bodyIncludes: '+15550000001' },
			fault: {
				type: 'status',
				status: 401,
				json: { error: { code: 'invalid_api_key', message: `Bad key ${apiKey}\u001b[31m` } },
			},
		});
		const result = await rig.run({
			parameters: sendTemplateParameters(),
			items: recipients(2),
			apiKey,
			onError: 'continueErrorOutput',
		});
		for (const { json } of result.outputs[1] ?? []) {
			expect(json.error).toBe('LiveTok does not accept the API key');
			expect(json.details).toEqual(
				expect.objectContaining({
					code: 'invalid_api_key',
					httpStatus: 401,
					advice: expect.stringContaining('Settings > API > Generate API Key'),
				}),
			);
		}
		expect(result.outputs[1]).toHaveLength(2);
		expect(JSON.stringify(result.outputs)).not.toContain(apiKey);
		expect(JSON.stringify(result.outputs)).not.toContain('\\u001b');
		expect(rig.simulator.requests).toHaveLength(2);
	});

	it('a wrong key and a long list: a few requests, and the rest as not sent', async () => {
		const result = await rig.run({
			parameters: sendTemplateParameters({ options: { concurrency: 5 } }),
			items: recipients(500),
			apiKey: 'sk_test_wrong_0815',
			onError: 'continueErrorOutput',
		});
		const details = (result.outputs[1] ?? []).map(({ json }) => json.details as Record<string, unknown>);
		expect(details).toHaveLength(500);
		const asked = details.filter(({ outcome }) => outcome === 'failed');
		const { requests } = rig.simulator;
		expect(requests.length).toBeGreaterThanOrEqual(10);
		// Those that were on their way together with the tenth.
		expect(requests.length).toBeLessThan(10 + 5);
		expect(asked).toHaveLength(requests.length);
		expect(details.at(-1)).toEqual({
			outcome: 'notSent',
			code: null,
			httpStatus: null,
			advice: expect.stringMatching(/Nothing was sent for this item.*Settings > API > Generate API Key/),
		});
		expect(result.outputs[1]?.at(-1)?.json.error).toBe('LiveTok does not accept the API key');
	});

	it('a 401 about single records does not end the run', async () => {
		// Nine refusals, one success, nine refusals.
		for (const after of [0, 10]) {
			rig.simulator.faults.add({ after, times: 9, fault: { type: 'status', status: 401 } });
		}
		const result = await rig.run({
			parameters: sendTemplateParameters({ options: { concurrency: 1 } }),
			items: recipients(30),
			onError: 'continueErrorOutput',
		});
		expect(result.outputs.map((items) => items.length)).toEqual([12, 18]);
		expect(rig.simulator.requests).toHaveLength(30);
	});

	it('a key without permission says so', async () => {
		const result = await rig.run({
			parameters: sendTemplateParameters(),
			items: recipients(1),
			apiKey: 'sk_test_sandbox_readonly',
		});
		expect(result.error?.message).toBe('The API key is not allowed to do this');
		expect(result.error?.httpCode).toBe('403');
	});

	it('no key in anything the engine stores, neither of a success nor of an error', async () => {
		const good = await rig.run({ parameters: sendTemplateParameters(), items: recipients(1) });
		rig.simulator.faults.add({ match: {}, fault: { type: 'cut' } });
		const bad = await rig.run({ parameters: sendTemplateParameters(), items: recipients(1) });
		expect(good.stored + bad.stored + String(bad.error?.stack)).not.toContain(testKey);
	});
});
