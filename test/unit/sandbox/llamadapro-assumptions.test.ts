import { sandboxKey, startLlamadaProSimulator } from '../../../sandbox/simulators/llamadapro/index.ts';
import type { LlamadaProSimulatorOptions } from '../../../sandbox/simulators/llamadapro/index.ts';
import {
	bridge,
	call,
	calls,
	contacts,
	conversations,
	definitions,
	ids,
	simulator,
	start,
	task,
	tasks,
	text,
	whatsapp,
} from './llamadaproClient.ts';

// the switches of the routes are in the test of the operations
describe('assumptions in their other position', () => {
	const statusOf = async (method: string, path: string, json?: unknown) => (await call(method, path, json)).status;
	const lastPage = async () => (await call('GET', `${contacts}?page=3`)).body;
	const address = (text: string) => ({ address: text, channelType: 'PHONE' });
	const recordingStatus = async () => (await fetch((await call('GET', `${calls}/1/recording`)).body.url)).status;

	const cases: Array<[LlamadaProSimulatorOptions['assumptions'], () => Promise<unknown>, unknown]> = [
		[
			{ keyHeader: 'bearerToo' },
			async () => {
				const headers = { Authorization: `Bearer ${sandboxKey}` };
				const bearer = await fetch(simulator.url + contacts, { headers });
				return [bearer.status, await statusOf('GET', contacts)];
			},
			[200, 200],
		],
		[
			{ successStatus: 'always200' },
			async () => [
				await statusOf('POST', contacts, {}),
				await statusOf('POST', `${conversations}/bulk`, { conversations: ['x'] }),
				await statusOf('POST', `${calls}/recordings`, { userId: 1, url: 'x' }),
			],
			[200, 200, 200],
		],
		[
			{ validationStatus: '422' },
			async () => {
				const { status, body } = await call('POST', tasks, { ...task, objective: 5 });
				return [status, body.code, Object.keys(body.details), await statusOf('GET', `${tasks}/x`)];
			},
			[422, 422, ['body.objective'], 404],
		],
		[
			{ loadRecordingAnswer: 'envelope' },
			async () => {
				const { status, body } = await call('POST', `${calls}/recordings`, { userId: 1, url: 'x' });
				return [status, Object.keys(body)];
			},
			[200, ['code', 'error', 'message', 'details']],
		],
		[{ pageBase: '0' }, async () => ids(await call('GET', `${contacts}?page=1`))[0], 21],
		[{ sizeOutOfRange: 'clamped' }, async () => ids(await call('GET', `${contacts}?pageSize=5000`)).length, 60],
		[{ lastPageToken: 'empty' }, async () => (await lastPage()).nextPageToken, ''],
		[{ lastPageToken: 'absent' }, async () => 'nextPageToken' in (await lastPage()), false],
		[
			{ pageTokens: 'repeat' },
			async () => {
				const first = (await call('GET', contacts)).body.nextPageToken;
				const second = (await call('GET', `${contacts}?pageToken=${first}`)).body.nextPageToken;
				return typeof first === 'string' && first === second;
			},
			true,
		],
		[
			{ tokenBinding: 'sameQuery' },
			async () => {
				const token = (await call('GET', `${contacts}?pageSize=5&sortBy=id=asc`)).body.nextPageToken;
				return [
					await statusOf('GET', `${contacts}?pageSize=10&sortBy=id=asc&pageToken=${token}`),
					await statusOf('GET', `${contacts}?pageSize=5&pageToken=${token}`),
				];
			},
			[200, 400],
		],
		[{ listOrder: 'newestFirst' }, async () => ids(await call('GET', tasks))[0], 'task_25'],
		[
			{ contactAddresses: 'merge' },
			async () => {
				const reply = await call('PUT', `${contacts}/2`, { addresses: [address('+1'), address('+56955510102')] });
				return (reply.body.addresses as unknown[]).length;
			},
			3,
		],
		[
			{ customFieldValues: 'replace' },
			async () => (await call('PUT', `${contacts}/2`, { customFields: { a: 1 } })).body.customFields,
			{ a: 1 },
		],
		[
			{ customFieldKeys: 'definedOnly' },
			async () => {
				const reply = await call('POST', contacts, { customFields: { a: 1, source: 'x' } });
				return [reply.status, Object.keys(reply.body.details)];
			},
			[400, ['body.customFields.a']],
		],
		[{ definitionWithValues: 'deleted' }, () => statusOf('DELETE', `${definitions}/1`), 200],
		[
			{ bulkSize: 'unlimited' },
			async () => [
				await statusOf('POST', `${conversations}/bulk`, { conversations: Array(501).fill(0) }),
				await statusOf('POST', `${conversations}/bulk`, { conversations: [] }),
			],
			[202, 400],
		],
		[
			{ bulkReport: 'empty' },
			async () => (await call('POST', `${conversations}/bulk`, { conversations: [0] })).body.report,
			{},
		],
		[{ inboundTypes: 'refused' }, () => statusOf('POST', whatsapp, { ...text, type: 'location' }), 400],
		[
			{ progress: 'byHook' },
			async () => {
				await call('POST', `${calls}/bridge`, bridge);
				await call('POST', whatsapp, text);
				const path = '/api/v1/messaging/messages/msg_2';
				const before = [(await call('GET', `${calls}/3`)).body.status, (await call('GET', path)).body.status];
				simulator.state.advanceCall(3);
				simulator.state.advanceMessage('msg_2');
				return [...before, (await call('GET', `${calls}/3`)).body.status, (await call('GET', path)).body.status];
			},
			['queued', 'pending', 'ringing', 'sent'],
		],
		[{ mediaLinks: 'expired' }, recordingStatus, 403],
	];

	it.each(cases)('%j', async (assumptions, observe, expected) => {
		await start({ assumptions });
		expect(await observe()).toEqual(expected);
	});

	it('refuses a position that does not exist', async () => {
		await start();
		const assumptions = { pageBase: '2' } as unknown as LlamadaProSimulatorOptions['assumptions'];
		await expect(startLlamadaProSimulator({ assumptions })).rejects.toThrow(/pageBase.*1, 0/);
	});
});
