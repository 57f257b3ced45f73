import { join } from 'node:path';

import { checkout } from '../../sandbox/n8n/paths.ts';
import { openStage, type Stage } from './stage.ts';
import { storeWorkflow } from './workflow.ts';

let stage: Stage;

// Where nothing is installed yet, n8n and the browser are.
beforeAll(async () => {
	stage = await openStage();
}, 900_000);

afterAll(async () => {
	await stage?.close();
}, 30_000);

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

const title = 'a campaign that is run twice sends once, and says so';

test(
	title,
	async () =>
		await stage.play(title, async (editor) => {
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
			await editor.screenshot(join(checkout, 'docs', 'images', 'campaign-send-once.png'));
			expect(stage.liveTok.requests).toHaveLength(1);
		}),
	60_000,
);
