import { shownIcons } from './editor.ts';
import { picture, scenesOnStage } from './scenes.ts';
import type { Stage } from './stage.ts';

const scene = scenesOnStage();

const name = 'Autochat Trigger';

/** A workflow with nothing but the trigger. */
const withTrigger = async (stage: Stage, title: string): Promise<string> =>
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

async function listenersAre({ autochat }: Stage, count: number): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (autochat.socket.listeners !== count) {
		if (Date.now() > deadline) throw new Error(`${autochat.socket.listeners} listen, not ${count}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

scene('the trigger shows its icon, and is found by what it is for, together with the node', async (editor, stage) => {
	await editor.openWorkflow(await withTrigger(stage, 'Icon'));
	expect(await shownIcons(editor.node(name))).toEqual(['autochat.svg']);
	await editor.openWorkflow(await stage.client.importWorkflow({ name: 'Search', nodes: [], connections: {} }));
	await editor.openNodePanel();
	for (const text of ['qualified lead', 'new conversation', 'live chat']) await editor.findNode(text, 'Autochat');
});

scene('"Listen for test event" shows the next event of the chosen ones, and hangs up', async (editor, stage) => {
	await editor.openWorkflow(await withTrigger(stage, 'Listen'));
	const node = await editor.openNode(name);
	await editor.screenshot(picture('autochat-trigger'));
	await node.startTrigger();
	await node.listens();
	await listenersAre(stage, 1);
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
	await listenersAre(stage, 0);
	await node.showJson();
	await editor.screenshot(picture('autochat-trigger-event'));
});

scene('a token that is refused ends the test run with a text that says what to do', async (editor, stage) => {
	stage.autochat.state.expireTokens();
	await editor.openWorkflow(await withTrigger(stage, 'Refused'));
	const node = await editor.openNode(name);
	await node.startTrigger();
	await node.stepEnds();
	const error = await node.readError();
	expect(error.message).toContain('Autochat does not accept the dashboard token');
	expect(error.description).toContain('Sign in to the Autochat dashboard again');
	await listenersAre(stage, 0);
});
