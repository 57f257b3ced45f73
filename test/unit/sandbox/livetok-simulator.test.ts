import { liveKey, readOnlyKey, testKey } from '../../../sandbox/simulators/livetok/index.ts';
import { simulator, start, call, message, text, image, document, entry, webhook, send } from './liveTokClient.ts';
import type { ReplyBody } from './liveTokClient.ts';

describe('authentication', () => {
	beforeEach(() => start());

	it.each([
		['no header', {}],
		['another scheme', { Authorization: `Basic ${testKey}` }],
		['an unknown key', { Authorization: 'Bearer sk_test_abc123' }],
		['an empty key', { Authorization: 'Bearer ' }],
	])('answers %s with 401 before anything else', async (_case, headers) => {
		const response = await fetch(`${simulator.url}/v1/nowhere`, { headers });
		expect(response.status).toBe(401);
		expect(response.headers.has('X-RateLimit-Limit')).toBe(false);
		expect(await response.json()).toMatchObject({
			error: { type: 'authentication_error', code: 'invalid_api_key' },
		});
	});

	it.each([
		['POST', send, message],
		['POST', '/v1/knowledge', entry],
		['PATCH', '/v1/knowledge/kb_test0001', entry],
		['DELETE', '/v1/knowledge/kb_test0001', undefined],
		['POST', '/v1/webhooks', webhook],
	])('answers %s %s of the read-only key with 403', async (method, path, json) => {
		const reply = await call(method, path, json, readOnlyKey);
		expect(reply.status).toBe(403);
		expect(reply.body.error.code).toBe('insufficient_permissions');
		expect((await call('GET', '/v1/knowledge', undefined, readOnlyKey)).status).toBe(200);
	});

	it.each([
		['GET', send],
		['GET', '/v1/knowledge/kb_test0001'],
		['GET', '/v1/knowledge/'],
		['GET', '/v1/v1/knowledge'],
		['PUT', '/v1/knowledge/kb_test0001'],
		['PATCH', '/v1/webhooks/wh_1'],
		['GET', '/v1/%zz'],
	])('knows no %s %s', async (method, path) => {
		const reply = await call(method, path);
		expect([reply.status, reply.body.error.code]).toEqual([404, 'not_found']);
	});
});

