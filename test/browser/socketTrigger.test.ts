import { join } from 'node:path';

import { checkout } from '../../sandbox/n8n/paths.ts';
import { type Editor, shownIcons } from './editor.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;

// Where nothing is installed yet, n8n and the browser are.
beforeAll(async () => {
	stage = await openStage();
}, 900_000);

afterAll(async () => {
	await stage?.close();
}, 30_000);

beforeEach(() => stage.autochat.reset());

function scene(title: string, play: (editor: Editor) => Promise<void>): void {
	test(title, async () => await stage.play(title, play), 90_000);
}

const picture = (name: string): string => join(checkout, 'docs', 'images', `autochat-${name}.png`);

const name = 'Autochat Trigger';

/** A workflow with nothing but the trigger. */
const withTrigger = async (title: string): Promise<string> =>
	await stage.client.importWorkflow({
		name: title,
		nodes: [
			{
				id: 'trigger',
				name,
				type: 'n8n-nodes-customer-engagement.autochatTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: { events: ['conversation:qualified', 'message:new'], options: {} },
				credentials: { autochatTenantApi: { id: 'sandboxAutochatTenant', name: 'Autochat tenant sandbox' } },
			},
		],
		connections: {},
	});

async function listenersAre(count: number): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (stage.autochat.socket.listeners !== count) {
		if (Date.now() > deadline) throw new Error(`${stage.autochat.socket.listeners} listen, not ${count}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

scene('the trigger shows its icon, and is found by what it is for, together with the node', async (editor) => {
	await editor.openWorkflow(await withTrigger('Icon'));
	expect(await shownIcons(editor.node(name))).toEqual(['autochat.svg']);
	await editor.openWorkflow(await stage.client.importWorkflow({ name: 'Search', nodes: [], connections: {} }));
	await editor.openNodePanel();
	for (const text of ['qualified lead', 'new conversation', 'live chat']) await editor.findNode(text, 'Autochat');
});

scene('"Listen for test event" shows the next event of the chosen ones, and hangs up', async (editor) => {
	await editor.openWorkflow(await withTrigger('Listen'));
	const node = await editor.openNode(name);
	await editor.screenshot(picture('trigger'));
	await node.startTrigger();
	await node.listens();
	await listenersAre(1);
	const { state } = stage.autochat;
	const conversation = state.openConversation({
		tenantId: 'tenant-sandbox',
		channel: 'chat',
		channel_identifier: 'session_1',
		contact_data: { name: 'Ann Lee', email: 'ann@example.com' },
	});
	// The first event of this is one that was not chosen.
	state.qualifyConversation(conversation.id);
	await node.stepEnds();
	expect(await node.readOutput()).toMatchObject({
		type: 'conversation:qualified',
		id: conversation.id,
		qualified: 'true',
		name: 'Ann Lee',
	});
	await listenersAre(0);
	await node.showJson();
	await editor.screenshot(picture('trigger-event'));
});

scene('a token that is refused ends the test run with a text that says what to do', async (editor) => {
	stage.autochat.state.expireTokens();
	await editor.openWorkflow(await withTrigger('Refused'));
	const node = await editor.openNode(name);
	await node.startTrigger();
	await node.stepEnds();
	const error = await node.readError();
	expect(error.message).toContain('Autochat does not accept the dashboard token');
	expect(error.description).toContain('Sign in to the Autochat dashboard again');
	await listenersAre(0);
});
