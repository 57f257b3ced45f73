import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expiredJwt, sandboxJwt, tenantIds } from '../../../sandbox/simulators/autochat/index.ts';
import { type SocketHost, startSocketHost, triggeredWorkflow } from './socketRig.ts';

jest.setTimeout(180_000);

let host: SocketHost;
beforeAll(async () => {
	host = await startSocketHost();
}, 900_000);
afterAll(async () => await host?.stop());

afterEach(async () => {
	for (const { id, active } of await host.client.listWorkflows()) {
		if (active) await host.client.deactivate(id);
		await host.client.deleteWorkflow(id);
	}
	await host.listenersAre(0);
	host.reset();
});

const publish = async (workflow: object): Promise<string> => {
	const id = await host.client.importWorkflow(workflow);
	await host.client.activate(id);
	return id;
};
const send = (id: string, type = 'message:new'): void => host.autochat.socket.send({ type, data: { id } });
const ids = (items: Array<Record<string, unknown>>) => items.map(({ data }) => (data as { id: string }).id);

it('a message in the widget starts one execution per event', async () => {
	const id = await publish(triggeredWorkflow('Events'));
	await host.listenersAre(1);
	const { state } = host.autochat;
	const conversation = state.openConversation({
		tenantId: tenantIds.sandbox,
		channel: 'chat',
		channel_identifier: 'session_1',
	});
	state.addMessage(conversation, 'user', 'Hello');
	await host.countIs(id, 'success', 2);
	const items = await host.items(id);
	expect(items.map(({ type }) => type).sort()).toEqual(['conversation:new', 'message:new']);
	expect(items.find(({ type }) => type === 'message:new')).toEqual({
		type: 'message:new',
		data: expect.objectContaining({ content: 'Hello', conversation_id: conversation.id }),
		receivedAt: expect.any(String),
	});
});

it('300 events in a burst start 300 executions, each event once', async () => {
	const id = await publish(triggeredWorkflow('Burst'));
	await host.listenersAre(1);
	for (let index = 0; index < 300; index += 1) send(String(index));
	await host.countIs(id, 'success', 300);
	// n8n lists 100 at most: those are all different.
	const listed = ids(await host.items(id));
	expect([listed.length, new Set(listed).size]).toEqual([100, 100]);
	expect(await host.count(id, 'error')).toBe(0);
});

it('deactivated, it hangs up and starts nothing any more; activated again, it does', async () => {
	const id = await publish(triggeredWorkflow('On and off'));
	await host.listenersAre(1);
	await host.client.deactivate(id);
	await host.listenersAre(0);
	send('off');
	await host.client.activate(id);
	await host.listenersAre(1);
	send('on');
	await host.countIs(id, 'success', 1);
	expect(ids(await host.items(id))).toEqual(['on']);
	expect(host.autochat.socket.log.map(({ closedBy }) => closedBy)).toEqual(['client', undefined]);
});

it('two workflows each get every event; one may stop', async () => {
	const first = await publish(triggeredWorkflow('First'));
	const second = await publish(triggeredWorkflow('Second', { events: ['conversation:qualified'] }));
	await host.listenersAre(2);
	send('1');
	send('2', 'conversation:qualified');
	await host.countIs(first, 'success', 2);
	await host.countIs(second, 'success', 1);
	await host.client.deactivate(first);
	await host.listenersAre(1);
	send('3', 'conversation:qualified');
	await host.countIs(second, 'success', 2);
	expect(await host.count(first, 'success')).toBe(2);
});

it('published again in another version, one connection listens', async () => {
	const id = await publish(triggeredWorkflow('Versions'));
	await host.client.importWorkflow(triggeredWorkflow('Versions', { events: ['message:new'] }));
	await host.client.activate(id);
	await host.listenersAre(1);
	send('1');
	await host.countIs(id, 'success', 1);
	expect(host.autochat.socket.log).toHaveLength(2);
});

it('a restart of n8n: one connection afterwards, events start executions, each once', async () => {
	const id = await publish(triggeredWorkflow('Restart'));
	await host.listenersAre(1);
	send('before');
	await host.countIs(id, 'success', 1);
	await host.restart();
	await host.listenersAre(1);
	send('after');
	await host.countIs(id, 'success', 2);
	expect(ids(await host.items(id))).toEqual(['after', 'before']);
});

it('n8n starts while Autochat is down: it listens as soon as Autochat is back', async () => {
	const id = await publish(triggeredWorkflow('Down'));
	await host.listenersAre(1);
	host.autochat.socket.refuse('cut');
	await host.restart();
	// n8n itself would try five times, and then no more.
	await host.refusedAttemptsExceed(3);
	host.autochat.socket.refuse(undefined);
	await host.listenersAre(1);
	send('after');
	await host.countIs(id, 'success', 1);
});

