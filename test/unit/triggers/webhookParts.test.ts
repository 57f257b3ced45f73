import type { IDataObject, IRun } from 'n8n-workflow';

import { llamadaProEvents } from '../../../nodes/LlamadaPro/webhookTrigger/events.ts';
import { liveTokEvents } from '../../../nodes/LiveTok/trigger/events.ts';
import { isPrivateAddress } from '../../../nodes/shared/triggers/webhook/address.ts';
import { executionKey } from '../../../nodes/shared/triggers/webhook/relay.ts';
import { answerOfRun } from '../../../nodes/shared/triggers/webhook/result.ts';

it.each([
	['http://localhost:5678/webhook/x', true],
	['http://127.0.0.1:5678/', true],
	['http://10.1.2.3/', true],
	['http://172.16.0.1/', true],
	['http://172.32.0.1/', false],
	['https://192.168.1.5/', true],
	['https://n8n.local/', true],
	['https://n8n.internal/', true],
	['http://[::1]:5678/', true],
	['http://[fd00::1]/', true],
	['https://n8n.example.com/webhook/x', false],
	['https://localhost.example.com/', false],
	['https://8.8.8.8/', false],
	['', true],
])('%s is in a private network: %s', (address, isPrivate) => expect(isPrivateAddress(address)).toBe(isPrivate));

describe('what a workflow answers', () => {
	const run = (outputs: Array<IDataObject[] | null>, more: object = {}, status = 'success'): IRun =>
		({
			status,
			data: {
				resultData: {
					lastNodeExecuted: 'Last',
					runData: { Last: [{ data: { main: outputs.map((items) => items?.map((json) => ({ json })) ?? null) } }] },
					...more,
				},
			},
		}) as unknown as IRun;

	it.each([
		{ name: 'the first of several items', value: run([[{ a: 1 }, { a: 2 }]]), answer: { a: 1 } },
		{ name: 'the first output that has any', value: run([null, [], [{ b: 1 }]]), answer: { b: 1 } },
		{ name: 'nothing, when nothing was handed on', value: run([[]]), answer: {} },
		{ name: 'nothing, when the workflow failed', value: run([[{ a: 1 }]], { error: new Error('no') }), answer: {} },
		{ name: 'nothing, when the workflow waits', value: run([[{ a: 1 }]], {}, 'waiting'), answer: {} },
		{ name: 'nothing, when n8n does not tell', value: run([[{ a: 1 }]], { runData: {} }), answer: {} },
	])('$name', ({ value, answer }) => expect(answerOfRun(value)).toEqual(answer));

	it('is what came out last, when the last node ran several times', () => {
		const value = run([[{ pass: 1 }]]);
		value.data.resultData.runData.Last?.push({ data: { main: [[{ json: { pass: 2 } }]] } } as never);
		expect(answerOfRun(value)).toEqual({ pass: 2 });
	});
});

describe('a body that is no event', () => {
	it.each([
		undefined,
		null,
		[],
		'text',
		{},
		{ type: 'session.begin', id: 'evt_1' },
		{ type: 'session.begin', id: '', data: {} },
		{ type: 1, id: 'evt_1', data: {} },
		{ type: 'session.begin', id: 'evt_1', data: [] },
		{ type: 'session.begin', id: 'evt_1', data: 'text' },
	])('LiveTok: %j', (body) => expect(liveTokEvents.readEvent(body)).toBeUndefined());

	it.each([
		undefined,
		{ id: 'a', resource: 'Call', action: 'create' },
		{ id: 'a', resource: 'Call', action: 'create', data: {} },
		{ id: 'a', resource: 'Call', data: { id: 1 } },
		{ id: 'a', action: 'create', data: { id: 1 } },
	])('LlamadaPro: %j', (body) => expect(llamadaProEvents.readEvent(body)).toBeUndefined());
});

it('an event keeps fields that nobody knows', () => {
	const event = { type: 'session.begin', id: 'evt_1', data: { deep: { er: [1] } }, more: true };
	expect(liveTokEvents.readEvent(event)).toEqual(event);
	const call = { resource: 'Call', action: 'create', data: { id: 7, more: null }, id: 'a', also: 1 };
	expect(llamadaProEvents.readEvent(call)).toEqual(call);
});

describe('the same event of LlamadaPro', () => {
	const call = { id: 'a'.repeat(64), resource: 'Call', action: 'create', data: { id: 7, status: 'busy' } };
	const key = (change: object = {}): string | undefined => {
		const event = llamadaProEvents.readEvent({ ...call, ...change });
		return event && llamadaProEvents.keyOf(event);
	};

	it.each([
		{ name: 'the same again', change: {}, same: true },
		{ name: 'a link that was signed again', change: { data: { ...call.data, recordingUrl: 'x' } }, same: true },
		{ name: 'another id', change: { id: 'b'.repeat(64) }, same: false },
		{ name: 'another call, with the id of the samples', change: { data: { id: 8, status: 'busy' } }, same: false },
		{ name: 'another resource', change: { resource: 'Transcription' }, same: false },
		{ name: 'another action', change: { action: 'delete' }, same: false },
	])('$name: $same', ({ change, same }) => expect(key(change) === key()).toBe(same));

	it('one call is updated many times', () => {
		const update = (status: string) => key({ action: 'update', data: { id: 7, status } });
		expect(update('ringing')).not.toBe(update('completed'));
		expect(update('ringing')).toBe(update('ringing'));
	});
});

it('the key of an execution belongs to one node of one workflow and fits into n8n’s database', () => {
	const keys = [
		executionKey('w1:n1', 'e'),
		executionKey('w1:n2', 'e'),
		executionKey('w2:n1', 'e'),
		executionKey('w1:n1', 'f'),
	];
	expect(new Set(keys).size).toBe(4);
	expect(executionKey('w'.repeat(100), 'e'.repeat(10_000)).length).toBeLessThan(256);
	expect(executionKey('w1:n1', 'e')).toBe(keys[0]);
});
