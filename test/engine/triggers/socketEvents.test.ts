import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { type RunningTrigger, type SocketRig, socketRig, until } from './socketRig.ts';

jest.setTimeout(30_000);

let rig: SocketRig;

beforeEach(async () => {
	rig = await socketRig();
});
afterEach(async () => await rig.close());

const message = (id: string, more: object = {}) => ({ type: 'message:new', data: { id, ...more } });
const send = (frame: object | string | Buffer): void => rig.simulator.socket.send(frame);
const types = (trigger: RunningTrigger) => trigger.events.map(({ type }) => type);
const ids = (trigger: RunningTrigger) => trigger.events.map(({ data }) => (data as { id?: string }).id);

/** Frames are delivered in order: when this one has come, all before it were dealt with. */
async function untilAllHeard(trigger: RunningTrigger): Promise<void> {
	send(message('last'));
	await until(() => ids(trigger).includes('last'));
}

it('a message in the widget becomes one item per event, in order', async () => {
	const trigger = await rig.activate();
	const { state } = rig.simulator;
	const conversation = state.openConversation({
		tenantId: 'tenant-sandbox',
		channel: 'chat',
		channel_identifier: 'session_1',
	});
	state.addMessage(conversation, 'user', 'Hello');
	state.qualifyConversation(conversation.id);
	await until(() => trigger.items.length === 3);
	expect(trigger.events).toEqual([
		{
			type: 'conversation:new',
			data: expect.objectContaining({ id: conversation.id, channel: 'chat' }),
			receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
		},
		expect.objectContaining({ type: 'message:new', data: expect.objectContaining({ content: 'Hello' }) }),
		expect.objectContaining({ type: 'conversation:qualified', data: expect.objectContaining({ qualified: true }) }),
	]);
	expect(rig.simulator.socket.log.map(({ frames }) => frames)).toEqual([['{"type":"auth","token":"[hidden]"}']]);
});

it('only the chosen events start the workflow', async () => {
	const trigger = await rig.activate({ events: ['conversation:qualified', 'message:new'] });
	for (const type of ['conversation:new', 'conversation:qualified', 'campaign:progress', 'mystery']) {
		send({ type, data: { id: type } });
	}
	await untilAllHeard(trigger);
	expect(types(trigger)).toEqual(['conversation:qualified', 'message:new']);
});

it('all events are the documented ones and unknown ones, without answers to the sign-in and heartbeats', async () => {
	const trigger = await rig.activate();
	const sent = [
		'auth:success',
		'authenticated',
		'connected',
		'ping',
		'heartbeat',
		'conversation:new',
		'campaign:progress',
		'agent:typing',
	];
	for (const type of sent) send({ type, data: {} });
	await untilAllHeard(trigger);
	expect(types(trigger)).toEqual(['conversation:new', 'campaign:progress', 'agent:typing', 'message:new']);
});

it.each([
	['no JSON', 'hello'],
	['an empty text', ''],
	['half a frame', '{"type":"message:new","da'],
	['a list', '[{"type":"message:new"}]'],
	['null', 'null'],
	['a number', '12'],
	['no type', '{"data":{"id":"1"}}'],
	['a type that is no text', '{"type":5,"data":{}}'],
	['bytes', Buffer.from([0, 1, 2, 255])],
])('a frame with %s is ignored, and the connection stays', async (_name, frame) => {
	const trigger = await rig.activate();
	send(frame);
	await untilAllHeard(trigger);
	expect(ids(trigger)).toEqual(['last']);
	expect(rig.simulator.socket.log).toHaveLength(1);
});

it.each([
	['no data', { type: 'conversation:updated' }, {}],
	['empty data', { type: 'conversation:updated', data: null }, {}],
	['data that is a text', { type: 'conversation:updated', data: 'conv-1' }, 'conv-1'],
	['data that is a list', { type: 'conversation:updated', data: [1, 2] }, [1, 2]],
])('an event with %s is handed over', async (_name, frame, data) => {
	const trigger = await rig.activate();
	send(frame);
	await until(() => trigger.items.length === 1);
	expect(trigger.events[0]).toMatchObject({ type: 'conversation:updated', data });
});

it('what else stands in the frame is passed on', async () => {
	const trigger = await rig.activate();
	send({ ...message('1'), tenant_id: 'tenant-sandbox', version: 2 });
	await until(() => trigger.items.length === 1);
	expect(trigger.events[0]).toMatchObject({ tenant_id: 'tenant-sandbox', version: 2, data: { id: '1' } });
});

it('a frame of 1 MB comes whole', async () => {
	const trigger = await rig.activate();
	const content = 'ä'.repeat(500_000);
	send(message('large', { content }));
	await untilAllHeard(trigger);
	expect(ids(trigger)).toEqual(['large', 'last']);
	expect((trigger.events[0]?.data as { content: string }).content).toBe(content);
});

it('the same content twice is two events, each with a key of its own', async () => {
	const trigger = await rig.activate();
	const updated = { type: 'conversation:updated', data: { id: 'conv-1', status: 'active' } };
	for (const frame of [updated, updated, { type: 'conversation:updated' }, { type: 'conversation:updated' }])
		send(frame);
	await until(() => trigger.items.length === 4);
	const keys = trigger.items.map(({ key }) => key);
	expect(new Set(keys).size).toBe(4);
	for (const key of keys) expect(key).toMatch(/^one:node:[\w-]{43}:\d+:[12]$/);
});

it('10,000 events in a burst become 10,000 items, in order', async () => {
	const trigger = await rig.activate();
	const wanted = Array.from({ length: 10_000 }, (_, index) => String(index));
	for (const id of wanted) send(message(id));
	await until(() => trigger.items.length >= wanted.length);
	expect(ids(trigger)).toEqual(wanted);
	expect(new Set(trigger.items.map(({ key }) => key)).size).toBe(wanted.length);
	expect(rig.simulator.socket.log).toHaveLength(1);
});

it('keeps nothing of what it has handed over', async () => {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	const trigger = await rig.activate();
	let handedOver = 0;
	Object.defineProperty(trigger, 'items', { value: { push: () => (handedOver += 1) } });
	const content = 'x'.repeat(10_000);
	const sendSome = async (count: number): Promise<void> => {
		const wanted = handedOver + count;
		for (let sent = 0; sent < count; sent += 500) {
			const soFar = handedOver + 500;
			for (let index = 0; index < 500; index += 1) send(message(`${sent}-${index}`, { content }));
			await until(() => handedOver === soFar);
		}
		expect(handedOver).toBe(wanted);
		// What the keys of the last seconds hold goes when these are over.
		await rig.clock.advance(20_000);
		send(message('end'));
		await until(() => handedOver === wanted + 1);
		collectGarbage();
	};
	await sendSome(1_000);
	const before = process.memoryUsage().heapUsed;
	await sendSome(5_000);
	// 50 MB have passed through.
	expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
});
