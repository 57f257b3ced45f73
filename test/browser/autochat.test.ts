import { expiredWidgetToken, tenantIds } from '../../sandbox/simulators/autochat/index.ts';
import { shownIcons } from './editor.ts';
import { picture, scenesOnStage } from './scenes.ts';
import { storeWorkflow } from './workflow.ts';

const scene = scenesOnStage();

/** An Autochat node that has its credentials and nothing else. */
const autochat = {
	id: 'autochat',
	name: 'Autochat',
	type: 'n8n-nodes-customer-engagement.autochat',
	typeVersion: 1,
	position: [220, 0],
	parameters: {},
	credentials: {
		autochatWidgetApi: { id: 'sandboxAutochatWidget', name: 'Autochat widget sandbox' },
		autochatTenantApi: { id: 'sandboxAutochatTenant', name: 'Autochat tenant sandbox' },
	},
};

for (const [theme, icon] of [
	['light', 'autochat.svg'],
	['dark', 'autochat.dark.svg'],
] as const) {
	scene(`the node is found and shows its icon in the ${theme} theme`, async (editor, stage) => {
		await editor.useTheme(theme);
		await editor.openWorkflow(await storeWorkflow(stage.client, 'Website chat', autochat));
		expect(await shownIcons(editor.node('Autochat'))).toEqual([icon]);

		await editor.openNodePanel();
		for (const alias of ['website chat', 'chatbot', 'event tracking', 'sms']) await editor.findNode(alias, 'Autochat');
		const entry = await editor.findNode('Autochat', 'Autochat');
		expect(await shownIcons(entry)).toEqual([icon]);
		await entry.click();
		expect(await editor.listedActions()).toContain('Send a chat message and get the answer');
		if (theme === 'light') await editor.screenshot(picture('autochat-node-panel'));
	});
}

scene('a visitor’s question is answered', async (editor, stage) => {
	await editor.openWorkflow(await storeWorkflow(stage.client, 'One question', autochat));
	const node = await editor.openNode('Autochat');
	expect(await node.chosen('Resource')).toBe('Chat');
	await node.fill('Session ID', 'visitor-1');
	await node.fill('Message', 'Do you ship to Norway?');
	await node.executeStep();

	const output = await node.readOutput();
	expect(output).toMatchObject({ success: 'true', conversationId: expect.stringMatching(/^conv-/) });
	expect(stage.autochat.requests.map(({ method, path, body }) => [method, path, body])).toEqual([
		['POST', `/api/widgets/${tenantIds.sandbox}/chat`, { sessionId: 'visitor-1', message: 'Do you ship to Norway?' }],
	]);
	const messages = stage.autochat.state.conversations.messages(output.conversationId ?? '');
	expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
	expect(output.message).toBe(messages[1]?.content);
	await node.showJson();
	await editor.screenshot(picture('autochat-chat'));
});

scene('an expired token is explained and shown nowhere', async (editor, stage) => {
	const expired = { id: 'expiredWidget', name: 'Autochat expired' };
	await stage.client.importCredential({
		...expired,
		type: 'autochatWidgetApi',
		data: {
			baseUrl: stage.autochat.url,
			tenantId: tenantIds.sandbox,
			widgetToken: expiredWidgetToken,
			origin: '',
		},
	});
	const node = { ...autochat, credentials: { ...autochat.credentials, autochatWidgetApi: expired } };
	await editor.openWorkflow(await storeWorkflow(stage.client, 'Expired token', node));
	const view = await editor.openNode('Autochat');
	await view.fill('Session ID', 'visitor-1');
	await view.fill('Message', 'Hello');
	await view.executeStep();

	const error = await view.readError();
	expect(error.message).toContain('Autochat does not accept the widget token');
	expect(error.description).toContain('Make a new one in Autochat');
	expect(error.message + error.description).not.toContain(expiredWidgetToken);
	await editor.screenshot(picture('autochat-expired'));
});
