import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, selectors } from 'playwright-core';

import { sandboxCredentials, type Simulators } from '../../sandbox/launcher/simulators.ts';
import { connect, type N8nClient } from '../../sandbox/n8n/client.ts';
import { ensureHostInstalled } from '../../sandbox/n8n/install.ts';
import { startN8n } from '../../sandbox/n8n/instance.ts';
import { buildAndPack, installPackage } from '../../sandbox/n8n/package.ts';
import { workFolder } from '../../sandbox/n8n/paths.ts';
import { sandboxOwner } from '../../sandbox/n8n/session.ts';
import { startAutochatSimulator } from '../../sandbox/simulators/autochat/index.ts';
import { startLiveChatAiSimulator } from '../../sandbox/simulators/livechatai/index.ts';
import { liveKey, startLiveTokSimulator } from '../../sandbox/simulators/livetok/index.ts';
import { startLlamadaProSimulator } from '../../sandbox/simulators/llamadapro/index.ts';
import { findChromium } from './chromium.ts';
import { Editor } from './editor.ts';

const failuresFolder = join(workFolder, 'browser-failures');

/** Long enough for a slow machine; what n8n's editor does takes a second at most. */
const patienceMs = 15_000;

const switches = [
	// Chromium's own sandbox does not work for root, which is what containers run as.
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// The editor looks things up at n8n.io and elsewhere: the same answer on every machine is none.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

type SimulatorsOnStage = Pick<Simulators, 'autochat' | 'liveChatAi' | 'liveTok' | 'llamadaPro'>;

/** A real n8n with this package in it, the simulated services, and a browser whose user has signed in. */
export interface Stage extends SimulatorsOnStage {
	readonly client: N8nClient;
	/**
	 * Plays a scene in a page of its own, where the user has signed in, with every simulator as it starts.
	 * @throws when the scene fails or the page met errors; a picture of the page is then in `.sandbox/browser-failures`.
	 */
	play(title: string, scene: (editor: Editor) => Promise<void>): Promise<void>;
	close(): Promise<void>;
}

/**
 * Brings everything up, and installs what is missing on this machine.
 * @throws with a text that says what to do when something cannot be installed or started.
 */
export async function openStage(): Promise<Stage> {
	const closers: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const closer of closers.reverse()) await closer();
	};
	try {
		selectors.setTestIdAttribute('data-test-id');
		const browser = await chromium.launch({ executablePath: await findChromium(), args: switches });
		closers.push(() => browser.close());

		await ensureHostInstalled({ log });
		const tarball = await buildAndPack({ log });
		const userFolder = await mkdtemp(join(tmpdir(), 'n8n-browser-test-'));
		closers.push(() => rm(userFolder, { recursive: true, force: true }));
		await installPackage(tarball, userFolder);
		const n8n = await startN8n({ userFolder });
		closers.push(() => n8n.stop());

		const liveChatAi = await startLiveChatAiSimulator();
		closers.push(() => liveChatAi.close());
		const liveTok = await startLiveTokSimulator();
		closers.push(() => liveTok.close());
		const llamadaPro = await startLlamadaProSimulator();
		closers.push(() => llamadaPro.close());
		const autochat = await startAutochatSimulator();
		closers.push(() => autochat.close());
		const client = await connect(n8n.url);
		await importCredentials(client, { autochat, liveChatAi, liveTok, llamadaPro });

		const context = await browser.newContext({
			viewport: { width: 1440, height: 900 },
			locale: 'en-US',
			timezoneId: 'UTC',
		});
		context.setDefaultTimeout(patienceMs);
		const front = await context.newPage();
		await new Editor(front, n8n.url).signIn(sandboxOwner);
		await front.close();
		const play: Stage['play'] = async (title, scene) => {
			for (const simulator of [autochat, liveChatAi, liveTok, llamadaPro]) simulator.reset();
			const page = await context.newPage();
			const editor = new Editor(page, n8n.url);
			try {
				await scene(editor);
				if (editor.problems.length > 0) throw new Error(`The page met errors:\n${editor.problems.join('\n')}`);
			} catch (error) {
				const path = join(failuresFolder, `${title.replace(/\W+/g, '-')}.png`);
				// A page that has crashed has no picture; why the scene failed is what matters.
				await page.screenshot({ path }).then(
					() => log(`The page when "${title}" failed: ${path}`),
					() => undefined,
				);
				throw error;
			} finally {
				await page.close();
			}
		};
		return { client, autochat, liveChatAi, liveTok, llamadaPro, play, close };
	} catch (error) {
		await close();
		throw error;
	}
}

function log(line: string): void {
	process.stderr.write(`${line}\n`);
}

async function importCredentials(client: N8nClient, simulators: SimulatorsOnStage): Promise<void> {
	for (const credential of sandboxCredentials(simulators)) await client.importCredential(credential);
	// A second one, so that somebody has to choose. Messages of this key would go to real people.
	await client.importCredential({
		id: 'liveTokLive',
		name: 'LiveTok live',
		type: 'liveTokApi',
		data: { apiKey: liveKey, baseUrl: `${simulators.liveTok.url}/v1` },
	});
}
