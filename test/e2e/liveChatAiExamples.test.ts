import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startHost, type TestHost } from './host.ts';

const example = (name: string): object =>
	JSON.parse(readFileSync(join(import.meta.dirname, `../../examples/${name}.json`), 'utf8')) as object;

describe('the examples with LiveChatAI', () => {
	let host: TestHost;
	beforeAll(async () => {
		host = await startHost();
	}, 900_000);
	afterAll(async () => await host.stop(), 60_000);
	beforeEach(() => host.reset());

	it('WhatsApp questions get the answer of the AI, an unhappy customer gets a person', async () => {
		const { status, nodes, error } = await host.run(example('livechatai-whatsapp-hand-over'));
		expect([status, error?.message]).toEqual(['success', undefined]);
		const [turns = []] = nodes['Ask the AI agent']?.[0]?.outputs ?? [];
		const conversations = turns.map(({ json }) => json.conversationId);
		// Ann's two questions are one conversation, Ben's complaint is another.
		expect(conversations[2]).toBe(conversations[0]);
		expect(new Set(conversations).size).toBe(2);
		const sent = host.llamadaPro.requests.filter(({ path }) => path.includes('message')).map(({ body }) => body);
		expect(sent).toEqual([
			expect.objectContaining({ content: turns[0]?.json.response }),
			expect.objectContaining({ content: turns[2]?.json.response }),
		]);
		const taken = host.liveChatAi.requests.filter(({ path }) => path.endsWith('/reply')).map(({ path }) => path);
		expect(taken).toEqual([`/api/v2/conversations/${String(conversations[1])}/reply`]);
		const tasks = host.llamadaPro.requests.filter(({ path, method }) => method === 'POST' && path.endsWith('/tasks'));
		expect(tasks.map(({ body }) => body)).toEqual([
			expect.objectContaining({ objective: expect.stringContaining('Call Ben Ito (+4915112345602) back') }),
		]);
	});

	it('the weekly digest is one HTML report with the figures and charts of the week', async () => {
		host.liveChatAi.state.bringUpToDate();
		const { status, nodes } = await host.run(example('livechatai-weekly-digest'));
		expect(status).toBe('success');
		const [report = []] = nodes.Digest?.[0]?.outputs ?? [];
		expect(report).toHaveLength(1);
		const html = String(report[0]?.json.html);
		const overview = nodes.Overview?.[0]?.outputs[0]?.[0]?.json as { totalConversationCount: number };
		expect(html).toContain(`>${overview.totalConversationCount}</div>conversations`);
		expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(3);
		expect(html).not.toMatch(/undefined|NaN|\{\{|\[object|<script|src=/);
		// One request for each kind of figures, and one for each hundred ratings.
		expect(host.liveChatAi.requests.map(({ path }) => path)).toEqual([
			'/api/v2/analytics',
			'/api/v2/analytics/sentiments',
			'/api/v2/analytics/topics',
			'/api/v2/analytics/csat',
		]);
	});
});
