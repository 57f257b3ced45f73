import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Execution } from '../../../sandbox/n8n/executions.ts';
import { supportAgentId } from '../../../sandbox/simulators/livechatai/index.ts';
import { everyMinute, openPollRig, polling, type PollRig } from './pollRig.ts';

const agentId = { __rl: true, mode: 'id', value: supportAgentId };
const newContact = { event: 'newContact' };

/** What the triggers of some executions have emitted. */
const emitted = (executions: readonly Execution[], node = 'Trigger') =>
	executions.flatMap(({ nodes }) => nodes[node]?.[0]?.outputs[0] ?? []).map(({ json }) => json);

const idsOf = (items: ReadonlyArray<Record<string, unknown>>) => items.map(({ id }) => id);

describe('polling triggers in a real n8n', () => {
	let rig: PollRig;
	beforeAll(async () => {
		rig = await openPollRig();
	}, 900_000);
	afterAll(async () => await rig?.close(), 60_000);
	beforeEach(() => {
		rig.llamadaPro.reset();
		rig.liveChatAi.reset();
	});

	/** Contacts of LlamadaPro, created now. */
	function addContacts(count: number, createdAt = rig.llamadaPro.state.timestamp()): number[] {
		const { contacts } = rig.llamadaPro.state;
		const [model] = contacts.all();
		if (model === undefined) throw new Error('There is no contact to copy');
		return Array.from({ length: count }, () => {
			return contacts.put({ ...model, id: contacts.nextId(), createdAt, updatedAt: createdAt }).id;
		});
	}

	/** Publishes anew: n8n polls at once. */
	async function pollNow(id: string): Promise<void> {
		await rig.client.deactivate(id);
		await rig.client.activate(id);
	}

	it('n8n knows both triggers, and makes no tools of them', async () => {
		const names = (await rig.client.nodeTypes()).map(({ name }) => name);
		for (const type of ['llamadaProTrigger', 'liveChatAiTrigger']) {
			expect(names).toContain(`n8n-nodes-customer-engagement.${type}`);
			expect(names).not.toContain(`n8n-nodes-customer-engagement.${type}Tool`);
		}
	});

	it('500 contacts, half of them of one moment, come once each: over a publication that fails half way, and a crash', async () => {
		const id = await rig.client.importWorkflow(
			polling('Five hundred', { type: 'llamadaProTrigger', parameters: newContact }),
		);
		await rig.client.activate(id);
		expect(rig.llamadaPro.requests).toHaveLength(1);
		expect(await rig.client.listExecutions(id)).toEqual([]);

		const now = Date.now();
		const added = [
			...addContacts(250, new Date(now).toISOString()),
			...Array.from({ length: 250 }, (_, index) => addContacts(1, new Date(now - index * 1_000).toISOString())).flat(),
		];
		// n8n itself tries again to start a trigger that could not be started.
		rig.llamadaPro.faults.add({ after: 2, times: 1, fault: { type: 'status', status: 500 } });
		await pollNow(id);
		const [execution] = await rig.executions(id, 1);
		expect(idsOf(emitted([execution as Execution])).sort()).toEqual([...added].sort());

		await rig.crash();
		const late = addContacts(1, new Date(now - 60_000).toISOString());
		await pollNow(id);
		const executions = await rig.executions(id, 2);
		expect(executions).toHaveLength(2);
		expect(idsOf(emitted(executions.slice(1)))).toEqual(late);

		await pollNow(id);
		expect(await rig.client.listExecutions(id)).toHaveLength(2);
		await rig.client.deactivate(id);
	}, 180_000);

	it('nothing new among 10,000 contacts: one request a poll, also after a crash', async () => {
		rig.llamadaPro.state.seedContacts(10_000);
		const id = await rig.client.importWorkflow(
			polling('Nothing new', { type: 'llamadaProTrigger', parameters: newContact }),
		);
		await rig.client.activate(id);
		await pollNow(id);
		await pollNow(id);
		expect(rig.llamadaPro.requests).toHaveLength(3);
		await rig.crash();
		await untilAsked(rig, 4);
		await rig.client.deactivate(id);
		expect(rig.llamadaPro.requests).toHaveLength(4);
		expect(await rig.client.listExecutions(id)).toEqual([]);
	}, 180_000);

	it.each([
		{ whenActivatedAgain: 'continue', expected: 3 },
		{ whenActivatedAgain: 'startFromNow', expected: 0 },
	])(
		'inactive for a while, activated again with "$whenActivatedAgain": $expected of 3',
		async ({ whenActivatedAgain, expected }) => {
			const parameters = { ...newContact, options: { whenActivatedAgain } };
			const id = await rig.client.importWorkflow(
				polling(`Again ${whenActivatedAgain}`, { type: 'llamadaProTrigger', parameters }),
			);
			await rig.client.activate(id);
			await rig.client.deactivate(id);
			addContacts(3);
			await rig.client.activate(id);
			const executions = await rig.executions(id, expected === 0 ? 0 : 1);
			expect(emitted(executions)).toHaveLength(expected);
			await rig.client.deactivate(id);
		},
		60_000,
	);

	it('another event published over the old one starts from now', async () => {
		const file = (event: string, name = 'Edited') =>
			polling(name, { type: 'llamadaProTrigger', parameters: { event } });
		const id = await rig.client.importWorkflow(file('newContact'));
		await rig.client.activate(id);
		addContacts(2);
		await rig.client.importWorkflow(file('updatedContact'));
		await rig.client.activate(id);
		expect(await rig.client.listExecutions(id)).toEqual([]);
		await rig.client.deactivate(id);
	}, 60_000);

	it('a wrong key stops the activation and says so', async () => {
		const id = await rig.client.importWorkflow(
			polling('Refused', { type: 'llamadaProTrigger', parameters: newContact }),
		);
		rig.llamadaPro.faults.add({ fault: { type: 'status', status: 401 } });
		await expect(rig.client.activate(id)).rejects.toThrow('does not accept the API key');
	}, 90_000);

	it('a test run shows a sample, and the published trigger knows nothing of it', async () => {
		const file = polling('Sample', {
			type: 'liveChatAiTrigger',
			parameters: { event: 'newMessage', agentId, writtenBy: 'anyone' },
		});
		const id = await rig.client.importWorkflow(file);
		const { status, nodes } = await rig.client.waitForExecution(await rig.client.runWorkflow(id, { from: 'Trigger' }));
		expect(status).toBe('success');
		const [items = []] = nodes.Trigger?.[0]?.outputs ?? [];
		expect(items.length).toBeGreaterThan(0);
		expect(items[0]?.json).toMatchObject({
			message: { id: expect.any(String) },
			conversation: { id: expect.any(String) },
		});
	}, 60_000);

	it('the same trigger twice in a workflow, and two vendors, each on its own account, at a tick of the real clock', async () => {
		const pollTimes = everyMinute;
		const id = await rig.client.importWorkflow(
			polling(
				'Side by side',
				{ name: 'One', type: 'llamadaProTrigger', parameters: { ...newContact, pollTimes } },
				{ name: 'Two', type: 'llamadaProTrigger', parameters: { ...newContact, pollTimes } },
				{ name: 'Chat', type: 'liveChatAiTrigger', parameters: { event: 'newConversation', agentId, pollTimes } },
			),
		);
		await rig.client.activate(id);
		const [contact] = addContacts(1);
		const session = await fetch(`${rig.liveChatAi.url}/api/v2/conversations`, {
			method: 'POST',
			headers: { authorization: 'Bearer lca_sandbox_key', 'content-type': 'application/json' },
			body: JSON.stringify({ agentId: supportAgentId, question: 'Where is my order?' }),
		});
		const { data } = (await session.json()) as { data: { conversationId: string } };
		const executions = await rig.executions(id, 3, 90_000);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
		expect(idsOf(emitted(executions, 'One'))).toEqual([contact]);
		expect(idsOf(emitted(executions, 'Two'))).toEqual([contact]);
		expect(idsOf(emitted(executions, 'Chat'))).toEqual([data.conversationId]);
		// What was stored at the tick outlives a crash.
		await rig.crash();
		await pollNow(id);
		expect(await rig.client.listExecutions(id)).toHaveLength(3);
		await rig.client.deactivate(id);
	}, 180_000);

	it('example: an unhappy customer gets a task, once', async () => {
		const file = readFileSync(join(__dirname, '../../../examples/livechatai-unhappy-customer.json'), 'utf8');
		const id = await rig.client.importWorkflow(JSON.parse(file));
		await rig.client.activate(id);
		const before = rig.llamadaPro.state.tasks.size;
		for (const [index, score] of [1, 5, 2, 3].entries()) {
			rig.liveChatAi.state.ratings.push({
				id: `csat_today_${index}`,
				agentId: supportAgentId,
				userId: null,
				score,
				comment: score < 3 ? 'Nobody helped' : null,
				email: 'ana@example.com',
				name: 'Ana',
				triggerReason: 'AFTER_RESOLUTION',
				createdAt: new Date().toISOString(),
			});
		}
		await pollNow(id);
		const [execution] = await rig.executions(id, 1);
		expect(execution?.status).toBe('success');
		await pollNow(id);
		await rig.client.deactivate(id);
		const created = rig.llamadaPro.state.tasks.all().slice(before);
		expect(created.map(({ objective }) => objective).sort()).toEqual([
			'Call Ana: rated 1 of 5, "Nobody helped"',
			'Call Ana: rated 2 of 5, "Nobody helped"',
		]);
		expect(created[0]).toMatchObject({
			assignedTo: { type: 'user', id: '101' },
			context: { csatScoreId: expect.stringMatching(/^csat_today_/) },
		});
		expect(await rig.client.listExecutions(id)).toHaveLength(1);
	}, 90_000);
});

/** Resolves when LlamadaPro was asked so often since its last reset. */
async function untilAsked(rig: PollRig, count: number): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (rig.llamadaPro.requests.length < count) {
		if (Date.now() > deadline)
			throw new Error(`LlamadaPro was asked ${rig.llamadaPro.requests.length} times, not ${count}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
