import { shownIcons } from './editor.ts';
import { picture, scenesOnStage } from './scenes.ts';
import type { Stage } from './stage.ts';
import { storeWorkflow } from './workflow.ts';

const scene = scenesOnStage();

/** A LlamadaPro node that has its credential and nothing else. */
const llamadaPro = {
	id: 'llamadapro',
	name: 'LlamadaPro',
	type: 'n8n-nodes-customer-engagement.llamadaPro',
	typeVersion: 1,
	position: [220, 0],
	parameters: {},
	credentials: { llamadaProApi: { id: 'sandboxLlamadaPro', name: 'LlamadaPro sandbox' } },
};

/** What the node asked for about contacts; the editor asks for the custom fields as well, when it shows the form. */
const contactRequests = (stage: Stage) =>
	stage.llamadaPro.requests
		.filter(({ path }) => path.startsWith('/api/v1/contacts'))
		.map(({ method, path, body }) => ({ method, path: path.replace('/api/v1', ''), body }));

const searchFor = (phone: string) => ({
	method: 'POST',
	path: '/contacts/search',
	body: expect.objectContaining({ filters: [{ field: 'addresses.address', operator: 'eq', value: phone }] }),
});

for (const [theme, icon] of [
	['light', 'llamadapro.svg'],
	['dark', 'llamadapro.dark.svg'],
] as const) {
	scene(`the node is found and shows its icon in the ${theme} theme`, async (editor, stage) => {
		await editor.useTheme(theme);
		await editor.openWorkflow(await storeWorkflow(stage.client, 'Contacts', llamadaPro));
		expect(await shownIcons(editor.node('LlamadaPro'))).toEqual([icon]);

		await editor.openNodePanel();
		for (const alias of ['crm', 'call', 'whatsapp', 'voice agent']) await editor.findNode(alias, 'LlamadaPro');
		const entry = await editor.findNode('LlamadaPro', 'LlamadaPro');
		expect(await shownIcons(entry)).toEqual([icon]);
		await entry.click();
		expect(await editor.listedActions()).toContain('Create or update a contact');
		expect(await shownIcons(editor.nodePanel)).toEqual([icon]);
	});
}

scene('a contact is created, then another updated, with custom fields filled in by hand', async (editor, stage) => {
	const { client, llamadaPro: simulator } = stage;
	await editor.openWorkflow(await client.importWorkflow({ name: 'Upsert by hand', nodes: [], connections: {} }));
	await editor.openNodePanel();
	await (await editor.findNode('LlamadaPro', 'LlamadaPro')).click();
	const node = await editor.addAction('Create or update a contact');
	expect(await node.chosen('Resource')).toBe('Contact');
	expect(await node.chosen('Operation')).toBe('Create or Update');
	expect(await node.chosen('Match By')).toBe('Phone');

	await node.fill('Match Value', '+56 9 5551 9999');
	const form = node.mapper('Custom Fields');
	expect(await form.add('Source')).toEqual([
		'Source',
		'Score',
		'Date of birth',
		'vip',
		'Priority',
		expect.stringMatching(/^Contract/),
	]);
	for (const label of ['Score', 'Date of birth', 'vip', 'Priority']) await form.add(label);
	expect(await node.control('Source')).toBe('text');
	expect(await node.control('Score')).toBe('number');
	expect(await node.control('Date of birth')).toBe('date picker');
	expect(await node.control('vip')).toBe('switch');
	expect(await node.control('Priority')).toBe('drop-down');
	await node.fill('Score', '42');
	expect(await node.choose('Priority', 'High')).toEqual(['Low', 'Medium', 'High', 'urgent']);
	await form.remove('vip', 'vip');
	await node.executeStep();

	// Neither what stands in the form without a value nor the switch that was taken out.
	const customFields = { priority: 'high', score: 42 };
	const addresses = [{ channelType: 'PHONE', address: '+56955519999' }];
	const creation = [
		searchFor('+56955519999'),
		{ method: 'POST', path: '/contacts', body: { addresses, customFields } },
	];
	expect(contactRequests(stage)).toEqual(creation);
	const created = simulator.state.contacts.all().at(-1);
	expect(created).toMatchObject({ addresses, customFields });
	expect(await node.readItem()).toMatchObject({ id: String(created?.id), upsertAction: 'created' });

	const before = simulator.state.contacts.get(1);
	await form.remove('Source', 'source');
	await node.fill('Match Value', '+56 9 5551 0101');
	await node.executeStep();
	expect(contactRequests(stage)).toEqual([
		...creation,
		searchFor('+56955510101'),
		{ method: 'PUT', path: '/contacts/1', body: { customFields } },
	]);
	expect(simulator.state.contacts.get(1)).toEqual({
		...before,
		customFields: { ...before?.customFields, ...customFields },
		updatedAt: expect.any(String),
	});
	expect(await node.readItem()).toMatchObject({ id: '1', firstName: 'Ana', upsertAction: 'updated' });
	await node.showJson();
	await node.scrollTo('Resource');
	await editor.screenshot(picture('llamadapro-upsert'));
});

scene('a contact is found in the list by its name and read', async (editor, stage) => {
	const label = 'Ana Pérez · +56955510101';
	await editor.openWorkflow(await storeWorkflow(stage.client, 'Read a contact', llamadaPro));
	const node = await editor.openNode('LlamadaPro');
	await node.choose('Operation', 'Get');
	const found = await node.searchList('Contact', 'Pérez');
	expect(found).toContain(label);
	expect(found.filter((name) => !name.includes('Pérez'))).toEqual([]);
	await editor.screenshot(picture('llamadapro-contact-locator'));
	await node.pick(label);
	expect(await node.picked('Contact')).toBe(label);
	await node.executeStep();

	expect(contactRequests(stage).at(-1)).toMatchObject({ method: 'GET', path: '/contacts/1' });
	expect(await node.readItem()).toMatchObject({ id: '1', firstName: 'Ana', lastName: 'Pérez' });
});

scene('a value that is no option of its list is explained and nothing is written', async (editor, stage) => {
	const { state } = stage.llamadaPro;
	const before = state.contacts.all();
	await editor.openWorkflow(await storeWorkflow(stage.client, 'Wrong option', llamadaPro));
	const node = await editor.openNode('LlamadaPro');
	await node.choose('Operation', 'Create or Update');
	await node.fill('Match Value', '+56 9 5551 0101');
	await node.mapper('Custom Fields').add('Priority');
	await node.enterExpression('Priority', '{{ "very high" }}', 'very high');
	await node.executeStep();

	const { message, description } = await node.readError();
	expect(message).toContain('"Custom Fields > Priority" has to be one of its options (low, medium, high, urgent)');
	expect(message).toContain('very high');
	expect(description).toContain('Nothing was sent');
	expect(contactRequests(stage)).toEqual([]);
	expect(state.contacts.all()).toEqual(before);
	await editor.screenshot(picture('llamadapro-error'));
});
