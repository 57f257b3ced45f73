import {
	basePath,
	sandboxKey,
	startLiveChatAiSimulator,
	supportAgentId,
} from '../../../sandbox/simulators/livechatai/index.ts';
import type { LiveChatAiSimulatorOptions } from '../../../sandbox/simulators/livechatai/index.ts';
import { switches } from '../../../sandbox/simulators/livechatai/assumptionSwitches.ts';
import { at, call, get, ids, send, simulator, start } from './liveChatAiClient.ts';
import type { Json } from './liveChatAiClient.ts';

type Positions = LiveChatAiSimulatorOptions['assumptions'];

const agentId = supportAgentId;
const statusOf = async (method: string, path: string, json?: Json) => (await call(method, path, json)).status;
const listed = async (query: string) => at(await get('/conversations', query), 'data.meta.total');
const qa = { agentId, question: 'Q', answer: 'A' };
const trained = async () => {
	await call('POST', '/data-sources/qa', qa);
	const status = async () => at(await get('/data-sources', 'limit=1'), 'data.items.0.status');
	return [await status(), await status(), await status()];
};
const upserted = (json: Json) => call('POST', '/contacts', { agentId, distinctId: 'customer-0001', ...json });
const twice = async (method: string, path: string) => [await statusOf(method, path), await statusOf(method, path)];
const limited = async () => {
	simulator.setRateLimit({ limit: 0, windowMs: 60_000 });
	return Number((await call('GET', '/agents')).headers.get('Retry-After') ?? -1);
};
const analysed = async (path: string, query: string) => (await get(`/analytics${path}`, query)).status;
const spent = async () => {
	simulator.state.setMessageUnits(0);
	return (await send('Hello')).status;
};
const takenOver = async () => {
	simulator.state.takeOver('chat_0003');
	return (await send('Hello', { conversationId: 'chat_0003' })).body.data.response;
};
const form = async () => {
	const body = new URLSearchParams({ agentId, question: 'Hello' });
	const headers = { Authorization: `Bearer ${sandboxKey}` };
	return (await fetch(`${simulator.url}${basePath}/conversations`, { method: 'POST', body, headers })).status;
};
const resolved = async () => {
	const reply = await send('Hello', { conversationId: 'chat_0002' });
	return [reply.status, reply.body.data?.conversationId, simulator.state.conversations.get('chat_0002')?.isResolved];
};

