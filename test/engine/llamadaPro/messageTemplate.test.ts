import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { messageRig, parameters } from './messageRig.ts';

const ana = { phone: '+56955510101', name: 'Ana' };
const components = (more: INodeParameters): INodeParameters => ({ templateContent: 'components', ...more });
const header = (parameter: INodeParameters) => components({ headerComponent: { parameter } });
const body = (parameter: INodeParameters[]) => components({ bodyComponent: { parameter } });
const buttons = (button: INodeParameters[]) => components({ buttonComponents: { button } });
const json = (templateContentJson: string): INodeParameters => ({ templateContent: 'json', templateContentJson });

describe('llamadaPro message.sendTemplate in the engine', () => {
	let rig: Awaited<ReturnType<typeof messageRig>>;
	beforeEach(async () => {
		rig = await messageRig();
	});
	afterEach(async () => await rig.simulator.close());

	const sent = {
		fromPhoneNumber: '+56225559999',
		toPhoneNumber: '+56955510101',
		templateName: 'order_update',
		languageCode: 'es',
	};

	it.each<{ name: string; more: INodeParameters; content: IDataObject }>([
		{ name: 'variables', more: {}, content: { variables: [{ type: 'text', text: 'Ana' }] } },
		{
			name: 'several variables in their order; a number of a sheet becomes a text',
			more: { variables: { variable: [{ text: 'b' }, { text: '={{ 2 }}' }, { text: 'a' }] } },
			content: {
				variables: [
					{ type: 'text', text: 'b' },
					{ type: 'text', text: '2' },
					{ type: 'text', text: 'a' },
				],
			},
		},
		{ name: 'no variables', more: { variables: {} }, content: {} },
		{ name: 'no components', more: components({}), content: {} },
		{
			name: 'numbers as people write them, a typed language, optional fields',
			more: {
				fromPhoneNumber: '0056 2 2555-9999',
				toPhoneNumber: '+56 (9) 5551 0101',
				templateName: ' order_update ',
				languageCode: { __rl: true, mode: 'code', value: '={{ "es_CL" }}' },
				variables: {},
				additionalFields: { customFields: '{ "campaign": "spring" }', userId: '={{ 123 }}' },
			},
			content: { languageCode: 'es_CL', customFields: { campaign: 'spring' }, userId: '123' },
		},
		{
			name: 'a header with text',
			more: header({ type: 'text', text: '={{ $json.name }}' }),
			content: { components: [{ type: 'header', parameters: [{ type: 'text', text: 'Ana' }] }] },
		},
		...['image', 'video', 'document'].flatMap((type) => [
			{
				name: `a header with ${type} by link`,
				more: header({ type, mediaInput: 'link', link: ' https://example.com/a.bin ', mediaId: '' }),
				content: {
					components: [{ type: 'header', parameters: [{ type, [type]: { link: 'https://example.com/a.bin' } }] }],
				},
			},
			{
				name: `a header with ${type} by media ID`,
				more: header({ type, mediaInput: 'mediaId', mediaId: '={{ 900001 }}' }),
				content: { components: [{ type: 'header', parameters: [{ type, [type]: { id: '900001' } }] }] },
			},
		]),
		{
			name: 'a header with a document and its name',
			more: header({ type: 'document', mediaInput: 'link', link: 'https://example.com/a.pdf', filename: 'bill.pdf' }),
			content: {
				components: [
					{
						type: 'header',
						parameters: [{ type: 'document', document: { link: 'https://example.com/a.pdf', filename: 'bill.pdf' } }],
					},
				],
			},
		},
		{
			name: 'a header with a location',
			more: header({ type: 'location', latitude: '-33.4489', longitude: '={{ -70.6693 }}', name: 'Shop', address: '' }),
			content: {
				components: [
					{
						type: 'header',
						parameters: [{ type: 'location', location: { latitude: -33.4489, longitude: -70.6693, name: 'Shop' } }],
					},
				],
			},
		},
		{
			name: 'body values in the order of their rows',
			more: body([
				{ type: 'date_time', fallbackValue: '1 March' },
				{ type: 'text', text: 'Ana' },
				{ type: 'currency', amount: '19.99', code: 'usd', fallbackValue: '19.99 US$' },
			]),
			content: {
				components: [
					{
						type: 'body',
						parameters: [
							{ type: 'date_time', date_time: { fallback_value: '1 March' } },
							{ type: 'text', text: 'Ana' },
							{ type: 'currency', currency: { fallback_value: '19.99 US$', code: 'USD', amount_1000: 19990 } },
						],
					},
				],
			},
		},
		{
			name: 'buttons with their positions',
			more: buttons([
				{ subType: 'url', index: 2, text: 'orders/1' },
				{ subType: 'quick_reply', index: 0, payload: 'yes' },
				{ subType: 'copy_code', index: 1, couponCode: 'SPRING' },
			]),
			content: {
				components: [
					{ type: 'button', sub_type: 'url', index: '2', parameters: [{ type: 'text', text: 'orders/1' }] },
					{ type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'yes' }] },
					{
						type: 'button',
						sub_type: 'copy_code',
						index: '1',
						parameters: [{ type: 'coupon_code', coupon_code: 'SPRING' }],
					},
				],
			},
		},
		{
			name: 'header, body and buttons together; what the hidden variables hold stays behind',
			more: components({
				headerComponent: { parameter: { type: 'text', text: 'Hi' } },
				bodyComponent: { parameter: [{ type: 'text', text: 'Ana' }] },
				buttonComponents: { button: [{ subType: 'quick_reply', index: 0, payload: 'yes' }] },
			}),
			content: {
				components: [
					{ type: 'header', parameters: [{ type: 'text', text: 'Hi' }] },
					{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] },
					{ type: 'button', sub_type: 'quick_reply', index: '0', parameters: [{ type: 'payload', payload: 'yes' }] },
				],
			},
		},
		{
			name: 'components as JSON',
			more: json('[{ "type": "body", "parameters": [{ "type": "text", "text": "Ana" }] }]'),
			content: { components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] }] },
		},
		{
			name: 'components that an expression gives',
			more: json('={{ [{ type: "Header", anything: 1 }] }}'),
			content: { components: [{ type: 'Header', anything: 1 }] },
		},
		{
			name: 'JSON that names components',
			more: json('{ "components": [{ "type": "body" }] }'),
			content: { components: [{ type: 'body' }] },
		},
		{
			name: 'JSON that names variables',
			more: json('{ "variables": [{ "name": "first", "value": "Ana" }] }'),
			content: { variables: [{ name: 'first', value: 'Ana' }] },
		},
		{ name: 'empty JSON', more: json('[]'), content: {} },
	])('sends $name', async ({ more, content }) => {
		const { error, outputs } = await rig.run({ parameters: parameters('sendTemplate', more), items: [ana] });
		expect(error).toBeUndefined();
		expect(
			rig.simulator.requests.map(({ method, path, body: given, headers }) => ({
				request: `${method} ${path}`,
				key: headers['x-api-key'],
				body: given,
			})),
		).toEqual([
			{
				request: 'POST /api/v1/messaging/whatsapp/messages/template',
				key: 'lp_sandbox_key',
				body: { ...sent, ...content },
			},
		]);
		expect(outputs[0]).toEqual([
			{
				json: expect.objectContaining({ id: expect.stringMatching(/^msg_/), status: 'pending', contactId: 1 }),
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each<{ name: string; more: INodeParameters; error: string }>([
		{
			name: 'a malformed recipient',
			more: { toPhoneNumber: '9 5551 0101' },
			error: '"To" has to be a phone number with its country code, such as +4915112345678. Received: "9 5551 0101"',
		},
		{ name: 'no sender', more: { fromPhoneNumber: '={{ "" }}' }, error: '"From" has to be a phone number' },
		{ name: 'no template', more: { templateName: '={{ " " }}' }, error: '"Template Name" is empty' },
		{
			name: 'no language',
			more: { languageCode: { __rl: true, mode: 'code', value: '={{ "" }}' } },
			error: '"Language" is empty',
		},
		{
			name: 'an empty variable',
			more: { variables: { variable: [{ text: 'Ana' }, { text: '' }] } },
			error: '"Variables > Variable 2 > Text" is empty',
		},
		{ name: 'an empty header', more: header({ type: 'text', text: '' }), error: '"Header > Header > Text" is empty' },
		{
			name: 'an image without a link',
			more: header({ type: 'image', mediaInput: 'link', link: '' }),
			error: '"Header > Header > Link" is empty',
		},
		{
			name: 'an image without a media ID',
			more: header({ type: 'image', mediaInput: 'mediaId', mediaId: ' ' }),
			error: '"Header > Header > Media ID" is empty',
		},
		{
			name: 'a link that is a script',
			more: header({ type: 'video', mediaInput: 'link', link: 'javascript:alert(1)' }),
			error: '"Header > Header > Link" has to be a web address that starts with https://',
		},
		{
			name: 'a place outside the world',
			more: header({ type: 'location', latitude: '91', longitude: '0' }),
			error: '"Header > Header > Latitude" has to be a number from -90 to 90. Received: "91"',
		},
		{
			name: 'a place without longitude',
			more: header({ type: 'location', latitude: '1', longitude: '' }),
			error: '"Header > Header > Longitude" is empty',
		},
		{
			name: 'an amount that is no number',
			more: body([{ type: 'currency', amount: '19,99', code: 'USD', fallbackValue: 'x' }]),
			error: '"Body > Value 1 > Amount" has to be a number. Received: "19,99"',
		},
		{
			name: 'a currency that is none',
			more: body([{ type: 'currency', amount: '1', code: 'dollar', fallbackValue: 'x' }]),
			error: '"Body > Value 1 > Currency Code" has to be a currency code of three letters, such as CLP',
		},
		{
			name: 'a date without its text',
			more: body([
				{ type: 'text', text: 'a' },
				{ type: 'date_time', fallbackValue: '' },
			]),
			error: '"Body > Value 2 > Fallback Text" is empty',
		},
		{
			name: 'two buttons at one position',
			more: buttons([
				{ subType: 'url', index: 1, text: 'a' },
				{ subType: 'quick_reply', index: 1, payload: 'b' },
			]),
			error: '"Buttons > Button 2 > Index" is the same as that of another button: 1',
		},
		{
			name: 'a button before the first',
			more: buttons([{ subType: 'url', index: -1, text: 'a' }]),
			error: '"Buttons > Button 1 > Index" has to be 0 or more, not -1',
		},
		{
			name: 'a button without its value',
			more: buttons([{ subType: 'copy_code', index: 0, couponCode: '' }]),
			error: '"Buttons > Button 1 > Coupon Code" is empty',
		},
		{
			name: 'variables and components together',
			more: json('{ "variables": [{ "text": "Ana" }], "components": [{ "type": "body" }] }'),
			error: '"Content (JSON)" has variables and components. LlamadaPro takes one of the two: remove the other.',
		},
		{ name: 'content that is no JSON', more: json('[{ "type":'), error: '"Content (JSON)" is not valid JSON' },
		{ name: 'content that is null', more: json('null'), error: '"Content (JSON)" has to be a list of objects' },
		{
			name: 'content that is one component',
			more: json('{ "type": "body" }'),
			error: '"Content (JSON)" has to be a list of objects, each with a "type"',
		},
		{
			name: 'a component without type',
			more: json('[{ "type": "body" }, { "parameters": [] }]'),
			error: '"Content (JSON) 2 > type" is required',
		},
		{
			name: 'named variables that are no list',
			more: json('{ "variables": "Ana" }'),
			error: '"Content (JSON) > variables" has to be a list of objects',
		},
		{
			name: 'custom fields that are a list',
			more: { additionalFields: { customFields: '[]' } },
			error: '"Additional Fields > Custom Fields (JSON)" has to be an object',
		},
	])('refuses $name and sends nothing', async ({ more, error }) => {
		const { outputs } = await rig.run({
			parameters: parameters('sendTemplate', more),
			items: [ana],
			onError: 'continueErrorOutput',
		});
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

	it('a bad recipient fails its own item only', async () => {
		const { outputs } = await rig.run({
			parameters: parameters('sendTemplate'),
			items: [ana, { phone: 'nobody', name: 'Ben' }, { phone: '+56955510102', name: 'Cleo' }],
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ json: message, pairedItem }) => [message.recipient, pairedItem])).toEqual([
			[expect.objectContaining({ phoneNumber: '+56955510101' }), { item: 0 }],
			[expect.objectContaining({ phoneNumber: '+56955510102' }), { item: 2 }],
		]);
		expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	it.each([
		{ name: 'a lost answer', fault: { type: 'cutAfter' } as const, outcome: 'unknown' },
		{ name: 'null as answer', fault: { type: 'wrongShape', json: null } as const, outcome: 'unknown' },
		{ name: 'a fault of the service', fault: { type: 'status', status: 500 } as const, outcome: 'unknown' },
		{ name: 'a refusal', fault: { type: 'status', status: 400 } as const, outcome: 'failed' },
	])('$name: the outcome is $outcome, and nothing is sent twice', async ({ fault, outcome }) => {
		rig.simulator.faults.add({ match: {}, fault });
		const { outputs } = await rig.run({
			parameters: parameters('sendTemplate'),
			items: [ana],
			onError: 'continueErrorOutput',
		});
		expect(outputs[1]?.[0]?.json.details).toEqual(expect.objectContaining({ outcome }));
		expect(rig.simulator.requests).toHaveLength(1);
	});
});