describe('sending a template', () => {
	beforeEach(() => start());

	it('keeps the message and answers as documented', async () => {
		const reply = await call('POST', send, { ...message, template_parameters: [text] });
		expect(reply.status).toBe(200);
		expect(reply.body).toEqual({
			id: 'msg_00000001',
			status: 'sent',
			to: '+1234567890',
			template_name: 'order_update',
			template_parameters: [text],
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
		});
		expect(simulator.state.messages()).toMatchObject([{ template_language: 'en_US' }]);
		expect(simulator.state.messages('live')).toEqual([]);
	});

	it.each([
		['no parameters', undefined],
		['an image', [image, text]],
		['a document', [document]],
	])('does not repeat the parameters with %s', async (_case, template_parameters) => {
		const reply = await call('POST', send, { ...message, template_parameters });
		expect(reply.status).toBe(200);
		expect(reply.body).not.toHaveProperty('template_parameters');
	});

	it.each([
		['to is missing', { to: undefined }, 400, 'parameter_missing', 'to'],
		['to is empty', { to: '' }, 400, 'parameter_missing', 'to'],
		['to is a number', { to: 1234567890 }, 400, 'parameter_invalid', 'to'],
		['to has no plus', { to: '1234567890' }, 400, 'invalid_phone_number', 'to'],
		['to begins with 0', { to: '+0234567890' }, 400, 'invalid_phone_number', 'to'],
		['to has 16 digits', { to: '+1234567890123456' }, 400, 'invalid_phone_number', 'to'],
		['to has spaces', { to: '+1 234 567 890' }, 400, 'invalid_phone_number', 'to'],
		['the name is missing', { template_name: null }, 400, 'parameter_missing', 'template_name'],
		['the language is missing', { template_language: undefined }, 400, 'parameter_missing', 'template_language'],
		['the template is unknown', { template_name: 'nope' }, 404, 'template_not_found', undefined],
		['the language is wrong', { template_language: 'de_DE' }, 404, 'template_not_found', undefined],
		['the parameters are no array', { template_parameters: {} }, 400, 'parameter_invalid', 'template_parameters'],
		[
			'the number of parameters is wrong',
			{ template_name: 'appointment_reminder', template_parameters: [text] },
			400,
			'parameter_invalid',
			'template_parameters',
		],
		[
			'a type is unknown',
			{ template_parameters: [text, { type: 'video' }] },
			400,
			'parameter_invalid',
			'template_parameters[1].type',
		],
		[
			'a text is no string',
			{ template_parameters: [{ type: 'text', text: 5 }] },
			400,
			'parameter_invalid',
			'template_parameters[0].text',
		],
		[
			'an image has no link',
			{ template_parameters: [{ type: 'image', image: {} }] },
			400,
			'parameter_missing',
			'template_parameters[0].image.link',
		],
		[
			'a link is no URL',
			{ template_parameters: [{ type: 'image', image: { link: 'a.png' } }] },
			400,
			'parameter_invalid',
			'template_parameters[0].image.link',
		],
	])('refuses when %s', async (_case, change, status, code, param) => {
		const reply = await call('POST', send, { ...message, ...change });
		expect(reply.status).toBe(status);
		expect(reply.body.error).toMatchObject({ code, message: expect.any(String) as string });
		expect(reply.body.error.param).toBe(param);
		expect(simulator.state.messages()).toEqual([]);
		expect(simulator.requests[0]?.processed).toBe(false);
	});

	it.each([
		['broken JSON', '{"to":'],
		['an array', '[]'],
	])('refuses %s', async (_case, raw) => {
		const reply = await call('POST', send, raw);
		expect([reply.status, reply.body.error.code]).toEqual([400, 'invalid_json']);
	});

	it('refuses a body that is not declared as JSON', async () => {
		const response = await fetch(simulator.url + send, {
			method: 'POST',
			headers: { Authorization: `Bearer ${testKey}` },
			body: JSON.stringify(message),
		});
		expect(response.status).toBe(400);
	});

	it('uses an unapproved template in test mode only', async () => {
		const sale = { ...message, template_name: 'winter_sale' };
		expect((await call('POST', send, sale)).status).toBe(200);
		expect((await call('POST', send, sale, liveKey)).body.error.code).toBe('template_not_found');
	});
});

describe('webhooks', () => {
	beforeEach(() => start());

	it('registers, lists without the secret and deletes', async () => {
		const made = await call('POST', '/v1/webhooks', { ...webhook, description: 'n8n' });
		expect(made.body).toMatchObject({
			...webhook,
			id: 'wh_00000001',
			description: 'n8n',
			secret: expect.stringMatching(/^whsec_/) as string,
		});
		expect(simulator.state.webhooks()).toMatchObject([{ secret: made.body.secret }]);
		const shown: Partial<ReplyBody> = { ...made.body };
		delete shown.secret;
		expect((await call('GET', '/v1/webhooks')).body).toEqual({
			object: 'list',
			data: [shown],
			has_more: false,
		});
		const path = '/v1/webhooks/wh_00000001';
		expect((await call('DELETE', path, undefined, liveKey)).status).toBe(404);
		expect((await call('DELETE', path)).body).toEqual({ id: 'wh_00000001', deleted: true });
		expect((await call('DELETE', path)).body.error.code).toBe('webhook_not_found');
	});

	it.each([
		[{ url: undefined }, 'parameter_missing', 'url'],
		[{ url: 'ftp://example.com' }, 'parameter_invalid', 'url'],
		[{ url: 'not a url' }, 'parameter_invalid', 'url'],
		[{ events: undefined }, 'parameter_missing', 'events'],
		[{ events: [] }, 'parameter_invalid', 'events'],
		[{ events: ['message.sent'] }, 'parameter_invalid', 'events'],
		[{ description: 1 }, 'parameter_invalid', 'description'],
	])('refuses a registration with %j', async (change, code, param) => {
		const reply = await call('POST', '/v1/webhooks', { ...webhook, ...change });
		expect(reply.status).toBe(400);
		expect(reply.body.error).toMatchObject({ code, param });
		expect(simulator.state.webhooks()).toEqual([]);
	});
});