const cases: Array<[Positions, () => Promise<unknown>, unknown]> = [
	[{ errorCode: 'absent' }, async () => 'code' in (await call('GET', '/agents/nope')).body, false],
	[{ createStatus: '201' }, () => statusOf('POST', '/conversations/create', { agentId }), 201],
	[{ bodyFormat: 'formToo' }, form, 200],
	[{}, form, 400],
	[{ unknownParameters: 'refused' }, () => statusOf('GET', '/agents?nope=1'), 400],
	[{ retryAfter: 'absent' }, limited, -1],
	[{ retryAfter: 'untilReset' }, async () => (await limited()) > 0, true],
	[{ quotaSpent: '429' }, spent, 429],
	[
		{ absentValues: 'omitted' },
		async () => 'agent' in (await call('GET', '/conversations/chat_0002')).body.data,
		false,
	],
	[{ pageParameter: 'ignored' }, async () => at(await get('/contacts', 'page=3'), 'pages.page'), 1],
	[{}, async () => at(await get('/contacts', 'page=9'), 'data'), []],
	[{ pastTheEnd: 'refused' }, async () => (await get('/contacts', 'page=9')).status, 400],
	[{ pastTheEnd: 'lastPage' }, async () => at(await get('/contacts', 'page=9'), 'pages.page'), 3],
	[{ sizeOutOfRange: 'clamped' }, async () => at(await get('/contacts', 'limit=500'), 'pages.perPage'), 100],
	[{ emptyTotalPages: '1' }, async () => at(await get('/conversations', 'topic=no'), 'data.meta.totalPages'), 1],
	[{ listOrder: 'oldestFirst' }, async () => ids(await get('/contacts', 'limit=1'), 'data'), ['contact_0001']],
	[{ archivedAgents: 'hidden' }, async () => at(await call('GET', '/agents'), 'totalCount'), 3],
	[{ agentAnswer: 'bare' }, async () => at(await call('GET', '/agents/support'), 'id'), agentId],
	[{ agentAnswer: 'idOnly' }, async () => at(await call('GET', '/agents/support'), 'agentId'), agentId],
	[{ deleteAnswer: 'empty' }, async () => (await call('DELETE', `/agents/${agentId}`)).text, ''],
	[{}, () => twice('DELETE', `/agents/${agentId}`), [200, 404]],
	[{ secondDelete: 'deletedAgain' }, () => twice('DELETE', '/ai-suggestions/msg_0002b'), [200, 200]],
	[
		{ contactMatch: 'distinctIdOnly' },
		async () => (await upserted({ contactId: 'contact_0002' })).body.contactId,
		'contact_0001',
	],
	[
		{ unknownContactId: 'newContact' },
		() => statusOf('POST', '/conversations/create', { agentId, contactId: 'no' }),
		200,
	],
	[
		{ contactAttributes: 'replace' },
		async () => {
			await upserted({ attributes: { isVip: true } });
			return simulator.state.contacts.get('contact_0001')?.attributes;
		},
		{ isVip: true },
	],
	[{ userHashStatus: '401' }, async () => (await upserted({ agentId: 'clxsecure0001' })).status, 401],
	[{ contactConversationsRoute: 'absent' }, () => statusOf('GET', '/contacts/contact_0001/conversations'), 404],
	[{ unknownConversation: 'newConversation' }, async () => (await send('Hi', { conversationId: 'no' })).status, 200],
	[
		{ conversationOfOtherAgent: '403' },
		async () => (await send('Hi', { agentId: 'clxsales0001', conversationId: 'chat_0002' })).status,
		403,
	],
	[{}, resolved, [200, 'chat_0002', false]],
	[{ resolvedConversation: 'staysResolved' }, resolved, [200, 'chat_0002', true]],
	[{ resolvedConversation: 'newConversation' }, resolved, [200, 'chat_new0001', true]],
	[{ resolvedConversation: 'refused' }, resolved, [400, undefined, true]],
	[{ takenOver: 'null' }, takenOver, null],
	[{ takenOver: 'aiAnswers' }, takenOver, 'Hello! How can I help you?'],
	[{ blankQuestion: 'accepted' }, async () => (await send('')).status, 200],
	[{ imageQuestion: 'anyText' }, async () => (await send('text', { messageType: 'IMAGE' })).status, 200],
	[{ streaming: 'json' }, async () => (await send('Hello', { streaming: true })).body.status, 'success'],
	[{ defaultType: 'unassigned' }, () => listed(''), 24],
	[{ yourInbox: 'everyHumans' }, () => listed('type=your-inbox'), 6],
	[
		{ dateField: 'createdAt' },
		async () => [await listed('startDate=2025-01-25T12:00:30Z'), await listed('startDate=2025-01-25T12:00:00Z')],
		[0, 1],
	],
	[{ dateFormat: 'secondsOnly' }, async () => (await get('/conversations', 'startDate=2025-01-11')).status, 400],
	[{ bareEndDate: 'startOfDay' }, () => listed('endDate=2025-01-12'), 2],
	[{ endDate: 'ignored' }, () => listed('endDate=2020-01-01'), 30],
	[{ guessedFilters: 'ignored' }, () => listed('sentiment=NEGATIVE'), 30],
	[{}, async () => ids(await get('/conversations/views', 'search=unhappy'), 'data.views'), ['view_negative']],
	[{ viewSearch: 'ignored' }, async () => ids(await get('/conversations/views', 'search=no'), 'data.views').length, 3],
	[
		{ messageOrder: 'newestFirst' },
		async () => at(await call('GET', '/conversations/chat_0002'), 'data.messages.0.role'),
		'assistant',
	],
	[{ replyUserId: 'optional' }, () => statusOf('POST', '/conversations/chat_0002/reply', { message: 'Hi' }), 200],
	[
		{ replyEffect: 'messageOnly' },
		async () => {
			await call('POST', '/conversations/chat_0002/reply', { message: 'Hi', userId: 'user_ben' });
			return simulator.state.conversations.get('chat_0002')?.isAgent;
		},
		false,
	],
	[{ secondEnd: 'refused' }, () => twice('POST', '/conversations/chat_0001/end'), [200, 400]],
	[{ qaFields: 'all' }, () => statusOf('POST', '/data-sources/qa', qa), 400],
	[{}, trained, ['PENDING', 'PROCESSING', 'COMPLETED']],
	[{ training: 'atOnce' }, trained, ['COMPLETED', 'COMPLETED', 'COMPLETED']],
	[{ training: 'byHook' }, trained, ['PENDING', 'PENDING', 'PENDING']],
	[{ deleteWithoutIds: 'accepted' }, () => statusOf('DELETE', '/data-sources', { agentId, source: 'QA' }), 200],
	[
		{},
		async () => {
			const ids = ['source_00001', 'source_00007', 'no'];
			return at(await call('DELETE', '/data-sources', { agentId, source: 'QA', id: 'source_00002', ids }), 'data');
		},
		expect.objectContaining({ deleted: ['source_00002', 'source_00001'], notFound: ['source_00007', 'no'] }),
	],
	[
		{ deleteOfOtherSource: 'deleted' },
		async () =>
			at(await call('DELETE', '/data-sources', { agentId, source: 'QA', id: 'source_00007' }), 'data.deleted'),
		['source_00007'],
	],
	[
		{ dismissedSuggestion: 'retrievable' },
		async () => {
			await call('DELETE', '/ai-suggestions/msg_0002b');
			return statusOf('GET', '/ai-suggestions/msg_0002b');
		},
		200,
	],
	[
		{ previousPeriod: 'oneMonth' },
		async () =>
			at(
				await get('/analytics', 'startDate=2025-02-11&endDate=2025-02-28'),
				'data.previousPeriod.totalConversationCount',
			),
		30,
	],
	[{ overviewDates: 'optional' }, () => analysed('', ''), 200],
	[{}, () => analysed('', 'startDate=2025-02-01&endDate=2025-01-01'), 400],
	[{ reversedDates: 'empty' }, () => analysed('/csat', 'startDate=2025-02-01&endDate=2025-01-01'), 200],
];

