import {
	operationOf,
	operations,
	otherWorkspaceKey,
	readOnlyKey,
	sandboxKey,
	supportAgentId,
	userHashOf,
} from '../../../sandbox/simulators/livechatai/index.ts';
import type { OperationName } from '../../../sandbox/simulators/livechatai/index.ts';
import { at, call, get, ids, send, simulator, start } from './liveChatAiClient.ts';
import type { Json } from './liveChatAiClient.ts';

const agentId = supportAgentId;
const dates = `agentId=${agentId}&startDate=2025-01-11&endDate=2025-01-25`;

/** A good request of every operation, the paths of its answer, and requests that are refused. */
const cases: Record<
	OperationName,
	{ path: string; json?: Json; shows: string[]; bad: Array<[number, string, Json?]> }
> = {
	listAgents: {
		path: '/agents?limit=1',
		shows: ['data.0.isArchived', 'totalCount', 'pages.next'],
		bad: [[400, '/agents?page=0']],
	},
	createAgent: {
		path: '/agents',
		json: { name: 'New', isLiveChatEnabled: true },
		shows: ['data.id', 'data.language'],
		bad: [[400, '/agents', { name: 'New' }]],
	},
	retrieveAgent: {
		path: '/agents/support',
		shows: ['data.id'],
		bad: [
			[404, '/agents/nope'],
			[400, '/agents/support?isEmbed=1'],
		],
	},
	deleteAgent: { path: `/agents/${agentId}`, shows: ['message'], bad: [[404, '/agents/nope']] },
	listContacts: {
		path: `/contacts?agentId=${agentId}`,
		shows: ['agentId', 'data.9.distinctId', 'totalCount', 'pages.perPage'],
		bad: [
			[400, '/contacts'],
			[404, '/contacts?agentId=nope'],
			[400, `/contacts?agentId=${agentId}&limit=101`],
		],
	},
	upsertContact: {
		path: '/contacts',
		json: { agentId, distinctId: 'me' },
		shows: ['contactId'],
		bad: [
			[400, '/contacts', { agentId }],
			[404, '/contacts', { agentId: 'nope', distinctId: 'me' }],
			[404, '/contacts', { agentId, distinctId: 'me', contactId: 'nope' }],
			[400, '/contacts', { agentId, distinctId: 'me', attributes: [1] }],
		],
	},
	retrieveContact: {
		path: '/contacts/contact_0001',
		shows: ['id', 'attributes.0.key', 'updatedAt'],
		bad: [[404, '/contacts/nope']],
	},
	listContactConversations: {
		path: '/contacts/contact_0001/conversations',
		shows: ['data.conversations.1.contact.attributes.plan', 'data.meta.currentPage'],
		bad: [
			[404, '/contacts/nope/conversations'],
			[400, '/contacts/contact_0001/conversations?perPage=0'],
		],
	},
	sendMessage: {
		path: '/conversations',
		json: { agentId, question: 'Where is my order?' },
		shows: [
			'message',
			'data.conversationId',
			'data.contactId',
			'data.response',
			'data.responseMessageId',
			'data.links',
		],
		bad: [
			[400, '/conversations', { agentId }],
			[400, '/conversations', { agentId, question: '  ' }],
			[400, '/conversations', { question: 'Q' }],
			[404, '/conversations', { agentId: 'nope', question: 'Q' }],
			[404, '/conversations', { agentId, question: 'Q', conversationId: 'nope' }],
			[404, '/conversations', { agentId: 'clxsales0001', question: 'Q', conversationId: 'chat_0002' }],
			[400, '/conversations', { agentId, question: 'no address', messageType: 'IMAGE' }],
			[400, '/conversations', { agentId, question: 'Q', integrationType: 'FAX' }],
			[400, '/conversations', { agentId, question: 'Q', streaming: 'yes' }],
		],
	},
	createConversation: {
		path: '/conversations/create',
		json: { agentId, contactId: 'contact_0002' },
		shows: ['data.conversationId', 'data.contactId'],
		bad: [
			[404, '/conversations/create', { agentId, contactId: 'nope' }],
			[404, '/conversations/create', { agentId, contactId: 'lead_0001' }],
			[400, '/conversations/create', {}],
		],
	},
	listConversations: {
		path: `/conversations?agentId=${agentId}`,
		shows: ['data.conversations.19.contact.id', 'data.meta.totalPages'],
		bad: [
			[400, '/conversations'],
			[404, '/conversations?agentId=nope'],
			[400, `/conversations?agentId=${agentId}&status=closed`],
			[400, `/conversations?agentId=${agentId}&sort=up`],
			[400, `/conversations?agentId=${agentId}&startDate=yesterday`],
			[400, `/conversations?agentId=${agentId}&startDate=2025-02-01&endDate=2025-01-01`],
			[404, `/conversations?agentId=${agentId}&viewId=nope`],
		],
	},
	listViews: {
		path: `/conversations/views?agentId=${agentId}`,
		shows: ['data.views.0.query.rules.0.operator', 'data.meta.perPage'],
		bad: [
			[400, '/conversations/views'],
			[404, '/conversations/views?agentId=nope'],
		],
	},
	retrieveConversation: {
		path: '/conversations/chat_0001',
		shows: ['data.contactId', 'data.agentId', 'data.agent.email', 'data.messages.2.agent.avatar'],
		bad: [[404, '/conversations/nope']],
	},
	replyToConversation: {
		path: '/conversations/chat_0001/reply',
		json: { message: 'Hi', userId: 'user_ben' },
		shows: ['message', 'data.messageId', 'data.message.sender', 'data.message.agent.name'],
		bad: [
			[400, '/conversations/chat_0001/reply', { userId: 'user_ben' }],
			[400, '/conversations/chat_0001/reply', { message: 'Hi' }],
			[404, '/conversations/chat_0001/reply', { message: 'Hi', userId: 'nope' }],
			[404, '/conversations/nope/reply', { message: 'Hi', userId: 'user_ben' }],
		],
	},
	endConversation: {
		path: '/conversations/chat_0001/end',
		json: {},
		shows: ['message', 'data.conversationId', 'data.userId', 'data.contactId'],
		bad: [
			[404, '/conversations/nope/end', {}],
			[404, '/conversations/chat_0001/end', { userId: 'nope' }],
		],
	},
	listDataSources: {
		path: `/data-sources?agentId=${agentId}`,
		shows: ['data.agentId', 'data.items.0.characterCount', 'data.totalCount', 'data.pages.hasNext'],
		bad: [
			[400, '/data-sources'],
			[400, `/data-sources?agentId=${agentId}&source=qa`],
		],
	},
	createTextSource: {
		path: '/data-sources/text',
		json: { agentId, title: 'T', content: 'C' },
		shows: ['data.message', 'data.item.isGeneratedByAI'],
		bad: [[400, '/data-sources/text', { agentId, title: 'T' }]],
	},
	createUrlSource: {
		path: '/data-sources/url',
		json: { agentId, url: 'https://example.com/' },
		shows: ['data.item.id'],
		bad: [[400, '/data-sources/url', { agentId, url: 'example' }]],
	},
	createFileSource: {
		path: '/data-sources/file',
		json: { agentId, title: 'T', content: 'C', fileType: 'docx' },
		shows: ['data.item.source'],
		bad: [[400, '/data-sources/file', { agentId, title: 'T', content: 'C', fileType: 'PDF' }]],
	},
	createQaSource: {
		path: '/data-sources/qa',
		json: { agentId, question: 'Q', answer: 'A' },
		shows: ['data.item.source'],
		bad: [
			[400, '/data-sources/qa', { agentId, question: 'Q' }],
			[404, '/data-sources/qa', { agentId: 'nope', question: 'Q', answer: 'A' }],
		],
	},
	deleteDataSources: {
		path: '/data-sources',
		json: { agentId, source: 'QA', id: 'source_00001' },
		shows: ['data.message', 'data.deleted.0', 'data.notFound'],
		bad: [
			[400, '/data-sources', { agentId, source: 'QA' }],
			[400, '/data-sources', { agentId, source: 'ALL', id: 'x' }],
			[404, '/data-sources', { agentId: 'nope', source: 'QA', id: 'x' }],
		],
	},
	listSuggestions: {
		path: `/ai-suggestions?agentId=${agentId}`,
		shows: ['data.suggestions.0.evaluationTag', 'data.pagination.hasNextPage'],
		bad: [
			[400, '/ai-suggestions'],
			[400, `/ai-suggestions?agentId=${agentId}&startDate=5`],
		],
	},
	retrieveSuggestion: {
		path: '/ai-suggestions/msg_0002b',
		shows: ['data.agentId', 'data.chatId'],
		bad: [[404, '/ai-suggestions/nope']],
	},
	dismissSuggestion: { path: '/ai-suggestions/msg_0002b', shows: ['message'], bad: [[404, '/ai-suggestions/nope']] },
	overviewAnalytics: {
		path: `/analytics?${dates}`,
		shows: [
			'data.currentPeriod.dailyData.14.aiResolved',
			'data.currentPeriod.changes.goodResponseRate',
			'data.previousPeriod.averageChatDuration',
		],
		bad: [[400, `/analytics?agentId=${agentId}`]],
	},
	agentAnalytics: {
		path: `/analytics/agent?${dates}`,
		shows: [
			'data.currentPeriod.avarageMessagesPerConversation',
			'data.currentPeriod.changes',
			'data.previousPeriod.agentResponseTime',
		],
		bad: [[400, `/analytics/agent?${dates}&timezone=Mars`]],
	},
	aiFunctionAnalytics: {
		path: `/analytics/ai-functions?${dates}`,
		shows: ['data.currentPeriod.functions.1.mcpName', 'data.previousPeriod.total', 'data.changes.totalFailed'],
		bad: [[404, '/analytics/ai-functions?agentId=nope&startDate=2025-01-11&endDate=2025-01-25']],
	},
	csatAnalytics: {
		path: `/analytics/csat?${dates}&pageSize=5`,
		shows: [
			'data.currentPeriod.scores.4.triggerReason',
			'data.previousPeriod.scores',
			'data.changes.averageScore',
			'data.metadata.next',
		],
		bad: [[400, `/analytics/csat?${dates}&pageSize=0`]],
	},
	sentimentAnalytics: {
		path: `/analytics/sentiments?${dates}`,
		shows: ['data.14.UNSPECIFIED', 'keys', 'allSentimentsCounts.3.count'],
		bad: [[400, `/analytics/sentiments?agentId=${agentId}&startDate=2025-02-30&endDate=2025-03-01`]],
	},
	topicAnalytics: {
		path: `/analytics/topics?${dates}`,
		shows: ['data.0.date', 'keys.5', 'allTopics.7.count', 'areAllTopicsVisible'],
		bad: [[400, `/analytics/topics?${dates}&showAllTopics=maybe`]],
	},
};

