import { fillPath, type HttpMethod, isRepeatable } from '../../../nodes/shared/http/endpoint.ts';

describe('fillPath', () => {
	it.each<{ path: string; parameters?: Record<string, string>; filled: string }>([
		{ path: '/knowledge', filled: '/knowledge' },
		{ path: '/knowledge', parameters: { id: 'unused' }, filled: '/knowledge' },
		{ path: '/knowledge/:id', parameters: { id: 'kb_abc123' }, filled: '/knowledge/kb_abc123' },
		{
			path: '/contacts/:contactId/calls/:callId',
			parameters: { contactId: 'a', callId: 'b' },
			filled: '/contacts/a/calls/b',
		},
		{ path: '/contacts/:id/links/:id', parameters: { id: '7' }, filled: '/contacts/7/links/7' },
		{ path: '/contacts/:id/calls', parameters: { id: ' 42\n' }, filled: '/contacts/42/calls' },
		{ path: '/contacts/:id', parameters: { id: 'a/b' }, filled: '/contacts/a%2Fb' },
		{ path: '/contacts/:id', parameters: { id: '../agents' }, filled: '/contacts/..%2Fagents' },
		{ path: '/contacts/:id', parameters: { id: '..\\agents' }, filled: '/contacts/..%5Cagents' },
		{ path: '/contacts/:id', parameters: { id: '%2e%2e' }, filled: '/contacts/%252e%252e' },
		{ path: '/contacts/:id', parameters: { id: '...' }, filled: '/contacts/...' },
		{ path: '/contacts/:id', parameters: { id: '.hidden' }, filled: '/contacts/.hidden' },
		{ path: '/contacts/:id', parameters: { id: 'x?admin=1#top' }, filled: '/contacts/x%3Fadmin%3D1%23top' },
		{ path: '/contacts/:id', parameters: { id: 'a b+c&d' }, filled: '/contacts/a%20b%2Bc%26d' },
		{ path: '/contacts/:id', parameters: { id: 'x\r\nHost: evil' }, filled: '/contacts/x%0D%0AHost%3A%20evil' },
		{ path: '/contacts/:id', parameters: { id: 'Zoë 名' }, filled: '/contacts/Zo%C3%AB%20%E5%90%8D' },
		{ path: '/contacts/:id', parameters: { id: ':id' }, filled: '/contacts/%3Aid' },
		{ path: '/contacts/:id', parameters: { id: '$&' }, filled: '/contacts/%24%26' },
	])('fills $path with $parameters', ({ path, parameters, filled }) => {
		expect(fillPath(path, parameters)).toBe(filled);
	});

	it.each<[string, Record<string, string> | undefined]>([
		['nothing at all', undefined],
		['another name', { contactId: '1' }],
		['an empty text', { id: '' }],
		['blanks', { id: ' \t\n' }],
		['a no-break space', { id: '\u00a0' }],
		['.', { id: '.' }],
		['..', { id: '..' }],
		['.. with blanks around it', { id: ' .. ' }],
	])('refuses %s as an id', (_, parameters) => {
		expect(() => fillPath('/contacts/:id', parameters)).toThrow(RangeError);
	});

	it('names the parameter and the route in its refusal', () => {
		expect(() => fillPath('/contacts/:contactId/calls', {})).toThrow(/contactId.*\/contacts\/:contactId\/calls/);
	});

	describe('with parts that come from the credential', () => {
		const path = '/api/widgets/{tenantId}/rows/:id';

		it('fills both kinds, each from its own place', () => {
			expect(fillPath(path, { id: 'a b', tenantId: 'wrong' }, { tenantId: 't/1', id: 'wrong' })).toBe(
				'/api/widgets/t%2F1/rows/a%20b',
			);
		});

		it('does not read the values as further parts', () => {
			expect(fillPath(path, { id: '{tenantId}' }, { tenantId: ':id' })).toBe('/api/widgets/%3Aid/rows/%7BtenantId%7D');
		});

		it.each<Record<string, string> | undefined>([undefined, {}, { tenantId: ' ' }, { tenantId: '..' }])('refuses %j', (fromCredential) => {
			expect(() => fillPath(path, { id: '1' }, fromCredential)).toThrow(/tenantId.*is empty/);
		});
	});

	it('refuses half of a character pair', () => {
		expect(() => fillPath('/contacts/:id', { id: '\ud83d' })).toThrow();
	});

	// A parameter's name reaches to the next slash for the compiler, so it has to for the runtime.
	it.each([
		['/contacts/:contact_id', { contact_id: '1' }, '/contacts/1'],
		['/options/:option2', { option2: '1' }, '/options/1'],
	])('reads the whole name in %s', (path, parameters, filled) => {
		expect(fillPath(path, parameters)).toBe(filled);
	});
});

describe('isRepeatable', () => {
	it.each<[HttpMethod, boolean | undefined, boolean]>([
		['GET', undefined, true],
		['PUT', undefined, true],
		['DELETE', undefined, true],
		['POST', undefined, false],
		['PATCH', undefined, false],
		['GET', false, false],
		['PUT', false, false],
		['DELETE', false, false],
		['POST', true, true],
		['PATCH', true, true],
		['POST', false, false],
	])('%s, declared %s: %s', (method, repeatable, expected) => {
		expect(isRepeatable({ method, repeatable })).toBe(expected);
	});
});
