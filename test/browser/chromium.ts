import { execFile, spawn } from 'node:child_process';
import { access, constants, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const howToGetOne = 'Install Chrome or Chromium, or set the environment variable CHROME_PATH to the one you have.';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];

/**
 * The path of a Chrome, Chromium or Edge that starts: the one CHROME_PATH names, else the first one in PATH or in the
 * usual places. Where there is none, it is installed on Debian and Ubuntu if this process may do so (root).
 * @throws an error of one line that says what to do when there is none, or when the one of CHROME_PATH does not start.
 */
export async function findChromium(): Promise<string> {
	const chosen = process.env.CHROME_PATH;
	if (chosen) {
		if (await starts(chosen)) return chosen;
		throw new Error(`CHROME_PATH is "${chosen}", which is no browser that can be started. Correct it or unset it.`);
	}
	const found = await search();
	if (found !== undefined) return found;
	if (!(await mayInstall())) throw new Error(`The browser test found no browser. ${howToGetOne}`);
	await install();
	const installed = await search();
	if (installed !== undefined) return installed;
	throw new Error(`The package chromium is installed, but no browser starts. ${howToGetOne}`);
}

async function search(): Promise<string | undefined> {
	for (const path of [...inPath(), ...usualPlaces()]) {
		if (await starts(path)) return path;
	}
	return undefined;
}

function inPath(): string[] {
	const extension = process.platform === 'win32' ? '.exe' : '';
	const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	return commands.flatMap((command) => folders.map((folder) => join(folder, command + extension)));
}

function usualPlaces(): string[] {
	if (process.platform === 'darwin') {
		return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
			['/', homedir()].map((root) => join(root, 'Applications', `${name}.app`, 'Contents', 'MacOS', name)),
		);
	}
	if (process.platform === 'win32') {
		const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
		return ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((path) =>
			roots.flatMap((root) => (root === undefined ? [] : [join(root, path)])),
		);
	}
	return ['/usr/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
}

/** A file alone proves little: Ubuntu's chromium-browser can be a text that asks for a snap. */
async function starts(path: string): Promise<boolean> {
	const executable = await access(path, constants.X_OK).then(
		() => true,
		() => false,
	);
	// On Windows the question for the version opens a window instead.
	if (!executable || process.platform === 'win32') return executable;
	return await promisify(execFile)(path, ['--version'], { timeout: 30_000 }).then(
		() => true,
		() => false,
	);
}

async function mayInstall(): Promise<boolean> {
	if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
	const system = await readFile('/etc/os-release', 'utf8').catch(() => '');
	return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(system);
}

async function install(): Promise<void> {
	process.stderr.write('There is no browser on this machine. Installing chromium with apt-get: about a minute.\n');
	await aptGet('update');
	await aptGet('install', '-y', '--no-install-recommends', 'chromium');
}

async function aptGet(...args: string[]): Promise<void> {
	const child = spawn('apt-get', args, {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		// On the terminal, where its progress can be seen; standard output belongs to the test's results.
		stdio: ['ignore', process.stderr.fd, process.stderr.fd],
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code === 0) return;
	throw new Error(`"apt-get ${args.join(' ')}" failed with exit code ${code}; its reason is above. ${howToGetOne}`);
}
