import type { AutochatSimulatorOptions } from '../../../sandbox/simulators/autochat/index.ts';
import { expiredJwt, sandboxJwt } from '../../../sandbox/simulators/autochat/index.ts';
import { simulator } from './autochatClient.ts';
import { openSocket, signedIn } from './autochatSocketClient.ts';

type Case = [NonNullable<AutochatSimulatorOptions['assumptions']>, () => Promise<unknown>, unknown];

const refused = async (): Promise<unknown> => {
	const client = await openSocket(expiredJwt);
	return [await client.closed, client.frames];
};

/** For every switch of the tenant's WebSocket, what another position than the first one does. */
export const socketCases: Case[] = [
	[{ socketAnswer: 'authSuccess' }, async () => await (await signedIn()).received(1), ['{"type":"auth:success"}']],
	[{ socketAnswer: 'connected' }, async () => await (await signedIn()).received(1), ['{"type":"connected","data":{}}']],
	[
		{ socketRefusal: 'errorThenNothing' },
		async () => await (await openSocket(expiredJwt)).received(1),
		['{"type":"error","message":"Authentication failed"}'],
	],
	[{ socketRefusal: '1008' }, refused, [1008, []]],
	[{ socketRefusal: '4001' }, refused, [4001, []]],
	[{ socketRefusal: '4401' }, refused, [4401, []]],
	[{ socketRefusal: 'noCode' }, refused, [1005, []]],
	[{ socketRefusal: 'cut' }, refused, [1006, []]],
	[
		{ socketLateFrame: 'error' },
		async () => {
			const client = await signedIn();
			client.send({ type: 'ping' });
			return await client.received(1);
		},
		['{"type":"error","message":"Unknown message type"}'],
	],
	[
		{ socketExpiry: 'closed' },
		async () => {
			const client = await signedIn();
			simulator.state.expireTokens();
			simulator.socket.send({ type: 'message:new', data: {} });
			return [await client.closed, client.frames];
		},
		[1008, []],
	],
	[
		{ socketsPerTenant: 'newestOnly' },
		async () => {
			const first = await signedIn();
			await openSocket(sandboxJwt);
			return [await first.closed, simulator.socket.listeners];
		},
		[1000, 1],
	],
	[
		{ socketsPerTenant: 'oneOnly' },
		async () => {
			await signedIn();
			const second = await openSocket(sandboxJwt);
			return [await second.closed, second.frames, simulator.socket.listeners];
		},
		[1008, ['{"type":"error","message":"Already connected"}'], 1],
	],
	[
		{ socketPing: 'off' },
		async () => {
			await signedIn();
			simulator.socket.ping();
			simulator.socket.ping();
			return simulator.socket.listeners;
		},
		1,
	],
];