const names = Object.keys(operations) as OperationName[];

describe('every operation', () => {
	beforeEach(() => start());

	it.each(names)('%s answers as documented', async (name) => {
		const { path, json, shows } = cases[name];
		const reply = await call(operationOf(name).method.toUpperCase(), path, json);
		expect([reply.status, reply.body.message ?? '']).toEqual([200, expect.not.stringContaining('required')]);
		for (const shown of shows) expect([shown, at(reply, shown)]).not.toEqual([shown, undefined]);
	});

	it.each(names.flatMap((name) => cases[name].bad.map(([status, path, json]) => [name, status, path, json] as const)))(
		'%s answers with %i to %s %j',
		async (name, status, path, json) => {
			const before = simulator.state.conversations.all().flatMap(({ messages }) => messages).length;
			const reply = await call(operationOf(name).method.toUpperCase(), path, json);
			expect(reply.status).toBe(status);
			expect(reply.body).toMatchObject({
				status: 'error',
				message: expect.any(String),
				code: status === 400 ? 'bad_request' : 'not_found',
			});
			expect(simulator.state.conversations.all().flatMap(({ messages }) => messages)).toHaveLength(before);
		},
	);

	it.each(names)('%s checks the key and its permissions', async (name) => {
		const { path, json } = cases[name];
		const method = operationOf(name).method.toUpperCase();
		expect((await call(method, path, json, 'nope')).body).toMatchObject({ status: 'error', code: 'unauthorized' });
		const readOnly = await call(method, path, json, readOnlyKey);
		expect(readOnly.status).toBe(method === 'GET' ? 200 : 403);
		const other = await call(method, path, json, otherWorkspaceKey);
		expect(other.status).toBe(name === 'listAgents' ? 200 : 403);
		if (name === 'listAgents') expect(other.body.data).toEqual([]);
	});

	it('refuses what is not JSON, and knows no other paths', async () => {
		expect((await call('POST', '/conversations', '{')).status).toBe(400);
		expect((await call('PUT', '/agents')).body.code).toBe('not_found');
		expect((await call('GET', '/agents/')).status).toBe(404);
		expect((await call('POST', '/messages', {})).status).toBe(404);
	});
});

