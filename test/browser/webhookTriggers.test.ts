import { LiveTokDeliveries } from '../../sandbox/simulators/livetok/index.ts';
import { shownIcons } from './editor.ts';
import { picture, scenesOnStage } from './scenes.ts';
import type { Stage } from './stage.ts';

const scene = scenesOnStage();

const liveTokTrigger = {
	id: 'trigger',
	name: 'LiveTok Trigger',
	type: 'n8n-nodes-customer-engagement.liveTokTrigger',
	typeVersion: 1,
	position: [0, 0],
	webhookId: 'browser-livetok',
	parameters: { registration: 'automatic', events: ['session.begin'], respond: 'fromWorkflow' },
	credentials: { liveTokApi: { id: 'sandboxLiveTok', name: 'LiveTok sandbox' } },
};

const llamadaProTrigger = {
	id: 'trigger',
	name: 'LlamadaPro Webhook Trigger',
	type: 'n8n-nodes-customer-engagement.llamadaProWebhookTrigger',
	typeVersion: 1,
	position: [0, 0],
	webhookId: 'browser-llamadapro',
	parameters: { resources: ['Call'], actions: ['create'], authentication: 'none' },
};

const store = async (stage: Stage, name: string, node: object): Promise<string> =>
	await stage.client.importWorkflow({ name, nodes: [node], connections: {} });

scene('both triggers show their icon and are found by what they are for', async (editor, stage) => {
	await editor.openWorkflow(await store(stage, 'Icons', { ...liveTokTrigger, name: 'Trigger' }));
	expect(await shownIcons(editor.node('Trigger'))).toEqual(['livetok.svg']);
	await editor.openWorkflow(await stage.client.importWorkflow({ name: 'Search', nodes: [], connections: {} }));
	await editor.openNodePanel();
	for (const alias of ['missed call', 'transcription']) await editor.findNode(alias, 'LlamadaPro Webhook Trigger');
	// n8n lists a trigger together with the node of the same name.
	await editor.findNode('LiveTok', 'LiveTok');
});

scene('the LiveTok Trigger listens for a test event at an address of its own', async (editor, stage) => {
	const addresses = () => stage.liveTok.state.webhooks().map(({ url }) => new URL(url).pathname);
	await editor.openWorkflow(await store(stage, 'Listen to LiveTok', liveTokTrigger));
	const node = await editor.openNode('LiveTok Trigger');
	await editor.screenshot(picture('livetok-trigger'));
	expect(await node.listenForTestEvent()).toContain('Listening for test event');
	expect(addresses()).toEqual(['/webhook-test/browser-livetok/livetok']);

	const [delivery] = await new LiveTokDeliveries(stage.liveTok).beginSession({ name: 'Ana' });
	await node.testEventReceived();
	expect(delivery?.attempts.map(({ status, text }) => [status, text])).toEqual([[200, '{}']]);
	expect(await node.readOutput()).toEqual(expect.objectContaining({ type: 'session.begin', name: 'Ana' }));
	expect(addresses()).toEqual([]);
});

scene('the LlamadaPro Webhook Trigger shows its test address and receives an event there', async (editor, stage) => {
	await editor.openWorkflow(await store(stage, 'Listen to LlamadaPro', llamadaProTrigger));
	const node = await editor.openNode('LlamadaPro Webhook Trigger');
	await editor.screenshot(picture('llamadapro-webhook-trigger'));
	const address = await node.testAddress();
	expect(await node.listenForTestEvent()).toContain('Listening for test event');

	const call = { id: 7, direction: 'incoming', status: 'no-answer', from: '+56955510105', to: '+56225559999' };
	const response = await fetch(address, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ id: 'a'.repeat(64), resource: 'Call', action: 'create', data: call }),
	});
	expect([response.status, await response.text()]).toEqual([200, '{}']);
	await node.testEventReceived();
	expect(await node.readOutput()).toEqual(expect.objectContaining({ resource: 'Call', status: 'no-answer' }));
});
