import { shownIcons } from './editor.ts';
import { picture, scenesOnStage } from './scenes.ts';
import type { Stage } from './stage.ts';
import { storeWorkflow } from './workflow.ts';

const scene = scenesOnStage();

/** A LiveChatAI node that has its credential and nothing else. */
const liveChatAi = {
	id: 'livechatai',
	name: 'LiveChatAI',
	type: 'n8n-nodes-customer-engagement.liveChatAi',
	typeVersion: 1,
	position: [220, 0],
	parameters: {},
	credentials: { liveChatAiApi: { id: 'sandboxLiveChatAi', name: 'LiveChatAI sandbox' } },
};

/** What left n8n, without the lists of AI agents that the editor asks for. */
const requests = (stage: Stage): Array<{ request: string; body: unknown }> =>
	stage.liveChatAi.requests
		.map(({ method, path, body }) => ({ request: `${method} ${path.replace('/api/v2', '')}`, body }))
		.filter(({ request }) => request !== 'GET /agents');

for (const [theme, icon] of [
	['light', 'livechatai.svg'],
	['dark', 'livechatai.dark.svg'],
] as const) {
	scene(`the node is found and shows its icon in the ${theme} theme`, async (editor, stage) => {
		await editor.useTheme(theme);
		await editor.openWorkflow(await storeWorkflow(stage.client, 'Support', liveChatAi));
		expect(await shownIcons(editor.node('LiveChatAI'))).toEqual([icon]);

		await editor.openNodePanel();
		for (const alias of ['chatbot', 'knowledge base', 'csat']) await editor.findNode(alias, 'LiveChatAI');
		const entry = await editor.findNode('LiveChatAI', 'LiveChatAI');
		expect(await shownIcons(entry)).toEqual([icon]);
		await entry.click();
		expect(await editor.listedActions()).toContain('Send a visitor’s message and get the AI answer');
		expect(await shownIcons(editor.nodePanel)).toEqual([icon]);
	});
}

scene('a message is answered by hand, and the next one goes on with its conversation', async (editor, stage) => {
	const { state } = stage.liveChatAi;
	await editor.openWorkflow(await stage.client.importWorkflow({ name: 'Ask by hand', nodes: [], connections: {} }));
	await editor.openNodePanel();
	await (await editor.findNode('LiveChatAI', 'LiveChatAI')).click();
	const node = await editor.addAction('Send a visitor’s message and get the AI answer');
	expect(await node.chosen('Resource')).toBe('Conversation');
	expect(await node.chosen('Operation')).toBe('Send Message');
	expect(await node.searchList('AI Agent', 'assistant')).toEqual([
		'Members assistant',
		'Old assistant · archived',
		'Sales assistant',
		'Support assistant',
	]);
	await editor.screenshot(picture('livechatai-agent-locator'));
	await node.pick('Support assistant');
	expect(await node.picked('AI Agent')).toBe('Support assistant');

	const offered = await node.choose('Continue Conversation Of', 'Your Own Visitor ID');
	expect(offered.map((text) => text.split('\n')[0])).toEqual([
		'Nobody: Start a New Conversation',
		'A Conversation ID',
		'A Contact',
		'Your Own Visitor ID',
	]);
	await node.fill('Visitor ID', '+4915112345678');
	await node.fill('Question', 'Do you ship abroad?');
	await node.executeStep();

	const first = await node.readItem();
	expect(first).toMatchObject({
		isNewConversation: 'true',
		answered: 'true',
		response: 'Yes, we ship to all of Europe and the Americas.',
	});
	const { conversationId = '', contactId = '' } = first;
	expect(state.contacts.get(contactId)).toMatchObject({ distinctId: '+4915112345678' });

	const before = requests(stage).length;
	await node.fill('Question', 'How do I pay?');
	await node.executeStep();
	expect(await node.readItem()).toMatchObject({
		conversationId,
		contactId,
		isNewConversation: 'false',
		response: 'By card, by PayPal or by bank transfer.',
	});
	expect(requests(stage).slice(before)).toMatchObject([
		{ request: 'POST /contacts', body: { distinctId: '+4915112345678' } },
		{ request: `GET /contacts/${contactId}/conversations` },
		{ request: 'POST /conversations', body: { conversationId, question: 'How do I pay?' } },
	]);
	expect(state.conversations.get(conversationId)?.messages.map(({ content }) => content)).toEqual([
		'Do you ship abroad?',
		'Yes, we ship to all of Europe and the Americas.',
		'How do I pay?',
		'By card, by PayPal or by bank transfer.',
	]);
	await node.showJson();
	await node.scrollTo('Resource');
	await editor.screenshot(picture('livechatai-send-message'));
});

