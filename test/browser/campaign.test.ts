import { picture, scenesOnStage } from './scenes.ts';
import { storeWorkflow } from './workflow.ts';

const scene = scenesOnStage();

const liveTok = {
	id: 'livetok',
	name: 'LiveTok',
	type: 'n8n-nodes-customer-engagement.liveTok',
	typeVersion: 1,
	position: [220, 0],
	parameters: {
		to: '+4915112345678',
		templateName: 'order_update',
		templateParameters: { parameter: [{ type: 'text', text: 'Ann' }] },
		options: {},
	},
	credentials: { liveTokApi: { id: 'sandboxLiveTok', name: 'LiveTok sandbox' } },
};

scene('a campaign that is run twice sends once, and says so', async (editor, stage) => {
	await editor.openWorkflow(await storeWorkflow(stage.client, 'Send once', liveTok));
	const node = await editor.openNode('LiveTok');
	await node.addField('Add option', 'Send Once');
	await node.addRow('Set up');
	await node.fill('Campaign Name', 'spring-offer');
	await node.executeStep();
	expect(await node.readItem()).toMatchObject({ details: expect.stringContaining('sent') });
	await node.executeStep();
	expect(await node.readItem()).toMatchObject({ details: expect.stringContaining('skipped') });
	await node.showJson();
	await node.scrollTo('Campaign Name');
	await editor.screenshot(picture('campaign-send-once'));
	expect(stage.liveTok.requests).toHaveLength(1);
});
