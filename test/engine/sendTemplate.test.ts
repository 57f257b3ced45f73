import { liveTokRig, recipients, sendTemplateParameters } from './liveTokRig.ts';

type Rig = Awaited<ReturnType<typeof liveTokRig>>;

describe('liveTok message.sendTemplate in the engine', () => {
	let rig: Rig;
	beforeEach(async () => {
		rig = await liveTokRig();
	});
	afterEach(async () => await rig.simulator.close());

	it('sends exactly the documented body', async () => {
		const { outputs } = await rig.run({
			parameters: sendTemplateParameters(),
			items: [{ phone: '00 1 (555) 000-0001' }],
		});
		expect(outputs[0]).toEqual([
			{
				json: expect.objectContaining({ id: expect.stringMatching(/^msg_/), status: 'sent', to: '+15550000001' }),
				pairedItem: { item: 0 },
			},
		]);
		expect(
			rig.simulator.requests.map(({ method, path, body, headers }) => ({
				method,
				path,
				body,
				key: headers.authorization,
			})),
		).toEqual([
			{
				method: 'POST',
				path: '/v1/messages/templates',
				key: 'Bearer sk_test_sandbox_livetok',
				body: {
					to: '+15550000001',
					template_name: 'order_update',
					template_language: 'en_US',
					template_parameters: [
						{ type: 'text', text: 'Ann' },
						{ type: 'text', text: 'A-1' },
					],
				},
			},
		]);
	});

	it.each([
		{
			name: 'image first, then text',
			given: [
				{ type: 'image', link: 'https://example.com/a.png' },
				{ type: 'text', text: 'Ann' },
			],
			sent: [
				{ type: 'image', image: { link: 'https://example.com/a.png' } },
				{ type: 'text', text: 'Ann' },
			],
		},
		{
			name: 'a document with a file name',
			given: [{ type: 'document', link: 'https://example.com/a.pdf', filename: 'bill.pdf' }],
			sent: [{ type: 'document', document: { link: 'https://example.com/a.pdf', filename: 'bill.pdf' } }],
		},
		{
			name: 'a document without one',
			given: [{ type: 'document', link: 'https://example.com/a.pdf', filename: '' }],
			sent: [{ type: 'document', document: { link: 'https://example.com/a.pdf' } }],
		},
		{
			name: 'a number from a sheet as text',
			given: [{ type: 'text', text: '={{ 42 }}' }],
			sent: [{ type: 'text', text: '42' }],
		},
		{ name: 'no parameters', given: [], sent: undefined },
	])('maps the fields: $name', async ({ given, sent }) => {
		const result = await rig.run({
			parameters: sendTemplateParameters({ templateParameters: { parameter: given } }),
			items: recipients(1),
		});
		expect(result.error).toBeUndefined();
		expect(rig.simulator.requests[0]?.body).toEqual(
			expect.objectContaining(sent === undefined ? { template_name: 'order_update' } : { template_parameters: sent }),
		);
	});

	it.each([
		{ name: 'text', json: '[{"type":"text","text":"Ann"}]' },
		{ name: 'an expression that gives a list', json: '={{ [{ type: "text", text: "Ann" }] }}' },
	])('takes parameters as JSON: $name', async ({ json }) => {
		await rig.run({
			parameters: sendTemplateParameters({ templateParametersInput: 'json', templateParametersJson: json }),
			items: recipients(1),
		});
		expect(rig.simulator.requests[0]?.body).toEqual(
			expect.objectContaining({ template_parameters: [{ type: 'text', text: 'Ann' }] }),
		);
	});

	it('takes a language code typed by hand or given by an expression', async () => {
		await rig.run({
			parameters: sendTemplateParameters({
				templateLanguage: { __rl: true, mode: 'code', value: '={{ $json.language }}' },
			}),
			items: [{ phone: '+15550000001', language: 'es_MX' }],
		});
		expect(rig.simulator.state.messages()).toEqual([expect.objectContaining({ template_language: 'es_MX' })]);
	});

	it('keeps the order of the input and pairs every output, whatever order the answers come in', async () => {
		rig.simulator.faults.add({ match: { bodyIncludes: '+15550000000' }, fault: { type: 'slow', ms: 150 } });
		rig.simulator.faults.add({ match: { bodyIncludes: '+15550000003' }, fault: { type: 'slow', ms: 60 } });
		const { outputs } = await rig.run({ parameters: sendTemplateParameters(), items: recipients(12) });
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual(
			recipients(12).map(({ phone }, item) => [phone, { item }]),
		);
	});

	it.each([
		{ concurrency: 1, most: 1 },
		{ concurrency: undefined, most: 10 },
		{ concurrency: 25, most: 25 },
	])('has $most requests open at most, and so many, with concurrency $concurrency', async ({ concurrency, most }) => {
		rig.simulator.setLatency(20);
		await rig.run({
			parameters: sendTemplateParameters({ options: concurrency === undefined ? {} : { concurrency } }),
			items: recipients(200),
		});
		expect(rig.simulator.stats().mostOpenRequests).toBe(most);
		expect(rig.simulator.state.messages()).toHaveLength(200);
	});

	describe('when some items fail', () => {
		const items = [
			{ phone: '+15550000001', name: 'Ann' },
			{ phone: 'no number', name: 'Ben' },
			{ phone: '+15550000003', name: 'Cleo', template: 'unknown_one' },
			{ phone: '+15550000004', name: 'Dan' },
		];
		const parameters = sendTemplateParameters({ templateName: '={{ $json.template ?? "order_update" }}' });

		it('error output: the failed ones come out there, with their input fields, in order and paired', async () => {
			const { status, outputs } = await rig.run({ parameters, items, onError: 'continueErrorOutput' });
			expect(status).toBe('success');
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 3 }]);
			expect(outputs[1]).toEqual([
				{
					json: {
						...items[1],
						error: '"To" has to be a phone number with its country code, such as +4915112345678. Received: "no number"',
						details: {
							outcome: 'notSent',
							code: null,
							httpStatus: null,
							advice: expect.stringContaining('Nothing was sent'),
						},
					},
					pairedItem: { item: 1 },
				},
				{
					json: {
						...items[2],
						error: expect.stringContaining('LiveTok: Template'),
						details: {
							outcome: 'failed',
							code: 'template_not_found',
							httpStatus: 404,
							advice: expect.stringMatching(/spelling.*approved.*language/),
						},
					},
					pairedItem: { item: 2 },
				},
			]);
		});

		it('regular output: the failed ones stay in their place', async () => {
			const { outputs } = await rig.run({ parameters, items, onError: 'continueRegularOutput' });
			expect(outputs).toHaveLength(1);
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.error !== undefined, pairedItem])).toEqual([
				[false, { item: 0 }],
				[true, { item: 1 }],
				[true, { item: 2 }],
				[false, { item: 3 }],
			]);
		});

		it('stop: ends with the first error, names the item, says how far it came, and begins nothing more', async () => {
			const result = await rig.run({
				parameters: sendTemplateParameters({
					templateName: '={{ $json.template ?? "order_update" }}',
					options: { concurrency: 1 },
				}),
				items,
			});
			expect(result.status).toBe('error');
			expect(result.error?.context).toEqual(expect.objectContaining({ itemIndex: 1 }));
			expect(result.error?.message).toContain('"no number"');
			expect(result.error?.description).toContain('1 of 4 items were done');
			expect(rig.simulator.state.messages().map(({ to }) => to)).toEqual(['+15550000001']);
		});
	});

	it('sends nothing and fails nothing when there are no items', async () => {
		const { outputs } = await rig.run({ parameters: sendTemplateParameters(), items: [] });
		expect(outputs.flat()).toEqual([]);
		expect(rig.simulator.requests).toEqual([]);
	});
});
