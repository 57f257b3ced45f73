import { shownIcons } from './editor.ts';
import { picture, scenesOnStage } from './scenes.ts';
import type { Stage } from './stage.ts';

const scene = scenesOnStage();

/** Stores a workflow of one trigger, as it is when somebody has just added it. */
const storeTrigger = async (stage: Stage, name: string, type: string, credential: object): Promise<string> =>
	await stage.client.importWorkflow({
		name,
		nodes: [
			{
				id: 'trigger',
				name,
				type: `n8n-nodes-customer-engagement.${type}`,
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
				credentials: credential,
			},
		],
		connections: {},
	});

scene('LlamadaPro: the latest contacts are fetched as test events, and then tasks', async (editor, stage) => {
	const credential = { llamadaProApi: { id: 'sandboxLlamadaPro', name: 'LlamadaPro sandbox' } };
	await editor.openWorkflow(await storeTrigger(stage, 'LlamadaPro Trigger', 'llamadaProTrigger', credential));
	expect(await shownIcons(editor.node('LlamadaPro Trigger'))).toEqual(['llamadapro.svg']);
	const node = await editor.openNode('LlamadaPro Trigger');
	expect(await node.chosen('Event')).toBe('New Contact');
	await node.executeStep();
	// Three contacts are of the same moment.
	expect(['58', '59', '60']).toContain((await node.readItem()).id);
	expect(stage.llamadaPro.requests.map(({ path }) => path)).toEqual(['/api/v1/contacts']);

	const offered = await node.choose('Event', 'Task Overdue');
	expect(offered.map((text) => text.split('\n')[0])).toEqual([
		'New Contact',
		'New Task',
		'Task Completed',
		'Task Overdue',
		'Updated Contact',
		'Updated Task',
	]);
	await node.addField('Add filter', 'Assigned To ID');
	await node.fill('Assigned To ID', '101');
	await node.executeStep();
	expect(await node.readItem()).toMatchObject({ status: 'overdue' });
	expect(stage.llamadaPro.requests.at(-1)?.query).toMatchObject({ status: 'overdue', assignedToId: '101' });
	await node.showJson();
	await editor.screenshot(picture('llamadapro-trigger'));
});

scene(
	'LiveChatAI: the agent is found in the list, its latest messages are fetched as test events',
	async (editor, stage) => {
		const credential = { liveChatAiApi: { id: 'sandboxLiveChatAi', name: 'LiveChatAI sandbox' } };
		await editor.openWorkflow(await storeTrigger(stage, 'LiveChatAI Trigger', 'liveChatAiTrigger', credential));
		expect(await shownIcons(editor.node('LiveChatAI Trigger'))).toEqual(['livechatai.svg']);
		const node = await editor.openNode('LiveChatAI Trigger');
		await node.choose('Event', 'New Message');
		expect(await node.searchList('AI Agent', 'Support')).toEqual([expect.stringContaining('Support assistant')]);
		await node.pick('Support assistant');
		await node.choose('Written By', 'Anyone');
		await node.executeStep();
		const requests = stage.liveChatAi.requests.map(({ path }) => path.replace('/api/v2', ''));
		expect(requests.filter((path) => path.startsWith('/conversations'))).toEqual([
			'/conversations',
			expect.stringMatching(/^\/conversations\/chat_/),
			expect.stringMatching(/^\/conversations\/chat_/),
			expect.stringMatching(/^\/conversations\/chat_/),
		]);
		await node.showJson();
		await editor.screenshot(picture('livechatai-trigger'));
	},
);
