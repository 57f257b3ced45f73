import { assertSafeForCredentials, isSafeForCredentials, readBaseUrl } from '../../../nodes/shared/http/baseUrl.ts';

describe('readBaseUrl', () => {
	it.each([
		['https://api.livetok.ai/v1', 'https://api.livetok.ai/v1'],
		['https://api.livetok.ai', 'https://api.livetok.ai'],
		['https://api.livetok.ai/', 'https://api.livetok.ai'],
		['https://api.livetok.ai/v1/', 'https://api.livetok.ai/v1'],
		['https://api.livetok.ai/v1///', 'https://api.livetok.ai/v1'],
		['  https://api.livetok.ai/v1 \n', 'https://api.livetok.ai/v1'],
		['HTTPS://API.LiveTok.AI/V1', 'https://api.livetok.ai/V1'],
		['https://api.livetok.ai:8443/v1', 'https://api.livetok.ai:8443/v1'],
		['https://api.livetok.ai:443/v1', 'https://api.livetok.ai/v1'],
		['https://api.livetok.ai/v1?tenant=7', 'https://api.livetok.ai/v1'],
		['https://api.livetok.ai/v1#top', 'https://api.livetok.ai/v1'],
		['https://api.livetok.ai/my path', 'https://api.livetok.ai/my%20path'],
		['https://api.livetok.ai/a/../v1', 'https://api.livetok.ai/v1'],
		['https://bücher.example/v1', 'https://xn--bcher-kva.example/v1'],
		['https://192.168.0.5/v1', 'https://192.168.0.5/v1'],
		['http://localhost:3000/v1', 'http://localhost:3000/v1'],
		['http://LOCALHOST:3000', 'http://localhost:3000'],
		['HTTP://127.0.0.1', 'http://127.0.0.1'],
		['http://127.1:8080/', 'http://127.0.0.1:8080'],
		['http://127.255.0.9', 'http://127.255.0.9'],
		['http://[::1]', 'http://[::1]'],
		['http://[::1]:5678/v1/', 'http://[::1]:5678/v1'],
		['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
		['http://livetok.localhost', 'http://livetok.localhost'],
	])('%s becomes %s', (value, url) => {
		expect(readBaseUrl(value)).toEqual({ url });
	});

	it.each<[string, unknown, RegExp]>([
		['nothing', undefined, /is empty/],
		['null', null, /is empty/],
		['an empty text', '', /is empty/],
		['blanks', ' \n', /is empty/],
		['a number', 5, /is empty/],
		['an object', { url: 'https://a.example' }, /is empty/],
		['no scheme', 'api.livetok.ai/v1', /not a web address.*https:\/\//],
		['no host', 'https://', /not a web address/],
		['a blank in the host', 'https://api livetok.ai', /not a web address/],
		['plain http', 'http://api.livetok.ai/v1', /Use https:\/\//],
		['plain http in capitals', 'HTTP://API.LIVETOK.AI', /Use https:\/\//],
		['a name that begins like this machine', 'http://localhost.evil.com', /Use https:\/\//],
		['an address that begins like this machine', 'http://127.0.0.1.evil.com', /Use https:\/\//],
		['a name that ends like this machine', 'http://evillocalhost', /Use https:\/\//],
		['this machine as a user', 'http://localhost@evil.com', /user name or a password/],
		['this machine as user and password', 'http://127.0.0.1:80@evil.com', /user name or a password/],
		['a user', 'https://user@api.livetok.ai', /user name or a password/],
		['a password', 'https://:secret@api.livetok.ai', /user name or a password/],
		['the private network', 'http://192.168.0.5', /Use https:\/\//],
		['all interfaces', 'http://0.0.0.0', /Use https:\/\//],
		['the next IPv6 address', 'http://[::2]', /Use https:\/\//],
		['another scheme', 'ftp://localhost/', /has to start with https:\/\//],
		['a websocket', 'wss://api.livetok.ai', /has to start with https:\/\//],
		['a script', 'javascript:alert(1)', /has to start with https:\/\//],
		['a file', 'file:///etc/passwd', /has to start with https:\/\//],
	])('refuses %s', (_, value, problem) => {
		expect(readBaseUrl(value)).toEqual({ problem: expect.stringMatching(problem) as unknown });
	});

	it.each([
		['api.livetok.ai:443/v1', 'begins with the host'],
		['localhost:5678', 'begins with this machine'],
	])('tells whoever forgot the scheme of %s to enter it, as it %s', (value) => {
		expect(readBaseUrl(value)).toEqual({ problem: expect.stringMatching(/has to start with https:\/\//) as unknown });
	});

	it('does not show a password', () => {
		const shown = ['https://user:hunter22@api.livetok.ai', 'https://user:hunter22@api livetok.ai'].map((url) =>
			readBaseUrl(url),
		);
		expect(JSON.stringify(shown)).not.toContain('hunter22');
	});

	it('shows an address without control characters and direction marks, and not at any length', () => {
		const result = readBaseUrl(`not an address\n\u202e${'x'.repeat(10_000)}`);
		expect(result).toEqual({ problem: expect.any(String) as unknown });
		expect(JSON.stringify(result)).not.toMatch(/\\n|\u202e/);
		expect(JSON.stringify(result).length).toBeLessThan(500);
	});
});

describe('readBaseUrl with a path that the routes begin with', () => {
	it.each([
		['https://api.example.com/api/v1', 'https://api.example.com'],
		['https://api.example.com/api/v1/', 'https://api.example.com'],
		['https://api.example.com', 'https://api.example.com'],
		['https://api.example.com/crm/api/v1', 'https://api.example.com/crm'],
		['https://api.example.com/api/v2', 'https://api.example.com/api/v2'],
		['https://api.example.com/api/v1/x', 'https://api.example.com/api/v1/x'],
	])('%s becomes %s', (value, url) => {
		expect(readBaseUrl(value, '/api/v1')).toEqual({ url });
	});
});

describe('isSafeForCredentials', () => {
	it.each([
		['https://example.com', true],
		['http://example.com', false],
		['http://localhost:5678/x', true],
		['http://a.localhost', true],
		['http://localhost.', false],
		['http://2130706433', true],
		['http://0x7f.1', true],
		['http://128.0.0.1', false],
		['http://[::ffff:127.0.0.1]', false],
		['http://localhost\\@evil.com', true],
		['http://evil.com\\@localhost', false],
		['http://evil.com#@localhost', false],
		['http://localhost%2eevil.com', false],
		['ws://localhost', false],
		['data:text/plain,x', false],
	])('%s: %s', (address, expected) => {
		expect(isSafeForCredentials(new URL(address))).toBe(expected);
	});
});

describe('assertSafeForCredentials', () => {
	it.each([
		{ url: 'https://api.livetok.ai/v1/knowledge' },
		{ url: 'http://localhost:3000/v1' },
		{ url: '/knowledge', baseURL: 'https://api.livetok.ai/v1' },
		{ url: 'knowledge', baseURL: 'http://127.0.0.1:3000/v1' },
		{ uri: 'https://api.livetok.ai' },
		{ url: '/knowledge' },
		{},
	])('lets %j pass', (request) => {
		expect(() => assertSafeForCredentials(request)).not.toThrow();
	});

	it.each([
		{ url: 'http://api.livetok.ai/v1/knowledge' },
		{ url: ' http://api.livetok.ai' },
		{ url: 'HTTP://api.livetok.ai' },
		{ url: 'http:api.livetok.ai' },
		{ url: '/knowledge', baseURL: 'http://api.livetok.ai/v1' },
		{ baseURL: 'http://api.livetok.ai/v1' },
		{ url: 'http://api.livetok.ai/v1', baseURL: 'https://api.livetok.ai/v1' },
		{ uri: 'http://api.livetok.ai' },
		{ url: 'http://localhost.evil.com' },
		{ url: 'ftp://localhost' },
	])('refuses %j', (request) => {
		expect(() => assertSafeForCredentials(request)).toThrow(/unprotected/);
	});
});