scene('a dry run says what a sync of the knowledge would do, and writes nothing', async (editor, stage) => {
	const { state } = stage.liveChatAi;
	const before = state.dataSourcesOf();
	const rows = [
		{ question: 'Do you ship abroad?', answer: 'Yes, to the whole world.' },
		{ question: 'How do I pay?', answer: 'By card, by PayPal or by bank transfer.' },
		{ question: 'Do you wrap gifts?', answer: 'Yes, free of charge.' },
	];
	const sheet = {
		id: 'sheet',
		name: 'Sheet',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [220, 0],
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
	};
	const split = {
		id: 'rows',
		name: 'Rows',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position: [440, 0],
		parameters: { fieldToSplitOut: 'rows', options: {} },
	};
	const sync = {
		...liveChatAi,
		position: [660, 0],
		parameters: {
			resource: 'dataSource',
			operation: 'sync',
			question: '={{ $json.question }}',
			answer: '={{ $json.answer }}',
		},
	};
	await editor.openWorkflow(await storeWorkflow(stage.client, 'Knowledge from a sheet', sheet, split, sync));
	const node = await editor.openNode('LiveChatAI');
	await node.searchList('AI Agent', 'Support');
	await node.pick('Support assistant');
	await node.turnOn('Delete What Is Not in the Input');
	await node.turnOn('Dry Run');
	await node.executeStep();

	expect(await node.readItems()).toMatchObject([
		{ action: 'updated', question: 'Do you ship abroad?', changes: 'answer', dryRun: 'true' },
		{ action: 'unchanged', question: 'How do I pay?', dryRun: 'true' },
		{ action: 'created', question: 'Do you wrap gifts?', dryRun: 'true' },
		{ action: 'deleted', question: 'Can I change my plan?', dryRun: 'true' },
		{ action: 'deleted', question: 'How can I return an item?', dryRun: 'true' },
		{ action: 'deleted', question: 'Where is my order?', dryRun: 'true' },
		{ action: 'deleted', question: 'What are your opening hours?', dryRun: 'true' },
	]);
	expect(requests(stage)).toEqual([{ request: 'GET /data-sources', body: undefined }]);
	expect(state.dataSourcesOf()).toEqual(before);
	await node.showJson();
	await editor.screenshot(picture('livechatai-sync-dry-run'));
});

scene('a spent message quota is explained, and the message is not tried again', async (editor, stage) => {
	stage.liveChatAi.state.setMessageUnits(0);
	await editor.openWorkflow(await storeWorkflow(stage.client, 'Quota', liveChatAi));
	const node = await editor.openNode('LiveChatAI');
	await node.searchList('AI Agent', 'Support');
	await node.pick('Support assistant');
	await node.fill('Question', 'Do you ship abroad?');
	await node.executeStep();

	const { message, description } = await node.readError();
	expect(message).toContain('LiveChatAI does not allow this');
	expect(description).toContain('the monthly message quota of the plan may be used up');
	expect(description).toContain('The message quota of this month is spent.');
	expect(requests(stage).map(({ request }) => request)).toEqual(['POST /conversations']);
	await editor.screenshot(picture('livechatai-error'));
});
