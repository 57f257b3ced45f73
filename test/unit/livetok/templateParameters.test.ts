import { sendTemplate } from '../../../nodes/LiveTok/actions/message/sendTemplate.operation.ts';
import { templateParameterList, toApiParameter } from '../../../nodes/LiveTok/actions/message/templateParameters.ts';
import { sendTemplateBody, type TemplateParameter } from '../../../nodes/LiveTok/schemas.ts';
import { read, refusal } from '../runtime/standIn.ts';

const link = 'https://example.com/offer.png';

describe('template parameters from fields', () => {
	it.each<[string, unknown, TemplateParameter]>([
		['a text', { type: 'text', text: 'Ann' }, { type: 'text', text: 'Ann' }],
		['a text with blanks, as it is', { type: 'text', text: ' Ann\n' }, { type: 'text', text: ' Ann\n' }],
		['a number', { type: 'text', text: 19.5 }, { type: 'text', text: '19.5' }],
		['zero', { type: 'text', text: 0 }, { type: 'text', text: '0' }],
		['false', { type: 'text', text: false }, { type: 'text', text: 'false' }],
		['a text, hidden fields left', { type: 'text', text: 'x', link, filename: 'f' }, { type: 'text', text: 'x' }],
		['a text, a hidden link that is broken', { type: 'text', text: 'x', link: 'no' }, { type: 'text', text: 'x' }],
		['an image', { type: 'image', link }, { type: 'image', image: { link } }],
		[
			'an image, hidden fields left',
			{ type: 'image', link, text: 'x', filename: 'f' },
			{ type: 'image', image: { link } },
		],
		['an image, blanks around its address', { type: 'image', link: ` ${link}\n` }, { type: 'image', image: { link } }],
		['a document', { type: 'document', link }, { type: 'document', document: { link } }],
		['a document without a name', { type: 'document', link, filename: ' ' }, { type: 'document', document: { link } }],
		[
			'a document with a name',
			{ type: 'document', link, filename: 'a.pdf' },
			{ type: 'document', document: { link, filename: 'a.pdf' } },
		],
	])('%s', (_, row, expected) => {
		expect(templateParameterList.parse([row]).map(toApiParameter)).toEqual([expected]);
	});

	it('keeps the order', () => {
		const rows = [{ type: 'image', link }, ...['b', 'a', 'b'].map((text) => ({ type: 'text', text }))];
		const given = templateParameterList.parse(rows).map(toApiParameter);
		expect(given.map(({ type, text }) => text ?? type)).toEqual(['image', 'b', 'a', 'b']);
	});
});

describe('what Send Template accepts', () => {
	const good = { to: '+49 151 12345678', templateName: ' order_update ', templateLanguage: 'en_US' };

	it('takes the least', () => {
		expect(read(sendTemplate, good)).toMatchObject({
			to: '+4915112345678',
			templateName: 'order_update',
			templateLanguage: 'en_US',
			templateParametersInput: 'fields',
			templateParameters: {},
		});
	});

	it.each([
		['[]', []],
		['[{"type":"button","index":0}]', [{ type: 'button', index: 0 }]],
		[[{ type: 'text', text: 'x' }], [{ type: 'text', text: 'x' }]],
		['', undefined],
	])('takes %j as JSON', (templateParametersJson, expected) => {
		const values = read(sendTemplate, { ...good, templateParametersInput: 'json', templateParametersJson });
		expect(values.templateParametersJson).toEqual(expected);
	});

	const row = (entry: object) => ({ templateParameters: { parameter: [{ type: 'text', text: 'x' }, entry] } });

	it.each<[string, object, RegExp]>([
		['no recipient', { to: '' }, /^"To" has to be a phone number.*Received: nothing$/],
		['a recipient without a country code', { to: '0151 12345678' }, /^"To" has to be a phone number.*"0151 12345678"$/],
		['no template', { templateName: ' ' }, /^"Template Name" is empty$/],
		['no language', { templateLanguage: '' }, /^"Template Language" is empty$/],
		[
			'an empty text',
			row({ type: 'text', text: '' }),
			/^"Template Parameters > Parameter 2 > Text" is empty: WhatsApp refuses/,
		],
		[
			'a text that is not there',
			row({ type: 'text' }),
			/^"Template Parameters > Parameter 2 > Text" is empty: WhatsApp refuses/,
		],
		[
			'no link',
			row({ type: 'image', link: ' ' }),
			/^"Template Parameters > Parameter 2 > Link" is empty: enter the public address/,
		],
		['a link that is none', row({ type: 'image', link: 'offer.png' }), /Parameter 2 > Link" has to be a web address/],
		['a script as link', row({ type: 'image', link: 'javascript:alert(1)' }), /Link" has to be a web address/],
		['data as link', row({ type: 'document', link: 'data:text/plain,x' }), /Link" has to be a web address/],
		['a file as link', row({ type: 'document', link: 'file:///etc/passwd' }), /Link" has to be a web address/],
		['JSON that is none', { templateParametersJson: '[{' }, /^"Template Parameters \(JSON\)" is not valid JSON/],
		[
			'JSON that is no list',
			{ templateParametersJson: '{"type":"text"}' },
			/\(JSON\)" has to be a list of objects, each with a "type"/,
		],
		[
			'JSON without a type',
			{ templateParametersJson: '[{"text":"x"}]' },
			/^"Template Parameters \(JSON\) 1 > type" is required$/,
		],
	])('refuses %s', (_, values, message) => {
		expect(refusal(sendTemplate, { ...good, ...values })).toMatch(message);
	});

	it('names the kinds that there are when a row has another', () => {
		const message = refusal(sendTemplate, { ...good, ...row({ type: 'video' }) });
		expect(message).toMatch(/^"Template Parameters > Parameter 2 > Type" has to be one of text, image, document/);
	});
});

describe('the request body', () => {
	it('lets parameters of any kind through and nothing else', () => {
		const body = {
			to: '+1',
			template_name: 'a',
			template_language: 'en',
			template_parameters: [{ type: 'x', y: { z: 1 } }],
		};
		expect(sendTemplateBody.parse({ ...body, extra: 1 })).toEqual(body);
	});
});