describe('the five page styles', () => {
	beforeEach(() => start());

	it.each([
		['/contacts', 'data', 'limit', 25, ''],
		['/data-sources', 'data.items', 'limit', 12, ''],
		['/conversations', 'data.conversations', 'perPage', 30, ''],
		['/ai-suggestions', 'data.suggestions', 'limit', 8, ''],
		['/analytics/csat', 'data.currentPeriod.scores', 'pageSize', 15, 'startDate=2025-01-01&endDate=2025-02-28&'],
	])('%s has every row once', async (path, rows, size, total, query) => {
		const seen: string[] = [];
		for (let page = 1; page <= 10; page += 1)
			seen.push(...ids(await get(path, `${query}page=${page}&${size}=7`), rows));
		expect(new Set(seen).size).toBe(total);
		expect(seen).toHaveLength(total);
	});

	it('says where the page is', async () => {
		const pages = { page: 2, perPage: 10, totalPages: 3, hasPrevious: true, hasNext: true, previous: 1, next: 3 };
		expect((await get('/contacts', 'page=2')).body).toMatchObject({ totalCount: 25, pages });
		expect(at(await get('/conversations', 'page=2'), 'data.meta')).toEqual({
			total: 30,
			perPage: 20,
			currentPage: 2,
			totalPages: 2,
		});
		expect(at(await get('/ai-suggestions'), 'data.pagination')).toMatchObject({ totalCount: 8, hasNextPage: false });
	});

	it('lists ten thousand questions and answers in a hundred requests', async () => {
		simulator.state.seedDataSources(10_000);
		const seen = new Set<string>();
		for (let page = 1; page <= 100; page += 1) {
			for (const id of ids(await get('/data-sources', `limit=100&page=${page}&source=QA`), 'data.items')) seen.add(id);
		}
		expect(seen.size).toBe(10_000);
	});
});