describe('assumptions', () => {
	it.each(cases)('%j', async (assumptions, observe, expected) => {
		await start({ assumptions });
		expect(await observe()).toEqual(expected);
	});

	it('has a case for every position but the defaults', async () => {
		await start();
		const tried = new Set(
			cases.flatMap(([positions]) => Object.entries(positions ?? {}).map(([...pair]) => pair.join())),
		);
		const others = Object.entries(switches).flatMap(([name, { positions }]) =>
			positions.slice(1).map((position: string) => `${name},${position}`),
		);
		expect(others.filter((other) => !tried.has(other))).toEqual([]);
	});

	it('refuses a position that does not exist', async () => {
		await start();
		const assumptions = { listOrder: 'random' } as unknown as Positions;
		await expect(startLiveChatAiSimulator({ assumptions })).rejects.toThrow(/listOrder.*newestFirst, oldestFirst/);
	});
});

describe('analytics', () => {
	it('count what there is', async () => {
		await start();
		const range = 'startDate=2025-01-11&endDate=2025-01-25';
		const overview = await get('/analytics', range);
		expect(at(overview, 'data.currentPeriod')).toMatchObject({
			totalConversationCount: 30,
			openConversationCount: 15,
			closedConversationCount: 15,
			agentJoinedConversationRate: 20,
			totalAIAgentCSATResponses: 10,
			changes: { totalConversationCount: 100 },
		});
		await send('This is terrible');
		const today = new Date().toISOString().slice(0, 10);
		const sentiments = await get('/analytics/sentiments', `startDate=${today}&endDate=${today}`);
		expect(sentiments.body.data).toMatchObject([{ date: today, NEGATIVE: 1, POSITIVE: 0 }]);
		const human = await get('/analytics/agent', `${range}&userId=user_ben`);
		expect(at(human, 'data.currentPeriod')).toMatchObject({
			totalConversationCount: 3,
			agentResponseTime: 300,
			avarageMessagesPerConversation: 3,
		});
		const functions = await get('/analytics/ai-functions', range);
		expect(at(functions, 'data.currentPeriod')).toMatchObject({ total: 30, totalFailed: 3 });
		expect(at(await get('/analytics/topics', range), 'keys')).toHaveLength(6);
		expect(at(await get('/analytics/topics', `${range}&showAllTopics=true`), 'keys')).toHaveLength(8);
	});

	it('cut the days in the zone asked for', async () => {
		await start();
		const day = 'startDate=2025-01-11&endDate=2025-01-11';
		const total = async (zone: string) =>
			at(await get('/analytics', `${day}&timezone=${zone}`), 'data.currentPeriod.totalConversationCount');
		expect([await total('UTC'), await total('America/Mexico_City'), await total('Asia/Tokyo')]).toEqual([2, 2, 2]);
		expect(
			at(
				await get('/analytics', 'startDate=2025-01-10&endDate=2025-01-10&timezone=America/Mexico_City'),
				'data.currentPeriod.totalConversationCount',
			),
		).toBe(1);
	});
});
