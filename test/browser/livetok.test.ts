import { campaignFile, importExamples } from '../../sandbox/launcher/examples.ts';
import { shownIcons } from './editor.ts';
import { picture, scenesOnStage } from './scenes.ts';
import { storeWorkflow } from './workflow.ts';

const credentialName = 'LiveTok sandbox';

const scene = scenesOnStage();

/** A LiveTok node that has its credential and nothing else. */
const liveTok = {
	id: 'livetok',
	name: 'LiveTok',
	type: 'n8n-nodes-customer-engagement.liveTok',
	typeVersion: 1,
	position: [220, 0],
	parameters: {},
	credentials: { liveTokApi: { id: 'sandboxLiveTok', name: credentialName } },
};

const knowledgeEntry = (id: string, question: string, ...tags: string[]) => ({
	id,
	question,
	answer: 'To be written.',
	tags,
	created_at: '2026-01-01T00:00:00Z',
	updated_at: '2026-01-01T00:00:00Z',
});

for (const [theme, icon, name] of [
	['light', 'livetok.svg', 'livetok-node-panel'],
	['dark', 'livetok.dark.svg', 'livetok-dark'],
] as const) {
	scene(`the node is found and shows its icon in the ${theme} theme`, async (editor, stage) => {
		const filledIn = { ...liveTok, parameters: { to: '+4915112345678', templateName: 'order_update' } };
		await editor.useTheme(theme);
		await editor.openWorkflow(await storeWorkflow(stage.client, 'Campaign', filledIn));
		expect(await shownIcons(editor.node('LiveTok'))).toEqual([icon]);

		await editor.openNodePanel();
		for (const alias of ['whatsapp template', 'broadcast', 'knowledge base']) await editor.findNode(alias, 'LiveTok');
		const entry = await editor.findNode('LiveTok', 'LiveTok');
		expect(await shownIcons(entry)).toEqual([icon]);
		await entry.click();
		expect(await editor.listedActions()).toContain('Send a WhatsApp template message');
		expect(await shownIcons(editor.nodePanel)).toEqual([icon]);
		await editor.screenshot(picture(name));
	});
}

scene('a template is sent with a form filled in by hand', async (editor, stage) => {
	const { client, liveTok: simulator } = stage;
	simulator.state.templates.push({ name: 'order_shipped', languages: ['de'], approved: true, parameterCount: 1 });
	await editor.openWorkflow(await client.importWorkflow({ name: 'Send by hand', nodes: [], connections: {} }));
	await editor.openNodePanel();
	await (await editor.findNode('LiveTok', 'LiveTok')).click();
	const node = await editor.addAction('Send a WhatsApp template message');
	expect(await node.chosen('Resource')).toBe('Message');
	expect(await node.chosen('Operation')).toBe('Send Template');

	await node.changeCredential(credentialName);
	await node.fill('To', '+49 151 12345678');
	await node.fill('Template Name', 'order_shipped');
	expect(await node.searchList('Template Language', 'German')).toContain('German (Austria) (de_AT)');
	await node.pick('German (de)');
	await node.addRow('Add parameter');
	await node.fill('Text', 'Ann');
	await node.executeStep();

	const output = await node.readOutput();
	expect(output).toMatchObject({ id: expect.stringMatching(/^msg_/), status: 'sent', to: '+4915112345678' });
	expect(simulator.requests).toHaveLength(1);
	expect(simulator.requests[0]).toMatchObject({ method: 'POST', path: '/v1/messages/templates', status: 200 });
	expect(simulator.requests[0]?.body).toEqual({
		to: '+4915112345678',
		template_name: 'order_shipped',
		template_language: 'de',
		template_parameters: [{ type: 'text', text: 'Ann' }],
	});
	expect(simulator.state.messages('test').map(({ id }) => id)).toEqual([output.id]);
	await editor.screenshot(picture('livetok-send-template'));
});

scene('a wrong phone number is explained and nothing is sent', async (editor, stage) => {
	await editor.openWorkflow(await storeWorkflow(stage.client, 'Wrong number', liveTok));
	const node = await editor.openNode('LiveTok');
	await node.fill('To', '0151 12345678');
	await node.fill('Template Name', 'order_update');
	await node.executeStep();

	const error = await node.readError();
	expect(error.message).toContain('"To" has to be a phone number with its country code');
	expect(error.message).toContain('0151 12345678');
	expect(error.description).toContain('Nothing was sent');
	expect(stage.liveTok.requests).toEqual([]);
	await editor.screenshot(picture('livetok-error'));
});

scene('a knowledge entry is found in the list by its question and changed', async (editor, stage) => {
	const { state } = stage.liveTok;
	const entry = knowledgeEntry('kb_1', 'How do I return an item?', 'returns');
	const others = [
		knowledgeEntry('kb_2', 'How long does shipping take?', 'shipping'),
		knowledgeEntry('kb_3', 'Can I return sale items?', 'returns', 'sale'),
		knowledgeEntry('kb_4', 'How can I reach support?'),
	];
	state.seedKnowledge(0);
	for (const known of [entry, ...others]) state.account('test').knowledge.put(known);
	const label = 'How do I return an item? [returns]';
	const answer = 'Send it back within 60 days, free of charge.';

	await editor.openWorkflow(await storeWorkflow(stage.client, 'Change knowledge', liveTok));
	const node = await editor.openNode('LiveTok');
	await node.choose('Resource', 'Knowledge');
	await node.choose('Operation', 'Update');
	expect(await node.searchList('Knowledge Entry', 'return')).toEqual([
		label,
		'Can I return sale items? [returns, sale]',
	]);
	await editor.screenshot(picture('livetok-knowledge-locator'));
	await node.pick(label);
	expect(await node.picked('Knowledge Entry')).toBe(label);
	await node.addField('Add field', 'Answer');
	await node.fill('Answer', answer);
	await node.executeStep();

	expect(await node.readOutput()).toMatchObject({ id: entry.id, question: entry.question, answer });
	expect(state.knowledge('test')).toEqual([{ ...entry, answer, updated_at: expect.any(String) }, ...others]);
});

scene('the fields of the output are offered to the next node before the first run', async (editor, stage) => {
	const next = {
		id: 'next',
		name: 'Next',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [440, 0],
		parameters: {},
	};
	await editor.openWorkflow(await storeWorkflow(stage.client, 'Preview', liveTok, next));
	const node = await editor.openNode('Next');
	expect(await node.previewedFields('LiveTok')).toEqual(
		expect.arrayContaining(['id', 'status', 'to', 'template_name', 'created_at']),
	);
	expect(stage.liveTok.requests).toEqual([]);
});

scene('the example campaign runs in the editor', async (editor, stage) => {
	const id = (await importExamples(stage.client)).get(campaignFile);
	if (id === undefined) throw new Error(`The example ${campaignFile} is missing.`);
	await editor.openWorkflow(id);
	expect(await editor.executeWorkflow()).toBe('Workflow executed successfully');
	for (const { name, type } of (await stage.client.getWorkflow(id)).nodes) {
		if (type !== 'n8n-nodes-base.stickyNote') expect([name, await editor.isInView(name)]).toEqual([name, true]);
	}
	await editor.screenshot(picture('livetok-template-campaign'));
});