describe('deleting data sources', () => {
	beforeEach(() => start());

	it('leaves those of other agents alone', async () => {
		const json = { agentId: 'clxsales0001', source: 'QA', ids: ['source_00001'] };
		const reply = await call('DELETE', '/data-sources', json);
		expect(reply.body.data).toMatchObject({ deleted: [], notFound: ['source_00001'] });
		expect(simulator.state.dataSourcesOf()).toHaveLength(12);
	});
});

describe('contacts', () => {
	beforeEach(() => start());
	const upsert = (more: Json) => call('POST', '/contacts', { agentId, distinctId: 'customer-0001', ...more });

	it('updates by distinctId and by contactId, and keeps what is left out', async () => {
		const attributes = { plan: 'max', unknown: 1 };
		expect((await upsert({ name: 'New', attributes })).body.contactId).toBe('contact_0001');
		expect(simulator.state.contacts.get('contact_0001')).toMatchObject({
			name: 'New',
			email: 'customer0001@example.com',
			attributes: { plan: 'max', customerNumber: 1 },
		});
		expect(simulator.state.contacts.get('contact_0001')?.attributes).not.toHaveProperty('unknown');
		await upsert({ contactId: 'contact_0002', distinctId: 'other' });
		expect(simulator.state.contacts.get('contact_0002')?.distinctId).toBe('other');
		expect(simulator.state.contacts.size).toBe(28);
	});

	it('wants the right hash where identification is secure', async () => {
		const secure = { agentId: 'clxsecure0001', distinctId: 'me' };
		expect((await upsert(secure)).status).toBe(403);
		expect((await upsert({ ...secure, userHash: userHashOf('me') })).status).toBe(200);
	});
});

describe('keys', () => {
	beforeEach(() => start());

	it.each<Record<string, string>>([
		{},
		{ Authorization: sandboxKey },
		{ Authorization: 'Bearer ' },
		{ 'x-api-key': sandboxKey },
	])('answers %j with 401', async (headers) => {
		const response = await fetch(`${simulator.url}/api/v2/agents`, { headers });
		expect(response.status).toBe(401);
	});

	it('limits the rate when told to', async () => {
		simulator.setRateLimit({ limit: 1, windowMs: 60_000 });
		await send('Hello');
		const reply = await send('Hello');
		expect([reply.status, reply.body.code, reply.headers.get('Retry-After')]).toEqual([
			429,
			'rate_limit_exceeded',
			'1',
		]);
	});
});
