import { startLiveTokSimulator } from '../../../sandbox/simulators/livetok/index.ts';
import type { LiveTokSimulatorOptions } from '../../../sandbox/simulators/livetok/index.ts';
import { simulator, start, call, ids, message, image, document, entry, webhook, send } from './liveTokClient.ts';

describe('assumptions in their other position', () => {
	const list = '/v1/knowledge';
	const firstId = async (query: string) => ids(await call('GET', `${list}?${query}`))[0];
	const statusOf = async (method: string, path: string, json?: unknown) => (await call(method, path, json)).status;

	const cases: Array<[LiveTokSimulatorOptions['assumptions'], () => Promise<unknown>, unknown]> = [
		[{ createStatus: '201' }, () => statusOf('POST', list, entry), 201],
		[{ testTemplates: 'notLookedUp' }, () => statusOf('POST', send, { ...message, template_name: 'nope' }), 200],
		[
			{ parameterCount: 'unchecked' },
			() => statusOf('POST', send, { ...message, template_name: 'appointment_reminder' }),
			200,
		],
		[
			{ documentParameter: 'refused' },
			() => statusOf('POST', send, { ...message, template_parameters: [document] }),
			400,
		],
		[
			{ echoParameters: 'always' },
			async () => (await call('POST', send, { ...message, template_parameters: [image] })).body.template_parameters,
			[image],
		],
		[{ knowledgeOrder: 'oldestFirst' }, () => firstId(''), 'kb_test0001'],
		[{ startingAfter: 'inclusive' }, () => firstId('starting_after=kb_test0020'), 'kb_test0020'],
		[{ unknownCursor: 'ignored' }, () => firstId('starting_after=nope'), 'kb_test0043'],
		[{ tagsMatch: 'all' }, async () => ids(await call('GET', `${list}?limit=100&tags=orders,returns`)).length, 9],
		[{ limitOutOfRange: 'clamped' }, async () => ids(await call('GET', `${list}?limit=500`)).length, 45],
		[{ blankText: 'accepted' }, () => statusOf('POST', list, { ...entry, answer: ' ' }), 200],
		[
			{ duplicateQuestions: 'refused' },
			async () => [await statusOf('POST', list, entry), await statusOf('POST', list, entry)],
			[200, 400],
		],
		[
			{ patchTags: 'merge' },
			async () => (await call('PATCH', `${list}/kb_test0001`, { tags: ['new'] })).body.tags,
			['hours', 'new'],
		],
		[{ emptyPatch: 'refused' }, () => statusOf('PATCH', `${list}/kb_test0001`, {}), 400],
		[{ secondDelete: 'deletedAgain' }, () => statusOf('DELETE', `${list}/kb_nope`), 200],
		[
			{ bulkImport: 'atomic' },
			async () => {
				const reply = await call('POST', `${list}/bulk`, { entries: [entry, { question: 'Q' }] });
				return [reply.status, reply.body.error.param, simulator.state.knowledge().length];
			},
			[400, 'entries[1].answer', 45],
		],
		[{ emptyBulk: 'accepted' }, () => statusOf('POST', `${list}/bulk`, { entries: [] }), 200],
		[{ webhookManagement: 'absent' }, () => statusOf('GET', '/v1/webhooks'), 404],
		[
			{ webhookId: 'omitted', webhookSecret: 'never' },
			async () => Object.keys((await call('POST', '/v1/webhooks', webhook)).body),
			['url', 'events', 'created_at'],
		],
		[{ webhookUrl: 'httpsOnly' }, () => statusOf('POST', '/v1/webhooks', webhook), 400],
		[{ rateLimitHeaders: 'only429' }, async () => (await call('GET', list)).headers.has('X-RateLimit-Limit'), false],
		[
			{ retryAfter: 'sent' },
			async () => {
				simulator.setRateLimit({ limit: 0, windowMs: 3_600_000 });
				return Number((await call('GET', list)).headers.get('Retry-After')) > 0;
			},
			true,
		],
	];

	it.each(cases)('%j', async (assumptions, observe, expected) => {
		await start({ assumptions });
		expect(await observe()).toEqual(expected);
	});

	it('refuses a position that does not exist', async () => {
		await start();
		const assumptions = { tagsMatch: 'some' } as unknown as LiveTokSimulatorOptions['assumptions'];
		expect(() => startLiveTokSimulator({ assumptions })).toThrow(/tagsMatch.*any, all/);
	});
});