it('a restart of Autochat: one failed execution says what may be missing, and it goes on', async () => {
	const id = await publish(triggeredWorkflow('Outage', { options: { connectionEvents: true } }));
	await host.listenersAre(1);
	host.autochat.socket.refuse(503);
	host.autochat.socket.closeAll(1012);
	host.autochat.socket.refuse(undefined);
	await host.listenersAre(1);
	await host.countIs(id, 'error', 1);
	send('after');
	// Connected, lost, back, and the event.
	await host.countIs(id, 'success', 4);
	const [failed] = (await host.client.listExecutions(id)).filter(({ status }) => status === 'error');
	const { error } = await host.client.getExecution(failed?.id ?? '');
	expect(error?.message).toMatch(/^The live connection to Autochat was lost, for about \d+ seconds?$/);
	expect(error?.description).toContain('may be missing');
	const news = (await host.items(id)).filter(({ type }) => type === 'connection').map(({ data }) => data);
	expect(news.map((item) => (item as { status: string }).status).sort()).toEqual(['back', 'connected', 'lost']);
});

it('a token that dies: one failed execution says so, nobody tries on; with a new one it works again', async () => {
	const id = await publish(triggeredWorkflow('Dead'));
	await host.listenersAre(1);
	host.autochat.state.expireTokens();
	host.autochat.socket.cutAll();
	await host.countIs(id, 'error', 1);
	const [failed] = await host.client.listExecutions(id);
	const { error } = await host.client.getExecution(failed?.id ?? '');
	expect(error?.message).toBe('n8n has stopped listening to Autochat');
	expect(error?.description).toContain('Sign in to the Autochat dashboard again');
	expect(JSON.stringify(error)).not.toContain(sandboxJwt);
	host.reset();
	await host.client.deactivate(id);
	await host.client.activate(id);
	await host.listenersAre(1);
	send('again');
	await host.countIs(id, 'success', 1);
	expect(await host.count(id, 'error')).toBe(1);
});

it('a token that has expired fails the activation with a text that says what to do', async () => {
	const credential = { id: 'expired', name: 'Autochat expired' };
	await host.client.importCredential({
		...credential,
		type: 'autochatTenantApi',
		data: { baseUrl: host.autochat.url, jwt: expiredJwt },
	});
	const id = await host.client.importWorkflow(triggeredWorkflow('Expired', {}, credential));
	await expect(host.client.activate(id)).rejects.toThrow(/token expired on 2025-01-31 at 00:00 UTC\. Sign in to the/);
	expect(host.autochat.socket.log).toEqual([]);
});

it('"Listen for test event" ends with the first event, and leaves the published workflow alone', async () => {
	const id = await publish(triggeredWorkflow('Test run'));
	await host.listenersAre(1);
	const executionId = await host.client.runWorkflow(id, { from: 'Trigger' });
	await host.listenersAre(2);
	send('1');
	const { status, nodes } = await host.client.waitForExecution(executionId);
	expect(status).toBe('success');
	expect(nodes.Trigger?.[0]?.outputs[0]?.map(({ json }) => json)).toMatchObject([{ data: { id: '1' } }]);
	await host.listenersAre(1);
	send('2');
	await host.countIs(id, 'success', 3);
});

it('example: a qualified lead becomes a contact and a task', async () => {
	const file = readFileSync(join(__dirname, '../../../examples/autochat-qualified-lead.json'), 'utf8');
	const id = await publish(JSON.parse(file) as object);
	await host.listenersAre(1);
	const { state } = host.autochat;
	const qualify = (contact: object): string => {
		const conversation = state.openConversation({
			tenantId: tenantIds.sandbox,
			channel: 'chat',
			channel_identifier: `session_${JSON.stringify(contact)}`,
			contact_data: contact,
		});
		return state.qualifyConversation(conversation.id).id;
	};
	const { contacts, tasks } = host.llamadaPro.state;
	const [contactsBefore, tasksBefore] = [contacts.size, tasks.size];
	// One who is known by her number, a new one, and one who cannot be reached.
	const known = qualify({ name: 'Ana Pérez', phone: '+56955510101', email: 'ana@leads.example' });
	await host.countIs(id, 'success', 1);
	const fresh = qualify({ name: 'Zoë von Berg', email: 'zoe@leads.example' });
	await host.countIs(id, 'success', 2);
	const unknown = qualify({});
	await host.countIs(id, 'success', 3);
	expect([contacts.size, tasks.size]).toEqual([contactsBefore + 1, tasksBefore + 3]);
	expect(contacts.all().at(-1)).toMatchObject({ firstName: 'Zoë', lastName: 'von Berg' });
	expect(tasks.all().slice(-3)).toMatchObject([
		{ objective: 'Call the qualified lead Ana Pérez', context: { contactId: 1, autochatConversationId: known } },
		{ objective: 'Call the qualified lead Zoë von Berg', context: { autochatConversationId: fresh } },
		{
			objective: `Ask a qualified lead in Autochat for a phone number or email (conversation ${unknown})`,
			context: { autochatConversationId: unknown },
		},
	]);
});
