import { findChromium } from './chromium.ts';

const before = process.env.CHROME_PATH;

afterEach(() => {
	if (before === undefined) delete process.env.CHROME_PATH;
	else process.env.CHROME_PATH = before;
});

test('the browser of CHROME_PATH is the one that is used', async () => {
	// Any program that answers the question for its version will do.
	process.env.CHROME_PATH = process.execPath;
	expect(await findChromium()).toBe(process.execPath);
});

test.each(['/no/such/browser', __filename])(
	'a CHROME_PATH that does not start is an error that names it: %s',
	async (path) => {
		process.env.CHROME_PATH = path;
		await expect(findChromium()).rejects.toThrow(`CHROME_PATH is "${path}", which is no browser that can be started.`);
	},
);
